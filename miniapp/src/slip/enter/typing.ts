import { SLIP_FIGURES, SLIP_GROUP } from '#shared/slip/code';
import type { Group } from '../../components/receipt';

/** The figures of a slip as they are being typed: by group, and which group one is at. */
export interface Typing {
  readonly groups: readonly string[];
  readonly at: number;
}

export const EMPTY: Typing = {
  groups: Array.from({ length: SLIP_FIGURES / SLIP_GROUP }, () => ''),
  at: 0,
};

const isFull = (group: string | undefined): boolean => group?.length === SLIP_GROUP;

/** Whether every figure is in. */
export function isWhole({ groups }: Typing): boolean {
  return groups.every(isFull);
}

/** How many groups are in. */
export function countIn({ groups }: Typing): number {
  return groups.filter(isFull).length;
}

/** A figure; a full group is left by typing on. */
export function type(typing: Typing, digit: string): Typing {
  const { groups, at } = next(typing);
  return { groups: groups.map((group, i) => (i === at ? group + digit : group)), at };
}

/** Takes the last figure away; from an empty group it goes back to the one before. */
export function erase({ groups, at }: Typing): Typing {
  const here = groups[at] === '' ? Math.max(0, at - 1) : at;
  return { groups: groups.map((group, i) => (i === here ? group.slice(0, -1) : group)), at: here };
}

/** Goes to a group. */
export function pick(typing: Typing, at: number): Typing {
  return { ...typing, at };
}

/** Goes to a group and empties it, so that it is typed anew. */
export function again(typing: Typing, at: number): Typing {
  return { groups: typing.groups.map((group, i) => (i === at ? '' : group)), at };
}

/** Leaves a full group for the first that is not. */
export function next(typing: Typing): Typing {
  if (!isFull(typing.groups[typing.at])) return typing;
  const first = typing.groups.findIndex((group) => !isFull(group));
  return first < 0 ? typing : pick(typing, first);
}

/** The groups as the grid shows them. */
export function shown(typing: Typing): Group[] {
  return typing.groups.map((figures, i) => ({
    figures,
    state: i === typing.at ? 'current' : figures === '' ? 'empty' : 'filled',
  }));
}
