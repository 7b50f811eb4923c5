import { clear } from '../platform/clear';
import type { Dynamo } from '../platform/dynamo';
import { headKey, StoredHead } from '../roll/items';
import {
  pagePartition,
  publicationKey,
  removePublication,
  StoredPublication,
} from '../roll/publication-items';
import type { PastElection } from './past';

/**
 * Deletes the list that was published up to an election, its salt first: with that no leaf tells anything any more. The
 * publication of a later election stays with its pages.
 */
export async function endPublications(
  dynamo: Dynamo,
  { village, electionDay }: PastElection,
): Promise<number> {
  const [item, headItem] = await dynamo.batchGet([
    { table: 'people', key: publicationKey(village) },
    { table: 'people', key: headKey(village) },
  ]);
  const stored = item && StoredPublication.parse(item);
  const isOver = stored !== undefined && stored.publication.firstDay <= electionDay;
  if (isOver) await dynamo.transact([removePublication(village, stored.revision)]);
  const head = headItem ? StoredHead.parse(headItem).version : 0;
  const kept = isOver ? undefined : stored?.publication.version;
  let removed = isOver ? 1 : 0;
  for (let version = 1; version <= head; version += 1) {
    if (version !== kept)
      removed += await clear(dynamo, 'people', { PK: pagePartition({ village, version }) });
  }
  return removed;
}
