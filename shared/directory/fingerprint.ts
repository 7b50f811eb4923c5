/** What two people read to each other to be sure that they hold the same public key. */
import { toHex } from '../crypto/bytes';
import { sha256 } from '../crypto/hash';

const DIGITS = 20;

/** Twenty figures in groups of four: the first 64 bits of the key's SHA-256. */
export function fingerprintOf(publicKey: Uint8Array): string {
  const bits = BigInt(`0x${toHex(sha256(publicKey).slice(0, 8))}`);
  return (String(bits).padStart(DIGITS, '0').match(/.{4}/g) ?? []).join(' ');
}
