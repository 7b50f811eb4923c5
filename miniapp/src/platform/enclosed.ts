import { equalBytes, fromBase64url } from '#shared/crypto/bytes';
import type { Id } from '#shared/ids';
import type { Content } from '#shared/tip/content';
import { type ProvenEnclosure, provenEnclosures } from '#shared/tip/file-hashes';
import { openPiece } from '#shared/tip/file';
import type { ChainRecord } from '#shared/tip/record';
import { sha256 } from '#shared/crypto/hash';
import { breathe } from './breathe';
import { idOf } from './enclosing';
import { type Outcome, problemOf } from './request';

/** Where sealed pieces of a case are asked for. */
export type GetPiece = (file: Id, piece: number) => Promise<Outcome<{ readonly piece: string }>>;

/** The files of a record with what proves them; null when the hashes that came with it are not those it was sealed with. */
export function filesOf(
  record: ChainRecord | undefined,
  { files }: Content,
): readonly ProvenEnclosure[] | null {
  if (!files) return [];
  if (!record?.head) return null;
  return provenEnclosures(record.head.files, files, record.pieces ?? new Uint8Array(0));
}

/**
 * Fetches a file's pieces, checks each by its hash and opens it chunk by chunk; answers the file's own bytes, in parts.
 * Whatever is missing, exchanged or altered, nothing of it is shown. Undefined where it was stopped.
 */
export async function openEnclosure(
  { enclosure, pieces }: ProvenEnclosure,
  get: GetPiece,
  onPiece: (done: number) => boolean,
): Promise<Outcome<Uint8Array[] | undefined>> {
  const parts: Uint8Array[] = [];
  let left = enclosure.length;
  for (const [piece, hash] of pieces.entries()) {
    if (!onPiece(piece)) return { ok: true, value: undefined };
    const answer = await get(idOf(enclosure), piece);
    if (!answer.ok) return answer;
    const sealed = fromBase64url(answer.value.piece);
    if (!sealed || !equalBytes(sha256(sealed), hash)) return altered();
    for (const chunk of openPiece(enclosure, piece, sealed)) {
      if (!chunk || chunk.subarray(left).some((byte) => byte !== 0)) return altered();
      if (left > 0) parts.push(chunk.subarray(0, left));
      left = Math.max(0, left - chunk.length);
      await breathe();
    }
  }
  return { ok: true, value: parts };
}

function altered(): Outcome<never> {
  return { ok: false, problem: problemOf('tip-file-altered') };
}
