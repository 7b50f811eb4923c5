import { equalBytes } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import { type Office, sameOffice } from '#shared/directory/office';
import { escalationOf } from '#shared/directory/standing';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { MOST_RECORDS, MOST_TRANSFERS } from '#shared/tip/contract';
import type { SealedRecord } from '#shared/tip/record';
import { transfer } from '#shared/tip/rules';
import { readWrap, type Rewrapped } from '#shared/tip/wrap';
import type { Dynamo } from '../platform/dynamo';
import { opensslSha256 } from '../platform/openssl';
import * as items from './items';
import { again, append, isAnother, type Standing } from './store';

/** A case's head, what lies where a record belongs, and the slots of all its records: what a move is decided from. */
export interface WholeStanding extends Standing {
  readonly slots: readonly (items.SlotsNow | undefined)[];
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
  const slots = Array.from({ length: standing.head.records }, (_, i) => items.slotsIn(pages, 0, i));
  return { ...standing, slots };
}

/** Where a case goes: the record that tells it, the entry it was signed under, and every record's slots sealed anew. */
export interface Moved {
  readonly record: SealedRecord;
  readonly signer: items.StoredSigner;
  readonly to: Office;
  readonly second: Office | undefined;
  readonly wraps: readonly Rewrapped[];
}

/**
 * Moves a case to another office in one transaction: before it the old office reads everything, after it the new one
 * does and of the old slots nothing is left. Who could sign it is for readers to check; here only its form.
 */
export async function moveCase(
  dynamo: Dynamo,
  caseId: Id,
  standing: WholeStanding,
  moved: Moved,
  day: number,
): Promise<Result<void>> {
  const { record, signer, to, second, wraps } = moved;
  const { head } = standing;
  if (again(standing, record)) return ok();
  if (!equalBytes(sha256(signer.snapshot), record.head.directory)) return fail('tip-refused');
  const state = transfer(head.state, day);
  if (!state.ok) return state;
  if (head.transfers >= MOST_TRANSFERS) return fail('tip-full');
  if (record.head.seq !== head.records) return fail('tip-out-of-order');
  const mayGo = checkTarget(head, to, second);
  if (!mayGo.ok) return mayGo;
  const slots = sealedAnew(standing, moved);
  if (!slots || wraps.length !== slots.length) return fail('tip-refused');
  const next = {
    ...head,
    state: state.value,
    office: to,
    second,
    transfers: head.transfers + 1,
    agreed: undefined,
    waiting: true,
  };
  const written = items.replaceSlots(caseId, [...slots, { slots: record.slots, wraps: [] }]);
  const done = await append(dynamo, caseId, {
    standing,
    record,
    direction: 1,
    day,
    next,
    signers: [{ office: record.head.office, signer }],
    slots: written,
  });
  return done.ok ? ok() : done;
}

/** Up and down by law; to an office of another kind only where the writer let it go. */
function checkTarget(head: items.StoredHead, to: Office, second: Office | undefined): Result<void> {
  const { office, agreed = null } = head;
  if (!isAnother(to, office) || (second && !isAnother(second, to))) return fail('tip-refused');
  if (to.kind !== office.kind) return sameOffice(agreed, to) ? ok() : fail('tip-consent');
  const isLine = sameOffice(escalationOf(office), to) || sameOffice(escalationOf(to), office);
  return isLine ? ok() : fail('tip-refused');
}

/** Every record's slots in their new form; undefined unless each wrap is of its record, follows the slots there, and seals others. */
function sealedAnew(
  { head, slots }: WholeStanding,
  { to, wraps, record }: Moved,
): items.SlotsNow[] | undefined {
  const anew = slots.flatMap((now, seq): items.SlotsNow[] => {
    const sent = wraps[seq];
    const wrap = sent && readWrap(sent.wrap);
    if (!now || !sent || !wrap) return [];
    const fits =
      equalBytes(wrap.caseId, record.head.caseId) &&
      wrap.seq === seq &&
      wrap.wrap === now.wraps.length + 1 &&
      sameOffice(wrap.from, head.office) &&
      sameOffice(wrap.to, to) &&
      equalBytes(wrap.slotsOld, opensslSha256(now.slots)) &&
      equalBytes(wrap.slotsNew, opensslSha256(sent.slots)) &&
      !equalBytes(now.slots, sent.slots);
    return fits ? [{ slots: sent.slots, wraps: [...now.wraps, sent.wrap] }] : [];
  });
  return anew.length === slots.length ? anew : undefined;
}
