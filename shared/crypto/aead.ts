/** ChaCha20-Poly1305 (RFC 8439). A key seals one message unless its structure says otherwise. */
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';

/** What the tag adds to the plaintext, in bytes. */
export const AEAD_TAG_BYTES = 16;
const ZERO_NONCE = new Uint8Array(12);

/** Ciphertext and 16-byte tag. The nonce is zero because the key is used once. */
export function aeadSeal(
  key: Uint8Array,
  plain: Uint8Array,
  aad: Uint8Array,
  nonce: Uint8Array = ZERO_NONCE,
): Uint8Array {
  return chacha20poly1305(key, nonce, aad).encrypt(plain);
}

/** The plaintext, or null when anything was altered. */
export function aeadOpen(
  key: Uint8Array,
  sealed: Uint8Array,
  aad: Uint8Array,
  nonce: Uint8Array = ZERO_NONCE,
): Uint8Array | null {
  if (sealed.length < AEAD_TAG_BYTES) return null;
  try {
    return chacha20poly1305(key, nonce, aad).decrypt(sealed);
  } catch {
    return null;
  }
}
