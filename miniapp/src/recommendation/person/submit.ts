import { checkPosition, type RoundProofs, type TrustedPosition } from '#shared/recommendation/check';
import { castRecord, issueToken } from '#shared/recommendation/contract';
import * as paper from '#shared/recommendation/paper';
import type { Paper } from '#shared/recommendation/paper-kept';
import type { PublicRound } from '#shared/recommendation/round';
import type { Result } from '#shared/result';
import { policyOf } from '#shared/transparency/policy';
import { alone } from '../../platform/alone';
import { now } from '../../platform/clock';
import { fetchDirectory } from '../../platform/directory';
import { proofOf } from '../../platform/public-log';
import { randomBytes } from '../../platform/random';
import { type Outcome, problemOf, send } from '../../platform/request';
import { personHere } from '../../platform/session';
import { trust } from '../../platform/trust';
import { giveUp, type Kept, keepPaper, keptAt, nameOf, type Place, REFUSALS, standOf } from './papers';

/** What is being done, in the order it is done. */
export const PHASES = ['check', 'token', 'seal', 'pause', 'send'] as const;
export type Phase = (typeof PHASES)[number];

/** What happens to a submission: the next phase, or its end. */
export type News = { kind: 'phase'; phase: Phase } | { kind: 'ended'; outcome: Outcome<void> };

/** A submission under way. */
interface Run {
  readonly done: Promise<Outcome<void>>;
  phase: Phase;
}

/** What a round and the directory say of a place. */
interface Trusted {
  readonly position: TrustedPosition;
  readonly servicePk: Uint8Array;
}

/** One submission's surroundings. */
interface Act {
  readonly place: Place;
  readonly trusted: Trusted;
  readonly say: (phase: Phase) => void;
}

/** Between a signed-in request and one that says nothing about the sender: a pause of some seconds. */
const SHORTEST_PAUSE = 2000;
const LONGEST_PAUSE = 5000;

const underWay = new Map<string, Run>();
const watchers = new Map<string, Set<(news: News) => void>>();

function tell(name: string, news: News): void {
  for (const hear of watchers.get(name) ?? []) hear(news);
}

/** Hears what happens to a place's submission, whoever began it; answers how to stop hearing. */
export function watch(place: Place, hear: (news: News) => void): () => void {
  const name = nameOf(place);
  const all = watchers.get(name) ?? new Set();
  watchers.set(name, all.add(hear));
  const run = underWay.get(name);
  if (run) hear({ kind: 'phase', phase: run.phase });
  return () => all.delete(hear);
}

/**
 * Sends the choice that is kept for a place: checks the round, gets the token once, seals, pauses, casts. Every step is
 * kept before the next begins, so a phone that loses the network or the page goes on from there. A place has one
 * submission at a time: asked again meanwhile, this answers the one under way.
 */
export function submit(round: PublicRound, place: Place): Promise<Outcome<void>> {
  const name = nameOf(place);
  const before = underWay.get(name);
  if (before) return before.done;
  const say = (phase: Phase): void => {
    const run = underWay.get(name);
    if (run) run.phase = phase;
    tell(name, { kind: 'phase', phase });
  };
  const done = alone(`recommendation ${name}`, () => submitAlone(round, place, say))
    .finally(() => underWay.delete(name))
    .then((outcome) => {
      const kept = keptAt(place);
      const isWatched = (watchers.get(name)?.size ?? 0) > 0;
      if (outcome.ok && kept && !isWatched) keepPaper({ ...kept, untold: true });
      tell(name, { kind: 'ended', outcome });
      return outcome;
    });
  underWay.set(name, { done, phase: 'check' });
  return done;
}

async function submitAlone(
  round: PublicRound,
  place: Place,
  say: (phase: Phase) => void,
): Promise<Outcome<void>> {
  say('check');
  const trusted = await trustedOf(round, place);
  if (!trusted.ok) return trusted;
  for (;;) {
    const before = keptAt(place);
    if (standOf(before) === 'taken') return { ok: true, value: undefined };
    if (!before || standOf(before) === 'none') return { ok: false, problem: problemOf('round-closed') };
    const next = await step({ place, trusted: trusted.value, say }, before);
    if (!next.ok) {
      const why = [...REFUSALS, 'round-closed' as const].find((code) => code === next.problem.code);
      if (why) giveUp(place, why);
      return next;
    }
    if (!keepStep(before, next.value)) return { ok: false, problem: problemOf('internal') };
  }
}

