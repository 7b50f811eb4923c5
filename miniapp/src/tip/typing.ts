import { GROUPS } from '#shared/tip/receipt';

/** Twelve groups being typed on the keypad: figures by group, those that cannot be read, and where one is. */
export interface Typing {
  readonly figures: readonly string[];
  readonly unclear: readonly boolean[];
  readonly at: number;
}

export const EMPTY: Typing = {
  figures: Array.from({ length: GROUPS }, () => ''),
  unclear: Array.from({ length: GROUPS }, () => false),
  at: 0,
};

const FIGURES = 3;

/** Whether the group at a place is typed or said to be unreadable. */
export function isIn({ figures, unclear }: Typing, place: number): boolean {
  return unclear[place] === true || figures[place]?.length === FIGURES;
}

export function isComplete(typing: Typing): boolean {
  return typing.figures.every((_, place) => isIn(typing, place));
}

/** How many groups are in. */
export function countIn(typing: Typing): number {
  return typing.figures.filter((_, place) => isIn(typing, place)).length;
}

/** A figure; into a full group it begins that group again. */
export function type(typing: Typing, digit: string): Typing {
  const own = typing.figures[typing.at] ?? '';
  return at(typing, own.length < FIGURES ? own + digit : digit, false);
}

/** Takes the last figure away; from an empty group it goes back to the one before. */
export function erase(typing: Typing): Typing {
  const own = typing.figures[typing.at] ?? '';
  if (own === '' && typing.unclear[typing.at] !== true) return pick(typing, Math.max(0, typing.at - 1));
  return at(typing, own.slice(0, -1), false);
}

/** Empties the group that one is at. */
export function clear(typing: Typing): Typing {
  return at(typing, '', false);
}

/** Says that the group on paper cannot be read. */
export function mark(typing: Typing): Typing {
  return at(typing, '', true);
}

/** Goes to a group. */
export function pick(typing: Typing, place: number): Typing {
  return { ...typing, at: place };
}

/** Goes to the next group that is not in, or stays when all are. */
export function next(typing: Typing): Typing {
  const order = typing.figures.map((_, i) => (typing.at + 1 + i) % GROUPS);
  return pick(typing, order.find((place) => !isIn(typing, place)) ?? typing.at);
}

/** A name of where the next figure goes, new with each figure and whatever is said of it; none before anything is done. */
export function idOf({ figures, at }: Typing, said: boolean): string | undefined {
  const there = (figures[at] ?? '').length;
  return said || at > 0 || there > 0 ? `receipt-${at}-${there}${said ? '-said' : ''}` : undefined;
}

/** The groups as numbers, null where unreadable. */
export function typedGroups({ figures, unclear }: Typing): (number | null)[] {
  return figures.map((group, place) => (unclear[place] === true ? null : Number(group)));
}

function at(typing: Typing, group: string, unclear: boolean): Typing {
  return {
    ...typing,
    figures: typing.figures.map((old, place) => (place === typing.at ? group : old)),
    unclear: typing.unclear.map((old, place) => (place === typing.at ? unclear : old)),
  };
}
