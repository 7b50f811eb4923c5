import * as z from 'zod';
import { concatBytes, toBase64url } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import type { SentEntry } from '#shared/directory/directory';
import { Office, officeText, sameOffice } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { GROUNDS } from '#shared/tip/ground';
import { ORDER_MARGIN, orderDayOf } from '#shared/tip/clocks';
import { type Bucket, InboxLine } from '#shared/tip/contract';
import type { SealedRecord } from '#shared/tip/record';
import { WRAP_BYTES } from '#shared/tip/sizes';
import { isOpen } from '#shared/tip/rules';
import { TipState } from '#shared/tip/state';
import {
  ABSENT,
  atRevision,
  Binary,
  type Item,
  type Key,
  put,
  remove,
  update,
  type Write,
} from '../platform/item';
import { moveTreeLeaf } from './day-items';

const casePartition = (caseId: Id): string => `CASE#${caseId}`;

const StoredChain = z.object({ count: z.number(), hash: Binary });

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
  /** How often it went to another office. */
  transfers: z.number(),
  /** How often letters of it were given back by recovery holders. */
  recovered: z.number().optional(),
  /** The office of another kind to which the writer lets it go, until it goes somewhere. */
  agreed: Office.optional(),
  /** The office of another kind that the writer lets handle it jointly, until one does or it goes somewhere. */
  joins: Office.optional(),
  /** Whose officer may confirm the end that was proposed: this office's, or that of the one above. */
  confirms: Office.optional(),
  /** Who keeps away from the case (`recused.ts`), and of which office they are. */
  recused: z.array(z.object({ who: Binary, office: Office })).optional(),
  /** The chain of internal notes, once there is one; and that of whoever handles the case jointly. */
  notes: StoredChain.optional(),
  joint: StoredChain.optional(),
  /** Came with a villager's token; of which, nothing is kept here. */
  verified: z.boolean(),
});
export type StoredHead = z.output<typeof StoredHead>;

export const StoredMessage = z.object({
  head: Binary,
  slotsHash: Binary,
  body: Binary,
  /** SHA-256 of the body, once it was erased and nothing is left of it. */
  bodyHash: Binary.optional(),
  day: z.number(),
  /** The hashes of all pieces of its files, joined. */
  pieces: Binary.optional(),
  /** A second officer's signature, where the record ends the case. */
  confirm: Binary.optional(),
});
export type StoredMessage = z.output<typeof StoredMessage>;

/** The office's entry under one snapshot, by the snapshot's hash, and what proves it to whoever reads. */
export const StoredSigner = z.object({
  root: Binary,
  snapshot: Binary,
  entry: Binary,
  proof: Binary,
});
export type StoredSigner = z.output<typeof StoredSigner>;

/** A record that would end the case, until another person confirms it. */
export const StoredProposal = StoredMessage.extend({
  slots: Binary,
  /** Why the content of an ended case is to be erased; absent where it is proposed that the case ends. */
  ground: z.enum(GROUNDS).optional(),
  /** Who proposes: never the one who confirms. Gone with the proposal. */
  by: z.string(),
  signer: StoredSigner,
});
export type StoredProposal = z.output<typeof StoredProposal>;

/** Slots of one record as they are now, and the signed record of each time they were sealed anew. */
export interface SlotsNow {
  readonly slots: Uint8Array;
  readonly wraps: readonly Uint8Array[];
  /** The hash of the snapshot that they were sealed anew under; the head names that of the first time. */
  readonly under?: Uint8Array | undefined;
}

/** Records whose slots lie in one item: so a case of any length goes to another office in one transaction. */
const SLOTS_PAGE = 25;

/** Slots (`s7`), joined wrap records (`w7`) and the snapshot of the last one (`d7`) by their place in the page. */
const StoredSlots = z.record(z.string(), z.unknown());

/** A line of an inbox; its last day is reckoned when it is read, by the holidays that are known then. */
export const StoredLine = InboxLine.omit({ due: true }).extend({
  SK: z.string(),
  decided: z.number().optional(),
  extended: z.literal(true).optional(),
  recused: z.array(Binary).optional(),
});
export type StoredLine = z.output<typeof StoredLine>;

