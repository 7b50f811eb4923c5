/** Reads the table of routes: to whom a letter goes, and who must never hold a key to it. Shown before a word is written. */
import { type AreaCode, countyOf, townOf } from '../area/code';
import { toHex } from '../crypto/bytes';
import { type Directory, entryOf } from '../directory/directory';
import type { DirectoryEntry } from '../directory/entry';
import { holderOffices } from '../directory/holder';
import { DISCIPLINE, ELECTION, type Office, type OfficeKind, sameOffice } from '../directory/office';
import { escalationOf } from '../directory/standing';
import { type Concern, concerns } from './concern';
import type { Avoided, Matter, Subject } from './content';
import { type RouteRow, ROUTES } from './routes';

export interface Question {
  /** The village, or any area in the town it is about. */
  readonly place: AreaCode;
  readonly matter: Matter;
  readonly subject: Subject;
  /** A party member is among those it is about. */
  readonly party?: boolean;
  /** "It concerns this office or its people", or the writer does not want it: left out everywhere. */
  readonly avoid?: readonly Avoided[];
}

/** The offices that get the letter; `second` handles it jointly and sees the same. */
export interface Route {
  readonly office: DirectoryEntry;
  readonly second: DirectoryEntry | null;
  readonly above: DirectoryEntry | null;
  /**
   * The three recovery keys of the office; null where it is an office key or a device of somebody the letter concerns, all
   * three where it concerns an office whose people may hold them: their keys do not say whose they are.
   */
  readonly holders: readonly (Uint8Array | null)[];
}

/** The row that these answers fall under. */
export function rowOf({ matter, subject, party = false }: Omit<Question, 'place'>): RouteRow | undefined {
  return ROUTES.find(
    (row) =>
      row.matters.includes(matter) &&
      row.subjects.includes(subject) &&
      (row.party === undefined || row.party === party),
  );
}

/** Whether it changes the offices that a party member is among those it is about. */
export function asksParty(matter: Matter | undefined, subject: Subject | undefined): boolean {
  if (!matter || !subject) return false;
  return rowOf({ matter, subject, party: true }) !== rowOf({ matter, subject });
}

/** The route, or null where this channel must not be used or has no office: the page then shows 12388 and addresses. */
export function routeFor(question: Question, directory: Directory, today: number): Route | null {
  const row = rowOf(question);
  if (!row) return null;
  // Where the town has no such office, or its key has run out, the county's takes the letter.
  const at = (kind: OfficeKind): Office | null => {
    const offices = row.levels.map((level) => ({ area: AREA[level](question.place), kind }));
    return offices.find((office) => mayReceive(office, question, directory, today) !== null) ?? null;
  };
  // Without an election office discipline takes what is the government's, and passes it on.
  const lead = at(row.lead) ?? (row.lead === ELECTION ? at(DISCIPLINE) : null);
  const joint = row.second && at(row.second);
  const second = sameOffice(lead, joint) ? null : joint;
  return lead && routeOf({ office: lead, second, about: question }, directory, today);
}

const AREA = { town: townOf, county: countyOf } as const;

/**
 * The entries that a case's records are sealed to, whoever writes; null when its office is no longer listed or the
 * letter concerns it. `about`: what the first letter says of whom it concerns.
 */
export function routeOf(
  { office, second, about }: { office: Office; second: Office | null; about: Concern },
  directory: Directory,
  today: number,
): Route | null {
  const reach = (one: Office | null) => one && mayReceive(one, about, directory, today);
  const entry = reach(office);
  if (!entry) return null;
  // Not by the entry's own `above`: which office that is follows from the office.
  const above = reach(escalationOf(office));
  const concerned = keysOf(concernedBy(directory, about));
  const isHeldApart = !holderOffices(office).some((one) => concerns(one, about));
  const holders = entry.recoveryPks.map((key) => (isHeldApart && !concerned.has(toHex(key)) ? key : null));
  return { office: entry, second: reach(second), above, holders };
}

/** The office's entry that holds today, unless the letter concerns the office or its key is in concerned hands. */
function mayReceive(
  office: Office,
  about: Concern,
  directory: Directory,
  today: number,
): DirectoryEntry | null {
  const entry = concerns(office, about) ? null : entryOf(directory, office, today);
  return entry && concernedBy(directory, about).every((other) => !shareKeys(entry, other)) ? entry : null;
}

/** Entries of concerned offices, lapsed ones too: their people still have the keys. */
function concernedBy({ entries }: Directory, about: Concern): DirectoryEntry[] {
  return entries.filter(({ office }) => concerns(office, about));
}

/**
 * Whether somebody of the one opens what is sealed to the other: the same office key, or a device in both. A key that an
 * office merely names as its recovery holder gives it nothing of its owner's, or any office could shut out another.
 */
function shareKeys(one: DirectoryEntry, other: DirectoryEntry): boolean {
  const [mine, theirs] = [one, other].map(
    ({ officePk, officers }) => new Set([officePk, ...officers.map(({ devicePk }) => devicePk)].map(toHex)),
  );
  return [...(mine ?? [])].some((key) => theirs?.has(key));
}

/**
 * Every key that people of these offices hold. Those that they named as their recovery holders' are none of them: they
 * are of people who hold for others too, and whose they may be is known by who may hold (`holderOffices`).
 */
function keysOf(entries: readonly DirectoryEntry[]): Set<string> {
  const keys = entries.flatMap(({ officePk, officers }) => [
    officePk,
    ...officers.map(({ devicePk }) => devicePk),
  ]);
  return new Set(keys.map(toHex));
}
