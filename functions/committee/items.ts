import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { Committee } from '#shared/committee/contract';
import { ABSENT, atRevision, type Key, put, type Write } from '../platform/item';

/** The election committee of a term. */
export const committeeKey = (village: AreaCode, term: number): Key => ({
  PK: `VILLAGE#${village}`,
  SK: `COMMITTEE#${term}`,
});
export const StoredCommittee = z.object({
  committee: Committee,
  revision: z.number(),
  auditHash: z.string(),
});
export type StoredCommittee = z.output<typeof StoredCommittee>;

/** Puts a committee in place of the one it was decided from; one that was chosen anew is kept beside it. */
export function putCommittee(after: StoredCommittee, before: StoredCommittee | undefined): Write[] {
  const { area, term, minutes } = after.committee;
  const write = put('affairs', { ...committeeKey(area, term), ...after }, atRevision(before?.revision ?? 0));
  if (!before || before.committee.minutes.join() === minutes.join()) return [write];
  const SK = `COMMITTEEKEPT#${term}#${String(before.revision).padStart(8, '0')}`;
  return [write, put('affairs', { PK: `VILLAGE#${area}`, SK, committee: before.committee }, ABSENT)];
}
