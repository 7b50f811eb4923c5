import { type Office, sameOffice } from '#shared/directory/office';
import { escalationOf } from '#shared/directory/standing';
import type { Id } from '#shared/ids';
import { type Bucket, inbox, type InboxLine } from '#shared/tip/contract';
import { fetchDirectory } from '../platform/directory';
import type { Reading } from '../platform/read';
import { type Outcome, type Problem, send } from '../platform/request';

/** Where the reading of an inbox begins or goes on: behind `after` in an office's lines. */
interface Place {
  readonly office: Office;
  readonly bucket: Bucket;
  readonly after?: string;
}

/** What was read of an inbox so far. */
export interface InboxLines {
  /** By last day; each case once. */
  readonly lines: readonly InboxLine[];
  /** Where more lies that was not read yet. */
  readonly left: readonly Place[];
  /** Whether pages are being fetched now. */
  readonly coming: boolean;
  /** Why some of what is left could not be fetched. */
  readonly problem?: Problem;
}

/** Which letters: an office's own, or those that the offices below left undone past their last day. */
export type Source = 'open' | 'closed' | 'below';

/** Pages fetched in one go, of 100 lines each: ten thousand letters of one queue and a page of the other. What lies behind them comes when it is asked for. */
export const MOST_PAGES = 101;

/** The two queues of what is to be done, each read as far as the other: neither keeps the other waiting. */
const QUEUES = ['verified', 'other'] as const satisfies readonly Bucket[];

async function beginningsOf(own: Office, source: Source): Promise<Outcome<readonly Place[]>> {
  if (source === 'closed') return { ok: true, value: [{ office: own, bucket: source }] };
  if (source === 'open') return { ok: true, value: QUEUES.map((bucket) => ({ office: own, bucket })) };
  const directory = await fetchDirectory();
  if (!directory.ok) return directory;
  const below = directory.value.entries.filter(({ office }) => sameOffice(escalationOf(office), own));
  const places = QUEUES.flatMap((bucket) => below.map(({ office }) => ({ office, bucket })));
  return { ok: true, value: places };
}

interface Walked {
  readonly left: readonly Place[];
  readonly problem?: Problem;
}

/**
 * Reads page after page, of one place after the other in turn, at most so many. An office that does not answer is left for the next try and the others are
 * read; without a network nobody is asked any more. `onPage` answers whether to go on.
 */
async function walk(
  from: readonly Place[],
  most: number,
  onPage: (lines: readonly InboxLine[], left: readonly Place[]) => boolean,
): Promise<Walked> {
  let todo = from;
  const failed: Place[] = [];
  let problem: Problem | undefined;
  for (let pages = 0; pages < most && problem?.code !== 'offline'; pages++) {
    const [place, ...others] = todo;
    if (!place) break;
    const { office, bucket, after } = place;
    const answer = await send(inbox, { params: office, query: { bucket, ...(after && { after }) } });
    todo = others;
    if (answer.ok) {
      const { lines, next } = answer.value;
      if (next !== undefined) todo = [...others, { office, bucket, after: next }];
      if (!onPage(lines, [...todo, ...failed])) break;
    } else {
      problem = answer.problem;
      failed.push(place);
    }
  }
  return { left: [...todo, ...failed], ...(problem && { problem }) };
}

/** Lines of both, by last day; of a case that both have, the newer line. */
function merged(older: readonly InboxLine[], newer: readonly InboxLine[]): readonly InboxLine[] {
  const byCase = new Map<Id, InboxLine>();
  for (const line of [...older, ...newer]) byCase.set(line.case, line);
  return [...byCase.values()].sort((a, b) => lastDay(a) - lastDay(b));
}

/** A case on which no clock runs stands behind all others. */
function lastDay({ due }: InboxLine): number {
  return due?.day ?? Number.MAX_SAFE_INTEGER;
}

/**
 * Reads one inbox for a page, at most `most` pages in one go, and shows after every step what is there. Read once more
 * from the beginning, what was read before stays until all of it was read anew.
 */
export class InboxReader {
  private known: InboxLines | undefined;
  private pages = 0;
  private turn = 0;

  constructor(
    private readonly own: Office,
    private readonly source: Source,
    private readonly most: number,
    private readonly show: (reading: Reading<InboxLines>) => void,
  ) {}

  /** From the beginning, as many pages as were read before at least. */
  async again(): Promise<void> {
    const mine = ++this.turn;
    const begun = await beginningsOf(this.own, this.source);
    if (mine !== this.turn) return;
    if (begun.ok) {
      const asMany = Math.max(this.most, this.pages);
      this.pages = 0;
      await this.read(begun.value, [], asMany);
    } else this.fail(begun.problem);
  }

  /** On from where the reading stopped. */
  async goOn(): Promise<void> {
    if (!this.known || this.known.left.length === 0) return;
    this.turn++;
    const { lines, left } = this.known;
    this.tell({ lines, left, coming: true });
    await this.read(left, lines, this.most);
  }

  /** Shows nothing any more. */
  stop(): void {
    this.turn++;
  }

  private async read(from: readonly Place[], before: readonly InboxLine[], most: number): Promise<void> {
    const mine = this.turn;
    const renewed = before.length === 0 ? this.known : undefined;
    let fresh = before;
    const { left, problem } = await walk(from, most, (lines, rest) => {
      if (mine !== this.turn) return false;
      this.pages++;
      fresh = merged(fresh, lines);
      // While everything is read once more, nothing is missing that was there.
      this.tell({ lines: this.with(fresh), left: renewed?.left ?? rest, coming: true });
      return true;
    });
    if (mine !== this.turn) return;
    if (problem && !this.known) this.fail(problem);
    else {
      const lines = left.length === 0 ? fresh : this.with(fresh);
      this.tell({ lines, left, coming: false, ...(problem && { problem }) });
    }
  }

  private with(fresh: readonly InboxLine[]): readonly InboxLine[] {
    return merged(this.known?.lines ?? [], fresh);
  }

  private tell(next: InboxLines): void {
    this.known = next;
    this.show({ kind: 'ready', value: next });
  }

  private fail(problem: Problem): void {
    if (this.known) this.tell({ ...this.known, coming: false, problem });
    else this.show({ kind: 'failed', problem });
  }
}
