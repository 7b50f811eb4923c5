/** How C2SP writes bytes and numbers into lines: one spelling each, anything else is refused. */

/** Bytes of canonical base64 (RFC 4648 section 4, with padding and no spare bits); null for any other spelling. */
export function fromBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : null;
}

/** Canonical base64 of bytes. */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** A decimal number without leading zeros, at most 2^53 - 1; null for anything else. */
export function fromDecimal(text: string): number | null {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text)) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : null;
}

/** Text of UTF-8 bytes; null when they are not UTF-8. A byte order mark stays and is refused as text. */
export function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A time in seconds as people read it. */
export function dateOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('T', ' ').replace('.000Z', ' UTC');
}

/** The day of a time in seconds where the county's days are counted, eight hours before UTC. */
export function dayInChina(seconds: number): string {
  return new Date((seconds + 8 * 3600) * 1000).toISOString().slice(0, 10);
}

/** The last second of the year 9999; a later time is no time. */
export const LAST_SECOND = 253_402_300_799;

/** The value of a member of parsed JSON, undefined when it has none. */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

/** Parses JSON; undefined when it is none. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
