import { sameOffice } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { MOST_RECORDS } from '#shared/tip/contract';
import { decodeUses } from '#shared/recovery/use';
import type { SealedRecord } from '#shared/tip/record';
import { isErased, officeRecovers } from '#shared/tip/rules';
import { readWrap, type Rewrapped } from '#shared/tip/wrap';
import type { Signer } from '../platform/signer';
import * as items from './items';
import * as recoveries from './recovery-items';
import { type Acting, isLogged, type Place, readRecovery } from './recovery-store';
import { again, append } from './store';
import { anewAt, isOfMove, type WholeStanding } from './transfer-store';

/** Records a page. */
const PAGE = 25;

/** A record of a use, as it is kept. */
export interface Released extends items.SlotsNow {
  readonly seq: number;
  readonly head: Uint8Array;
}

export interface ReleasedPage {
  readonly records: readonly Released[];
  readonly next: number | undefined;
  /** With the first page alone: they are the same for all. */
  readonly signers: readonly items.StoredSigner[];
}

/** A page of what two holders agreed to open, from a place in the use; nothing before the log has it. */
export async function readReleased(
  place: Place,
  recovery: recoveries.StoredRecovery,
  from: number,
): Promise<Result<ReleasedPage>> {
  if (!recovery.use || !(await isLogged(place, recovery))) return fail('recovery-waiting');
  const { dynamo } = place;
  const caseId = recovery.SK;
  const uses = decodeUses(recovery.use.document) ?? [];
  const seqs = uses.slice(from, from + PAGE).map(({ seq }) => seq);
  const keys = [
    items.headKey(caseId),
    ...seqs.map((seq) => items.messageKey(caseId, seq)),
    ...items.slotsKeys(caseId, 0, MOST_RECORDS),
  ];
  const [[head, ...found], signers] = await Promise.all([
    dynamo.batchGet(keys.map((key) => ({ table: 'cases' as const, key }))),
    from === 0 ? dynamo.query('cases', items.signersOf(caseId)) : [],
  ]);
  if (!head || isErased(items.StoredHead.parse(head).state)) return fail('recovery-gone');
  const pages = found.slice(seqs.length);
  const records = seqs.flatMap((seq, i): Released[] => {
    const message = found[i];
    const slots = items.slotsIn(pages, 0, seq);
    return message && slots ? [{ seq, head: items.StoredMessage.parse(message).head, ...slots }] : [];
  });
  const end = from + PAGE;
  return ok({
    records,
    next: end < uses.length ? end : undefined,
    signers: signers.map((item) => items.StoredSigner.parse(item)),
  });
}

/** Letters that were given back: each one's slots sealed anew, and the record that tells the writer. */
export interface GivenBack {
  readonly record: SealedRecord;
  readonly signer: Signer;
  readonly wraps: readonly Rewrapped[];
}

/**
 * Puts the slots of what was given back in place of those before, with the record that tells it, and takes the request
 * and the parts away, all in one transaction. The same again answers the same. That the new slots open for the office
 * and the writer, readers find out; here only their form.
 */
export async function finish(
  { dynamo }: Place,
  caseId: Id,
  standing: WholeStanding,
  given: GivenBack,
  { person, day }: Acting,
): Promise<Result<void>> {
  const { record, signer } = given;
  const { head } = standing;
  if (again(standing, record)) return ok();
  if (isErased(head.state)) return fail('tip-ended');
  const recovery = await readRecovery(dynamo, caseId);
  if (!recovery?.use || !sameOffice(recovery.office, head.office)) return fail('recovery-gone');
  if (recovery.parts.length < 2) return fail('recovery-waiting');
  const slots = slotsAnew(standing, recovery.use.document, given);
  if (!slots) return fail('tip-refused');
  const next = {
    ...head,
    state: officeRecovers(head.state),
    confirms: undefined,
    recovered: (head.recovered ?? 0) + 1,
  };
  const doing = { actor: person, day, action: 'finish' } as const;
  const done = await append(dynamo, caseId, {
    standing,
    record,
    direction: 1,
    day,
    next,
    signers: [{ office: record.head.office, signer: signer.sent }],
    slots: items.replaceSlots(caseId, [...slots, { slots: record.slots, wraps: [] }]),
    also: [
      ...recoveries.endRecovery(recovery, doing),
      ...(head.confirms ? [items.removeProposal(caseId)] : []),
    ],
  });
  return done.ok ? ok() : done;
}

/**
 * The slots of all records: of those given back in their new form, of the others as they are; undefined when one does not
 * fit. A record of the use that opened all the same for nobody stays as it is: it holds no other one back.
 */
function slotsAnew(
  { head, slots }: WholeStanding,
  document: Uint8Array,
  { record, wraps }: GivenBack,
): items.SlotsNow[] | undefined {
  const may = new Set((decodeUses(document) ?? []).map(({ seq }) => seq));
  const given = new Map(wraps.flatMap((sent) => placed(sent)).filter(([seq]) => may.has(seq)));
  if (given.size !== wraps.length) return undefined;
  const move = { caseId: record.head.caseId, from: head.office, to: head.office };
  const anew = slots.flatMap((now, seq): items.SlotsNow[] => {
    const sent = given.get(seq);
    const next = sent
      ? anewAt(now, sent, record.head.directory, (wrap) => wrap.direction !== 2 && isOfMove(wrap, move))
      : now;
    return next ? [next] : [];
  });
  return anew.length === slots.length ? anew : undefined;
}

function placed(sent: Rewrapped): [number, Rewrapped][] {
  const wrap = readWrap(sent.wrap);
  return wrap ? [[wrap.seq, sent]] : [];
}
