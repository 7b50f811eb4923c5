import type { SentEntry } from '#shared/directory/directory';
import type { Office } from '#shared/directory/office';
import { entryToWire } from '#shared/directory/wire';
import type { Id } from '#shared/ids';
import { type Due, daysLeft, dueOf } from '#shared/tip/clocks';
import type { CaseView } from '#shared/tip/contract';
import type { DueWire, ServedWire } from '#shared/tip/served';
import { isErased } from '#shared/tip/rules';
import { type SlotRole, slotOf } from '#shared/tip/slots';
import type { TipState } from '#shared/tip/state';
import { toBase64url } from '../platform/base64url';
import { opensslSha256 } from '../platform/openssl';
import type { Role } from './place';

interface Kept extends Record<'head' | 'slots' | 'slotsHash' | 'body', Uint8Array> {
  /** Of the body, once it was erased. */
  readonly bodyHash?: Uint8Array | undefined;
  readonly wraps: readonly Uint8Array[];
  readonly pieces?: Uint8Array | undefined;
  readonly confirm?: Uint8Array | undefined;
  readonly day: number;
}

/** A page of a case as it is kept. */
interface KeptCase {
  readonly head: {
    readonly state: TipState;
    readonly records: number;
    readonly office: Office;
  };
  readonly records: readonly Kept[];
  readonly signers: readonly SentEntry[];
  /** A record that would end the case, for those who may confirm it. */
  readonly proposed?: Kept | undefined;
  /** By what its content was erased. */
  readonly erasure?: Kept | undefined;
}

/** A case as its desk is shown it; how often it moved stays here, or it would count the notes for who may not read them. */
export function caseView(caseId: Id, found: KeptCase, role: Role, today: number): CaseView {
  return { case: caseId, role, ...viewOf(found, role, today) };
}

/** What both sides are shown of a case; each gets only its own slot of every record. */
export function viewOf(
  { head, records, signers, proposed, erasure }: KeptCase,
  role: SlotRole,
  today: number,
) {
  const serve = (record: Kept): ServedWire => ({
    head: toBase64url(record.head),
    slot: toBase64url(slotOf(record.slots, role)),
    slotsHash: toBase64url(record.slotsHash),
    body: toBase64url(record.body),
    wraps: record.wraps.map(toBase64url),
    ...(role === 'reporter' && record.wraps.length > 0 && { slots: toBase64url(record.slots) }),
    ...(record.pieces && { pieces: toBase64url(record.pieces) }),
    ...(record.confirm && { confirm: toBase64url(record.confirm) }),
    day: record.day,
  });
  // What is proposed is no word to the writer yet.
  const isWriter = role === 'reporter';
  const { state } = head;
  return {
    state: isWriter && state.state === 'proposed' ? { ...state, state: 'handling' as const } : state,
    count: head.records,
    records: records.map(isErased(state) ? serveErased : serve),
    ...(erasure && { erasure: serve(erasure) }),
    ...(proposed && !isWriter && { proposed: serve(proposed) }),
    signers: (isWriter && proposed ? signers.slice(0, -1) : signers).map(entryToWire),
    ...dueWire(dueOf(head.state, head.office.kind), today),
  };
}

/** Nothing but its hashes, whatever still lies there while it is being erased. */
function serveErased({ head, slotsHash, body, bodyHash, confirm, day }: Kept): ServedWire {
  return {
    head: toBase64url(head),
    slotsHash: toBase64url(slotsHash),
    bodyHash: toBase64url(bodyHash ?? opensslSha256(body)),
    wraps: [],
    ...(confirm && { confirm: toBase64url(confirm) }),
    day,
  };
}

export function dueWire(due: Due | undefined, today: number): { due?: DueWire } {
  return due ? { due: { ...due, left: daysLeft(due, today) } } : {};
}
