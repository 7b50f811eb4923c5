import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { CandidateList } from '#shared/candidate/contract';
import { candidatesContent } from '#shared/candidate/logged';
import type { LogPlace } from '#shared/transparency/content';
import { Logged } from '#shared/transparency/logged';
import { ABSENT, equals, type Key, put, type Write } from '../platform/item';
import { publishDocuments } from '../platform/prepared';
import { enterDocument } from '../transparency/document-items';

/** A village's candidates as they were published last. */
export const candidatesKey = (village: AreaCode): Key => ({
  PK: `VILLAGE#${village}`,
  SK: 'CANDIDATES#current',
});
export const StoredCandidates = z.object({
  list: CandidateList,
  version: z.number(),
  auditHash: z.string(),
  logged: Logged,
});
export type StoredCandidates = z.output<typeof StoredCandidates>;

/** The name of the document people read. */
export const CANDIDATES_DOCUMENT = 'candidates#current';

/** Replaces the list that stands at `from` (0: there is none) and publishes the new one. */
export function putCandidates(after: StoredCandidates, from: number, place: LogPlace): Write[] {
  const when = from === 0 ? ABSENT : equals('version', from);
  const { list, logged } = after;
  return [
    put('affairs', { ...candidatesKey(list.area), ...after }, when),
    ...publishDocuments(list.area, { [CANDIDATES_DOCUMENT]: { ...list, logged } }),
    ...enterDocument(candidatesContent(list), place, logged),
  ];
}
