import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

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

/** The forms in which something may lie: as it is, UTF-16, hexadecimal, base64 in each of its three alignments. */
function formsOf(needle: Buffer): { form: string; bytes: Buffer }[] {
  const utf16 = Buffer.from(needle.toString('utf8'), 'utf16le');
  return [
    { form: 'plain', bytes: needle },
    { form: 'utf-16le', bytes: utf16 },
    { form: 'utf-16be', bytes: Buffer.from(utf16).swap16() },
    { form: 'hex', bytes: Buffer.from(needle.toString('hex')) },
    { form: 'HEX', bytes: Buffer.from(needle.toString('hex').toUpperCase()) },
    ...[0, 1, 2].flatMap((shift) => base64Forms(needle, shift)),
  ];
}

function base64Forms(needle: Buffer, shift: number): { form: string; bytes: Buffer }[] {
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

function pieces(bytes: Buffer): Buffer[] {
  if (bytes.length <= PIECE) return [bytes];
  const count = Math.floor(bytes.length / PIECE);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * PIECE, (i + 1) * PIECE));
}

/** What compressed streams inside a haystack unpack to: gzip, zlib. */
function unpacked(haystack: Haystack): Haystack[] {
  const found: Haystack[] = [];
  const { bytes } = haystack;
  for (let at = bytes.indexOf(0x1f); at >= 0; at = bytes.indexOf(0x1f, at + 1)) {
    if (bytes[at + 1] === 0x8b && bytes[at + 2] === 8) found.push(...tryUnpack(haystack, at, gunzipSync));
  }
  for (let at = bytes.indexOf(0x78); at >= 0; at = bytes.indexOf(0x78, at + 1)) {
    const second = bytes[at + 1];
    if (second === 0x01 || second === 0x9c || second === 0xda) {
      found.push(...tryUnpack(haystack, at, inflateSync), ...tryUnpack(haystack, at + 2, inflateRawSync));
    }
  }
  return found;
}

function tryUnpack({ name, bytes }: Haystack, at: number, unpack: typeof gunzipSync): Haystack[] {
  try {
    const out = unpack(bytes.subarray(at), { finishFlush: 2 });
    return out.length > 8 ? [{ name: `${name} unpacked at ${at}`, bytes: out }] : [];
  } catch {
    return [];
  }
}

/** Where a needle is found, in any form, in any haystack or what it unpacks to. */
export function find(haystacks: readonly Haystack[], needle: string | Uint8Array): string[] {
  const bytes = typeof needle === 'string' ? Buffer.from(needle) : Buffer.from(needle);
  const wanted = formsOf(bytes).flatMap(({ form, bytes: whole }) =>
    pieces(whole).map((piece) => ({ form, piece })),
  );
  const everything = haystacks.flatMap((haystack) => [haystack, ...unpacked(haystack)]);
  return everything.flatMap((haystack) =>
    wanted
      .filter(({ piece }) => haystack.bytes.includes(piece))
      .map(({ form }) => `${haystack.name} (${form})`),
  );
}
