/** What two people read to each other to be sure that they hold the same public key. */
import { toHex } from '../crypto/bytes';
import { sha256 } from '../crypto/hash';
import { type DirectoryEntry, encodeEntry } from './entry';

const DIGITS = 20;

/** Twenty figures in groups of four: the first 64 bits of the key's SHA-256. */
export function fingerprintOf(publicKey: Uint8Array): string {
  const bits = BigInt(`0x${toHex(sha256(publicKey).slice(0, 8))}`);
  return (String(bits).padStart(DIGITS, '0').match(/.{4}/g) ?? []).join(' ');
}

/** What whoever made an office's key reads to whoever signs its entry: it commits to the key, and to every row. */
export function entryCode(entry: DirectoryEntry): string {
  return fingerprintOf(encodeEntry(entry));
}
