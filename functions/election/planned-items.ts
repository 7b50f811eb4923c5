import type * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { Timetable } from '#shared/election/contract';
import { documentKey, storedValue } from '../platform/prepared';
import { TIMETABLE_DOCUMENT } from './items';

const PlannedElection = Timetable.pick({
  body: true,
  electedBy: true,
  term: true,
  electionDay: true,
  rollDay: true,
  options: true,
});

/** What of a village's timetable its roll is held by, as everybody reads it. */
export type PlannedElection = z.output<typeof PlannedElection>;

/** Where it lies. */
export const timetableAt = (village: AreaCode) => ({
  table: 'public' as const,
  key: documentKey({ area: village, name: TIMETABLE_DOCUMENT }),
});

/** The election in what was read there; undefined where none is planned. */
export function plannedIn(item: Record<string, unknown> | undefined): PlannedElection | undefined {
  return item && PlannedElection.parse(storedValue(item));
}
