import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
} from 'node:crypto';
import { promisify } from 'node:util';
import { equalBytes } from '#shared/crypto/bytes';
import { RSA_BYTES } from '#shared/crypto/rsa-bytes';

/** An issuing key: the private half in PKCS #8, the public modulus big-endian. */
interface IssuerKey {
  pkcs8: Uint8Array;
  rsaN: Uint8Array;
}

/** Makes an RSA-2048 key with e = 65537; takes about a quarter of a second, so it is made ahead. */
export async function makeIssuerKey(): Promise<IssuerKey> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: RSA_BYTES * 8,
    publicExponent: 0x10001,
  });
  const { n = '' } = publicKey.export({ format: 'jwk' });
  return {
    pkcs8: new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' })),
    rsaN: new Uint8Array(Buffer.from(n, 'base64url')),
  };
}

/**
 * RFC 9474 section 4.3, BlindSign: raw RSA, its own result checked before it leaves (a faulty one would give the
 * key away). Null when `blinded` is not below the modulus.
 */
export function blindSign(pkcs8: Uint8Array, blinded: Uint8Array): Uint8Array | null {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  const signature = raw(privateDecrypt, key, blinded);
  const again = signature && raw(publicEncrypt, createPublicKey(key), signature);
  if (!signature || !again) return null;
  if (!equalBytes(again, blinded)) throw new Error('the blind signature does not hold');
  return signature;
}

/** One raw RSA operation; OpenSSL refuses input that is not below the modulus. */
function raw(
  operation: typeof privateDecrypt | typeof publicEncrypt,
  key: KeyObject,
  input: Uint8Array,
): Uint8Array | null {
  try {
    return new Uint8Array(operation({ key, padding: constants.RSA_NO_PADDING }, input));
  } catch {
    return null;
  }
}
