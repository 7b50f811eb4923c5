import { countyOf } from '#shared/area/code';
import { equalBytes } from '#shared/crypto/bytes';
import { type Office, sameOffice } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { MOST_RECORDS } from '#shared/tip/contract';
import { readConfirmation } from '#shared/tip/confirm';
import { decodeHead, type Direction, ZERO_HASH } from '#shared/tip/head';
import { recordHash, type SealedRecord } from '#shared/tip/record';
import { act, extend, isErased, receive, type TipAct, writerAdds } from '#shared/tip/rules';
import type { Dynamo } from '../platform/dynamo';
import { opensslSha256 } from '../platform/openssl';
import type { Signer } from '../platform/signer';
import { spend } from '../token/items';
import { enclose } from './file-store';
import * as items from './items';
import { leaveAfter, type Leaving } from './leave';
import type { Spent } from './spend-store';

/** A case as it lies, with one page of its records, or the one that was just sent. */
export interface StoredCase {
  readonly head: items.StoredHead;
  readonly records: readonly StoredRecord[];
  /** Who could sign for the office, by each snapshot that these records name. */
  readonly signers: readonly items.StoredSigner[];
  /** A record that would end the case, for those who may confirm it. */
  readonly proposed?: StoredRecord;
  /** By what its content was erased. */
  readonly erasure?: StoredRecord;
}
export type StoredRecord = items.StoredMessage & items.SlotsNow;

/** Records a page: with the case's head and their slots they come in one call. */
const PAGE = 25;

/**
 * A page of a case from a place in its chain; undefined when there is no such case, or it is not one that this reader may
 * know of: for both the same is asked of the database, and nothing is made of what came.
 */
export async function readPage(
  dynamo: Dynamo,
  caseId: Id,
  from: number,
  mayKnow: (head: items.StoredHead) => boolean,
): Promise<StoredCase | undefined> {
  const seqs = Array.from({ length: PAGE }, (_, i) => from + i);
  const keys = [
    items.headKey(caseId),
    items.proposalKey(caseId),
    items.erasureKey(caseId),
    ...seqs.map((seq) => items.messageKey(caseId, seq)),
    ...items.slotsKeys(caseId, from, from + PAGE),
  ];
  const [found, proposal, erasure, ...parts] = await dynamo.batchGet(
    keys.map((key) => ({ table: 'cases' as const, key })),
  );
  if (!found) return undefined;
  const head = items.StoredHead.parse(found);
  if (!mayKnow(head)) return undefined;
  // Of what was erased there are no slots to wait for.
  const gone = isErased(head.state) ? { slots: new Uint8Array(0), wraps: [] } : undefined;
  const slots = seqs.map((seq) => gone ?? items.slotsIn(parts.slice(PAGE), from, seq));
  const records = recordsOf(parts.slice(0, PAGE), slots, head.records - from);
  const waiting = items.StoredProposal.safeParse(proposal).data;
  const erased = items.StoredErasure.safeParse(erasure).data;
  const by = erased && { ...erased, wraps: [] };
  const signers = await readSigners(dynamo, caseId, [...records, ...(by ? [by] : [])]);
  if (!waiting) return { head, records, signers, ...(by && { erasure: by }) };
  return { head, records, signers: [...signers, waiting.signer], proposed: { ...waiting, wraps: [] } };
}

/** The unbroken run of records below `most`: one that came in while the head was read is left to the next reading. */
export function recordsOf(
  messages: readonly (Record<string, unknown> | undefined)[],
  slots: readonly (items.SlotsNow | undefined)[],
  most: number,
): StoredRecord[] {
  const records: StoredRecord[] = [];
  for (const [i, message] of messages.entries()) {
    const now = slots[i];
    if (i >= most || !message || !now) break;
    records.push({ ...items.StoredMessage.parse(message), ...now });
  }
  return records;
}

async function readSigners(
  dynamo: Dynamo,
  caseId: Id,
  records: readonly StoredRecord[],
): Promise<items.StoredSigner[]> {
  const told = records
    .flatMap(({ head }) => decodeHead(head) ?? [])
    .filter(({ direction }) => direction === 1);
  const confirmed = records.flatMap(({ confirm }) => (confirm && readConfirmation(confirm)) ?? []);
  const named = [...told, ...confirmed].map(({ directory, office }) =>
    items.signerKey(caseId, directory, office),
  );
  const keys = [...new Map(named.map((key) => [key.SK, key])).values()];
  const found = await dynamo.batchGet(keys.map((key) => ({ table: 'cases' as const, key })));
  return found.flatMap((item) => (item ? [items.StoredSigner.parse(item)] : []));
}

/** A case's head and what lies at one place of its chain: all that a write is decided from, in one call. */
export interface Standing {
  readonly head: items.StoredHead;
  readonly there: items.StoredMessage | undefined;
}

