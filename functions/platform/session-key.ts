import { type CryptoKey, importJWK } from 'jose';
import { toBase64url } from '#shared/crypto/bytes';
import { opensslKey } from './openssl';

/** The key that signs sessions, from its 32-byte seed. */
export function sessionSigningKey(seed: Uint8Array): Promise<CryptoKey> {
  return keyOf({ x: toBase64url(opensslKey(seed).publicKey), d: toBase64url(seed) });
}

/** The key that checks sessions, from its 32 bytes in base64url. */
export function sessionCheckingKey(publicKey: string): Promise<CryptoKey> {
  return keyOf({ x: publicKey });
}

async function keyOf(part: { x: string; d?: string }): Promise<CryptoKey> {
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', ...part }, 'EdDSA');
  if (key instanceof Uint8Array) throw new Error('not a key');
  return key;
}
