import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { audit } from '../platform/audit';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import { endSlip, givenKey, StoredGiven } from '../slip/items';
import * as items from './items';
import { readEntries } from './store';

/** Whose tie moves: the entry, from which village to which, and who decides it. */
export interface Moving {
  village: AreaCode;
  from: AreaCode;
  entry: Id;
  actor: Id;
}

/**
 * Moves a tie to the village on whose roll the entry stands now, and ends the slip that the old village made for it; one
 * that is there already is no failure.
 */
export async function moveTie(
  dynamo: Dynamo,
  { village, from, entry, actor }: Moving,
  now: number,
): Promise<Result<void>> {
  if (from === village) return fail('tie-unknown');
  const [headItem, thereItem, hereItem, slipItem] = await dynamo.batchGet([
    { table: 'people', key: items.headKey(village) },
    { table: 'people', key: items.tieBackKey(from, entry) },
    { table: 'people', key: items.tieBackKey(village, entry) },
    { table: 'people', key: givenKey(from, entry) },
  ]);
  if (hereItem) return thereItem ? fail('roll-tied') : ok();
  if (!thereItem) return fail('tie-unknown');
  const { person } = items.StoredTieBack.parse(thereItem);
  const version = headItem ? items.StoredHead.parse(headItem).version : 0;
  const stands = (await readEntries(dynamo, village, version)).find((one) => one.entry === entry);
  if (!stands) return fail('roll-unlisted');
  const { name, group, member } = stands;
  const entity = `TIE#${village}#${entry}#${now}`;
  const action = `move tie from ${from}`;
  const { write } = audit({ entity, revision: 1, previous: '', actor, action, at: now });
  const written = await dynamo.transact([
    ...items.standsOn({ village, version }, entry),
    ...items.moveTie(person, from, { area: village, entry, name, group, member }),
    ...endSlip(from, entry, slipItem && StoredGiven.parse(slipItem)),
    write,
  ]);
  return unlessConflict(written);
}
