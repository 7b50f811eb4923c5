/** What of a directory ends soon: the day after, phones seal nothing under it any more. */
import type { Directory } from './directory';

/** How many days ahead whoever renews it is told. A snapshot holds for 30 days, the others for about a year. */
const AHEAD = { snapshot: 10, root: 30, entry: 30 } as const;

/** One thing that ends: the county's signature, the root's statement about it, or an office's entry. */
export interface Ending {
  readonly what: keyof typeof AHEAD;
  /** The last day it holds; it may be over. */
  readonly lastDay: number;
  /** The office, of an entry. */
  readonly name?: string;
}

/** What ends within the days ahead or has ended, the soonest first. `today` counts days as entries do. */
export function endingsOf({ root, snapshot, entries }: Omit<Directory, 'hash'>, today: number): Ending[] {
  const all: Ending[] = [
    { what: 'snapshot', lastDay: snapshot.day + snapshot.validDays - 1 },
    { what: 'root', lastDay: root.lastDay },
    ...entries.map(({ name, lastDay }) => ({ what: 'entry', lastDay, name }) as const),
  ];
  return all
    .filter(({ what, lastDay }) => lastDay - today <= AHEAD[what])
    .sort((a, b) => a.lastDay - b.lastDay);
}
