import * as z from 'zod';
import type { Id } from '#shared/ids';
import { Paper } from '#shared/recommendation/paper';
import type { Position } from '#shared/recommendation/params';
import { personHere } from '../../platform/session';
import { keep, recall } from '../../platform/storage';

/** What lies on this phone for one position: the paper as far as it has come, and a choice that waits to be sealed. */
const Kept = z.object({
  paper: Paper.optional(),
  wish: z.array(z.number()).optional(),
  closes: z.number(),
});
export type Kept = z.output<typeof Kept>;

const All = z.record(z.string(), Kept);

/** By person: a family may share a phone, and each has a recommendation of their own. */
const nameOf = (round: Id, position: Position): string => `${personHere() ?? ''}-${round}-${position}`;

function all(): z.output<typeof All> {
  return recall('papers', All) ?? {};
}

/** What lies here for a position. */
export function keptFor(round: Id, position: Position): Kept | undefined {
  return all()[nameOf(round, position)];
}

/** Keeps what was reached, before anything of it is sent; false when the phone has no room. */
export function keepFor(round: Id, position: Position, kept: Kept): boolean {
  return keep('papers', { ...all(), [nameOf(round, position)]: kept });
}

/** Forgets a choice that cannot be sent any more; a paper that was taken stays. */
export function dropWish(round: Id, position: Position): void {
  const kept = keptFor(round, position);
  if (kept) keepFor(round, position, { closes: kept.closes, ...(kept.paper ? { paper: kept.paper } : {}) });
}

/** Clears everything of rounds that are closed: who was chosen is on no phone after that. */
export function clearClosed(now: number): void {
  const open = Object.entries(all()).filter(([, { closes }]) => now < closes);
  keep('papers', Object.fromEntries(open));
}

/** The choice that is on its way or was taken. */
export function choiceOf(kept: Kept | undefined): readonly number[] | undefined {
  if (kept?.wish) return kept.wish;
  const { paper } = kept ?? {};
  return paper?.kind === 'sealed' || paper?.kind === 'cast' ? paper.choice : undefined;
}

/** How it stands: nothing yet, on its way, or taken by the ballot box. */
export function standOf(kept: Kept | undefined): 'none' | 'waiting' | 'taken' {
  if (kept?.wish || kept?.paper?.kind === 'sealed') return 'waiting';
  return kept?.paper?.kind === 'cast' ? 'taken' : 'none';
}
