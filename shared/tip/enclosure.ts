/**
 * Files that come with a letter, as its sealed content names them (formats.md section 2). What they hold lies apart,
 * sealed piece by piece under the keys that stand here; the head commits to the hashes of all pieces.
 */
import { concatBytes, equalBytes } from '../crypto/bytes';
import { fixed, nfc, type Reader, u16, u32, u8, v8 } from '../crypto/codec';
import { H } from '../crypto/hash';
import { type FileKey, piecesFor } from './file';
import { ZERO_HASH } from './head';
import { MOST_ENCLOSURES } from './sizes';

export interface Enclosure extends FileKey {
  /** Bytes of the file itself: whoever opens it cuts the padding off. */
  readonly length: number;
  readonly type: string;
  readonly name: string;
}

const HASH_BYTES = 32;

/** u8 n, n x file */
export function encodeEnclosures(enclosures: readonly Enclosure[]): Uint8Array {
  if (enclosures.length > MOST_ENCLOSURES) throw new RangeError('too many files');
  return concatBytes(u8(enclosures.length), ...enclosures.map(encodeEnclosure));
}

function encodeEnclosure({ id, key, pieces, length, type, name }: Enclosure): Uint8Array {
  return concatBytes(fixed(id, 16), fixed(key, 32), u16(pieces), u32(length), v8(nfc(type)), v8(nfc(name)));
}

/** The files of a content; too many, two of one name in the store, or a size that its pieces do not fit, refuses it. */
export function readEnclosures(reader: Reader): Enclosure[] {
  const count = reader.u8();
  reader.check(count <= MOST_ENCLOSURES);
  const enclosures = Array.from({ length: count }, () => readEnclosure(reader));
  const isTwice = ({ id }: Enclosure, i: number): boolean =>
    enclosures.slice(0, i).some((other) => equalBytes(other.id, id));
  reader.check(!enclosures.some(isTwice));
  return enclosures;
}

function readEnclosure(reader: Reader): Enclosure {
  const [id, key, said, length] = [reader.fixed(16), reader.fixed(32), reader.u16(), reader.u32()];
  const pieces = piecesFor(length) ?? reader.refuse();
  reader.check(said === pieces);
  return { id, key, pieces, length, type: reader.text(), name: reader.text() };
}

/** What a head says of its record's files: a hash over those of all pieces in the order of the content, zeros without files. */
export function filesHash(pieces: readonly Uint8Array[]): Uint8Array {
  return pieces.length > 0 ? H('tip/files', ...pieces) : ZERO_HASH;
}

/** Hashes that were joined, one by one. */
export function hashesOf(joined: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.floor(joined.length / HASH_BYTES) }, (_, i) =>
    joined.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
}

/** A file whose every piece is known by its hash. */
export interface ProvenEnclosure {
  readonly enclosure: Enclosure;
  readonly pieces: readonly Uint8Array[];
}

/** The files with the hashes of their pieces, as the head commits to them; null when the hashes served are not those. */
export function provenEnclosures(
  files: Uint8Array,
  enclosures: readonly Enclosure[],
  joined: Uint8Array,
): ProvenEnclosure[] | null {
  const hashes = hashesOf(joined);
  const count = enclosures.reduce((sum, { pieces }) => sum + pieces, 0);
  if (hashes.length !== count || !equalBytes(filesHash(hashes), files)) return null;
  let at = 0;
  return enclosures.map((enclosure) => {
    const pieces = hashes.slice(at, at + enclosure.pieces);
    at += enclosure.pieces;
    return { enclosure, pieces };
  });
}
