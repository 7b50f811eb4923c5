import { equalBytes } from '#shared/crypto/bytes';
import { type Office, sameOffice } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { MOST_NOTES } from '#shared/tip/contract';
import { decodeHead, ZERO_HASH } from '#shared/tip/head';
import { recordHash, type SealedRecord } from '#shared/tip/record';
import { isErased } from '#shared/tip/rules';
import type { Dynamo } from '../platform/dynamo';
import { opensslSha256 } from '../platform/openssl';
import type { Signer } from '../platform/signer';
import * as items from './items';
import type { Role } from './place';
import { recordsOf, type StoredRecord } from './store';

/** A case's head with a page of its internal notes. */
export interface StoredNotes {
  readonly head: items.StoredHead;
  readonly notes: readonly StoredRecord[];
  /** How many its chain has. */
  readonly count: number;
  /** Who could sign for the office, by each snapshot that these notes name. */
  readonly signers: readonly items.StoredSigner[];
}

/** Notes a page: with the case's head and their slots they come in one call. */
const PAGE = 25;

const CHAINS = ['NOTE', 'JOINT'] as const satisfies readonly items.NoteChain[];

const CHAIN_OF = { office: 'NOTE', second: 'JOINT', above: undefined } as const;

/** The chain of an office's notes, by its place in the case; undefined where it has none. */
export function chainOf(role: Role): items.NoteChain | undefined {
  return CHAIN_OF[role];
}

/**
 * A page of an office's notes of a case; undefined when there is no such case, or it is not one whose notes this reader may
 * know of. Both chains are asked for, since only the head says which is theirs.
 */
export async function readNotes(
  dynamo: Dynamo,
  caseId: Id,
  from: number,
  chainFor: (head: items.StoredHead) => items.NoteChain | undefined,
): Promise<StoredNotes | undefined> {
  const seqs = Array.from({ length: PAGE }, (_, i) => from + i);
  const pages = CHAINS.map((chain) => [
    ...seqs.map((seq) => items.noteKey(caseId, seq, chain)),
    ...items.slotsKeys(caseId, from, from + PAGE, chain),
  ]);
  const keys = [items.headKey(caseId), ...pages.flat()];
  const [found, ...parts] = await dynamo.batchGet(keys.map((key) => ({ table: 'cases' as const, key })));
  const head = found && items.StoredHead.parse(found);
  const chain = head && chainFor(head);
  if (head && chain && isErased(head.state)) return { head, count: 0, notes: [], signers: [] };
  if (!head || !chain) return undefined;
  const page = parts.splice(chain === 'NOTE' ? 0 : (pages[0]?.length ?? 0));
  const slots = seqs.map((seq) => items.slotsIn(page.slice(PAGE), from, seq));
  const count = countOf(head, chain);
  const notes = recordsOf(page.slice(0, PAGE), slots, count - from);
  return { head, count, notes, signers: await readSigners(dynamo, caseId, notes) };
}

function countOf(head: items.StoredHead, chain: items.NoteChain): number {
  return (chain === 'NOTE' ? head.notes : head.joint)?.count ?? 0;
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

/** A case's head and what lies at one place of its notes, of either chain: all that a note is written from, in one call. */
export interface NoteStanding {
  readonly head: items.StoredHead;
  readonly there: Readonly<Partial<Record<items.NoteChain, items.StoredMessage>>>;
}

/** The head and the place where a note belongs; undefined when there is no such case. */
export async function readNoteStanding(
  dynamo: Dynamo,
  caseId: Id,
  seq: number,
): Promise<NoteStanding | undefined> {
  const keys = [items.headKey(caseId), ...CHAINS.map((chain) => items.noteKey(caseId, seq, chain))];
  const [head, note, joint] = await dynamo.batchGet(keys.map((key) => ({ table: 'cases' as const, key })));
  if (!head) return undefined;
  const there = {
    ...(note && { NOTE: items.StoredMessage.parse(note) }),
    ...(joint && { JOINT: items.StoredMessage.parse(joint) }),
  };
  return { head: items.StoredHead.parse(head), there };
}

/** A note as it was sent, and the entry it was signed under. */
export interface Noted {
  readonly record: SealedRecord;
  readonly signer: Signer;
  /** Whose chain it belongs to. */
  readonly chain: items.NoteChain;
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
    ...items.putNote(caseId, noted, day, noted.chain),
  ]);
  if (written.ok) return ok(storedNote(after.value, noted, day));
  const moved = await readNoteStanding(dynamo, caseId, noted.record.head.seq);
  return (moved && again(moved, noted)) ?? fail('tip-out-of-order');
}

/** The head with a note behind the others, whether the case has ended or not; fails where the note has no place there. */
export function withNote(head: items.StoredHead, { record, chain }: Noted): Result<items.StoredHead> {
  if (isErased(head.state)) return fail('tip-ended');
  const { count, hash } = (chain === 'NOTE' ? head.notes : head.joint) ?? { count: 0, hash: ZERO_HASH };
  if (count >= MOST_NOTES) return fail('tip-full');
  if (record.head.seq !== count) return fail('tip-out-of-order');
  const office = chain === 'NOTE' ? head.office : head.second;
  if (!equalBytes(record.head.prev, hash) || !isNoteOf(record, office ?? null)) return fail('tip-refused');
  const after = { count: count + 1, hash: recordHash(record, opensslSha256) };
  return ok({ ...head, revision: head.revision + 1, [chain === 'NOTE' ? 'notes' : 'joint']: after });
}

/** Whether it is an internal note of an office. */
function isNoteOf({ head }: SealedRecord, office: Office | null): boolean {
  return head.direction === 2 && sameOffice(head.office, office) && equalBytes(head.files, ZERO_HASH);
}

/** The first answer once more, when the very same note lies at its place already. */
export function again({ head, there }: NoteStanding, noted: Noted): Result<StoredNotes> | undefined {
  const { record, chain } = noted;
  const lies = there[chain];
  const isThere =
    lies !== undefined &&
    equalBytes(lies.head, record.head.bytes) &&
    equalBytes(lies.slotsHash, record.slotsHash) &&
    equalBytes(lies.body, record.body);
  return isThere ? ok(storedNote(head, noted, lies.day)) : undefined;
}

function storedNote(
  head: items.StoredHead,
  { record: { head: sent, slots, slotsHash, body }, chain }: Noted,
  day: number,
): StoredNotes {
  const notes = [{ head: sent.bytes, slots, slotsHash, body, wraps: [], day }];
  return { head, count: countOf(head, chain), notes, signers: [] };
}
