import { equalBytes } from '#shared/crypto/bytes';
import { type Office, sameOffice } from '#shared/directory/office';
import { escalationOf } from '#shared/directory/standing';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { MOST_NOTES, MOST_RECORDS, MOST_TRANSFERS } from '#shared/tip/contract';
import type { SealedRecord } from '#shared/tip/record';
import { join, mayGoOn, transfer } from '#shared/tip/rules';
import { SLOTS_BYTES } from '#shared/tip/sizes';
import { isCarriedOn } from '#shared/tip/transfer';
import { readWrap, type Rewrapped, type Wrap } from '#shared/tip/wrap';
import type { Dynamo } from '../platform/dynamo';
import type { Write } from '../platform/item';
import { opensslSha256 } from '../platform/openssl';
import type { Signer } from '../platform/signer';
import * as items from './items';
import { dropRecovery } from './recovery-items';
import { again, append, isAnother, type Standing } from './store';

/** A case's head, what lies where a record belongs, and the slots of all its records: what a move is decided from. */
export interface WholeStanding extends Standing {
  readonly slots: readonly (items.SlotsNow | undefined)[];
  readonly noteSlots: readonly (items.SlotsNow | undefined)[];
}

/** All that a move is decided from, in one call; undefined when there is no such case, or it is not here for who asks. */
export async function readWhole(
  dynamo: Dynamo,
  caseId: Id,
  seq: number,
  isHere: (standing: Standing) => boolean,
): Promise<WholeStanding | undefined> {
  const keys = [
    items.headKey(caseId),
    items.messageKey(caseId, seq),
    ...items.slotsKeys(caseId, 0, MOST_RECORDS),
    ...items.slotsKeys(caseId, 0, MOST_NOTES, 'NOTE'),
  ];
  const [found, there, ...pages] = await dynamo.batchGet(
    keys.map((key) => ({ table: 'cases' as const, key })),
  );
  if (!found) return undefined;
  const standing = {
    head: items.StoredHead.parse(found),
    there: there && items.StoredMessage.parse(there),
  };
  if (!isHere(standing)) return undefined;
  const { records, notes } = standing.head;
  const notePages = pages.slice(items.slotsKeys(caseId, 0, MOST_RECORDS).length);
  const slots = Array.from({ length: records }, (_, i) => items.slotsIn(pages, 0, i));
  const noteSlots = Array.from({ length: notes?.count ?? 0 }, (_, i) => items.slotsIn(notePages, 0, i));
  return { ...standing, slots, noteSlots };
}

/** Where a case goes: the record that tells it, the entry it was signed under, and every record's slots sealed anew. */
export interface Moved {
  readonly record: SealedRecord;
  readonly signer: Signer;
  readonly to: Office;
  readonly second: Office | undefined;
  readonly wraps: readonly Rewrapped[];
  /** The same of every internal note. */
  readonly notes: readonly Rewrapped[];
}

/**
 * Moves a case to another office, or brings a second one in, in one transaction: before it the old office reads everything,
 * after it the new one does and of the old slots nothing is left. Whose signature it is, is for readers to check.
 */
export async function moveCase(
  dynamo: Dynamo,
  caseId: Id,
  standing: WholeStanding,
  moved: Moved,
  day: number,
): Promise<Result<void>> {
  const { record, signer, to, second } = moved;
  const { head } = standing;
  if (again(standing, record)) return ok();
  if (!mayGoOn(head.state)) return fail('tip-elsewhere');
  if (head.transfers >= MOST_TRANSFERS) return fail('tip-full');
  const seen = record.head.seq === head.records && moved.notes.length === standing.noteSlots.length;
  if (!seen) return fail('tip-out-of-order');
  const next = afterMove(head, to, second, day);
  if (!next.ok) return next;
  const slots = sealedAnew(standing, moved);
  const notes = notesSealedAnew(standing, moved);
  if (!slots || !notes) return fail('tip-refused');
  const written = [
    ...items.replaceSlots(caseId, [...slots, { slots: record.slots, wraps: [] }]),
    ...items.replaceSlots(caseId, notes, 'NOTE'),
    ...(sameOffice(head.second ?? null, second ?? null) ? [] : emptied(caseId, head)),
  ];
  const done = await append(dynamo, caseId, {
    standing,
    record,
    direction: 1,
    day,
    next: next.value,
    signers: [{ office: record.head.office, signer: signer.sent }],
    slots: written,
    // What holders were asked for is sealed otherwise now, and is another office's.
    also: [dropRecovery(caseId)],
  });
  return done.ok ? ok() : done;
}

