/** A case of which two holders gave letters back: their slots sealed anew, and the record that tells the writer. */
import { chainHash, type ChainRecord, dataKey, type SealedRecord } from '../tip/record';
import type { RecoveryUse } from './use';
import type { Route } from '../tip/routing';
import { slotsRandom } from '../tip/slots';
import { type Resealing, rewrapNow, type Rewrapped } from '../tip/wrap';
import { slotKeys, writeRecord } from '../tip/writing';

export interface Recovering extends Resealing {
  /** What the log was told. */
  readonly uses: readonly RecoveryUse[];
  /** To whom letters of the case go today. */
  readonly route: Route;
  /** `SLOTS_RANDOM_BYTES` for each use. */
  readonly randoms: readonly Uint8Array[];
}

export interface SealedRecovery {
  readonly record: SealedRecord;
  /** Of each record that was given back. */
  readonly wraps: readonly Rewrapped[];
}

/**
 * The recovery, ready to be sent: of every record of the use that opens; null when none does, or a key is unusable. One
 * that its writer sealed wrongly holds no other one back.
 */
export function writeRecovery(recovering: Recovering): SealedRecovery | null {
  const { caseId, reporterPk, records, uses, directory, route, text, signer, random } = recovering;
  const last = records[records.length - 1];
  const given = uses.flatMap((use, i) => {
    const rewrapped = sealAnew(recovering, records[use.seq], i);
    return rewrapped ? [{ use, rewrapped }] : [];
  });
  const [first] = uses;
  if (!last || !first || given.length === 0) return null;
  const told = given.map(({ use: { seq, holders } }): [number, number, number] => [seq, ...holders]);
  const record = writeRecord({
    caseId,
    reporterPk,
    direction: 1,
    seq: records.length,
    prev: chainHash(last),
    directory,
    route,
    content: { kind: 'status', said: { status: 'recovered', day: first.day, uses: told, text } },
    signer,
    random,
  });
  return record && { record, wraps: given.map(({ rewrapped }) => rewrapped) };
}

function sealAnew(
  { reporterPk, opener, route, signer, randoms }: Recovering,
  record: ChainRecord | undefined,
  place: number,
): Rewrapped | null {
  const random = randoms[place];
  if (!record?.head || !random) return null;
  const dek = dataKey(record, opener);
  const { office } = route.office;
  const sealing = { from: office, to: office, keys: slotKeys(route, reporterPk), signer };
  return dek && rewrapNow(record, { ...sealing, dek, random: slotsRandom(random) });
}
