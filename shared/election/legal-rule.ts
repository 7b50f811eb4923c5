/**
 * How far a rule was checked: V in a stored text of its source, V2 in a secondary text, R from memory. What is not V
 * stays a setting that a county looks at before it relies on it.
 */
export type SourceMark = 'V' | 'V2' | 'R';

/** The days that terms are counted from. */
export type Anchor = 'election' | 'roll' | 'party' | 'receipt' | 'demand' | 'posting';

/** A term in calendar days, its first day not counted (民法典 第201条). */
export interface Term {
  kind: 'term';
  days: number;
  from: Anchor;
  /** `before`: at least so many days before. `within`: at most so many after. `open`: it stays open at least so long. */
  sense: 'before' | 'within' | 'open';
  /** Of a citizen: a last day that is a day off moves to the next working day (第203条); never an organ's duty. */
  of: 'citizen' | 'organ';
}

/** Whom a share is counted of. They differ, and so they are named apart. */
export type Denominator =
  | 'registered-voters'
  | 'household-representatives'
  | 'representatives'
  | 'those-voting'
  | 'ballots-cast'
  | 'adult-villagers'
  | 'households'
  | 'group-adults'
  | 'group-households'
  | 'assembly-members'
  | 'those-present'
  | 'members-due'
  | 'seats';

/** A part of a whole: `over` is 过半数, strictly more; otherwise 以上, exactly so many are enough. */
export interface Share {
  kind: 'share';
  part: readonly [number, number];
  of: Denominator;
  over: boolean;
}

/** A number that must lie between two bounds, both included. */
export interface Count {
  kind: 'count';
  least?: number;
  most?: number;
}

/** What must not be, or must be, without a number. */
export interface Ban {
  kind: 'ban';
}

export type Measure = Term | Share | Count | Ban;

/** One rule of a law, with what it rests on. A rule with `range` is one a province or county may set otherwise. */
export interface LegalRule {
  article: string;
  /** The article's words that matter here. */
  words: string;
  measure: Measure;
  source: SourceMark;
  range?: { least: number; most: number };
}

/** Whether `n` of `whole` people are as many as the share asks; exact, without fractions. */
export function reaches({ part: [above, below], over }: Share, n: number, whole: number): boolean {
  const left = n * below;
  const right = whole * above;
  return over ? left > right : left >= right;
}

/** The least number of `whole` people that reaches the share. */
export function leastOf({ part: [above, below], over }: Share, whole: number): number {
  const exact = (whole * above) / below;
  return over ? Math.floor(exact) + 1 : Math.ceil(exact);
}
