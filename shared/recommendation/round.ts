/** A recommendation round as its office sees it: what was planned, and how far it has come. */
import * as z from 'zod';
import { AreaCode } from '../area/code';
import { base64urlOf, base64urlUpTo, Id, Version } from '../ids';
import { Seconds } from '../time';
import { POSITION_CODES, type Position } from './position';
import { MOST_NAMES } from './limits';
import { TallyBody } from './tally';
import { whole } from '../whole';

export const PositionCode = z.literal(POSITION_CODES);

/** Most positions of a round: all gate rows of a position are written in one transaction with the round. */
export const MOST_POSITIONS = 4;
/** Seats of trustees; the committee that also endorses sits at 0. */
export const COMMITTEE_SEAT = 0;
export const MOST_TRUSTEES = 7;

export const RoundPosition = z.strictObject({
  position: PositionCode,
  maxNames: whole(1, MOST_NAMES),
});
export type RoundPosition = z.output<typeof RoundPosition>;

/** Somebody whose signature the round needs. `officer` is their number in the directory. */
export const Endorser = z.object({
  officer: whole(1, 0xffffffff),
  name: z.string(),
  /** The office whose directory entry names them. */
  area: AreaCode,
  signKey: base64urlOf(32),
});
export type Endorser = z.output<typeof Endorser>;

/** What was planned and never changes. */
export const RoundPlan = z.object({
  title: z.string(),
  positions: z.array(RoundPosition).min(1).max(MOST_POSITIONS),
  opens: Seconds,
  closes: Seconds,
  k: whole(2),
  trustees: z.array(Endorser).min(2).max(MOST_TRUSTEES),
  committee: Endorser,
  electorate: whole(1),
  eligible: whole(1),
  eligibleHash: base64urlOf(32),
});
export type RoundPlan = z.output<typeof RoundPlan>;

export const Bytes = base64urlUpTo(4096);
/** One value for each position, in the plan's order. */
const PerPosition = z.array(Bytes).max(MOST_POSITIONS);
/** One value for each trustee, in seat order; null until it is there. */
const PerSeat = z.array(PerPosition.nullable()).max(MOST_TRUSTEES);

const Fixed = { params: PerPosition, endorsements: PerPosition };
const Closed = { ...Fixed, closings: PerPosition, releases: PerSeat };

/** The hash of a leaf for each position; none before the structures are there. */
const Leaf = base64urlOf(32);
/** A round that was called off before it was endorsed. */
const NONE = z.literal('');
const PerLeaf = z.array(Leaf).max(MOST_POSITIONS);

/** The sums, one a position. */
const Totals = z.array(TallyBody).max(MOST_POSITIONS);
/** The trustee who counted the same sums in their own browser, with a signature a position. */
const Confirmation = z.object({ seat: whole(1, MOST_TRUSTEES), signatures: PerPosition });

/** Where a round stands, and what only that state has. Bytes as base64url. */
export const RoundState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('draft'), issuerKeys: PerPosition.nullable(), trusteeKeys: PerSeat }),
  z.object({
    kind: z.literal('endorsing'),
    params: PerPosition,
    signatures: PerSeat,
    committee: PerPosition.nullable(),
  }),
  z.object({ kind: z.literal('endorsed'), ...Fixed }),
  z.object({ kind: z.literal('open'), ...Fixed }),
  z.object({ kind: z.literal('closed'), ...Closed }),
  z.object({ kind: z.literal('counting'), ...Closed }),
  z.object({ kind: z.literal('reported'), ...Closed, totals: Totals, by: Id }),
  z.object({ kind: z.literal('counted'), ...Closed, totals: Totals, confirmed: Confirmation }),
  z.object({ kind: z.literal('cancelled'), reason: z.string() }),
]);
export type RoundState = z.output<typeof RoundState>;
export type RoundStateKind = RoundState['kind'];

/** Where the proofs of a round's structures are found in the log: hashes of leaves, one a position. */
export const RoundLeaves = z.object({
  params: PerLeaf,
  endorsements: PerLeaf,
  closings: PerLeaf,
  releases: z.array(PerLeaf.nullable()).max(MOST_TRUSTEES),
});
export type RoundLeaves = z.output<typeof RoundLeaves>;

export const OfficeRound = z.object({
  id: Id,
  area: AreaCode,
  plan: RoundPlan,
  state: RoundState,
  leaves: RoundLeaves,
  /** Counts every change; a change names the revision it was decided from. */
  revision: Version,
});
export type OfficeRound = z.output<typeof OfficeRound>;

/** A round in one given state. */
export type RoundIn<K extends RoundStateKind> = OfficeRound & { state: Extract<RoundState, { kind: K }> };

/** Whether the round stands in one of these states. */
export function standsIn<const K extends RoundStateKind>(
  round: OfficeRound,
  kinds: readonly K[],
): round is RoundIn<K> {
  return kinds.some((kind) => kind === round.state.kind);
}

export const AFTER_CLOSING = ['closed', 'counting', 'reported', 'counted'] as const;
export const PUBLIC_STATES = ['endorsed', 'open', ...AFTER_CLOSING, 'cancelled'] as const;

/** A line of a village's list of rounds. */
export const RoundLine = z.object({
  id: Id,
  title: z.string(),
  state: z.enum(PUBLIC_STATES),
  opens: Seconds,
  closes: Seconds,
});
export type RoundLine = z.output<typeof RoundLine>;

/** What everybody may read of one position; the phone checks all of it before it sends anything. */
const PublicPosition = RoundPosition.extend({
  params: Bytes,
  endorsements: Bytes,
  close: Bytes.nullable(),
  /** Where their proofs are found in the log. */
  leaves: z.object({ params: Leaf.or(NONE), endorsements: Leaf.or(NONE), close: Leaf.nullable() }),
  totals: TallyBody.nullable(),
});

/** A round as everybody may read it. */
export const PublicRound = RoundLine.extend({
  area: AreaCode,
  k: z.int(),
  trustees: z.array(z.object({ name: z.string(), area: AreaCode })),
  eligible: z.int(),
  positions: z.array(PublicPosition),
  /** Who counted the totals a second time; null until somebody has. */
  confirmed: Confirmation.nullable(),
});
export type PublicRound = z.output<typeof PublicRound>;

/** One position of one round: what tokens, records and gates belong to. */
export interface BallotName {
  readonly round: Id;
  readonly position: Position;
}
