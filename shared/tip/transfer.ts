/** Where a case may go from the office that has it, on the officer's desk and on the writer's phone alike. */
import { countyOf, LEVELS, levelOf, townOf } from '../area/code';
import type { Directory } from '../directory/directory';
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

export type Way = 'up' | 'down' | 'aside';

/** The reasons that fit a way. */
export const REASONS_OF = {
  up: ['superior', 'own-people', 'recusal'],
  down: ['remit'],
  aside: ['other-organ'],
} as const satisfies Record<Way, readonly TransferReason[]>;

/** By which way a case would go; null where it may never go. Aside also takes the writer's consent. */
export function wayTo(from: Office, to: Office, { place, ...about }: About): Way | null {
  if (concerns(to, about)) return null;
  if (sameOffice(escalationOf(from), to)) return 'up';
  // Down and aside it stays with the letter's own town, or its county.
  if (!place || (to.area !== townOf(place) && to.area !== countyOf(place))) return null;
  if (to.kind !== from.kind) return 'aside';
  return sameOffice(escalationOf(to), from) ? 'down' : null;
}

/** The offices of another kind to which the writer has let the case go since it came where it is, after one more record. */
export function agreedAfter(agreed: readonly Office[], content: Content): readonly Office[] {
  if (content.kind === 'transfer') return [];
  if (content.kind !== 'message' || !content.said.consent) return agreed;
  const { to, agreed: yes } = content.said.consent;
  const others = agreed.filter((office) => !sameOffice(office, to));
  return yes ? [...others, to] : others;
}

/** Whether a move is lawful: its way, the reason given, no office below the new one that still reads, and consent for aside. */
export function isLawful(
  move: { from: Office; to: Office; second: Office | null; reason: TransferReason },
  about: About,
  agreed: readonly Office[],
): boolean {
  const { from, to, second, reason } = move;
  const way = wayTo(from, to, about);
  if (way === null || !REASONS_OF[way].some((one) => one === reason)) return false;
  if (way === 'aside' && !agreed.some((office) => sameOffice(office, to))) return false;
  return second === null || mayJoin(second, to, about);
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

/** An office that a case may go to, and to whom its records are sealed there. */
export interface Target {
  readonly way: Way;
  readonly route: Route;
}

/** Where the case may go by today's directory; never to an office that it concerns. */
export function targetsOf(
  { office, second }: Holding,
  about: About,
  directory: Directory,
  today: number,
): Target[] {
  return directory.entries.flatMap(({ office: to }): Target[] => {
    const way = wayTo(office, to, about);
    if (way === null) return [];
    const joint =
      [second, second && escalationOf(second)].find((one) => one && mayJoin(one, to, about)) ?? null;
    const route = routeOf({ office: to, second: joint, about }, directory, today);
    return route ? [{ way, route }] : [];
  });
}
