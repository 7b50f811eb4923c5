/**
 * Ed25519 (RFC 8032) by the platform's OpenSSL, with the one verification rule of formats.md section 0 around it:
 * S < L, and A canonical and not of small order. OpenSSL then compares encode(S*B - k*A) with the bytes of R.
 */
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

/** The y of all points of order 1, 2, 4 and 8; a point and its negative share one. */
const Y_OF_ORDER_8 = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
const SMALL_ORDER_Y = new Set([0n, 1n, P - 1n, Y_OF_ORDER_8, P - Y_OF_ORDER_8]);

// What stands before 32 raw bytes in SPKI and PKCS #8 (RFC 8410).
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** True when the signature is one of this key over the message; anything malformed is simply not a signature. */
export function verifiesEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64 || !isAcceptableKey(publicKey)) return false;
  if (littleEndian(signature.subarray(32)) >= L) return false;
  try {
    const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
  } catch {
    // Not a point of the curve.
    return false;
  }
}

/** A key that signs, from its 32-byte seed. */
export function signingKey(seed: Uint8Array): {
  publicKey: Uint8Array;
  sign: (message: Uint8Array) => Uint8Array;
} {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  return { publicKey: rawPublicKey(key), sign: (message) => new Uint8Array(sign(null, message, key)) };
}

function rawPublicKey(key: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI.length));
}

/**
 * Canonical is y < p; the points with x = 0, whose sign bit must be clear, are of small order and refused with it set
 * or not.
 */
function isAcceptableKey(publicKey: Uint8Array): boolean {
  const y = littleEndian(publicKey) & (2n ** 255n - 1n);
  return y < P && !SMALL_ORDER_Y.has(y);
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}