export const headKey = (caseId: Id): Key => ({ PK: casePartition(caseId), SK: 'HEAD' });
export const messageKey = (caseId: Id, seq: number): Key => ({
  PK: casePartition(caseId),
  SK: `MSG#${digits(seq)}`,
});
/** By what the content was erased. */
export const erasureKey = (caseId: Id): Key => ({ PK: casePartition(caseId), SK: 'ERASURE' });
export const StoredErasure = StoredMessage.extend({ slots: Binary });
export const proposalKey = (caseId: Id): Key => ({ PK: casePartition(caseId), SK: 'PROPOSED' });
/** The internal notes of the office that has the case, and those of the one that handles it jointly. */
export type NoteChain = 'NOTE' | 'JOINT';
export const noteKey = (caseId: Id, seq: number, chain: NoteChain): Key => ({
  PK: casePartition(caseId),
  SK: `${chain}#${digits(seq)}`,
});
/** The chains of a case: what the writer and the office say to each other, and what offices note for themselves. */
export type ChainName = 'MSG' | NoteChain;
const slotsKey = (caseId: Id, page: number, chain: ChainName): Key => ({
  PK: casePartition(caseId),
  SK: `SLOTS#${chain}#${digits(page)}`,
});
/** All records of a case, and everybody's entries that could sign in it. */
export const messagesOf = (caseId: Id) => ({ PK: casePartition(caseId), begins: 'MSG#' });
export const signersOf = (caseId: Id) => ({ PK: casePartition(caseId), begins: 'SIGNER#' });
/** Of one office: those that have had the case may write under one snapshot. */
export const signerKey = (caseId: Id, snapshotHash: Uint8Array, office: Office): Key => ({
  PK: casePartition(caseId),
  SK: `SIGNER#${toBase64url(snapshotHash)}#${officeText(office)}`,
});

/** Where the slots of records `from` up to, not including, `to` lie. */
export function slotsKeys(caseId: Id, from: number, to: number, chain: ChainName = 'MSG'): Key[] {
  const first = Math.floor(from / SLOTS_PAGE);
  const pages = Math.ceil(to / SLOTS_PAGE) - first;
  return Array.from({ length: pages }, (_, i) => slotsKey(caseId, first + i, chain));
}

/** The slots of one record among pages that were read beginning with the one of record `from`; undefined when not there. */
export function slotsIn(pages: readonly unknown[], from: number, seq: number): SlotsNow | undefined {
  const page = StoredSlots.safeParse(pages[Math.floor(seq / SLOTS_PAGE) - Math.floor(from / SLOTS_PAGE)]);
  const slots = Binary.safeParse(page.data?.[`s${seq % SLOTS_PAGE}`]);
  if (!slots.success) return undefined;
  const joined = Binary.safeParse(page.data?.[`w${seq % SLOTS_PAGE}`]).data ?? new Uint8Array(0);
  const wraps = Array.from({ length: joined.length / WRAP_BYTES }, (_, i) =>
    joined.slice(i * WRAP_BYTES, (i + 1) * WRAP_BYTES),
  );
  const under = Binary.safeParse(page.data?.[`d${seq % SLOTS_PAGE}`]).data;
  return { slots: slots.data, wraps, ...(under && { under }) };
}

/** Adds the slots of a new record to its page. */
function addSlots(caseId: Id, seq: number, slots: Uint8Array, chain: ChainName = 'MSG'): Write {
  const name = `s${seq % SLOTS_PAGE}`;
  const key = slotsKey(caseId, Math.floor(seq / SLOTS_PAGE), chain);
  const when = { expression: `attribute_not_exists(${name})` };
  return update('cases', key, `SET ${name} = :slots`, { ':slots': slots }, when);
}

/** Writes the slots of all records of a case, in order, in place of those before: of them nothing is left. */
export function replaceSlots(caseId: Id, all: readonly SlotsNow[], chain: ChainName = 'MSG'): Write[] {
  const pages = Array.from({ length: Math.ceil(all.length / SLOTS_PAGE) }, (_, page) =>
    all.slice(page * SLOTS_PAGE, (page + 1) * SLOTS_PAGE),
  );
  return pages.map((records, page) => {
    const parts = records.flatMap(({ slots, wraps, under }, i): [string, Uint8Array][] => [
      [`s${i}`, slots],
      ...(wraps.length > 0 ? [[`w${i}`, concatBytes(...wraps)] satisfies [string, Uint8Array]] : []),
      ...(under ? [[`d${i}`, under] satisfies [string, Uint8Array]] : []),
    ]);
    return put('cases', { ...slotsKey(caseId, page, chain), ...Object.fromEntries(parts) });
  });
}

/** Sorts behind every day: a case on which no clock runs. */
const NO_DAY = 99_999_999;

export function inboxPartition(office: Office, bucket: Bucket): string {
  return `INBOX#${officeText(office)}#${bucket}`;
}

/** The sort key behind which no line is overdue on `today`; before it some are not. */
export function overdueUpTo(today: number): string {
  return `${digits(today - 1 + ORDER_MARGIN)}#~`;
}

