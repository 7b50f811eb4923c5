/** How what is signed or hashed of letters is written (docs/formats/tip-day.md). */
import { createHash } from 'node:crypto';

/** One byte of length, then the full name of a structure. */
export function tagOf(name: string, family = 'tip'): Buffer {
  const text = Buffer.from(`sunshine/${family}/v1/${name}`, 'ascii');
  return Buffer.concat([Uint8Array.of(text.length), text]);
}

/** SHA-256 of a structure's name and of each part with its length before it. */
export function H(name: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256').update(tagOf(name));
  for (const part of parts) hash.update(u32(part.length)).update(part);
  return new Uint8Array(hash.digest());
}

/** SHA-256 of bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}

/** Four bytes, the greatest first. */
export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Eight bytes, the greatest first. */
export function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

/** Whether two byte strings are the same. */
export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** Bytes of base64url without padding, of this length; null for anything else. */
export function fromBase64url(text: unknown, length?: number): Uint8Array | null {
  if (typeof text !== 'string') return null;
  const bytes = Buffer.from(text, 'base64url');
  const isWhole = bytes.toString('base64url') === text && (length === undefined || bytes.length === length);
  return isWhole ? new Uint8Array(bytes) : null;
}

/** A day's date in China. */
export function dateOfDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
