import { objectionRange, StoredObjection } from '../objection/items';
import { clear } from '../platform/clear';
import type { Dynamo } from '../platform/dynamo';
import type { PastElection } from './past';

/** Deletes the objections that were filed up to an election. */
export function endObjections(dynamo: Dynamo, { village, electionDay }: PastElection): Promise<number> {
  return clear(dynamo, 'people', objectionRange(village), (item) => {
    const { receivedOn } = StoredObjection.parse(item).objection;
    return receivedOn <= electionDay;
  });
}
