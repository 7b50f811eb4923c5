import { toBase64url } from '#shared/crypto/bytes';
import { dueOf } from '#shared/tip/clocks';
import type { ServedWire } from '#shared/tip/contract';
import { type SlotRole, slotOf } from '#shared/tip/slots';
import type { StoredCase } from './store';

/** What both sides are shown of a case; each gets only its own slot of every record. */
export function viewOf({ head, records }: StoredCase, role: SlotRole) {
  const due = dueOf(head.state, head.office.kind);
  const served: ServedWire[] = records.map((record) => ({
    head: toBase64url(record.head),
    slot: toBase64url(slotOf(record.slots, role)),
    slotsHash: toBase64url(record.slotsHash),
    body: toBase64url(record.body),
    day: record.day,
  }));
  return { state: head.state, records: served, ...(due && { due }) };
}
