import { concatBytes, equalBytes } from '#shared/crypto/bytes';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { filesHash } from '#shared/tip/file-hashes';
import { MOST_PIECES_OF_RECORD, MOST_PIECES_OF_SIDE } from '#shared/tip/sizes';
import { isErased } from '#shared/tip/rules';
import type { Dynamo } from '../platform/dynamo';
import type { Write } from '../platform/item';
import { opensslSha256 } from '../platform/openssl';
import * as files from './file-items';
import { headKey, StoredHead } from './items';

/** What laying a piece down is decided from: the case, where there is one already, the file, and how many its side has. */
export interface FileStanding {
  readonly head: StoredHead | undefined;
  readonly file: files.StoredFile | undefined;
  readonly used: number;
}

/** The same in one call. */
export async function readFile(
  dynamo: Dynamo,
  { caseId, file }: files.PiecePlace,
  side: files.Side,
): Promise<FileStanding> {
  const [head, found, used] = await dynamo.batchGet([
    { table: 'cases', key: headKey(caseId) },
    { table: 'files', key: files.fileKey(caseId, file) },
    { table: 'files', key: files.usedKey(caseId, side) },
  ]);
  return {
    head: head && StoredHead.parse(head),
    file: found && files.StoredFile.parse(found),
    used: files.usedOf(used),
  };
}

/** A piece as it came. */
export interface SentPiece {
  readonly place: files.PiecePlace;
  readonly side: files.Side;
  readonly pieces: number;
  readonly sealed: Uint8Array;
}

/** Lays a piece down. The same again is the same; another one in its place, or of a file that was sent, is a conflict. */
export async function keepPiece(
  dynamo: Dynamo,
  { file, used }: FileStanding,
  sent: SentPiece,
  day: number,
): Promise<Result<void>> {
  const hash = opensslSha256(sent.sealed);
  const known = knownPiece(file, sent, hash);
  if (known) return known;
  if (used >= MOST_PIECES_OF_SIDE) return fail('tip-files-full');
  // A flood of pieces must not hold the channel of letters: a writer's phone sends a piece again by itself.
  const write = sent.side === 0 ? dynamo.attempt : dynamo.transact;
  const written = await write(files.keepPiece({ ...sent, hash, day }, file === undefined));
  if (written.ok) return ok();
  // Another try of the same may have been faster, or another file took the last place.
  const now = await readFile(dynamo, sent.place, sent.side);
  return (
    knownPiece(now.file, sent, hash) ?? fail(now.used >= MOST_PIECES_OF_SIDE ? 'tip-files-full' : 'busy')
  );
}

/** What is known of a piece already: that it lies there, or that it cannot; undefined when it may be laid down. */
function knownPiece(
  file: files.StoredFile | undefined,
  { place, side, pieces }: SentPiece,
  hash: Uint8Array,
): Result<void> | undefined {
  if (place.piece >= pieces) return fail('tip-refused');
  if (!file) return undefined;
  if (file.side !== side || file.pieces !== pieces) return fail('conflict');
  const there = files.hashAt(file, place.piece);
  if (there) return equalBytes(there, hash) ? ok() : fail('conflict');
  return file.ending ? fail('tip-files') : undefined;
}

/** A case's head, and a sealed piece of one of its files, if it is there. */
export interface PieceStanding {
  readonly head: StoredHead;
  readonly sealed: Uint8Array | undefined;
}

/** The same in one call; undefined when there is no such case. */
export async function readPiece(dynamo: Dynamo, place: files.PiecePlace): Promise<PieceStanding | undefined> {
  const [head, piece] = await dynamo.batchGet([
    { table: 'cases', key: headKey(place.caseId) },
    { table: 'files', key: files.pieceKey(place) },
  ]);
  if (!head) return undefined;
  const standing = StoredHead.parse(head);
  const isThere = piece && !isErased(standing.state);
  return { head: standing, sealed: isThere ? files.StoredPiece.parse(piece).sealed : undefined };
}

/** The files of a record: the joined hashes of all their pieces, and what is written of them with it. */
export interface Enclosed {
  readonly pieces?: Uint8Array;
  readonly writes: readonly Write[];
}

/** A record that names files, as far as it matters here. */
export interface Enclosing {
  readonly caseId: Id;
  readonly side: files.Side;
  readonly seq: number;
  /** What the record's head says of its files. */
  readonly hash: Uint8Array;
  /** In the order of its content. */
  readonly named: readonly Id[];
}

/** The files that a record names: each whole, its side's, in no other record, and together what the head says. */
export async function enclose(dynamo: Dynamo, record: Enclosing): Promise<Result<Enclosed>> {
  const { caseId, side, seq, hash, named } = record;
  if (named.length === 0) return equalBytes(hash, filesHash([])) ? ok({ writes: [] }) : fail('tip-refused');
  const keys = named.map((file) => ({ table: 'files' as const, key: files.fileKey(caseId, file) }));
  if (new Set(named).size < named.length) return fail('tip-refused');
  const hashes: Uint8Array[] = [];
  const writes: Write[] = [];
  for (const [i, item] of (await dynamo.batchGet(keys)).entries()) {
    const [id, file] = [named[i], item && files.StoredFile.parse(item)];
    const whole = file && files.wholeHashes(file);
    if (!id || !file || !whole || file.side !== side || file.ending) return fail('tip-files');
    if (file.sent !== undefined) return fail('tip-refused');
    hashes.push(...whole);
    writes.push(...files.nameFile(caseId, id, file, seq));
  }
  if (hashes.length > MOST_PIECES_OF_RECORD || !equalBytes(filesHash(hashes), hash))
    return fail('tip-refused');
  return ok({ pieces: concatBytes(...hashes), writes });
}
