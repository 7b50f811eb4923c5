/** What the head of a record says of its files, by the hashes of their pieces (formats.md section 2). */
import { equalBytes } from '../crypto/bytes';
import { H } from '../crypto/hash';
import type { Enclosure } from './enclosure';
import { ZERO_HASH } from './head';

const HASH_BYTES = 32;

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
