/**
 * The length-prefixed binary of formats.md section 0 (RFC 8446 section 3 style).
 * Writing: small encoders joined by `concatBytes`; a value that does not fit is a bug and throws.
 * Reading: `decode(bytes, (r) => ...)` answers null for short, long, oversized or otherwise refused input.
 */
import { concatBytes, equalBytes } from './bytes';
import { fromUtf8, utf8 } from './utf8';

const PREFIXES = {
  tip: 'sunshine/tip/v1/',
  rec: 'sunshine/recommendation/v1/',
  dir: 'sunshine/directory/v1/',
  log: 'sunshine/log/v1/',
  roll: 'sunshine/roll/v1/',
} as const;

/** The short name of a domain, as formats.md writes it. */
export type TagName = `${keyof typeof PREFIXES}/${string}`;

/** Greatest content of a `v32` that is not JSON. */
const MAX_V32 = 1_048_576;
/** Greatest JSON inside a structure. */
export const MAX_JSON = 65_535;
/** Greatest head of a record (`v16`). */
export const MAX_HEAD = 1_024;

/** T(s): the domain tag with its full name, length first. */
export function tag(name: TagName): Uint8Array {
  const [family, rest] = splitTag(name);
  return v8(utf8(PREFIXES[family] + rest));
}

/** Unsigned integer of 1 byte. */
export function u8(value: number): Uint8Array {
  return unsigned(value, 1);
}

/** Unsigned big-endian integer of 2 bytes. */
export function u16(value: number): Uint8Array {
  return unsigned(value, 2);
}

/** Unsigned big-endian integer of 4 bytes. */
export function u32(value: number): Uint8Array {
  return unsigned(value, 4);
}

/** Unsigned big-endian integer of 8 bytes. A plain number: area codes and seconds stay far below 2^53. */
export function u64(value: number): Uint8Array {
  return unsigned(value, 8);
}

/** Exactly `length` bytes. */
export function fixed(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw new RangeError(`expected ${length} bytes, got ${bytes.length}`);
  return bytes;
}

/** Up to 255 bytes after their length. */
export function v8(bytes: Uint8Array): Uint8Array {
  return concatBytes(u8(bytes.length), bytes);
}

/** Up to 65,535 bytes after their length. */
export function v16(bytes: Uint8Array): Uint8Array {
  return concatBytes(u16(bytes.length), bytes);
}

/** Up to 1 MiB after its length. */
export function v32(bytes: Uint8Array): Uint8Array {
  if (bytes.length > MAX_V32) throw new RangeError(`${bytes.length} bytes exceed v32`);
  return concatBytes(u32(bytes.length), bytes);
}

/** UTF-8 of the text in NFC, which is the only form a reader accepts. */
export function nfc(text: string): Uint8Array {
  return utf8(text.normalize('NFC'));
}

/** What a structure says, or null when the bytes are not exactly one such structure. */
export function decode<T>(bytes: Uint8Array, read: (reader: Reader) => T): T | null {
  const reader = new Reader(bytes);
  try {
    const value = read(reader);
    return reader.isAtEnd() ? value : null;
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** Leaves a `decode` early; never seen outside it. */
class Refused extends Error {}

/** Reads fields in order. Only `decode` makes one. */
export class Reader {
  #at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  u8(): number {
    return this.#unsigned(1);
  }

  u16(): number {
    return this.#unsigned(2);
  }

  u32(): number {
    return this.#unsigned(4);
  }

  /** Refuses what a plain number cannot hold exactly. */
  u64(): number {
    const value = this.#unsigned(8);
    this.check(Number.isSafeInteger(value));
    return value;
  }

  /** The next `length` bytes, copied. */
  fixed(length: number): Uint8Array {
    this.check(length <= this.#bytes.length - this.#at);
    this.#at += length;
    return this.#bytes.slice(this.#at - length, this.#at);
  }

  v8(): Uint8Array {
    return this.fixed(this.u8());
  }

  v16(max: number): Uint8Array {
    return this.#atMost(this.u16(), max);
  }

  v32(max: number = MAX_V32): Uint8Array {
    return this.#atMost(this.u32(), max);
  }

  /** A `v8` text in NFC. */
  text(): string {
    return this.#asText(this.v8());
  }

  /** A `v32` JSON text in NFC, not yet parsed. */
  json(): string {
    return this.#asText(this.v32(MAX_JSON));
  }

  /** The expected domain tag. */
  tag(name: TagName): void {
    const expected = tag(name);
    this.check(equalBytes(this.fixed(expected.length), expected));
  }

  /** All bytes read so far: what a signature at this place covers. */
  soFar(): Uint8Array {
    return this.#bytes.slice(0, this.#at);
  }

  /** What a schema makes of a value read here; a value it refuses refuses the whole structure. */
  parsed<T>(
    schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
    value: unknown,
  ): T {
    const result = schema.safeParse(value);
    if (!result.success) throw new Refused();
    return result.data;
  }

  isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** Refuses the whole structure unless `holds`. */
  check(holds: boolean): void {
    if (!holds) this.refuse();
  }

  /** Refuses the whole structure. */
  refuse(): never {
    throw new Refused();
  }

  #atMost(length: number, max: number): Uint8Array {
    this.check(length <= max);
    return this.fixed(length);
  }

  #asText(bytes: Uint8Array): string {
    const text = fromUtf8(bytes);
    if (text === null || text.normalize('NFC') !== text) throw new Refused();
    return text;
  }

  #unsigned(length: number): number {
    return this.fixed(length).reduce((value, byte) => value * 256 + byte, 0);
  }
}

function unsigned(value: number, length: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 256 ** length) {
    throw new RangeError(`${value} does not fit in ${length} bytes`);
  }
  const bytes = new Uint8Array(length);
  let rest = value;
  for (let i = length - 1; i >= 0; i -= 1) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

function splitTag(name: TagName): [keyof typeof PREFIXES, string] {
  const rest = name.slice(name.indexOf('/') + 1);
  if (name.startsWith('tip/')) return ['tip', rest];
  if (name.startsWith('rec/')) return ['rec', rest];
  if (name.startsWith('roll/')) return ['roll', rest];
  return [name.startsWith('dir/') ? 'dir' : 'log', rest];
}
