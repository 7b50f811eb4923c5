import type { InboxLine } from '#shared/tip/contract';

/**
 * Open letters in the order in which they are shown: those with a villager's token and those without by turns, each queue
 * by last day. However many letters come without one, each with one stands near the top, and the other way round.
 */
export function inTurn(lines: readonly InboxLine[]): readonly InboxLine[] {
  const verified = lines.filter((line) => line.verified);
  const other = lines.filter((line) => !line.verified);
  const turns = Array.from({ length: Math.max(verified.length, other.length) }, (_, i) => i);
  return turns.flatMap((i) => [verified[i], other[i]].filter((line) => line !== undefined));
}
