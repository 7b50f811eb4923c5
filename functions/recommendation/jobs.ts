import type { AreaCode } from '#shared/area/code';
import { toBase64url } from '#shared/crypto/bytes';
import { boardOrder, boardRoot, SMALLEST_PUBLIC_BOARD } from '#shared/recommendation/board';
import { encodeClose } from '#shared/recommendation/close';
import { type BallotName, standsIn } from '#shared/recommendation/round';
import * as rules from '#shared/recommendation/rules';
import { type DueOutcome, runDue } from '../platform/due';
import { makeIssuerKey } from '../platform/blind-signing';
import type { SealEnvelope } from '../platform/envelope';
import type { KeyedPlatform } from '../platform/platform';
import { issuedLeafOf, issuedList } from './issued-list';
import { issuerContext } from './issuer';
import * as jobStore from './job-store';
import { advance, type FoundRound, findRound } from './store';

/** What only `jobs` needs for rounds. */
export interface RoundJobsPlatform extends KeyedPlatform {
  sealEnvelope: SealEnvelope;
  /** Rewrites the local ballots file in sorted order, which forgets the order of casting; nothing in the cloud. */
  forgetCastingOrder: () => Promise<void>;
}

const ACTOR = 'jobs';

/**
 * Does what is due for recommendation rounds: closings first, then openings, then keys, which take long. Answers how
 * many it moved. A round that fails keeps no other back.
 */
export async function runRoundJobs(p: RoundJobsPlatform): Promise<number> {
  const work = { 'round-close': closeRound, 'round-open': openRound, 'round-key': giveIssuerKeys } as const;
  let moved = 0;
  const failures: unknown[] = [];
  for (const kind of ['round-close', 'round-open', 'round-key'] as const) {
    const done = await runDue(p, kind, async (due) => {
      const found = await findRound(p.dynamo, due.area, due.id);
      // Whoever moved the round moved its mark with it; a mark without its round is nobody's.
      return found && jobStore.isDue(found.round, due) ? work[kind](p, found, p.now()) : 'stale';
    });
    moved += done.moved;
    failures.push(...done.failures);
  }
  if (failures.length > 0) throw new AggregateError(failures, 'rounds left where they were');
  return moved;
}

/** Makes one issuing key for each position; the private half leaves this function only sealed. */
async function giveIssuerKeys(p: RoundJobsPlatform, found: FoundRound, now: number): Promise<DueOutcome> {
  const { round } = found;
  const made = [];
  for (const { position } of round.plan.positions) {
    const key = await makeIssuerKey();
    const ballot = { round: round.id, position };
    const sealed = await p.sealEnvelope(key.pkcs8, issuerContext(ballot));
    made.push({
      rsaN: key.rsaN,
      write: jobStore.putIssuer(ballot, { area: round.area, closes: round.plan.closes, sealed }),
    });
  }
  const decision = rules.takeIssuerKeys(
    round,
    made.map(({ rsaN }) => rsaN),
  );
  return write(p, found, decision, {
    actor: ACTOR,
    action: 'issuing keys',
    now,
    also: made.map((one) => one.write),
  });
}

/** Opens the ballot boxes first, then says so together with the issuing: nobody has a token before. */
async function openRound(p: RoundJobsPlatform, found: FoundRound, now: number): Promise<DueOutcome> {
  const { round } = found;
  if (!standsIn(round, rules.FROM.open)) return 'stale';
  for (const { params, hash } of rules.paramsOf(round.state.params)) {
    const ballot = { round: round.id, position: params.position };
    const gate = {
      closes: params.closes,
      roundHash: hash,
      rsaN: params.rsaN,
      trustees: params.trustees.length,
    };
    await jobStore.openGates(p.dynamo, ballot, gate);
  }
  const also = ballotsOf(found).flatMap((ballot) => jobStore.openIssueGates(ballot, round.area));
  return write(p, found, rules.open(round, now), { actor: ACTOR, action: 'open', now, also });
}

/** Shuts every gate, then reads: what is read is all there will ever be. Run again after a crash, it finds the same. */
async function closeRound(p: RoundJobsPlatform, found: FoundRound, now: number): Promise<DueOutcome> {
  const { round } = found;
  if (!standsIn(round, rules.FROM.close)) return 'stale';
  for (const ballot of ballotsOf(found)) await jobStore.shutGates(p.dynamo, round.area, ballot);
  await p.forgetCastingOrder();
  const closings: Uint8Array[] = [];
  for (const { params, hash } of rules.paramsOf(round.state.params)) {
    closings.push(await freeze(p, round.area, { round: round.id, position: params.position }, hash));
  }
  return write(p, found, rules.close(round, closings, now), { actor: ACTOR, action: 'close', now });
}

/** Freezes one position: its board, its issued list, and the closing that fixes both. */
async function freeze(
  p: RoundJobsPlatform,
  area: AreaCode,
  ballot: BallotName,
  roundHash: Uint8Array,
): Promise<Uint8Array> {
  const board = boardOrder(await jobStore.readRecords(p.dynamo, ballot));
  const hashes = board.map(({ hash }) => hash);
  const roll = await jobStore.readRollOrder(p.dynamo, area, ballot);
  const list = issuedList(roll, await jobStore.readFlags(p.dynamo, ballot));
  await jobStore.putBoard(
    p.dynamo,
    ballot,
    board.map(({ record }) => record),
  );
  const issuedRoot = await jobStore.putIssuedList(p.dynamo, ballot, list, (line) =>
    issuedLeafOf(p.hash, ballot, line),
  );
  if (board.length >= SMALLEST_PUBLIC_BOARD) {
    await jobStore.publishBoard(p.dynamo, area, ballot, hashes.map(toBase64url));
  }
  return encodeClose({
    roundHash,
    records: board.length,
    issued: list.filter(({ issued }) => issued === 'phone').length,
    paper: list.filter(({ issued }) => issued === 'paper').length,
    boardRoot: boardRoot(hashes),
    issuedRoot,
  });
}

function ballotsOf({ round }: FoundRound): BallotName[] {
  return round.plan.positions.map(({ position }) => ({ round: round.id, position }));
}

/** Writes a decision; somebody else having been faster is no failure, the next run looks again. */
async function write(
  p: RoundJobsPlatform,
  found: FoundRound,
  decision: rules.Decision,
  act: Parameters<typeof advance>[4],
): Promise<DueOutcome> {
  if (!decision.ok) throw new Error(decision.error.code);
  if (decision.value === 'unchanged') return 'stale';
  return (await advance(p.dynamo, p.county, found, decision.value, act)).ok ? 'moved' : 'not-now';
}
