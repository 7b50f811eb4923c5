import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type AreaCode, countyOf } from '#shared/area/code';
import type { Timetable } from '#shared/election/contract';
import { Id } from '#shared/ids';
import { keptUntil } from '#shared/retention/kept';
import { dayOfDate, startOfDay } from '#shared/time';
import { type Due, putDue, removeDue } from '../platform/due';
import { atRevision, type Key, put, type Write } from '../platform/item';

/** How often personal data of a village's elections has been ended, with the audit chain. */
export const retentionKey = (village: AreaCode): Key => ({ PK: `RETENTION#${village}`, SK: '-' });
export const StoredRetention = z.object({ revision: z.number(), auditHash: z.string() });
export type StoredRetention = z.output<typeof StoredRetention>;

export function putRetention(village: AreaCode, after: StoredRetention): Write {
  return put('people', { ...retentionKey(village), ...after }, atRevision(after.revision - 1));
}

/** When the personal data of a village's election ends: the first moment after the last day it is kept. */
function dueOf({ area, term, electionDay }: Timetable): Due {
  const named = createHash('sha256').update(`retention ${area} ${term}`).digest().subarray(0, 16);
  const at = startOfDay(dayOfDate(keptUntil(electionDay)) + 1);
  return { at, kind: 'retention', area, id: Id.parse(named.toString('base64url')) };
}

/** Notes it with the plan, and moves it with the election day; that of the term before stays. */
export function moveRetention(before: Timetable | undefined, after: Timetable): Write[] {
  const next = dueOf(after);
  const county = countyOf(after.area);
  if (before?.term !== after.term) return [putDue(county, next)];
  const old = dueOf(before);
  return old.at === next.at ? [] : [removeDue(county, old), putDue(county, next)];
}
