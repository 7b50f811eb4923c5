import type { Id } from '#shared/ids';
import type { FirstContent, Matter } from '#shared/tip/content';
import { isNear } from '#shared/tip/clocks';
import type { InboxLine } from '#shared/tip/contract';
import type { Work } from '#shared/tip/notes';
import type { Reading } from '../../platform/read';
import { caseLabel } from '../words';
import type { InboxLines, Source } from '../walk';

/** The views of an inbox, in the order of their chips. */
export const BUCKETS = ['open', 'verified', 'other', 'soon', 'overdue', 'closed', 'below'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** From which letters a view is made. */
export function sourceOf(bucket: Bucket): Source {
  return bucket === 'closed' || bucket === 'below' ? bucket : 'open';
}

/** Whether a letter of the view's source belongs to it. */
export function isIn(bucket: Bucket, { due, verified }: InboxLine): boolean {
  if (bucket === 'verified' || bucket === 'other') return verified === (bucket === 'verified');
  if (bucket === 'soon') return isNear(due);
  return bucket === 'overdue' ? due !== undefined && due.left < 0 : true;
}

/** How many letters a view has; `100+` while more of them may lie on the server, nothing before the first page. */
export function countOf(bucket: Bucket, reading: Reading<InboxLines>): string {
  if (reading.kind !== 'ready') return '';
  const { lines, left } = reading.value;
  const count = lines.filter((line) => isIn(bucket, line)).length;
  return ` ${count}${left.length > 0 ? '+' : ''}`;
}

/** Letters opened at this desk, by case: all that is known of what letters say. */
export type Glimpses = ReadonlyMap<Id, FirstContent>;

/** How letters opened at this desk are handled and by whom, by case, as their notes say. */
export type Works = ReadonlyMap<Id, Work>;

/** All that a desk knows of the letters that were opened at it. */
export interface Known {
  readonly glimpses: Glimpses;
  readonly works: Works;
  /** Whose desk it is; undefined while its keys are locked. */
  readonly officer: number | undefined;
}

/** Whether a letter is this officer's own, as far as it was opened here. */
export function isMine({ works, officer }: Known, { case: id }: InboxLine): boolean {
  return officer !== undefined && works.get(id)?.officer === officer;
}

/** The other letters of a view that are handled together with one, as both note it, among those opened at this desk. */
export function mergedWith({ works }: Known, { case: own }: InboxLine): readonly Id[] {
  const reached = new Set([own]);
  for (const id of reached) {
    const tied = works.get(id)?.tied ?? [];
    for (const other of tied) if (works.get(other)?.tied.includes(id)) reached.add(other);
  }
  reached.delete(own);
  return [...reached];
}

/** What is handled together stands together, where the one that is due first stands. */
export function grouped(lines: readonly InboxLine[], known: Known): readonly InboxLine[] {
  const byCase = new Map(lines.map((line) => [line.case, line]));
  const placed = new Set<Id>();
  return lines.flatMap((line) => {
    const group = [line.case, ...mergedWith(known, line)].filter((id) => !placed.has(id));
    if (placed.has(line.case)) return [];
    for (const id of group) placed.add(id);
    return group.flatMap((id) => byCase.get(id) ?? []);
  });
}

/** What is asked of a view. */
export interface Asked {
  readonly words: string;
  readonly matter: Matter | undefined;
  /** Only those that the officer handles. */
  readonly mine: boolean;
}

export const NOTHING_ASKED: Asked = { words: '', matter: undefined, mine: false };

/** Whether anything is asked that only an opened letter can answer, or its number. */
export function asksAnything({ words, matter, mine }: Asked): boolean {
  return words.trim() !== '' || matter !== undefined || mine;
}

/** Letters that have all the words in their number or, where they were opened, in what they say; the matter; and whose. */
export function found(lines: readonly InboxLine[], known: Known, asked: Asked): readonly InboxLine[] {
  const words = folded(asked.words).split(/\s+/).filter(Boolean);
  return lines.filter((line) => {
    const first = known.glimpses.get(line.case);
    if (asked.mine && !isMine(known, line)) return false;
    if (asked.matter !== undefined && first?.matter !== asked.matter) return false;
    const text = folded(`${caseLabel(line.case)}\n${first?.text ?? ''}\n${first?.name?.name ?? ''}`);
    return words.every((word) => text.includes(word));
  });
}

/** Full-width figures and capitals are the same as the others. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The matters of the opened letters among these, each with how many. */
export function mattersOf(lines: readonly InboxLine[], glimpses: Glimpses): ReadonlyMap<Matter, number> {
  const counts = new Map<Matter, number>();
  for (const { case: id } of lines) {
    const matter = glimpses.get(id)?.matter;
    if (matter) counts.set(matter, (counts.get(matter) ?? 0) + 1);
  }
  return counts;
}
