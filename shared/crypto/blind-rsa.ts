/**
 * RSA blind signatures, RFC 9474 (RSABSSA-SHA384), with e = 65537 and in BigInt for phones.
 * PSS is RFC 8017 section 9.1 with SHA-384 and MGF1. Random bytes are arguments; a salt of 48 bytes makes
 * the PSS variants, an empty salt the PSSZERO ones, an empty prefix the deterministic ones.
 */
import { sha384 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes } from './bytes';
import { u32 } from './codec';

const HASH = 48;
/** The salt length of RSABSSA-SHA384-PSS-*. */
export const PSS_SALT = 48;
/** The length of the random prefix of the -Randomized variants. */
export const PREFIX = 32;
/** How many random bytes `blind` takes beyond the modulus length, so that r is uniform to 2^-128. */
export const BLIND_MARGIN = 16;
const E_SQUARINGS = 16;
// BigInt by call: the literal is a syntax error where BigInt is missing, and the page must still be able to say so.
const ZERO = BigInt(0);
const ONE = BigInt(1);

function toInteger(bytes: Uint8Array): bigint {
  let hex = '';
  for (const b of bytes) hex += b.toString(16).padStart(2, '0');
  return BigInt(`0x${hex === '' ? '0' : hex}`);
}

function toBytes(x: bigint, length: number): Uint8Array {
  const hex = x.toString(16).padStart(length * 2, '0');
  return Uint8Array.from({ length }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** x^65537 mod n. */
function publicPower(x: bigint, n: bigint): bigint {
  let y = x;
  for (let i = 0; i < E_SQUARINGS; i += 1) y = (y * y) % n;
  return (y * x) % n;
}

/** The inverse of x mod n, or null when they share a factor (extended Euclid). */
function inverse(x: bigint, n: bigint): bigint | null {
  let [r0, r1] = [n, x % n];
  let [t0, t1] = [ZERO, ONE];
  while (r1 > ZERO) {
    const q = r0 / r1;
    [r0, r1] = [r1, r0 - q * r1];
    [t0, t1] = [t1, t0 - q * t1];
  }
  if (r0 !== ONE) return null;
  return t0 < ZERO ? t0 + n : t0;
}

function mgf1(seed: Uint8Array, length: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let i = 0; i * HASH < length; i += 1) blocks.push(sha384(concatBytes(seed, u32(i))));
  return concatBytes(...blocks).slice(0, length);
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, i) => byte ^ (b[i] ?? 0));
}

/** Bits of the encoded message's first byte that must be zero, for emBits = modulus bits - 1. */
function topMask(emBits: number): number {
  return 0xff >> (8 * Math.ceil(emBits / 8) - emBits);
}

function pssHash(message: Uint8Array, salt: Uint8Array): Uint8Array {
  return sha384(concatBytes(new Uint8Array(8), sha384(message), salt));
}

function pssEncode(message: Uint8Array, emBits: number, salt: Uint8Array): Uint8Array {
  const hash = pssHash(message, salt);
  const length = Math.ceil(emBits / 8);
  const db = concatBytes(new Uint8Array(length - salt.length - HASH - 2), Uint8Array.of(1), salt);
  const masked = xor(db, mgf1(hash, db.length));
  masked[0] = (masked[0] ?? 0) & topMask(emBits);
  return concatBytes(masked, hash, Uint8Array.of(0xbc));
}

function pssVerify(message: Uint8Array, em: Uint8Array, emBits: number, saltLength: number): boolean {
  const dbLength = em.length - HASH - 1;
  const padding = dbLength - saltLength - 1;
  const masked = em.slice(0, dbLength);
  const hash = em.slice(dbLength, dbLength + HASH);
  if (padding < 0 || em[em.length - 1] !== 0xbc || ((masked[0] ?? 0) & ~topMask(emBits)) !== 0) return false;
  const db = xor(masked, mgf1(hash, dbLength));
  db[0] = (db[0] ?? 0) & topMask(emBits);
  const paddingHolds = db.slice(0, padding).every((b) => b === 0) && db[padding] === 1;
  return paddingHolds && equalBytes(hash, pssHash(message, db.slice(padding + 1)));
}

/** The message that is signed: `prefix` (32 random bytes, or none in the deterministic variants), then `message`. */
export function prepare(message: Uint8Array, prefix: Uint8Array): Uint8Array {
  return concatBytes(prefix, message);
}

/** A blinded message for the signer, and what takes the blinding off again (secret, used once). */
export interface Blinded {
  readonly blinded: Uint8Array;
  readonly unblinder: Uint8Array;
}

/**
 * RFC 9474 section 4.2. `n` is the modulus, big-endian without leading zeros; `random` is the blinding factor,
 * taken mod n: modulus length + 16 random bytes. Null when message or factor has no inverse mod n:
 * draw again (it never happens with an honest key).
 */
export function blind(
  n: Uint8Array,
  input: Uint8Array,
  salt: Uint8Array,
  random: Uint8Array,
): Blinded | null {
  const modulus = toInteger(n);
  const m = toInteger(pssEncode(input, modulus.toString(2).length - 1, salt));
  const r = toInteger(random) % modulus;
  const unblinder = inverse(r, modulus);
  if (unblinder === null || inverse(m, modulus) === null) return null;
  return {
    blinded: toBytes((m * publicPower(r, modulus)) % modulus, n.length),
    unblinder: toBytes(unblinder, n.length),
  };
}

/** RSASSA-PSS-VERIFY (RFC 8017 section 8.1.2) with SHA-384; a signature that is not below n is refused. */
export function verifyRsa(
  n: Uint8Array,
  input: Uint8Array,
  signature: Uint8Array,
  saltLength: number = PSS_SALT,
): boolean {
  const modulus = toInteger(n);
  const s = toInteger(signature);
  if (signature.length !== n.length || s >= modulus) return false;
  const emBits = modulus.toString(2).length - 1;
  const em = publicPower(s, modulus);
  if (em.toString(2).length > emBits) return false;
  return pssVerify(input, toBytes(em, Math.ceil(emBits / 8)), emBits, saltLength);
}

/** RFC 9474 section 4.4: takes the blinding off and checks the signature; null when it does not hold. */
export function finalize(
  n: Uint8Array,
  input: Uint8Array,
  blindSignature: Uint8Array,
  unblinder: Uint8Array,
  saltLength: number = PSS_SALT,
): Uint8Array | null {
  if (blindSignature.length !== n.length) return null;
  const modulus = toInteger(n);
  const signature = toBytes((toInteger(blindSignature) * toInteger(unblinder)) % modulus, n.length);
  return verifyRsa(n, input, signature, saltLength) ? signature : null;
}
