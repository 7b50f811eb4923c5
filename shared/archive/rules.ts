/** Which cases go into an archive, and to which office it is sealed. */
import { countyOf } from '../area/code';
import type { Directory } from '../directory/directory';
import type { DirectoryEntry } from '../directory/entry';
import { type Office, sameOffice } from '../directory/office';
import { type Concern, concerns } from '../tip/concern';
import type { CaseView } from '../tip/contract';
import { routeOf } from '../tip/routing';
import { isErased, mayErase } from '../tip/rules';
import type { Held, Standing } from '../tip/standing';
import type { TipState } from '../tip/state';

/** Whose archive an office's cases go to: the county's office of the same kind; the county's own is its own. */
export function archiveOf({ area, kind }: Office): Office {
  return { area: countyOf(area), kind };
}

/** The entries that an archive is sealed to. */
export interface ArchiveRoute {
  readonly to: DirectoryEntry;
  readonly own: DirectoryEntry;
}

/**
 * To whom an archive of a letter that says so is sealed; null when it concerns one of the two offices, or somebody whom it
 * concerns has a key of theirs: then it goes into no archive.
 */
export function archiveRoute(
  from: Office,
  about: Concern,
  directory: Directory,
  today: number,
): ArchiveRoute | null {
  const reach = (office: Office): DirectoryEntry | undefined =>
    routeOf({ office, second: null, about }, directory, today)?.office;
  const [own, to] = [reach(from), reach(archiveOf(from))];
  return own && to ? { own, to } : null;
}

/** Why a case goes into no archive here. */
export type KeptOut = 'open' | 'erased' | 'elsewhere' | 'recused' | 'unread' | 'concern';

/** A case as a desk that has it open knows it, or a reader of an archive. */
export interface EndedCase {
  readonly state: TipState;
  /** Where it stands by what was signed in it. */
  readonly at: Standing['at'];
  /** As what it was served. */
  readonly role: CaseView['role'];
  /** Who has it by what was signed in it. */
  readonly held: Held | undefined;
  /** What the first letter says of whom it concerns; undefined where it cannot be read here. */
  readonly about: Concern | undefined;
}

/** The same at a desk. */
export interface ToArchive extends EndedCase {
  /** Officers who keep away from it. */
  readonly recused: readonly number[];
}

/** Whether an office has a case, and does not merely read along. */
function hasIt(office: Office, { role, held }: EndedCase): boolean {
  return role === 'office' && held?.astray === false && sameOffice(held.office, office);
}

/** Whether it has ended by two signatures or was refused by one. */
function hasEnded({ at }: EndedCase): boolean {
  return at === 'closed' || at === 'refused';
}

/** The office's own cases that have ended by two signatures or were refused by one, whoever they do not concern. */
export function checkArchivable(
  ended: ToArchive,
  by: { readonly office: Office; readonly officer: number },
  directory: Directory,
  today: number,
): ArchiveRoute | KeptOut {
  const { state, about, recused } = ended;
  if (isErased(state)) return 'erased';
  if (!mayErase(state)) return 'open';
  if (!hasIt(by.office, ended)) return 'elsewhere';
  if (recused.includes(by.officer)) return 'recused';
  if (!about) return 'unread';
  if (!hasEnded(ended)) return 'open';
  return archiveRoute(by.office, about, directory, today) ?? 'concern';
}

/**
 * Whether a case may stand in an archive between two offices, whoever made that: the office it comes from has it, ended it
 * as its state says, and the letter concerns neither of the two.
 */
export function belongs(ended: EndedCase, from: Office, to: Office): boolean {
  const { state, at, about } = ended;
  return (
    hasIt(from, ended) &&
    hasEnded(ended) &&
    state.state === at &&
    about !== undefined &&
    ![from, to].some((office) => concerns(office, about))
  );
}
