import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync, inflateSync } from 'node:zlib';

/** A file or stream that is searched, under the name the report gives it. */
export interface Haystack {
  name: string;
  bytes: Buffer;
}

/** Every file below a directory. */
export function filesOf(directory: string): Haystack[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((name) => ({ name, bytes: readFileSync(name) }));
}

/** Length of the pieces a needle is looked for in: a database may part a long value over two pages. */
const PIECE = 18;

interface Form {
  form: string;
  bytes: Buffer;
  /** Length of the pieces it is looked for in, where it takes more bytes than the others for the same. */
  piece?: number;
}

/** The forms in which something may lie: as it is, UTF-16, hexadecimal, escaped, base64 of each in its three alignments. */
function formsOf(needle: Buffer): Form[] {
  const text = needle.toString('utf8');
  const utf16 = Buffer.from(text, 'utf16le');
  const utf16be = Buffer.from(utf16).swap16();
  return [
    { form: 'plain', bytes: needle },
    { form: 'utf-16le', bytes: utf16 },
    { form: 'utf-16be', bytes: utf16be },
    { form: 'hex', bytes: Buffer.from(needle.toString('hex')) },
    { form: 'HEX', bytes: Buffer.from(needle.toString('hex').toUpperCase()) },
    { form: 'hex of utf-16be', bytes: Buffer.from(utf16be.toString('hex')) },
    ...escapedForms(text),
    ...[needle, utf16, utf16be].flatMap((bytes) => [0, 1, 2].flatMap((shift) => base64Forms(bytes, shift))),
  ];
}

/** As JSON may escape what is not ASCII, and as V8 always does in a heap snapshot: `\\uXXXX`. */
function escapedForms(text: string): Form[] {
  if (text.includes('\ufffd')) return []; // no text at all
  const escaped = (hex: (unit: number) => string) =>
    Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
      .map((unit) => (unit < 0x80 ? String.fromCharCode(unit) : `\\u${hex(unit)}`))
      .join('');
  const lower = escaped((unit) => unit.toString(16).padStart(4, '0'));
  const upper = escaped((unit) => unit.toString(16).toUpperCase().padStart(4, '0'));
  if (lower === text) return [];
  return [lower, upper].map((one) => ({ form: 'escaped', bytes: Buffer.from(one), piece: 2 * PIECE }));
}

function base64Forms(needle: Buffer, shift: number): Form[] {
  const text = Buffer.concat([Buffer.alloc(shift), needle])
    .toString('base64')
    .replace(/=+$/, '');
  // The first characters carry the bytes before, the last ones those after: only the middle is the needle's own.
  const middle = text.slice(shift === 0 ? 0 : 4, -2);
  const url = middle.replaceAll('+', '-').replaceAll('/', '_');
  return [
    { form: `base64+${shift}`, bytes: Buffer.from(middle) },
    { form: `base64url+${shift}`, bytes: Buffer.from(url) },
  ];
}

/** So many pieces, spread over a long needle, stand for all of it. */
const MOST_PIECES = 8;

function pieces({ bytes, piece = PIECE }: Form): Buffer[] {
  if (bytes.length <= piece) return [bytes];
  const all = Math.floor(bytes.length / piece);
  const count = Math.min(all, MOST_PIECES);
  return Array.from({ length: count }, (_, i) => {
    const start = Math.floor((i * all) / count) * piece;
    return bytes.subarray(start, start + piece);
  });
}

const KNOWN = new WeakMap<Haystack, Haystack[]>();

/** What compressed streams inside a haystack unpack to: gzip, zlib. Many needles are looked for in one haystack. */
function unpacked(haystack: Haystack): Haystack[] {
  const known = KNOWN.get(haystack) ?? unpack(haystack);
  KNOWN.set(haystack, known);
  return known;
}

function unpack(haystack: Haystack): Haystack[] {
  const found: Haystack[] = [];
  const { bytes } = haystack;
  for (let at = bytes.indexOf(0x1f); at >= 0; at = bytes.indexOf(0x1f, at + 1)) {
    const body = gzipBody(bytes, at);
    if (body !== undefined) found.push(...tryUnpack(haystack, body, inflateRawSync));
  }
  for (let at = bytes.indexOf(0x78); at >= 0; at = bytes.indexOf(0x78, at + 1)) {
    const second = bytes[at + 1];
    if (second === 0x01 || second === 0x9c || second === 0xda) {
      found.push(...tryUnpack(haystack, at, inflateSync), ...tryUnpack(haystack, at + 2, inflateRawSync));
    }
  }
  return found;
}

/**
 * Where the deflated bytes of a gzip stream begin (RFC 1952 section 2.3); undefined where none does. Unpacked by itself, a
 * stream may be followed by anything: a gzip reader would take that for a second one.
 */
function gzipBody(bytes: Buffer, at: number): number | undefined {
  if (bytes[at + 1] !== 0x8b || bytes[at + 2] !== 8) return undefined;
  const flags = bytes[at + 3] ?? 0;
  let from = at + 10;
  if (flags & 4) from += 2 + (bytes[from] ?? 0) + 256 * (bytes[from + 1] ?? 0);
  for (const named of [flags & 8, flags & 16]) if (named) from = bytes.indexOf(0, from) + 1;
  return flags & 2 ? from + 2 : from;
}

function tryUnpack({ name, bytes }: Haystack, at: number, inflate: typeof inflateSync): Haystack[] {
  try {
    const out = inflate(bytes.subarray(at), { finishFlush: 2 });
    return out.length > 8 ? [{ name: `${name} unpacked at ${at}`, bytes: out }] : [];
  } catch {
    return [];
  }
}

// Once, not at every byte: what is global is slow to reach from a test.
const { imul } = Math;
/** Says by 16 bits whether any piece may begin with these four bytes. */
const mark = (head: number) => imul(head, 0x9e3779b1) >>> 16;

/** Which of the pieces, of four bytes and more, some bytes hold: all are looked for in one pass. */
export function held<T extends { piece: Buffer }>(bytes: Buffer, wanted: readonly T[]): Set<T> {
  const marks = new Uint8Array(1 << 16);
  const byHead = new Map<number, T[]>();
  for (const one of wanted) {
    const head = one.piece.readInt32LE();
    marks[mark(head)] = 1;
    byHead.set(head, [...(byHead.get(head) ?? []), one]);
  }
  const found = new Set<T>();
  const { length } = bytes;
  for (let at = -3, head = 0; at < length - 3; at += 1) {
    head = (head >>> 8) | (bytes[at + 3]! << 24);
    if (marks[mark(head)] === 0 || at < 0) continue;
    for (const one of byHead.get(head) ?? []) {
      if (one.piece.equals(bytes.subarray(at, at + one.piece.length))) found.add(one);
    }
  }
  return found;
}

/** Where needles of ten bytes and more are found, in any form, in any haystack or what it unpacks to. */
export function find(haystacks: readonly Haystack[], ...needles: readonly (string | Uint8Array)[]): string[] {
  const wanted = needles.flatMap((needle) =>
    formsOf(Buffer.from(needle)).flatMap((form) =>
      pieces(form).map((piece) => ({ form: form.form, piece, needle })),
    ),
  );
  const everything = haystacks.flatMap((haystack) => [haystack, ...unpacked(haystack)]);
  return everything.flatMap((haystack) =>
    [...held(haystack.bytes, wanted)].map(
      ({ form, needle }) => `${haystack.name} (${form}) ${Buffer.from(needle).toString()}`,
    ),
  );
}
