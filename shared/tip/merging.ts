/** Letters that say the same and are handled together: each of both cases notes it, and its writer is told of no other letter. */
import type { Id } from '../ids';
import { type Concern, concernAlike } from './concern';
import type { NoteSaid } from './note';
import { isMove } from './standing';
import type { Entry } from './thread';

/** What a writer is told: that their letter is handled together with another, and that it is not any more. */
export type Together = 'merged' | 'parted';

/**
 * Whether two letters may be handled together. What says so goes wherever either of them goes, so that an office that one
 * concerns would learn of it from the other: only letters that concern the very same offices are tied.
 */
export function mayMerge(one: Concern, other: Concern): boolean {
  return concernAlike(one, other);
}

/** The cases that a case is tied to, after one more of its notes. */
export function tiesAfter(tied: readonly Id[], said: NoteSaid): readonly Id[] {
  if (said.note === 'merged') return tied.includes(said.with) ? tied : [...tied, said.with];
  return said.note === 'parted' ? tied.filter((one) => one !== said.from) : tied;
}

/** Every case that notes ever tied to theirs, parted since or not, at whichever office. */
export function everTied(said: readonly NoteSaid[]): readonly Id[] {
  return [...new Set(said.flatMap((one) => (one.note === 'merged' ? [one.with] : [])))];
}

/** One case as its office knows it: what it notes of others, and what its writer was told. */
export interface Tied {
  readonly id: Id;
  readonly about: Concern;
  readonly tied: readonly Id[];
  readonly entries: readonly Entry[];
}

/** Whether two cases are handled together: both note it. One alone is a tie that was cut off, or that a move has ended. */
export function areMerged(one: Tied, other: Tied): boolean {
  return one.tied.includes(other.id) && other.tied.includes(one.id) && mayMerge(one.about, other.about);
}

/** What its writer was told last of handling it together; undefined when nothing. */
export function toldTogether(entries: readonly Entry[]): Together | undefined {
  return entries.reduce<Together | undefined>((told, entry) => {
    if (!entry.ok) return told;
    const { content } = entry;
    // The office that it went to handles it by itself, until it says otherwise.
    if (isMove(content)) return undefined;
    if (content.kind !== 'status') return told;
    const { status } = content.said;
    return status === 'merged' || status === 'parted' ? status : told;
  }, undefined);
}

/** What a case still lacks so that it is handled together with another one, or no more: a note, and a word to its writer. */
export interface Lacking {
  readonly note?: NoteSaid;
  readonly tell?: Together;
}

/** What `one` lacks to be tied to `other`. */
export function lackingToMerge({ tied, entries }: Tied, other: Id): Lacking {
  return {
    ...(!tied.includes(other) && { note: { note: 'merged', with: other } }),
    ...(toldTogether(entries) !== 'merged' && { tell: 'merged' }),
  };
}

/** What `one` lacks to be tied to `other` no more; its writer is told once it is tied to none. */
export function lackingToPart({ tied, entries }: Tied, other: Id): Lacking {
  const isAlone = tied.every((one) => one === other);
  return {
    ...(tied.includes(other) && { note: { note: 'parted', from: other } }),
    ...(isAlone && toldTogether(entries) === 'merged' && { tell: 'parted' }),
  };
}