/** The case's line in the inbox of each office that sees it. */
function linesOf(caseId: Id, head: StoredHead): Item[] {
  const { state } = head;
  const line: Omit<StoredLine, 'SK'> = {
    case: caseId,
    state: state.state,
    received: state.received,
    ...('decided' in state && { decided: state.decided }),
    ...('extended' in state && state.extended && { extended: state.extended }),
    records: head.records,
    office: head.office,
    waiting: head.waiting,
    verified: head.verified,
    ...(head.recused && { recused: head.recused.map(({ who }) => who) }),
  };
  const SK = `${digits(orderDayOf(state, head.office.kind) ?? NO_DAY)}#${caseId}`;
  const queue = head.verified ? 'verified' : 'other';
  const bucket = isOpen(state) ? queue : 'closed';
  const above = head.confirms && !sameOffice(head.confirms, head.office) ? head.confirms : undefined;
  // The office above may handle the case jointly already.
  const others = [head.second, above].flatMap((office) => office ?? []);
  const offices = [...new Map([head.office, ...others].map((one) => [officeText(one), one])).values()];
  return offices.map((office) => ({ PK: inboxPartition(office, bucket), SK, ...line }));
}

/** Who signed: the entry of their office under the snapshot that they name. */
export interface SignedBy {
  readonly office: Office;
  readonly signer: SentEntry;
}

/** What goes with a record. */
export interface With {
  readonly signers?: readonly SignedBy[];
  /** The hashes of all pieces of the record's files, joined. */
  readonly pieces?: Uint8Array;
  readonly confirm?: Uint8Array;
  /** What is written of slots, where it is not those of this record alone. */
  readonly slots?: readonly Write[];
  readonly also?: readonly Write[];
}

/** A record received on `day` and the head it leads to, in one transaction: all or nothing. */
export function appendRecord(
  caseId: Id,
  before: StoredHead | undefined,
  after: StoredHead,
  record: SealedRecord,
  day: number,
  { signers = [], pieces, confirm, slots, also = [] }: With = {},
): Write[] {
  const { head, slotsHash, body } = record;
  const message = {
    ...{ head: head.bytes, slotsHash, body, day },
    ...(pieces && { pieces }),
    ...(confirm && { confirm }),
  };
  return [
    put('cases', { ...headKey(caseId), ...after }, atRevision(before?.revision ?? 0)),
    put('cases', { ...messageKey(caseId, head.seq), ...message }, ABSENT),
    ...(slots ?? [addSlots(caseId, head.seq, record.slots)]),
    ...putSigners(caseId, signers),
    ...moveLines(caseId, before, after),
    ...treeLeaf(before, after, day),
    ...also,
  ];
}

/**
 * Where the case stands in the daily tree. One that had ended stands on the lists no more: on one after days on which it
 * did not, readers would take it for a list that was tampered with.
 */
function treeLeaf(before: StoredHead | undefined, { tag, hash, state }: StoredHead, day: number): Write[] {
  if (before && !isOpen(before.state)) return [];
  return [moveTreeLeaf({ tag, hash, day, open: isOpen(state) }, before?.hash)];
}

/** Keeps with a case who could sign in it. */
export function putSigners(caseId: Id, signers: readonly SignedBy[]): Write[] {
  const items = signers.map(({ office, signer: { root, snapshot, entry, proof } }): Item => {
    return { ...signerKey(caseId, sha256(snapshot), office), root, snapshot, entry, proof };
  });
  return [...new Map(items.map((item) => [item.SK, item])).values()].map((item) => put('cases', item));
}

/** A note received on `day`, behind the others of its chain; the head that it leads to is written with it. */
export function putNote(
  caseId: Id,
  { record, signer }: { record: SealedRecord; signer: { sent: SentEntry } },
  day: number,
  chain: NoteChain,
): Write[] {
  const { head, slotsHash, slots, body } = record;
  return [
    put('cases', { ...noteKey(caseId, head.seq, chain), head: head.bytes, slotsHash, body, day }, ABSENT),
    addSlots(caseId, head.seq, slots, chain),
    ...putSigners(caseId, [{ office: head.office, signer: signer.sent }]),
  ];
}

/** A case's head alone, where its lines stay as they are: they know nothing of notes. */
export function putHead(caseId: Id, before: StoredHead, after: StoredHead): Write {
  return put('cases', { ...headKey(caseId), ...after }, atRevision(before.revision));
}

/** A case's head where no record comes with it: an end that is proposed, or taken back. */
export function moveHead(caseId: Id, before: StoredHead, after: StoredHead): Write[] {
  return [putHead(caseId, before, after), ...moveLines(caseId, before, after)];
}

/** Lays a proposal down, where none lies. */
export function putProposal(caseId: Id, proposal: StoredProposal): Write {
  return put('cases', { ...proposalKey(caseId), ...proposal }, ABSENT);
}

/** Takes the proposal of a case away, confirmed or not. */
export function removeProposal(caseId: Id): Write {
  return remove('cases', proposalKey(caseId));
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

/** A number that sorts as text. */
export function digits(value: number): string {
  return String(value).padStart(8, '0');
}
