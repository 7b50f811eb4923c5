/**
 * The group behind Ed25519 and X25519 (RFC 7748 section 4.1, RFC 8032 section 5.1), built from noble's abstract
 * modules: '@noble/curves/ed25519.js' calls TextEncoder when it loads, which a mini-program does not have.
 * BigInt(..) and not literals, so that a phone without BigInt can still read the file and be told so.
 */
import { edwards } from '@noble/curves/abstract/edwards.js';

/** The curve's domain parameters. */
export const CURVE = {
  p: BigInt('0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed'),
  n: BigInt('0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed'),
  h: BigInt(8),
  a: BigInt('0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec'),
  d: BigInt('0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3'),
  Gx: BigInt('0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51a'),
  Gy: BigInt('0x6666666666666666666666666666666666666666666666666666666666666658'),
} as const;

let made: ReturnType<typeof edwards> | undefined;

/** Points of the curve in extended coordinates; made when first asked for, since most who load this never ask. */
export function curvePoint(): ReturnType<typeof edwards> {
  made ??= edwards(CURVE);
  return made;
}

/** Clamps 32 bytes to a scalar, in place (RFC 7748 section 5). */
export function clamp(bytes: Uint8Array): Uint8Array {
  bytes[0] = (bytes[0] ?? 0) & 248;
  bytes[31] = ((bytes[31] ?? 0) & 127) | 64;
  return bytes;
}
