import * as z from 'zod';
import { type AreaCode, countyOf, levelOf } from '#shared/area/code';
import { boardRowOf } from '#shared/election/board';
import { BoardRow, Timetable } from '#shared/election/contract';
import { timetableContent } from '#shared/election/logged';
import type { LogPlace } from '#shared/transparency/content';
import { Logged } from '#shared/transparency/logged';
import { ABSENT, equals, type Key, put, type Write } from '../platform/item';
import { publishDocuments } from '../platform/prepared';
import { moveRetention } from '../retention/items';
import { enterDocument } from '../transparency/document-items';

/** The election a village is in, or was in last. */
export const electionKey = (village: AreaCode): Key => ({ PK: `VILLAGE#${village}`, SK: 'ELECTION#current' });
export const StoredElection = z.object({
  timetable: Timetable,
  version: z.number(),
  auditHash: z.string(),
  logged: Logged,
});
export type StoredElection = z.output<typeof StoredElection>;

/** Of an election no more than which body is elected, and for which term. */
export const StoredBody = z.object({ timetable: Timetable.pick({ body: true, term: true }) });

/** The name of the document people read. */
export const TIMETABLE_DOCUMENT = 'timetable#current';

/** Every village's line lies in its county's partition, under its code. */
const board = (area: AreaCode): string => `BOARD#${countyOf(area)}`;
/** The lines of a county, or of one of its towns: a town's villages share the nine digits of its code. */
export const boardRange = (area: AreaCode) =>
  levelOf(area) === 'county' ? { PK: board(area) } : { PK: board(area), begins: townPrefix(area) };
const townPrefix = (area: AreaCode): string => (levelOf(area) === 'town' ? area.slice(0, 9) : area);

/** A line as text: a county's 1,200 are read at once, and nested attributes would take most of that time. */
export const StoredBoardRow = z.object({
  row: z.string().transform((text) => BoardRow.parse(JSON.parse(text))),
});
export function putBoardRow(row: BoardRow): Write {
  return put('affairs', { PK: board(row.village), SK: row.village, row: JSON.stringify(row) });
}

/** Replaces the timetable that stands and publishes the new one; a new term keeps the old one under its number. */
export function putElection(
  after: StoredElection,
  before: StoredElection | undefined,
  place: LogPlace,
): Write[] {
  const when = before ? equals('version', before.version) : ABSENT;
  const { timetable, logged } = after;
  const { area } = timetable;
  const writes = [
    put('affairs', { ...electionKey(area), ...after }, when),
    putBoardRow(boardRowOf(timetable)),
    ...moveRetention(before?.timetable, timetable),
    ...publishDocuments(area, { [TIMETABLE_DOCUMENT]: { ...timetable, logged } }),
    ...enterDocument(timetableContent(timetable), place, logged),
  ];
  if (!before || before.timetable.term === timetable.term) return writes;
  const SK = `ELECTION#${before.timetable.term}`;
  return [...writes, put('affairs', { ...electionKey(area), SK, ...before })];
}
