/** What stands in an archive, part by part: the texts of its cases, the pieces of their files, and who made it. */
import { concatBytes } from '../crypto/bytes';
import { decode, fixed, type Reader, u16, u32, u8, v32 } from '../crypto/codec';
import type { SentEntry } from '../directory/directory';
import { SEALED_PIECE_BYTES } from '../tip/sizes';
import { MOST_CASES, TEXT_BYTES } from './sizes';

/** A stretch of a case's text, and whether it is the last of it. */
interface TextPart {
  readonly part: 'text';
  /** The place of the case in the archive, from 0. */
  readonly at: number;
  readonly last: boolean;
  readonly bytes: Uint8Array;
}

/** A piece of a file that came with a letter of the case, as it is sealed. */
export interface PiecePart {
  readonly part: 'piece';
  readonly at: number;
  readonly file: Uint8Array;
  readonly piece: number;
  readonly bytes: Uint8Array;
}

export type ArchivePart = TextPart | PiecePart;

/** Who closed the archive, and by what they are known: an entry of the office, with what proves it. */
export interface Maker {
  readonly cases: number;
  readonly officerId: number;
  readonly entry: SentEntry;
}

const KINDS = { text: 1, piece: 2, end: 3 } as const;

/** `u8 1 | u16 at | u8 last | bytes`, `u8 2 | u16 at | file_id b[16] | u16 piece | b[327,680]` */
export function encodePart(part: ArchivePart): Uint8Array {
  if (part.part === 'text')
    return concatBytes(u8(KINDS.text), u16(part.at), u8(part.last ? 1 : 0), v32(part.bytes));
  const { at, file, piece, bytes } = part;
  return concatBytes(u8(KINDS.piece), u16(at), fixed(file, 16), u16(piece), fixed(bytes, SEALED_PIECE_BYTES));
}

/** What a part holds, or null. */
export function readPart(plain: Uint8Array): ArchivePart | null {
  return decode(plain, (reader): ArchivePart => {
    const kind = reader.u8();
    const at = reader.u16();
    reader.check(at < MOST_CASES);
    if (kind === KINDS.text) {
      const last = reader.u8();
      reader.check(last < 2);
      const bytes = reader.v32(TEXT_BYTES);
      // One spelling: only the last stretch is shorter, and it is not empty.
      reader.check(last === 1 ? bytes.length > 0 : bytes.length === TEXT_BYTES);
      return { part: 'text', at, last: last === 1, bytes };
    }
    reader.check(kind === KINDS.piece);
    const file = reader.fixed(16);
    const piece = reader.u16();
    return { part: 'piece', at, file, piece, bytes: reader.fixed(SEALED_PIECE_BYTES) };
  });
}

/** `u8 3 | u16 cases | u32 officer | v32<root> | v32<snapshot> | v32<entry> | v32<proof>`, before the signature */
export function encodeMaker({ cases, officerId, entry }: Maker): Uint8Array {
  const { root, snapshot, entry: own, proof } = entry;
  return concatBytes(
    u8(KINDS.end),
    u16(cases),
    u32(officerId),
    ...[root, snapshot, own, proof].map((bytes) => v32(bytes)),
  );
}

/** Who made it, with what they signed and the signature; null when the last part is no such thing. */
export function readMaker(plain: Uint8Array): (Maker & { signed: Uint8Array; signature: Uint8Array }) | null {
  return decode(plain, (reader) => {
    reader.check(reader.u8() === KINDS.end);
    const cases = reader.u16();
    reader.check(cases > 0 && cases <= MOST_CASES);
    const officerId = reader.u32();
    const entry = readSentEntry(reader);
    return { cases, officerId, entry, signed: reader.soFar(), signature: reader.fixed(64) };
  });
}

function readSentEntry(reader: Reader): SentEntry {
  return {
    root: reader.v32(),
    snapshot: reader.v32(),
    entry: reader.v32(),
    proof: reader.v32(),
  };
}
