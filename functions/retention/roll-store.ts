import type { AreaCode } from '#shared/area/code';
import { clear } from '../platform/clear';
import type { Dynamo } from '../platform/dynamo';
import { remove, type Write } from '../platform/item';
import * as roll from '../roll/items';
import type { PastElection } from './past';

/** Of each person four items at most: where they stand on the old roll, what they are bound to, the tie both ways. */
const AT_ONCE = 25;

type Entry = roll.StoredEntry['entry'];

/**
 * Deletes the rolls that another has replaced, and who stands on none any more, with their tie. The roll that stands
 * stays: by-elections and recalls are counted over it (村组法 第19、23条).
 */
export async function endOldRolls(dynamo: Dynamo, { village }: PastElection): Promise<number> {
  const standing = (await readVersions(dynamo, [village])).get(village) ?? 0;
  let removed = 0;
  for (let version = 1; version < standing; version += 1) {
    removed += await endRoll(dynamo, { village, version });
    await clear(dynamo, 'people', { PK: roll.importKey({ village, version }).PK });
  }
  return removed;
}

async function endRoll(dynamo: Dynamo, place: roll.RollPlace): Promise<number> {
  const PK = roll.rollPartition(place.village, place.version);
  let removed = 0;
  for (;;) {
    const page = await dynamo.query('people', { PK, limit: AT_ONCE });
    if (page.length === 0) return removed;
    const entries = page.map((item) => roll.StoredEntry.parse(item).entry);
    const lines = page.map((item) => remove('people', { PK, SK: String(item['SK']) }));
    const people = await forgetting(dynamo, place.village, entries);
    // Where somebody is bound anew at this moment, the same page is looked at again.
    if ((await dynamo.transact([...lines, ...people])).ok) removed += page.length;
  }
}

/** What forgets those of the entries who stand on no roll, and in no import that may still become one. */
async function forgetting(dynamo: Dynamo, village: AreaCode, entries: readonly Entry[]): Promise<Write[]> {
  const keys = [...entries.map(roll.identityKey), ...entries.map((entry) => roll.tieBackKey(village, entry))];
  const found = await dynamo.batchGet(keys.map((key) => ({ table: 'people', key })));
  const people = entries.flatMap((entry, i) => {
    const back = found[entries.length + i];
    const tie = back && roll.StoredTieBack.parse(back);
    return found[i] ? [{ entry, bound: roll.StoredIdentity.parse(found[i]), tie }] : [];
  });
  const places = people.flatMap(({ bound }) => [bound.pending, bound.standing ?? bound.pending]);
  const versions = await readVersions(
    dynamo,
    places.map((place) => place.village),
  );
  const isOver = (place: roll.RollPlace) => place.version < (versions.get(place.village) ?? 0);
  return people
    .filter(({ bound: { pending, standing } }) => isOver(pending) && (!standing || isOver(standing)))
    .flatMap(({ entry, bound, tie }) => [
      roll.forgetIdentity(entry, bound),
      ...(tie ? roll.untie({ area: village, entry }, tie.person) : []),
    ]);
}

/** The version of the roll that stands in each village. */
async function readVersions(dynamo: Dynamo, villages: readonly AreaCode[]): Promise<Map<AreaCode, number>> {
  const once = [...new Set(villages)];
  const heads = await dynamo.batchGet(
    once.map((village) => ({ table: 'people', key: roll.headKey(village) })),
  );
  return new Map(once.map((village, i) => [village, heads[i] ? roll.StoredHead.parse(heads[i]).version : 0]));
}
