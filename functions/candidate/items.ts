import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { CandidateList } from '#shared/candidate/contract';
import { ABSENT, equals, type Key, put, type Write } from '../platform/item';
import { publishDocuments } from '../platform/prepared';

/** A village's candidates as they were published last. */
export const candidatesKey = (village: AreaCode): Key => ({
  PK: `VILLAGE#${village}`,
  SK: 'CANDIDATES#current',
});
export const StoredCandidates = z.object({ list: CandidateList, version: z.number(), auditHash: z.string() });
export type StoredCandidates = z.output<typeof StoredCandidates>;

/** The name of the document people read. */
export const CANDIDATES_DOCUMENT = 'candidates#current';

/** Replaces the list that stands at `from` (0: there is none) and publishes the new one. */
export function putCandidates(list: CandidateList, auditHash: string, from: number): Write[] {
  const when = from === 0 ? ABSENT : equals('version', from);
  return [
    put('affairs', { ...candidatesKey(list.area), list, version: list.version, auditHash }, when),
    ...publishDocuments(list.area, { [CANDIDATES_DOCUMENT]: list }),
  ];
}