/** The head and the place where a record belongs; undefined when there is no such case. */
export async function readStanding(dynamo: Dynamo, caseId: Id, seq: number): Promise<Standing | undefined> {
  const keys = [items.headKey(caseId), items.messageKey(caseId, seq)];
  const [head, there] = await dynamo.batchGet(keys.map((key) => ({ table: 'cases' as const, key })));
  if (!head) return undefined;
  return { head: items.StoredHead.parse(head), there: there && items.StoredMessage.parse(there) };
}

/** What a writer opens a case with, beside the first record. */
interface Opening extends Pick<items.StoredHead, 'auth' | 'tag' | 'second'> {
  /** The villager's token that came with it. */
  readonly spent?: Spent;
  /** The files of the first record, in the order of its content. */
  readonly files?: readonly Id[];
}

/**
 * Opens a case with its first record. The same again answers the same, anything else under it is a conflict; a wrong `auth`
 * finds none. A token that was spent before loses no letter: it is taken without.
 */
export async function createCase(
  dynamo: Dynamo,
  caseId: Id,
  record: SealedRecord,
  opening: Opening,
  day: number,
): Promise<Result<StoredCase>> {
  if (!follows(record, undefined, 0)) return fail('tip-refused');
  const { spent, files = [], ...own } = opening;
  const enclosed = await encloseIn(dynamo, caseId, record, files);
  if (!enclosed.ok) return (await sameCase(dynamo, caseId, record, own)) ?? enclosed;
  const { pieces, writes: also } = enclosed.value;
  const head: items.StoredHead = {
    ...own,
    office: record.head.office,
    state: receive(day),
    revision: 1,
    records: 1,
    hash: recordHash(record, opensslSha256),
    day,
    waiting: true,
    transfers: 0,
    verified: spent !== undefined,
  };
  const writes = items.appendRecord(caseId, undefined, head, record, day, {
    ...(pieces && { pieces }),
    also,
  });
  const written = await dynamo.transact([...writes, ...(spent ? [spend(spent.month, spent.pk)] : [])]);
  if (written.ok) return ok(withRecord(head, record, { day, pieces }));
  if (spent && written.failed.every((failed) => failed === writes.length))
    return createCase(dynamo, caseId, record, { ...own, files }, day);
  // No case: the tag is another one's, or a file is not there any more.
  return (await sameCase(dynamo, caseId, record, own)) ?? fail(files.length > 0 ? 'tip-files' : 'conflict');
}

/** The answer to a first record under a case that is there already; undefined when there is none. */
async function sameCase(
  dynamo: Dynamo,
  caseId: Id,
  record: SealedRecord,
  own: Opening,
): Promise<Result<StoredCase> | undefined> {
  const standing = await readStanding(dynamo, caseId, 0);
  if (!standing) return undefined;
  if (!equalBytes(standing.head.auth, own.auth)) return fail('tip-unknown');
  const { tag, second = null } = standing.head;
  const same = equalBytes(tag, own.tag) && sameOffice(second, own.second ?? null);
  return (same ? again(standing, record) : undefined) ?? fail('conflict');
}

/** What a record encloses, by its own word and by what lies there. */
function encloseIn(dynamo: Dynamo, caseId: Id, { head }: SealedRecord, named: readonly Id[]) {
  const side = head.direction === 0 ? 0 : 1;
  return enclose(dynamo, { caseId, side, seq: head.seq, hash: head.files, named });
}

/** What a writer adds to their case. */
interface Added {
  readonly record: SealedRecord;
  readonly leaving: Leaving;
  readonly files?: readonly Id[] | undefined;
}

/** How often a writer's record is tried again: what the office does among itself is no matter of the writer's. */
const MORE_TRIES = 2;

/** The writer's next record, until the case has ended. The case stays where it is; a wrong `auth` finds none. */
export async function appendByWriter(
  dynamo: Dynamo,
  caseId: Id,
  auth: Uint8Array,
  added: Added,
  day: number,
  tries = MORE_TRIES,
): Promise<Result<StoredCase>> {
  const { record, leaving, files = [] } = added;
  const standing = await readStanding(dynamo, caseId, record.head.seq);
  if (!standing || !equalBytes(standing.head.auth, auth)) return fail('tip-unknown');
  const known = again(standing, record);
  if (known) return known;
  // On an ended case no clock runs: nobody would have to read what is written there.
  const state = writerAdds(standing.head.state);
  if (!state.ok) return state;
  const { head } = standing;
  const leave = leaveAfter(head, leaving);
  const next = { ...head, ...leave, state: state.value, waiting: true, confirms: undefined };
  const also = head.confirms ? [items.removeProposal(caseId)] : [];
  const done = await append(dynamo, caseId, { standing, record, direction: 0, day, next, also, files });
  const isOvertaken = !done.ok && done.error.code === 'tip-out-of-order';
  // Where another record was there already, another try changes nothing.
  if (!isOvertaken || tries === 0 || record.head.seq < standing.head.records) return done;
  return appendByWriter(dynamo, caseId, auth, added, day, tries - 1);
}

