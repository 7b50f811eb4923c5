import * as z from 'zod';
import { toBase64url } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import { Office, officeText } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { dueOf } from '#shared/tip/clocks';
import { type BUCKETS, DueWire, InboxLine } from '#shared/tip/contract';
import type { SealedRecord } from '#shared/tip/record';
import { isOpen } from '#shared/tip/rules';
import { TipState } from '#shared/tip/state';
import { ABSENT, atRevision, Binary, type Item, type Key, put, remove, type Write } from '../platform/item';
import { moveTreeLeaf } from './day-items';

const casePartition = (caseId: Id): string => `CASE#${caseId}`;

/** A case's head: all the server knows of it. Days only; nothing here says who wrote or what. */
export const StoredHead = z.object({
  auth: Binary,
  tag: Binary,
  office: Office,
  /** Handles the case jointly: reads it, and does not decide. */
  second: Office.optional(),
  state: TipState,
  revision: z.number(),
  /** Number of records; the newest has seq `records - 1`. */
  records: z.number(),
  hash: Binary,
  /** The day on which the newest was received. */
  day: z.number(),
  waiting: z.boolean(),
});
export type StoredHead = z.output<typeof StoredHead>;

export const StoredMessage = z.object({
  head: Binary,
  slotsHash: Binary,
  body: Binary,
  day: z.number(),
});
export type StoredMessage = z.output<typeof StoredMessage>;

/** The office's entry under one snapshot, by the snapshot's hash; what proves it is checked by whoever reads. */
export const StoredSigner = z.object({
  root: Binary,
  snapshot: Binary,
  entry: Binary,
  proof: Binary,
});
export type StoredSigner = z.output<typeof StoredSigner>;

export const StoredSlots = z.object({ slots: Binary });

/** A line of an inbox; how many days are left is reckoned when it is read. */
export const StoredLine = InboxLine.extend({ SK: z.string(), due: DueWire.omit({ left: true }).optional() });
export type StoredLine = z.output<typeof StoredLine>;

export const headKey = (caseId: Id): Key => ({ PK: casePartition(caseId), SK: 'HEAD' });
export const messageKey = (caseId: Id, seq: number): Key => ({
  PK: casePartition(caseId),
  SK: `MSG#${digits(seq)}`,
});
/** The slots of wrap 0. */
export const slotsKey = (caseId: Id, seq: number): Key => ({
  PK: casePartition(caseId),
  SK: `SLOTS#MSG#${digits(seq)}#0000`,
});
export const signerKey = (caseId: Id, snapshotHash: Uint8Array): Key => ({
  PK: casePartition(caseId),
  SK: `SIGNER#${toBase64url(snapshotHash)}`,
});

/** Sorts behind every day: a case on which no clock runs. */
const NO_DAY = 99_999_999;

export function inboxPartition(office: Office, bucket: (typeof BUCKETS)[number]): string {
  // 'verified' is for writers with a villager's token, who are not there yet.
  return `INBOX#${officeText(office)}#${bucket === 'open' ? 'other' : 'closed'}`;
}

/** The sort key before which lines are overdue on `today`. */
export function overdueUpTo(today: number): string {
  return `${digits(today - 1)}#~`;
}

/** The case's line in the inbox of each office that sees it. */
function linesOf(caseId: Id, head: StoredHead): Item[] {
  const due = dueOf(head.state, head.office.kind);
  const line: Omit<StoredLine, 'SK'> = {
    case: caseId,
    state: head.state.state,
    received: head.state.received,
    records: head.records,
    office: head.office,
    waiting: head.waiting,
    ...(due && { due }),
  };
  const SK = `${digits(due?.day ?? NO_DAY)}#${caseId}`;
  const bucket = isOpen(head.state) ? 'open' : 'closed';
  const offices = head.second ? [head.office, head.second] : [head.office];
  return offices.map((office) => ({ PK: inboxPartition(office, bucket), SK, ...line }));
}

/** A record received on `day` and the head it leads to, in one transaction: all or nothing. */
export function appendRecord(
  caseId: Id,
  before: StoredHead | undefined,
  after: StoredHead,
  record: SealedRecord,
  day: number,
  signer?: StoredSigner,
): Write[] {
  const { head, slots, slotsHash, body } = record;
  return [
    put('cases', { ...headKey(caseId), ...after }, atRevision(before?.revision ?? 0)),
    put('cases', { ...messageKey(caseId, head.seq), head: head.bytes, slotsHash, body, day }, ABSENT),
    put('cases', { ...slotsKey(caseId, head.seq), slots }, ABSENT),
    ...(signer ? [put('cases', signerItem(caseId, signer))] : []),
    ...moveLines(caseId, before, after),
    moveTreeLeaf({ tag: after.tag, hash: after.hash, day, open: isOpen(after.state) }, before?.hash),
  ];
}

function signerItem(caseId: Id, { root, snapshot, entry, proof }: StoredSigner): Item {
  return { ...signerKey(caseId, sha256(snapshot)), root, snapshot, entry, proof };
}

function moveLines(caseId: Id, before: StoredHead | undefined, after: StoredHead): Write[] {
  const lines = linesOf(caseId, after);
  const left = (before ? linesOf(caseId, before) : []).filter(
    (old) => !lines.some((line) => line.PK === old.PK && line.SK === old.SK),
  );
  return [
    ...left.map(({ PK, SK }) => remove('cases', { PK, SK })),
    ...lines.map((line) => put('cases', line)),
  ];
}

function digits(value: number): string {
  return String(value).padStart(8, '0');
}
