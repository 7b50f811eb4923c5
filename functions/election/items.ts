import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { Timetable } from '#shared/election/contract';
import { ABSENT, equals, type Key, put, type Write } from '../platform/item';
import { publishDocuments } from '../platform/prepared';

/** The election a village is in, or was in last. */
export const electionKey = (village: AreaCode): Key => ({ PK: `VILLAGE#${village}`, SK: 'ELECTION#current' });
export const StoredElection = z.object({ timetable: Timetable, version: z.number(), auditHash: z.string() });
export type StoredElection = z.output<typeof StoredElection>;

/** The name of the document people read. */
export const TIMETABLE_DOCUMENT = 'timetable#current';

/** Replaces the timetable that stands and publishes the new one; a new term keeps the old one under its number. */
export function putElection(
  timetable: Timetable,
  auditHash: string,
  before: StoredElection | undefined,
): Write[] {
  const when = before ? equals('version', before.version) : ABSENT;
  const { area, version } = timetable;
  const writes = [
    put('affairs', { ...electionKey(area), timetable, version, auditHash }, when),
    ...publishDocuments(area, { [TIMETABLE_DOCUMENT]: timetable }),
  ];
  if (!before || before.timetable.term === timetable.term) return writes;
  const SK = `ELECTION#${before.timetable.term}`;
  return [...writes, put('affairs', { ...electionKey(area), SK, ...before })];
}