/** What an officer does: the record that tells it, the entry they signed under, and the act. */
export interface Acted {
  readonly record: SealedRecord;
  readonly signer: Signer;
  readonly command: TipAct;
  readonly files?: readonly Id[];
}

/** The office's next record and what it does with the case. */
export async function appendByOffice(
  dynamo: Dynamo,
  caseId: Id,
  standing: Standing,
  { record, signer, command, files = [] }: Acted,
  day: number,
): Promise<Result<StoredCase>> {
  const known = again(standing, record);
  if (known) return known;
  const { state: before, office } = standing.head;
  const state = command.act === 'extend' ? extend(before, office.kind, day) : act(before, command, day);
  if (!state.ok) return state;
  const next = { ...standing.head, state: state.value, waiting: false };
  const signers = [{ office: record.head.office, signer: signer.sent }];
  return append(dynamo, caseId, { standing, record, direction: 1, day, next, signers, files });
}

export interface Append extends Omit<items.With, 'pieces'> {
  readonly standing: Standing;
  readonly record: SealedRecord;
  readonly direction: Direction;
  readonly day: number;
  readonly next: items.StoredHead;
  /** The record's files, in the order of its content. */
  readonly files?: readonly Id[];
}

/** Puts a record behind the others of its chain, unless another one came first. */
export async function append(
  dynamo: Dynamo,
  caseId: Id,
  { standing: { head }, record, direction, day, next, files = [], also = [], ...more }: Append,
): Promise<Result<StoredCase>> {
  if (head.records >= MOST_RECORDS) return fail('tip-full');
  if (record.head.seq !== head.records) return fail('tip-out-of-order');
  if (!follows(record, head, direction)) return fail('tip-refused');
  const enclosed = await encloseIn(dynamo, caseId, record, files);
  if (!enclosed.ok) return (await cameFirst(dynamo, caseId, record)) ?? enclosed;
  const { pieces, writes } = enclosed.value;
  const { revision, records } = head;
  const after = {
    ...next,
    revision: revision + 1,
    records: records + 1,
    hash: recordHash(record, opensslSha256),
    day,
  };
  const goesWith = { ...more, ...(pieces && { pieces }), also: [...also, ...writes] };
  const written = await dynamo.transact(items.appendRecord(caseId, head, after, record, day, goesWith));
  if (written.ok) return ok(withRecord(after, record, { day, pieces, confirm: more.confirm }));
  return (await cameFirst(dynamo, caseId, record)) ?? fail('tip-out-of-order');
}

/** The answer when the same record came on another way meanwhile, its files with it; undefined when it did not. */
async function cameFirst(dynamo: Dynamo, caseId: Id, record: SealedRecord) {
  const moved = await readStanding(dynamo, caseId, record.head.seq);
  return moved && again(moved, record);
}

/** Whether it is another office of the same county: one that a case may go to, or be handled jointly with. */
export function isAnother(one: Office, office: Office): boolean {
  return countyOf(one.area) === countyOf(office.area) && !sameOffice(one, office);
}

/** Whether a record names what it should: its chain and its office. */
export function follows(
  { head }: SealedRecord,
  before: items.StoredHead | undefined,
  direction: Direction,
): boolean {
  const office = before?.office ?? head.office;
  return (
    head.direction === direction &&
    head.seq === (before?.records ?? 0) &&
    equalBytes(head.prev, before?.hash ?? ZERO_HASH) &&
    sameOffice(head.office, office)
  );
}

/** The first answer once more, when the very same record lies at its place already. */
export function again({ head, there }: Standing, record: SealedRecord): Result<StoredCase> | undefined {
  const isThere =
    there !== undefined &&
    equalBytes(there.head, record.head.bytes) &&
    equalBytes(there.slotsHash, record.slotsHash) &&
    equalBytes(there.body, record.body);
  return isThere ? ok(withRecord(head, record, there)) : undefined;
}

/** The case with this one record of it, and what lies beside it. */
function withRecord(
  head: items.StoredHead,
  { head: { bytes }, slots, slotsHash, body }: SealedRecord,
  {
    day,
    pieces,
    confirm,
  }: { day: number; pieces?: Uint8Array | undefined; confirm?: Uint8Array | undefined },
): StoredCase {
  const beside = { day, ...(pieces && { pieces }), ...(confirm && { confirm }) };
  return { head, records: [{ head: bytes, slots, slotsHash, body, wraps: [], ...beside }], signers: [] };
}
