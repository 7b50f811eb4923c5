import { type Office, officeText } from '#shared/directory/office';
import { dateOfDay } from '#shared/time';
import { isNear } from '#shared/tip/clocks';
import { type FirstContent, type Matter, MATTERS, type Subject, SUBJECTS } from '#shared/tip/content';
import type { InboxLine } from '#shared/tip/contract';
import { STATES } from '#shared/tip/state';
import { MATTER_SHORT, STATE_WORDS, SUBJECT_WORDS } from '#shared/tip/words';

/** How many of something there are. */
export interface Count {
  readonly name: string;
  readonly count: number;
}

/** How many of the items have each of these keys, in their order. */
function countEach<T, K>(
  items: readonly T[],
  keyOf: (item: T) => K,
  names: readonly (readonly [K, string])[],
): readonly Count[] {
  return names.map(([key, name]) => ({ name, count: items.filter((item) => keyOf(item) === key).length }));
}

/** Letters by where they stand. */
export function byState(lines: readonly InboxLine[]): readonly Count[] {
  return countEach(
    lines,
    ({ state }) => state,
    STATES.map((state) => [state, STATE_WORDS[state]]),
  );
}

const TIMES = [
  ['overdue', '超期'],
  ['near', '快到期'],
  ['in-time', '还没到期'],
  ['ended', '已经办结'],
] as const;

/** Letters by what is left until their last day. */
export function byTime(lines: readonly InboxLine[]): readonly Count[] {
  return countEach(lines, timeOf, TIMES);
}

function timeOf({ due }: InboxLine): (typeof TIMES)[number][0] {
  if (!due) return 'ended';
  if (due.left < 0) return 'overdue';
  return isNear(due) ? 'near' : 'in-time';
}

/** Letters by the month in which they came, newest first; a month without any between two others stands there too. */
export function byMonth(lines: readonly InboxLine[]): readonly Count[] {
  const months = lines.map(({ received }) => monthOf(received));
  if (months.length === 0) return [];
  const [first, last] = [Math.min(...months), Math.max(...months)];
  const all = Array.from({ length: last - first + 1 }, (_, i) => last - i);
  return all.map((month) => ({
    name: `${Math.floor(month / 12)}年${(month % 12) + 1}月`,
    count: months.filter((one) => one === month).length,
  }));
}

/** Months since the year 0. */
function monthOf(day: number): number {
  const [year, month] = dateOfDay(day).split('-').map(Number);
  return (year ?? 0) * 12 + (month ?? 1) - 1;
}

const NOT_SAID = [undefined, '没有说'] as const;

/** Opened letters by what they are about. */
export function byMatter(opened: readonly FirstContent[]): readonly Count[] {
  const names = MATTERS.map((matter) => [matter, MATTER_SHORT[matter]] as const);
  return countEach<FirstContent, Matter | undefined>(opened, ({ matter }) => matter, [...names, NOT_SAID]);
}

/** Opened letters by whom they are about. */
export function bySubject(opened: readonly FirstContent[]): readonly Count[] {
  const names = SUBJECTS.map((subject) => [subject, SUBJECT_WORDS[subject]] as const);
  return countEach<FirstContent, Subject | undefined>(opened, ({ subject }) => subject, [...names, NOT_SAID]);
}

/** Letters of one office below. */
export interface OfficeCount {
  readonly office: Office;
  readonly states: readonly Count[];
}

/** Letters of the offices below by where they stand, the office with most of them first. */
export function byOffice(lines: readonly InboxLine[]): readonly OfficeCount[] {
  const offices = new Map(lines.map(({ office }) => [officeText(office), office]));
  const counted = [...offices].map(([text, office]) => {
    const own = lines.filter((line) => officeText(line.office) === text);
    return { office, total: own.length, states: byState(own).filter(({ count }) => count > 0) };
  });
  return counted.sort((a, b) => b.total - a.total).map(({ office, states }) => ({ office, states }));
}

/** Counts below this are not said: few letters lead to who wrote them. */
export const FEWEST = 5;

/** A count as it is said where it tells what letters say. */
type Said = number | 'few' | 'held-back';

/**
 * Small counts are hidden, none and one alike. A single hidden one would follow from the sum of the others: then the
 * smallest of those is held back as well.
 */
export function guarded(counts: readonly Count[]): readonly Said[] {
  const large = counts.map(({ count }) => count).filter((count) => count >= FEWEST);
  const isAlone = counts.length - large.length === 1;
  const beside = isAlone ? counts.findIndex(({ count }) => count === Math.min(...large)) : -1;
  return counts.map(({ count }, i) => (count < FEWEST ? 'few' : i === beside ? 'held-back' : count));
}

const SAID_WORDS = { few: `少于 ${FEWEST}`, 'held-back': '不显示' } as const;

/** A guarded count in words. */
export function sayCount(said: Said): string {
  return typeof said === 'number' ? String(said) : SAID_WORDS[said];
}
