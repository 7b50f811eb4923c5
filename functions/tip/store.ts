import { equalBytes } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import type { Office } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { MOST_RECORDS } from '#shared/tip/contract';
import { type Direction, ZERO_HASH } from '#shared/tip/head';
import { recordHash, type SealedRecord } from '#shared/tip/record';
import { act, receive, type TipAct } from '#shared/tip/rules';
import type { Dynamo } from '../platform/dynamo';
import * as items from './items';

/** A case with all its records, as it lies. */
export interface StoredCase {
  readonly head: items.StoredHead;
  readonly records: readonly (items.StoredMessage & { slots: Uint8Array })[];
  /** Who could sign for the office, by each snapshot that its records name. */
  readonly signers: readonly items.StoredSigner[];
}

/** The whole case by one Query; undefined when there is none. */
export async function readCase(dynamo: Dynamo, caseId: Id): Promise<StoredCase | undefined> {
  const found = await dynamo.query('cases', { PK: items.casePartition(caseId) });
  const head = found.find((item) => item['SK'] === 'HEAD');
  if (!head) return undefined;
  const under = (prefix: string) => found.filter((item) => String(item['SK']).startsWith(prefix));
  const slots = under(items.SLOTS).map((item) => items.StoredSlots.parse(item).slots);
  const records = under(items.MESSAGES).map((item, i) => ({
    ...items.StoredMessage.parse(item),
    slots: slots[i] ?? new Uint8Array(0),
  }));
  const signers = under(items.SIGNER).map((item) => items.StoredSigner.parse(item));
  return { head: items.StoredHead.parse(head), records, signers };
}

/** Opens a case with its first record. The same record again answers the same; another one under it is a conflict. */
export async function createCase(
  dynamo: Dynamo,
  caseId: Id,
  record: SealedRecord,
  own: Pick<items.StoredHead, 'auth' | 'tag' | 'second'>,
  day: number,
): Promise<Result<StoredCase>> {
  if (!follows(record, undefined, 0)) return fail('tip-refused');
  const head: items.StoredHead = {
    ...own,
    office: record.head.office,
    state: receive(day),
    revision: 1,
    records: 1,
    hash: recordHash(record),
    waiting: true,
  };
  const written = await dynamo.transact(items.appendRecord(caseId, undefined, head, record, day));
  if (written.ok) return ok({ head, records: [stored(record, day)], signers: [] });
  const standing = await readCase(dynamo, caseId);
  const same = standing && equalBytes(standing.head.auth, own.auth) && has(standing, record);
  return same ? ok(standing) : fail('conflict');
}

/** The writer's next record. The case stays where it is. */
export async function appendByWriter(
  dynamo: Dynamo,
  caseId: Id,
  standing: StoredCase,
  record: SealedRecord,
  day: number,
): Promise<Result<StoredCase>> {
  const { head } = standing;
  return append(dynamo, caseId, standing, record, 0, day, { ...head, waiting: true });
}

/** What an officer does: the record that tells it, the entry they signed under, and the act. */
export interface Acted {
  readonly record: SealedRecord;
  readonly signer: items.StoredSigner;
  readonly command: TipAct;
}

/** The office's next record and what it does with the case. */
export async function appendByOffice(
  dynamo: Dynamo,
  caseId: Id,
  standing: StoredCase,
  { record, signer, command }: Acted,
  day: number,
): Promise<Result<StoredCase>> {
  if (has(standing, record)) return ok(standing);
  if (!equalBytes(sha256(signer.snapshot), record.head.directory)) return fail('tip-refused');
  const state = act(standing.head.state, command, day);
  if (!state.ok) return state;
  const next = { ...standing.head, state: state.value, waiting: false };
  return append(dynamo, caseId, standing, record, 1, day, next, signer);
}

async function append(
  dynamo: Dynamo,
  caseId: Id,
  standing: StoredCase,
  record: SealedRecord,
  direction: Direction,
  day: number,
  next: items.StoredHead,
  signer?: items.StoredSigner,
): Promise<Result<StoredCase>> {
  const { head, records, signers } = standing;
  if (has(standing, record)) return ok(standing);
  if (head.records >= MOST_RECORDS) return fail('tip-full');
  if (record.head.seq !== head.records) return fail('tip-out-of-order');
  if (!follows(record, head, direction)) return fail('tip-refused');
  const after = { ...next, revision: head.revision + 1, records: head.records + 1, hash: recordHash(record) };
  const written = await dynamo.transact(items.appendRecord(caseId, head, after, record, day, signer));
  if (written.ok)
    return ok({
      head: after,
      records: [...records, stored(record, day)],
      signers: withSigner(signers, signer),
    });
  return fail('tip-out-of-order');
}

function withSigner(
  known: readonly items.StoredSigner[],
  signer: items.StoredSigner | undefined,
): readonly items.StoredSigner[] {
  const is = signer && known.some(({ snapshot }) => equalBytes(snapshot, signer.snapshot));
  return signer && !is ? [...known, signer] : known;
}

/** An office's lines by due day, at most `limit`, beginning after a sort key. */
export async function readInbox(
  dynamo: Dynamo,
  office: Office,
  page: { bucket: 'open' | 'closed'; after?: string | undefined; overdueOn?: number },
  limit: number,
) {
  const found = await dynamo.query('cases', {
    PK: items.inboxPartition(office, page.bucket),
    limit,
    ...(page.after !== undefined && { after: page.after }),
    ...(page.overdueOn !== undefined && { upTo: items.overdueUpTo(page.overdueOn) }),
  });
  return found.map((item) => items.StoredLine.parse(item));
}

/** Whether a record names what it should: its chain, its office, and no files. */
function follows(
  { head }: SealedRecord,
  before: items.StoredHead | undefined,
  direction: Direction,
): boolean {
  const office = before?.office ?? head.office;
  return (
    head.direction === direction &&
    head.seq === (before?.records ?? 0) &&
    equalBytes(head.prev, before?.hash ?? ZERO_HASH) &&
    head.office.area === office.area &&
    head.office.kind === office.kind &&
    equalBytes(head.files, ZERO_HASH)
  );
}

/** Whether the very same record already lies at its place. */
function has({ records }: StoredCase, record: SealedRecord): boolean {
  const there = records[record.head.seq];
  return (
    there !== undefined &&
    equalBytes(there.head, record.head.bytes) &&
    equalBytes(there.slotsHash, record.slotsHash) &&
    equalBytes(there.body, record.body)
  );
}

function stored({ head, slots, slotsHash, body }: SealedRecord, day: number): StoredCase['records'][number] {
  return { head: head.bytes, slots, slotsHash, body, day };
}
