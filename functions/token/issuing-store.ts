import type { AreaCode } from '#shared/area/code';
import { concatBytes } from '#shared/crypto/bytes';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import type { Dynamo } from '../platform/dynamo';
import { headKey, type RollPlace, StoredHead, StoredTie, tieKey } from '../roll/items';
import * as items from './items';

/** Who asks, as the roll knows them, and the key that would sign for them. */
interface Asking {
  readonly entry: Id | undefined;
  readonly sealed: Uint8Array | undefined;
  readonly roll: RollPlace;
}

/** A person's entry on a village's roll, a month's sealed key and the roll's version, in one call. */
export async function readAsking(
  dynamo: Dynamo,
  person: Id,
  village: AreaCode,
  month: number,
): Promise<Asking> {
  const [tied, issuer, head] = await dynamo.batchGet([
    { table: 'people', key: tieKey(person) },
    { table: 'people', key: items.sealedKey(month) },
    { table: 'people', key: headKey(village) },
  ]);
  const tie = tied && StoredTie.parse(tied);
  return {
    entry: tie?.area === village ? tie.entry : undefined,
    sealed: issuer && items.StoredSealed.parse(issuer).sealed,
    roll: { village, version: head ? StoredHead.parse(head).version : 0 },
  };
}

/**
 * Notes that a person has had their tokens of a month, for these blinded bytes: one conditional write, no time. Whoever
 * came by a slip this month is given none.
 */
export async function issueTokens(
  dynamo: Dynamo,
  month: number,
  { roll, entry }: { roll: RollPlace; entry: Id },
  blinded: readonly Uint8Array[],
): Promise<Result<void>> {
  const written = await dynamo.transact(items.issue(month, roll, entry, concatBytes(...blinded)));
  if (written.ok) return ok(undefined);
  if (written.failed.includes(0)) {
    const found = await dynamo.get('people', items.issuedKey(month, entry));
    return fail(found && items.StoredIssued.parse(found).bySlip ? 'tokens-after-slip' : 'tokens-taken');
  }
  return fail(written.failed.includes(items.NOT_ON_ROLL) ? 'roll-dropped' : 'busy');
}
