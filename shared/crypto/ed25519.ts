/** Ed25519 (RFC 8032) with the one verification rule of formats.md section 0. */
import { eddsa } from '@noble/curves/abstract/edwards.js';
import { bytesToNumberLE } from '@noble/curves/utils.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes } from './bytes';
import { clamp, curvePoint } from './edwards25519';

let made: ReturnType<typeof eddsa> | undefined;

function scheme(): ReturnType<typeof eddsa> {
  made ??= eddsa(curvePoint(), sha512, { adjustScalarBytes: clamp });
  return made;
}

/** The 32-byte public key of a 32-byte seed. */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  return scheme().getPublicKey(seed);
}

/** The 64-byte signature of a message. */
export function ed25519Sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return scheme().sign(message, seed);
}

/** A key that signs, wherever its secret half lies. */
export interface SigningKey {
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/**
 * Cofactorless, as OpenSSL, but strict about the key: S < L, A canonical and not of small order, and
 * encode(S*B - k*A) equal to the 32 bytes of R. Anything malformed is simply not a signature.
 */
export function ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const Point = curvePoint();
  const r = signature.subarray(0, 32);
  const s = bytesToNumberLE(signature.subarray(32));
  if (s >= Point.Fn.ORDER) return false;
  const a = canonicalPoint(publicKey);
  if (a === null || a.isSmallOrder()) return false;
  const k = Point.Fn.create(bytesToNumberLE(sha512(concatBytes(r, publicKey, message))));
  const expected = Point.BASE.multiplyUnsafe(s).subtract(a.multiplyUnsafe(k));
  return equalBytes(expected.toBytes(), r);
}

type Point = ReturnType<ReturnType<typeof curvePoint>['fromBytes']>;

function canonicalPoint(bytes: Uint8Array): Point | null {
  try {
    return curvePoint().fromBytes(bytes);
  } catch {
    return null;
  }
}
