import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import { OfficeRound, RoundLine } from '#shared/recommendation/round';
import { type Due, putDue, removeDue } from '../platform/due';
import { ABSENT, atRevision, both, equals, type Key, put, type Write } from '../platform/item';

// In `affairs`: the round and the village's lists of rounds.

export const roundKey = (area: AreaCode, id: Id): Key => ({ PK: `VILLAGE#${area}`, SK: `ROUND#${id}` });
export const StoredRound = OfficeRound.extend({
  auditHash: z.string(),
  /** SHA-256 of the draft it was made from: the same draft again is the same round. */
  draftHash: z.string(),
  createdAt: z.number(),
});
export type StoredRound = z.output<typeof StoredRound>;

/** The rounds of a village by the time they were planned: its desk reads the newest. */
const PLANNED = 'ROUNDAT#';
export const plannedRounds = (area: AreaCode) => ({ PK: `VILLAGE#${area}`, begins: PLANNED });
export const newestRounds = (area: AreaCode, limit: number) => ({
  ...plannedRounds(area),
  newest: true,
  limit,
});
export const StoredPlanned = z.object({ id: Id });

export function putPlanned({ area, id, createdAt }: StoredRound): Write {
  const SK = `${PLANNED}${String(createdAt).padStart(10, '0')}#${id}`;
  return put('affairs', { PK: `VILLAGE#${area}`, SK, id });
}

export const linesKey = (area: AreaCode): Key => ({ PK: `VILLAGE#${area}`, SK: 'ROUNDS' });
export const StoredLines = z.object({ lines: z.array(RoundLine), revision: z.number() });
export type StoredLines = z.output<typeof StoredLines>;

/** Writes a round over what it was decided from; `before` is undefined for a new one. */
export function putRound(round: StoredRound, before: StoredRound | undefined): Write {
  const item = { ...roundKey(round.area, round.id), ...round, stands: round.state.kind };
  const when = before ? both(atRevision(before.revision), equals('stands', before.state.kind)) : ABSENT;
  return put('affairs', item, when);
}

export function putLines(area: AreaCode, lines: readonly RoundLine[], revision: number): Write {
  return put('affairs', { ...linesKey(area), lines, revision: revision + 1 }, atRevision(revision));
}

/** What the schedule must do next for a round, if anything. */
export function dueOf(round: StoredRound): Due | undefined {
  const { area, id, plan, state, createdAt } = round;
  if (state.kind === 'draft' && !state.issuerKeys) return { at: createdAt, kind: 'round-key', area, id };
  if (state.kind === 'endorsed') return { at: plan.opens, kind: 'round-open', area, id };
  if (state.kind === 'open') return { at: plan.closes, kind: 'round-close', area, id };
  return undefined;
}

/** Moves the round's mark in the schedule. */
export function moveDue(county: AreaCode, before: StoredRound | undefined, after: StoredRound): Write[] {
  const old = before && dueOf(before);
  const next = dueOf(after);
  if (old?.kind === next?.kind) return [];
  return [...(old ? [removeDue(county, old)] : []), ...(next ? [putDue(county, next)] : [])];
}
