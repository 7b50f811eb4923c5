/**
 * Files that come with a letter, as its sealed content names them (formats.md section 2). What they hold lies apart,
 * sealed piece by piece under the keys that stand here; the head commits to the hashes of all pieces.
 */
import { concatBytes, equalBytes } from '../crypto/bytes';
import { fixed, nfc, type Reader, u16, u32, u8, v8 } from '../crypto/codec';
import type { FileKey } from './file';
import { MOST_ENCLOSURES, piecesFor } from './sizes';

export interface Enclosure extends FileKey {
  /** Bytes of the file itself: whoever opens it cuts the padding off. */
  readonly length: number;
  readonly type: string;
  readonly name: string;
}

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
