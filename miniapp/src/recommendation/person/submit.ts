import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import { checkPosition, type TrustedPosition } from '#shared/recommendation/check';
import { castRecord, issueToken } from '#shared/recommendation/contract';
import * as paper from '#shared/recommendation/paper';
import type { Position } from '#shared/recommendation/params';
import type { PublicRound } from '#shared/recommendation/round';
import type { Result } from '#shared/result';
import { today } from '../../platform/clock';
import { fetchDirectory } from '../../platform/directory';
import { randomBytes } from '../../platform/random';
import { type Outcome, problemOf, send } from '../../platform/request';
import { dropWish, type Kept, keepFor, keptFor } from './papers';

/** What is being done, in the order it is done. */
export const PHASES = ['check', 'token', 'seal', 'pause', 'send'] as const;
export type Phase = (typeof PHASES)[number];

/** One position of one round, and the directory's word on who may be believed. */
interface Place {
  area: AreaCode;
  round: Id;
  position: Position;
  trusted: TrustedPosition;
  servicePk: Uint8Array;
}

/** Between the signed-in request and the one that says nothing about the sender: a visible pause of some seconds. */
const SHORTEST_PAUSE = 2000;
const LONGEST_PAUSE = 5000;

/** Problems after which sending again cannot help. */
const FINAL: readonly string[] = [
  'round-closed',
  'already-on-paper',
  'token-taken',
  'record-refused',
  'record-version',
];

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function outcomeOf<T>(result: Result<T>): Outcome<T> {
  return result.ok ? result : { ok: false, problem: problemOf(result.error.code) };
}

/**
 * Sends the choice that is kept for a position: checks the round, gets the token once, seals, pauses, casts.
 * Every step is kept before the next begins, so a phone that loses the network or the page goes on from there.
 */
export async function submit(
  round: PublicRound,
  position: Position,
  say: (phase: Phase) => void,
): Promise<Outcome<void>> {
  say('check');
  const place = await placeOf(round, position);
  if (!place.ok) return place;
  for (;;) {
    const kept = keptFor(round.id, position) ?? { closes: round.closes };
    if (kept.paper?.kind === 'cast' && !kept.wish) return { ok: true, value: undefined };
    const next = await step(place.value, kept, say);
    if (!next.ok) {
      if (FINAL.includes(next.problem.code)) dropWish(round.id, position);
      return next;
    }
    if (!keepFor(round.id, position, next.value)) return { ok: false, problem: problemOf('internal') };
  }
}

async function placeOf(round: PublicRound, position: Position): Promise<Outcome<Place>> {
  const { area, id } = round;
  const directory = await fetchDirectory();
  if (!directory.ok) return directory;
  const served = round.positions.find((one) => one.position === position);
  if (!served) return { ok: false, problem: problemOf('not-found') };
  const trusted = outcomeOf(checkPosition({ ...served, area }, directory.value, today()));
  if (!trusted.ok) return trusted;
  const { servicePk } = directory.value.snapshot;
  return { ok: true, value: { area, round: id, position, trusted: trusted.value, servicePk } };
}

/** One step of the paper's way; see shared/recommendation/paper.ts. */
async function step(place: Place, kept: Kept, say: (phase: Phase) => void): Promise<Outcome<Kept>> {
  const now = kept.paper;
  if (now === undefined) {
    say('token');
    const random = await randomBytes(paper.BEGIN_RANDOM_BYTES);
    return withPaper(kept, paper.begin(place.trusted, random));
  }
  if (now.kind === 'asking') {
    say('token');
    const params = { area: place.area, round: place.round, position: place.position };
    const answer = await send(issueToken, { params, body: { blinded: now.blinded } });
    return answer.ok ? withPaper(kept, paper.takeToken(now, place.trusted, answer.value.signature)) : answer;
  }
  if (now.kind === 'sealed') return cast(place, kept, now, say);
  say('seal');
  await wait(50);
  const sealed = paper.seal(now, place.trusted, kept.wish ?? [], await randomBytes(paper.SEAL_RANDOM_BYTES));
  // The wish is under the seal now; from here on the sealed bytes are what waits.
  return withPaper({ closes: kept.closes }, sealed);
}

async function cast(
  place: Place,
  kept: Kept,
  sealed: Extract<paper.Paper, { kind: 'sealed' }>,
  say: (phase: Phase) => void,
): Promise<Outcome<Kept>> {
  say('pause');
  const [chance = 0] = await randomBytes(1);
  await wait(SHORTEST_PAUSE + ((LONGEST_PAUSE - SHORTEST_PAUSE) * chance) / 255);
  say('send');
  const body = { round: place.round, position: place.position, record: sealed.record };
  const answer = await send(castRecord, { body });
  return answer.ok
    ? withPaper(kept, paper.takeAck(sealed, place.trusted, place.servicePk, answer.value.ack))
    : answer;
}

function withPaper(kept: Kept, next: Result<paper.Paper>): Outcome<Kept> {
  const outcome = outcomeOf(next);
  return outcome.ok ? { ok: true, value: { ...kept, paper: outcome.value } } : outcome;
}
