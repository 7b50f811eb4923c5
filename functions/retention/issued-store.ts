import { dateOfDay, dayOf } from '#shared/time';
import { clear } from '../platform/clear';
import type { Dynamo } from '../platform/dynamo';
import { frozenRollKey, issuedPartition } from '../recommendation/issuing-items';
import { plannedRounds, roundKey, StoredPlanned, StoredRound } from '../recommendation/items';
import type { PastElection } from './past';

/** Deletes who was issued tokens in the rounds of an election; their boards and totals name nobody and stay. */
export async function endIssued(dynamo: Dynamo, { village, electionDay }: PastElection): Promise<number> {
  let removed = 0;
  for (const planned of await dynamo.query('affairs', plannedRounds(village))) {
    const found = await dynamo.get('affairs', roundKey(village, StoredPlanned.parse(planned).id));
    const { id: round, plan } = StoredRound.parse(found);
    if (dateOfDay(dayOf(plan.closes)) > electionDay) continue;
    for (const { position } of plan.positions) {
      for (const PK of [issuedPartition({ round, position }), frozenRollKey({ round, position }).PK]) {
        removed += await clear(dynamo, 'people', { PK });
      }
    }
  }
  return removed;
}
