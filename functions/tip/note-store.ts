import { equalBytes } from '#shared/crypto/bytes';
import { sameOffice } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { MOST_NOTES } from '#shared/tip/contract';
import { decodeHead, ZERO_HASH } from '#shared/tip/head';
import { recordHash, type SealedRecord } from '#shared/tip/record';
import { isOpen } from '#shared/tip/rules';
import type { Dynamo } from '../platform/dynamo';
import { opensslSha256 } from '../platform/openssl';
import * as items from './items';
import type { Signer } from './signer';
import { recordsOf, type StoredRecord } from './store';

/** A case's head with a page of its internal notes. */
export interface StoredNotes {
  readonly head: items.StoredHead;
  readonly notes: readonly StoredRecord[];
  /** Who could sign for the office, by each snapshot that these notes name. */
  readonly signers: readonly items.StoredSigner[];
}

/** Notes a page: with the case's head and their slots they come in one call. */
const PAGE = 25;

/** A page of a case's notes; undefined when there is no such case, or it is not one whose notes this reader may know of. */
export async function readNotes(
  dynamo: Dynamo,
  caseId: Id,
  from: number,
  mayKnow: (head: items.StoredHead) => boolean,
): Promise<StoredNotes | undefined> {
  const seqs = Array.from({ length: PAGE }, (_, i) => from + i);
  const keys = [
    items.headKey(caseId),
    ...seqs.map((seq) => items.noteKey(caseId, seq)),
    ...items.slotsKeys(caseId, from, from + PAGE, 'NOTE'),
  ];
  const [found, ...parts] = await dynamo.batchGet(keys.map((key) => ({ table: 'cases' as const, key })));
  const head = found && items.StoredHead.parse(found);
  if (!head || !mayKnow(head)) return undefined;
  const slots = seqs.map((seq) => items.slotsIn(parts.slice(PAGE), from, seq));
  const notes = recordsOf(parts.slice(0, PAGE), slots, (head.notes?.count ?? 0) - from);
  return { head, notes, signers: await readSigners(dynamo, caseId, notes) };
}

async function readSigners(
  dynamo: Dynamo,
  caseId: Id,
  notes: readonly StoredRecord[],
): Promise<items.StoredSigner[]> {
  const heads = notes.flatMap(({ head }) => decodeHead(head) ?? []);
  const keys = heads.map(({ directory, office }) => items.signerKey(caseId, directory, office));
  const once = [...new Map(keys.map((key) => [key.SK, key])).values()];
  const found = await dynamo.batchGet(once.map((key) => ({ table: 'cases' as const, key })));
  return found.flatMap((item) => (item ? [items.StoredSigner.parse(item)] : []));
}

/** A case's head and what lies at one place of its notes: all that a note is written from, in one call. */
export interface NoteStanding {
  readonly head: items.StoredHead;
  readonly there: items.StoredMessage | undefined;
}

/** The head and the place where a note belongs; undefined when there is no such case. */
export async function readNoteStanding(
  dynamo: Dynamo,
  caseId: Id,
  seq: number,
): Promise<NoteStanding | undefined> {
  const keys = [items.headKey(caseId), items.noteKey(caseId, seq)];
  const [head, there] = await dynamo.batchGet(keys.map((key) => ({ table: 'cases' as const, key })));
  if (!head) return undefined;
  return { head: items.StoredHead.parse(head), there: there && items.StoredMessage.parse(there) };
}

/** A note as it was sent, and the entry it was signed under. */
export interface Noted {
  readonly record: SealedRecord;
  readonly signer: Signer;
}

/**
 * Puts a note behind the others of its chain, unless another one came first or the case went elsewhere meanwhile. The
 * same again answers the same.
 */
export async function appendNote(
  dynamo: Dynamo,
  caseId: Id,
  standing: NoteStanding,
  noted: Noted,
  day: number,
): Promise<Result<StoredNotes>> {
  const known = again(standing, noted);
  if (known) return known;
  const after = withNote(standing.head, noted);
  if (!after.ok) return after;
  const written = await dynamo.transact([
    items.putHead(caseId, standing.head, after.value),
    ...items.putNote(caseId, noted, day),
  ]);
  if (written.ok) return ok(storedNote(after.value, noted, day));
  const moved = await readNoteStanding(dynamo, caseId, noted.record.head.seq);
  return (moved && again(moved, noted)) ?? fail('tip-out-of-order');
}

/** The head with a note behind the others; fails where the note has no place there. */
export function withNote(head: items.StoredHead, { record }: Noted): Result<items.StoredHead> {
  if (!isOpen(head.state)) return fail('tip-ended');
  const { count, hash } = head.notes ?? { count: 0, hash: ZERO_HASH };
  if (count >= MOST_NOTES) return fail('tip-full');
  if (record.head.seq !== count) return fail('tip-out-of-order');
  if (!equalBytes(record.head.prev, hash) || !isNoteOf(record, head)) return fail('tip-refused');
  const notes = { count: count + 1, hash: recordHash(record, opensslSha256) };
  return ok({ ...head, revision: head.revision + 1, notes });
}

/** Whether it is an internal note of the office that has the case. */
function isNoteOf({ head }: SealedRecord, { office }: items.StoredHead): boolean {
  return head.direction === 2 && sameOffice(head.office, office) && equalBytes(head.files, ZERO_HASH);
}

/** The first answer once more, when the very same note lies at its place already. */
export function again({ head, there }: NoteStanding, noted: Noted): Result<StoredNotes> | undefined {
  const { record } = noted;
  const isThere =
    there !== undefined &&
    equalBytes(there.head, record.head.bytes) &&
    equalBytes(there.slotsHash, record.slotsHash) &&
    equalBytes(there.body, record.body);
  return isThere ? ok(storedNote(head, noted, there.day)) : undefined;
}

function storedNote(
  head: items.StoredHead,
  { record: { head: sent, slots, slotsHash, body } }: Noted,
  day: number,
): StoredNotes {
  return { head, notes: [{ head: sent.bytes, slots, slotsHash, body, wraps: [], day }], signers: [] };
}
