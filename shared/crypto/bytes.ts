/**
 * Bytes and their written forms. All our own, because a mini-program has no TextEncoder, Buffer or atob.
 * Decoders of foreign input answer null; encoders throw, since what they are given is ours.
 */

const HEX = '0123456789abcdef';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const NO_LETTER = 255;
/** The value of each letter by its character code. */
const BASE64URL_VALUES = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = BASE64URL.indexOf(String.fromCharCode(code));
  return value < 0 ? NO_LETTER : value;
});

/** All parts, one after another, in a fresh array. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** True when both hold the same bytes; takes the same time wherever they differ. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  a.forEach((byte, i) => {
    difference |= byte ^ (b[i] ?? 0);
  });
  return difference === 0;
}

/** Order of two byte strings, for sorting: negative, zero or positive. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += HEX.charAt(byte >> 4) + HEX.charAt(byte & 15);
  return hex;
}

/** Bytes of lower-case hexadecimal, or null for anything else. */
export function fromHex(hex: string): Uint8Array | null {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/.test(hex)) return null;
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  );
}

/** Base64url without padding (RFC 4648 section 5). */
export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const three = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const letters = Math.min(4, bytes.length - i + 1);
    for (let j = 0; j < letters; j += 1) text += BASE64URL.charAt((three >> (18 - 6 * j)) & 63);
  }
  return text;
}

/** Bytes of unpadded base64url, or null; left-over bits must be zero, so that one value has one spelling. */
export function fromBase64url(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < text.length; i += 1) {
    const value = BASE64URL_VALUES[text.charCodeAt(i)] ?? NO_LETTER;
    if (value === NO_LETTER) return null;
    bits = ((bits << 6) | value) & 0x3fff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at] = (bits >> held) & 255;
    at += 1;
  }
  return (bits & ((1 << held) - 1)) === 0 ? bytes : null;
}

/** Base64 with padding (RFC 4648 section 4), as C2SP notes carry it. */
export function toBase64(bytes: Uint8Array): string {
  const text = toBase64url(bytes).replace(/-/g, '+').replace(/_/g, '/');
  return text + '='.repeat(-text.length & 3);
}

/** Bytes of padded base64, or null; one value has one spelling. */
export function fromBase64(text: string): Uint8Array | null {
  const isWhole = text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
  return isWhole ? fromBase64url(text.replace(/=+$/, '').replace(/\+/g, '-').replace(/\//g, '_')) : null;
}

/** Bytes of base64url that a schema has already checked; anything else is a bug and throws. */
export function bytesOf(text: string): Uint8Array {
  const bytes = fromBase64url(text);
  if (bytes === null) throw new RangeError('not base64url');
  return bytes;
}
