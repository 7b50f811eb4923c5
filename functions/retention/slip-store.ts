import { keptUntil } from '#shared/retention/kept';
import * as z from 'zod';
import { LegalDate } from '#shared/time';
import { clear } from '../platform/clear';
import type { Dynamo } from '../platform/dynamo';
import { slipPartition } from '../slip/items';
import type { PastElection } from './past';

const Ending = z.object({ lastDay: LegalDate });

/** Deletes the slips that are good no more, by their codes and by their entries. */
export function endSlips(dynamo: Dynamo, { village, electionDay }: PastElection): Promise<number> {
  const day = keptUntil(electionDay);
  const range = { PK: slipPartition(village) };
  return clear(dynamo, 'people', range, (item) => Ending.parse(item).lastDay <= day);
}
