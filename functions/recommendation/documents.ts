import type { Id } from '#shared/ids';
import {
  type BallotName,
  type OfficeRound,
  PUBLIC_STATES,
  type PublicRound,
  type RoundLine,
  standsIn,
} from '#shared/recommendation/round';

/** Names of the prepared documents of recommendation. */
export const roundDocument = (id: Id): string => `round#${id}`;
export const listDocument = 'rounds#1';
export const eligibleDocument = (id: Id): string => `eligible#${id}`;
export const boardDocument = ({ round, position }: BallotName, page: number): string =>
  `board#${round}-${position}-${page}`;

/** A round as its office sees it, without what only the store needs. */
export function officeView({ id, area, plan, state, leaves, revision }: OfficeRound): OfficeRound {
  return { id, area, plan, state, leaves, revision };
}

/** The line of a round in the village's list; undefined while it is not public. */
export function lineOf(round: OfficeRound): RoundLine | undefined {
  if (!standsIn(round, PUBLIC_STATES)) return undefined;
  const { title, opens, closes } = round.plan;
  return { id: round.id, title, state: round.state.kind, opens, closes };
}

/** Lines of the public list: the document stays below 64 KB. */
const MOST_LINES = 200;

/** The list with this round's line in its place: newest first, an unknown one at the top, the oldest left out. */
export function withLine(lines: readonly RoundLine[], line: RoundLine): RoundLine[] {
  return lines.some(({ id }) => id === line.id)
    ? lines.map((one) => (one.id === line.id ? line : one))
    : [line, ...lines].slice(0, MOST_LINES);
}

/** What everybody may read of a round; undefined while it is not public. */
export function publicRound(round: OfficeRound): PublicRound | undefined {
  const line = lineOf(round);
  if (!line) return undefined;
  const { state, plan, leaves } = round;
  const closings = 'closings' in state ? state.closings : [];
  // What one person reported is not shown before another has found the same.
  const totals = state.kind === 'counted' ? state.totals : [];
  return {
    ...line,
    area: round.area,
    k: plan.k,
    trustees: plan.trustees.map(({ name, area }) => ({ name, area })),
    eligible: plan.eligible,
    positions: plan.positions.map((position, i) => ({
      ...position,
      params: ('params' in state && state.params[i]) || '',
      endorsements: ('endorsements' in state && state.endorsements[i]) || '',
      close: closings[i] ?? null,
      totals: totals[i] ?? null,
      leaves: {
        params: leaves.params[i] ?? '',
        endorsements: leaves.endorsements[i] ?? '',
        close: leaves.closings[i] ?? null,
      },
    })),
    confirmed: state.kind === 'counted' ? state.confirmed : null,
  };
}