/** The head once the case has gone, or has a second office where it is. */
function afterMove(
  head: items.StoredHead,
  to: Office,
  second: Office | undefined,
  day: number,
): Result<items.StoredHead> {
  const isJoining = sameOffice(to, head.office);
  const state = isJoining ? join(head.state) : transfer(head.state, day);
  if (!state.ok) return state;
  const mayGo = isJoining ? checkJoining(head, second) : checkTarget(head, to, second);
  if (!mayGo.ok) return mayGo;
  return ok({
    ...head,
    state: state.value,
    office: to,
    second,
    transfers: head.transfers + 1,
    agreed: undefined,
    joins: undefined,
    // Whoever gets it has it to read; where it stays, the office has just written.
    waiting: !isJoining,
  });
}

/** What an office noted that handles the case jointly no more: nobody opens it again, and its hashes stay. */
function emptied(caseId: Id, { joint }: items.StoredHead): Write[] {
  const nothing = { slots: new Uint8Array(SLOTS_BYTES), wraps: [] };
  return items.replaceSlots(
    caseId,
    Array.from({ length: joint?.count ?? 0 }, () => nothing),
    'JOINT',
  );
}

/** A second office comes in where there is none, and only where the writer let it. */
function checkJoining(
  { office, second: before, joins }: items.StoredHead,
  second: Office | undefined,
): Result<void> {
  if (before || !second || !isAnother(second, office) || second.kind === office.kind)
    return fail('tip-refused');
  return sameOffice(joins ?? null, second) ? ok() : fail('tip-consent');
}

/** Up and down by law; to an office of another kind only where the writer let it go. */
function checkTarget(head: items.StoredHead, to: Office, second: Office | undefined): Result<void> {
  const { office, agreed = null } = head;
  if (!isAnother(to, office) || (second && !isAnother(second, to))) return fail('tip-refused');
  if (second && !mayComeAlong(head, second)) return fail('tip-consent');
  if (to.kind !== office.kind) return sameOffice(agreed, to) ? ok() : fail('tip-consent');
  const isLine = sameOffice(escalationOf(office), to) || sameOffice(escalationOf(to), office);
  return isLine ? ok() : fail('tip-refused');
}

/** Whether a second office goes along: it is there already, is the one above that, or the writer let it. */
function mayComeAlong(head: items.StoredHead, second: Office): boolean {
  const { second: before = null, joins = null } = head;
  return isCarriedOn(second, before) || sameOffice(second, joins);
}

/** Every record's slots in their new form; undefined unless each wrap is of its record, follows the slots there, and seals others. */
function sealedAnew(
  { head, slots }: WholeStanding,
  { to, wraps, record }: Moved,
): items.SlotsNow[] | undefined {
  const move = { caseId: record.head.caseId, from: head.office, to };
  return allAnew(slots, wraps, record.head.directory, (wrap) => isOfMove(wrap, move));
}

/** The same of the notes: they never get the place of a record, nor a record theirs. */
function notesSealedAnew(
  { head, noteSlots }: WholeStanding,
  { to, notes, record }: Moved,
): items.SlotsNow[] | undefined {
  const move = { caseId: record.head.caseId, from: head.office, to };
  return allAnew(
    noteSlots,
    notes,
    record.head.directory,
    (wrap) => wrap.direction === 2 && isOfMove(wrap, move),
  );
}

export function isOfMove(wrap: Wrap, { caseId, from, to }: Pick<Wrap, 'caseId' | 'from' | 'to'>): boolean {
  return equalBytes(wrap.caseId, caseId) && sameOffice(wrap.from, from) && sameOffice(wrap.to, to);
}

/** A chain's slots in their new form, one for each place; undefined when one does not fit. */
function allAnew(
  slots: readonly (items.SlotsNow | undefined)[],
  sent: readonly Rewrapped[],
  under: Uint8Array,
  fits: (wrap: Wrap) => boolean,
): items.SlotsNow[] | undefined {
  const anew = sent.flatMap(
    (one, seq) => anewAt(slots[seq], one, under, (wrap) => fits(wrap) && wrap.seq === seq) ?? [],
  );
  return anew.length === slots.length && sent.length === slots.length ? anew : undefined;
}

/** A record's slots in their new form, sealed under a snapshot; undefined when they do not follow those that are there. */
export function anewAt(
  now: items.SlotsNow | undefined,
  { slots, wrap: sent }: Rewrapped,
  under: Uint8Array,
  fits: (wrap: Wrap) => boolean,
): items.SlotsNow | undefined {
  const wrap = readWrap(sent);
  const isAnew =
    now !== undefined &&
    wrap !== null &&
    fits(wrap) &&
    wrap.wrap === now.wraps.length + 1 &&
    equalBytes(wrap.slotsOld, opensslSha256(now.slots)) &&
    equalBytes(wrap.slotsNew, opensslSha256(slots)) &&
    !equalBytes(now.slots, slots);
  return isAnew ? { slots, wraps: [...now.wraps, sent], under } : undefined;
}
