import type { BallotName } from '#shared/recommendation/round';
import type { Write } from '../platform/item';

/** One row for all would make concurrent transactions conflict. */
export const GATES = 16;

/** One position of a round, as keys name it. */
export const nameOf = ({ round, position }: BallotName): string => `${round}#${position}`;

/** A write of every gate. */
export function eachGate(write: (n: number) => Write): Write[] {
  return Array.from({ length: GATES }, (_, n) => write(n));
}
