/** HKDF-SHA256 (RFC 5869). */
import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from './utf8';

/** KDF(salt, ikm)(label, n): extract once, then expand as often as there are labels. A string means its ASCII. */
export function kdf(salt: Uint8Array | string, ikm: Uint8Array) {
  const key = extract(sha256, ikm, raw(salt));
  return (label: Uint8Array | string, length: number): Uint8Array => expand(sha256, key, raw(label), length);
}

function raw(value: Uint8Array | string): Uint8Array {
  return typeof value === 'string' ? utf8(value) : value;
}
