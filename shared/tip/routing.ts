/** Where a tip-off goes: area × person's level × matter × conflict → office (protocols.md section 2). Shown before a word is written. */
import { type AreaCode, countyOf, townOf } from '../area/code';
import { type Directory, entryOf } from '../directory/directory';
import type { DirectoryEntry } from '../directory/entry';
import { DISCIPLINE, ELECTION, type Office, type OfficeKind } from '../directory/office';
import type { Matter, Subject } from './content';

/** What the law gives to the government of the town or county to investigate (村组法 第21条, 居组法 第22条). */
const ELECTION_MATTERS: readonly Matter[] = ['bribery', 'violence', 'forgery'];

const CADRES: readonly Subject[] = ['village-cadre', 'town-cadre'];

export interface Question {
  /** The village, or any area in the town it is about. */
  readonly place: AreaCode;
  readonly matter: Matter;
  readonly subject: Subject;
  /** "It concerns this office or its people", or the writer does not want the town: that level is left out everywhere. */
  readonly notTheTown: boolean;
}

/** The offices that get the letter; `second` handles it jointly and sees the same. */
export interface Route {
  readonly office: DirectoryEntry;
  readonly second: DirectoryEntry | null;
  readonly above: DirectoryEntry | null;
}

/** The route, or null where this channel must not be used or has no office: the page then shows 12388 and addresses. */
export function routeFor(question: Question, directory: Directory, today: number): Route | null {
  const { place, matter, subject, notTheTown } = question;
  if (subject === 'county-cadre') return null;
  const area = notTheTown || subject === 'town-cadre' ? countyOf(place) : townOf(place);
  // Where the town has no such office, or its key has run out, the county's takes the letter.
  const at = (kind: OfficeKind) =>
    entryOf(directory, { area, kind }, today) ?? entryOf(directory, { area: countyOf(area), kind }, today);
  const discipline = at(DISCIPLINE);
  const election = ELECTION_MATTERS.includes(matter) ? at(ELECTION) : null;
  if (election === null) return discipline && routeTo(discipline, null, directory, today);
  return routeTo(election, CADRES.includes(subject) ? discipline : null, directory, today);
}

function routeTo(
  office: DirectoryEntry,
  second: DirectoryEntry | null,
  directory: Directory,
  today: number,
): Route {
  return { office, second, above: office.above && entryOf(directory, office.above, today) };
}

/** The entries that a case's records are sealed to, whoever writes; null when its office is no longer listed. */
export function routeOf(
  { office, second }: { office: Office; second: Office | null },
  directory: Directory,
  today: number,
): Route | null {
  const entry = entryOf(directory, office, today);
  return entry && routeTo(entry, second && entryOf(directory, second, today), directory, today);
}
