/** Where a case may go from the office that has it, on the officer's desk and on the writer's phone alike. */
import { countyOf, LEVELS, levelOf, townOf } from '../area/code';
import type { Directory } from '../directory/directory';
import type { DirectoryEntry } from '../directory/entry';
import { type Office, sameOffice } from '../directory/office';
import { escalationOf } from '../directory/standing';
import type { Content, FirstContent } from './content';
import { type Concern, concerns } from './concern';
import { type Route, routeOf } from './routing';
import type { TransferReason } from './transfer-reason';

/** Who has a case: the office that decides, and the one that handles it jointly. */
export interface Holding {
  readonly office: Office;
  readonly second: Office | null;
}

/** What of the first letter says where it may go. */
export type About = Concern & Pick<FirstContent, 'place'>;

/** `join`: it stays where it is, and an office of another kind handles it jointly. */
export type Way = 'up' | 'down' | 'aside' | 'join';

/** The reasons that fit a way. */
export const REASONS_OF = {
  up: ['superior', 'own-people', 'recusal'],
  down: ['remit'],
  aside: ['other-organ'],
  join: ['joint'],
} as const satisfies Record<Way, readonly TransferReason[]>;

/** By which way a case would go to another office; null where it may never go. Aside also takes the writer's consent. */
export function wayTo(from: Office, to: Office, { place, ...about }: About): Exclude<Way, 'join'> | null {
  if (concerns(to, about)) return null;
  if (sameOffice(escalationOf(from), to)) return 'up';
  // Down and aside it stays with the letter's own town, or its county.
  if (!isOfItsLine(to, place)) return null;
  if (to.kind !== from.kind) return 'aside';
  return sameOffice(escalationOf(to), from) ? 'down' : null;
}

function isOfItsLine({ area }: Office, place: About['place']): boolean {
  return place !== undefined && (area === townOf(place) || area === countyOf(place));
}

/** Whether an office may be brought in where the case is: of another kind, not below, of the letter's own town or county. */
export function mayBringIn(second: Office, office: Office, about: About): boolean {
  return isOfItsLine(second, about.place) && mayJoin(second, office, about);
}

/** The offices of another kind to which the writer lets a case go, and that they let handle it jointly, since it came where it is. */
export interface Consents {
  readonly go: readonly Office[];
  readonly join: readonly Office[];
}

export const NO_CONSENTS: Consents = { go: [], join: [] };

/** The same after one more record. */
export function consentsAfter(consents: Consents, content: Content): Consents {
  if (content.kind === 'transfer') return NO_CONSENTS;
  if (content.kind !== 'message' || !content.said.consent) return consents;
  const { to, agreed, joint } = content.said.consent;
  const after = (offices: readonly Office[]): readonly Office[] => {
    const others = offices.filter((office) => !sameOffice(office, to));
    return agreed ? [...others, to] : others;
  };
  return joint ? { ...consents, join: after(consents.join) } : { ...consents, go: after(consents.go) };
}

/** A move as its record says it, or a second office that was brought in where the case is. */
export interface Told {
  readonly from: Office;
  readonly to: Office;
  readonly second: Office | null;
  readonly reason: TransferReason;
}

/** Whether a move is lawful: its way, the reason given, no office below the new one that still reads, nor one that was not there, and consent where it takes one. */
export function isLawful(told: Told, about: About, { go, join }: Consents, before: Office | null): boolean {
  const { from, to, second, reason } = told;
  if (sameOffice(from, to)) {
    const isNew = reason === 'joint' && second !== null && before === null;
    return isNew && mayBringIn(second, from, about) && join.some((office) => sameOffice(office, second));
  }
  const way = wayTo(from, to, about);
  if (way === null || !REASONS_OF[way].some((one) => one === reason)) return false;
  if (way === 'aside' && !go.some((office) => sameOffice(office, to))) return false;
  if (second === null) return true;
  if (isCarriedOn(second, before)) return mayJoin(second, to, about);
  return mayBringIn(second, to, about) && join.some((office) => sameOffice(office, second));
}

/** The second offices that a move may take along: the one that was there, or where that cannot, the one above it. */
function carriedOn(before: Office | null): readonly (Office | null)[] {
  return [before, before && escalationOf(before)];
}

/** Whether a second office comes with the case by law; any other one takes the writer's word for just that office. */
export function isCarriedOn(second: Office, before: Office | null): boolean {
  return carriedOn(before).some((one) => sameOffice(second, one));
}

/** Whether an office may handle a case jointly with the one that gets it: nothing readable stays below (工作规则 第15条). */
function mayJoin(second: Office, to: Office, about: About): boolean {
  const isBelow =
    LEVELS.indexOf(levelOf(second.area) ?? 'village') > LEVELS.indexOf(levelOf(to.area) ?? 'village');
  return (
    !isBelow &&
    second.kind !== to.kind &&
    countyOf(second.area) === countyOf(to.area) &&
    !concerns(second, about)
  );
}

/** An office that a case may go to, or that may be brought in, and to whom its records are sealed then. */
export interface Target {
  readonly way: Way;
  readonly route: Route;
}

/** The office that a target brings the case to: the second one, where it stays. */
export function partnerOf({ way, route: { office, second } }: Target): DirectoryEntry {
  return way === 'join' && second ? second : office;
}

/** Where the case may go by today's directory, and who may be brought in; never an office that it concerns. */
export function targetsOf(holding: Holding, about: About, directory: Directory, today: number): Target[] {
  const { office, second } = holding;
  const moves = directory.entries.flatMap(({ office: to }): Target[] => {
    const way = wayTo(office, to, about);
    if (way === null) return [];
    const joint = carriedOn(second).find((one) => one && mayJoin(one, to, about)) ?? null;
    const route = routeOf({ office: to, second: joint, about }, directory, today);
    return route ? [{ way, route }] : [];
  });
  return second ? moves : [...moves, ...joinsOf(office, about, directory, today)];
}

function joinsOf(office: Office, about: About, directory: Directory, today: number): Target[] {
  return directory.entries.flatMap(({ office: second }): Target[] => {
    if (!mayBringIn(second, office, about)) return [];
    const route = routeOf({ office, second, about }, directory, today);
    return route?.second ? [{ way: 'join', route }] : [];
  });
}
