/** Which cases go into an archive, and to which office it is sealed. */
import { countyOf } from '../area/code';
import type { Directory } from '../directory/directory';
import type { DirectoryEntry } from '../directory/entry';
import type { Office } from '../directory/office';
import type { Concern } from '../tip/concern';
import { routeOf } from '../tip/routing';
import { isErased, mayErase } from '../tip/rules';
import type { Standing } from '../tip/standing';
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

/** A case as a desk that has it open knows it. */
export interface ToArchive {
  readonly state: TipState;
  /** Where it stands by what was signed in it. */
  readonly at: Standing['at'];
  /** Whether this office has it, and not merely reads along. */
  readonly isLead: boolean;
  /** What the first letter says of whom it concerns; undefined where it cannot be read here. */
  readonly about: Concern | undefined;
  /** Officers who keep away from it. */
  readonly recused: readonly number[];
}

/** The office's own cases that have ended by two signatures or were refused by one, whoever they do not concern. */
export function checkArchivable(
  { state, at, isLead, about, recused }: ToArchive,
  by: { readonly office: Office; readonly officer: number },
  directory: Directory,
  today: number,
): ArchiveRoute | KeptOut {
  if (isErased(state)) return 'erased';
  if (!mayErase(state)) return 'open';
  if (!isLead) return 'elsewhere';
  if (recused.includes(by.officer)) return 'recused';
  if (!about) return 'unread';
  if (at !== 'closed' && at !== 'refused') return 'open';
  return archiveRoute(by.office, about, directory, today) ?? 'concern';
}
