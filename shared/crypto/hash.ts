/** SHA-256 (FIPS 180-4), plain and with the domain tag of formats.md section 0. */
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from './bytes';
import { type TagName, tag, v32 } from './codec';

/** SHA-256 of the parts joined. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return nobleSha256(concatBytes(...parts));
}

/** H(s, x1, ..) = SHA-256(T(s) || v32<x1> || ..): each argument carries its length, so none can slide. */
export function H(name: TagName, ...parts: readonly Uint8Array[]): Uint8Array {
  return sha256(tag(name), ...parts.map(v32));
}

/** SHA-256 of bytes that come one after another. */
export interface Hasher {
  update: (bytes: Uint8Array) => void;
  /** Ends it. */
  digest: () => Uint8Array;
}

export function sha256Hasher(): Hasher {
  const hash = nobleSha256.create();
  return {
    update: (bytes) => void hash.update(bytes),
    digest: () => hash.digest(),
  };
}