/** Keeps a step that is done; a choice that was made meanwhile stays for the next. */
function keepStep(before: Kept, after: Kept): boolean {
  const newest = keptAt(before)?.wish;
  const isNew = newest !== undefined && String(newest) !== String(before.wish);
  return keepPaper(isNew ? { ...after, wish: newest } : after);
}

function outcomeOf<T>(result: Result<T>): Outcome<T> {
  return result.ok ? result : { ok: false, problem: problemOf(result.error.code) };
}

async function trustedOf(round: PublicRound, { position }: Place): Promise<Outcome<Trusted>> {
  const directory = await fetchDirectory();
  if (!directory.ok) return directory;
  const anchors = await trust();
  const log = anchors && policyOf(anchors.log);
  const proofs = await proofsOf(round, position);
  if (!proofs.ok) return proofs;
  if (!log) return { ok: false, problem: problemOf('busy') };
  const known = { directory: directory.value, log };
  const trusted = outcomeOf(checkPosition(round, position, proofs.value, known, now()));
  if (!trusted.ok) return trusted;
  return {
    ok: true,
    value: { position: trusted.value, servicePk: directory.value.snapshot.servicePk },
  };
}

/** The proofs that the position's parameters and their endorsements stand in the public log. */
async function proofsOf(round: PublicRound, position: Place['position']): Promise<Outcome<RoundProofs>> {
  const leaves = round.positions.find((one) => one.position === position)?.leaves;
  if (!leaves) return { ok: false, problem: problemOf('round-untrusted') };
  const params = await proofOf(leaves.params);
  if (!params.ok) return params;
  const endorsements = await proofOf(leaves.endorsements);
  if (!endorsements.ok) return endorsements;
  return { ok: true, value: { params: params.value, endorsements: endorsements.value } };
}

/** One step of the paper's way; see shared/recommendation/paper.ts. */
async function step(act: Act, kept: Kept): Promise<Outcome<Kept>> {
  const { paper: here, wish } = kept;
  if (now() >= kept.closes) return { ok: false, problem: problemOf('round-closed') };
  if (here === undefined) {
    act.say('token');
    const random = await randomBytes(paper.BEGIN_RANDOM_BYTES);
    return withPaper(kept, paper.begin(act.trusted.position, random));
  }
  if (here.kind === 'asking') return askToken(act, kept, here);
  // A record that was refused is not sent again: the new choice makes another.
  if (here.kind === 'sealed' && !(wish && kept.givenUp)) return cast(act, kept, here);
  act.say('seal');
  await wait(50);
  const random = await randomBytes(paper.SEAL_RANDOM_BYTES);
  // The wish is under the seal then; from there on the sealed bytes are what waits.
  return withPaper(act.place, paper.seal(here, act.trusted.position, wish ?? [], random));
}

async function askToken(
  { place, trusted, say }: Act,
  kept: Kept,
  asking: Extract<Paper, { kind: 'asking' }>,
): Promise<Outcome<Kept>> {
  // Whoever else signed in meanwhile must not ask for this person.
  if (personHere() !== place.person) return { ok: false, problem: problemOf('signed-out') };
  say('token');
  const params = { area: place.area, round: place.round, position: place.position };
  const answer = await send(issueToken, { params, body: { blinded: asking.blinded } });
  return answer.ok
    ? withPaper(kept, paper.takeToken(asking, trusted.position, answer.value.signature))
    : answer;
}

async function cast(
  { place, trusted, say }: Act,
  kept: Kept,
  sealed: Extract<Paper, { kind: 'sealed' }>,
): Promise<Outcome<Kept>> {
  say('pause');
  await pause();
  if (now() >= place.closes) return { ok: false, problem: problemOf('round-closed') };
  say('send');
  const body = { round: place.round, position: place.position, record: sealed.record };
  const answer = await send(castRecord, { body });
  return answer.ok
    ? withPaper(kept, paper.takeAck(sealed, trusted.position, trusted.servicePk, answer.value.ack))
    : answer;
}

function withPaper(kept: Kept, next: Result<Paper>): Outcome<Kept> {
  const outcome = outcomeOf(next);
  return outcome.ok ? { ok: true, value: { ...kept, paper: outcome.value } } : outcome;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Keeps apart a request that says who one is and one that must not. */
export async function pause(): Promise<void> {
  const [chance = 0] = await randomBytes(1);
  await wait(SHORTEST_PAUSE + ((LONGEST_PAUSE - SHORTEST_PAUSE) * chance) / 255);
}
