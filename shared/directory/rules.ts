/** What an office's next entry must say, and who may leave somebody out of it. */
import { fail, ok, type Result } from '../result';
import type { DirectoryEntry } from './entry';
import { type Office, sameOffice } from './office';
import { escalationOf, officeLevel } from './standing';

/** How long an entry holds at most, its first day not counted. */
export const ENTRY_DAYS = 365;

/** Somebody who enrolled keys under an office. */
export interface Enrolled {
  readonly person: string;
  readonly id: number;
  /** Whether they act on its cases, and so may hold its key. */
  readonly handles: boolean;
}

/** The people of an entry, by who they are and not by their keys: a new device makes nobody another. */
function peopleOf(entry: DirectoryEntry, enrolled: readonly Enrolled[]): Set<string> {
  const ids = new Set(entry.officers.map(({ id }) => id));
  return new Set(enrolled.filter(({ id }) => ids.has(id)).map(({ person }) => person));
}

/**
 * Whether an entry may be handed in for an office: its level, the office above and its days follow from the office
 * and from today (a device's calendar may be a day off), and its key goes only to people who act on its cases.
 */
export function checkEntry(
  entry: DirectoryEntry,
  office: Office,
  enrolled: readonly Enrolled[],
  today: number,
): Result<void> {
  const { firstDay, lastDay, level, above, officers } = entry;
  const isOwn = sameOffice(entry.office, office) && level === officeLevel(office);
  const isTimely = Math.abs(firstDay - today) <= 1 && firstDay <= lastDay && lastDay <= firstDay + ENTRY_DAYS;
  const handling = new Set(enrolled.filter(({ handles }) => handles).map(({ id }) => id));
  const isHeldInside = officers.every(({ id, mayHoldKey }) => !mayHoldKey || handling.has(id));
  const fits = isOwn && sameOffice(above, escalationOf(office)) && isTimely && isHeldInside;
  return fits ? ok() : fail('directory-refused');
}

/**
 * Whether a person may put an entry after the one that stands: a newcomer adds people, and leaves nobody out but those
 * who have left the office.
 */
export function mayFollow(
  entry: DirectoryEntry,
  standing: { entry: DirectoryEntry; people: readonly Enrolled[] },
  enrolled: readonly Enrolled[],
  person: string,
): Result<void> {
  const here = new Set(enrolled.map((one) => one.person));
  const before = peopleOf(standing.entry, standing.people);
  const after = peopleOf(entry, enrolled);
  const leavesOut = [...before].some((one) => here.has(one) && !after.has(one));
  return leavesOut && !before.has(person) ? fail('officers-left-out') : ok();
}
