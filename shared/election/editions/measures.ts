import type { Anchor, Count, Denominator, Share, Term } from '../legal-rule';

/** At least so many days before. */
export const before = (days: number, from: Anchor): Term => ({
  kind: 'term',
  days,
  from,
  sense: 'before',
  of: 'organ',
});

/** At most so many days after: an organ's duty, which no holiday puts off. */
export const within = (days: number, from: Anchor): Term => ({
  kind: 'term',
  days,
  from,
  sense: 'within',
  of: 'organ',
});

/** Open to citizens for so many days; a last day off moves on in their favour. */
export const openFor = (days: number, from: Anchor): Term => ({
  kind: 'term',
  days,
  from,
  sense: 'open',
  of: 'citizen',
});

/** 过半数 and the like: strictly more than a part. */
export const moreThan = (above: number, below: number, of: Denominator): Share => ({
  kind: 'share',
  part: [above, below],
  of,
  over: true,
});

/** 以上: a part, or more. */
export const atLeast = (above: number, below: number, of: Denominator): Share => ({
  kind: 'share',
  part: [above, below],
  of,
  over: false,
});

/** From so many to so many, both included. */
export const between = (least: number, most: number): Count => ({ kind: 'count', least, most });

/** No more than so many. */
export const atMost = (most: number): Count => ({ kind: 'count', most });

/** No fewer than so many. */
export const noFewerThan = (least: number): Count => ({ kind: 'count', least });

/** What must be or must not be. */
export const BAN = { kind: 'ban' } as const;
