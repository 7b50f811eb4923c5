/** Moving a case: every record's slots sealed anew for the office it goes to, and the record that tells the writer. */
import type { Office } from '../directory/office';
import { noteKeys } from './notes';
import { chainHash, type ChainRecord, dataKey, type SealedRecord } from './record';
import { type SlotKeys, slotsRandom } from './slots';
import type { Target } from './transfer';
import type { TransferReason } from './transfer-reason';
import { type Resealing, rewrapNow, type Rewrapped } from './wrap';
import { slotKeys, writeRecord } from './writing';

export interface Moving extends Resealing {
  /** All of its internal notes, and whether they go along: to whom they do not go they are sealed to nobody. */
  readonly notes: readonly ChainRecord[];
  readonly along: boolean;
  readonly from: Office;
  readonly target: Target;
  readonly reason: TransferReason;
  /** `SLOTS_RANDOM_BYTES` for each record and then for each note there is. */
  readonly randoms: readonly Uint8Array[];
}

export interface SealedMove {
  readonly record: SealedRecord;
  readonly wraps: readonly Rewrapped[];
  readonly notes: readonly Rewrapped[];
}

/** The move, ready to be sent; null when a record is of a later version than this desk, or the text is too long. */
export function writeMove(moving: Moving): SealedMove | null {
  const { caseId, reporterPk, records, directory, from, target, reason, text, signer, random } = moving;
  const { notes, along, randoms } = moving;
  const { office, second } = target.route;
  const last = records[records.length - 1];
  const keys = slotKeys(target.route, reporterPk);
  const wraps = records.flatMap((record, i) => sealAnew(moving, record, keys, randoms[i]) ?? []);
  const noteSlots = along ? noteKeys(office) : {};
  const rewrapped = notes.flatMap(
    (note, i) => sealAnew(moving, note, noteSlots, randoms[records.length + i]) ?? [],
  );
  if (!last || wraps.length !== records.length || rewrapped.length !== notes.length) return null;
  const said = { to: office.office, reason, text, ...(second && { second: second.office }) };
  const record = writeRecord({
    caseId,
    reporterPk,
    direction: 1,
    seq: records.length,
    prev: chainHash(last),
    directory,
    route: target.route,
    holder: from,
    content: { kind: 'transfer', said },
    signer,
    random,
  });
  return record && { record, wraps, notes: rewrapped };
}

function sealAnew(
  { opener, from, target, signer }: Moving,
  record: ChainRecord,
  keys: SlotKeys,
  random: Uint8Array | undefined,
): Rewrapped | null {
  if (record.head === null || !random) return null;
  const dek = dataKey(record, opener);
  const to = target.route.office.office;
  return rewrapNow(record, { dek, from, to, keys, signer, random: slotsRandom(random) });
}
