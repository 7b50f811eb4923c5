import { bytesOf } from '#shared/crypto/bytes';
import type { EntryWire } from '#shared/directory/contract';
import type { Office } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { type ReleasedWire, releasedSlots } from '#shared/recovery/contract';
import type { RecoverableRecord } from '#shared/recovery/parts';
import { decodeHead } from '#shared/tip/head';
import { type Outcome, send } from './request';

export interface Released {
  readonly records: readonly RecoverableRecord[];
  /** Who could sign for the offices that the case went through, by the server's word. */
  readonly signers: readonly EntryWire[];
}

/** All that two holders agreed to open of a case, as the office that asks and they are served it. */
export async function fetchReleased(own: Office, caseId: Id): Promise<Outcome<Released>> {
  const params = { ...own, case: caseId };
  const records: RecoverableRecord[] = [];
  const signers: EntryWire[] = [];
  let from: number | undefined = 0;
  while (from !== undefined) {
    const page: Outcome<{ records: ReleasedWire[]; next?: number | undefined; signers: EntryWire[] }> =
      await send(releasedSlots, { params, query: { from } });
    if (!page.ok) return page;
    records.push(...page.value.records.flatMap((wire) => recordFrom(wire) ?? []));
    signers.push(...page.value.signers);
    from = page.value.next;
  }
  return { ok: true, value: { records, signers } };
}

function recordFrom({ head, wraps, slots }: ReleasedWire): RecoverableRecord | null {
  const sent = decodeHead(bytesOf(head));
  return sent && { head: sent, wraps: wraps.map(bytesOf), slots: bytesOf(slots) };
}
