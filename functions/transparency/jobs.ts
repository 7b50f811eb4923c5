import { randomUUID } from 'node:crypto';
import {
  checkpointText,
  cosignCheckpoint,
  openCheckpoint,
  signCheckpoint,
} from '#shared/transparency/checkpoint';
import { writeNote } from '#shared/transparency/note';
import type { SequencerPlatform } from './log-platform';

export type { SequencerPlatform };
import * as sequencer from './sequencer-store';
import { readConsistency } from './store';
import { askWitness } from './witness';

/** Longer than a run takes; a run that outlives it is stopped by the fence. In seconds. */
const LEASE = 15;
/** A process's own name among sequencers. */
const OWNER = randomUUID();

/** The tables were restored to an older time: under the old name nothing more may be signed. */
export class LogRestored extends Error {
  override name = 'LogRestored';
}

/**
 * Enters what waits into the log, moves its head, and only then signs it and asks the witnesses. Answers how many
 * leaves it entered. Whatever it is cut off at, the next run finds a head that holds and goes on from there.
 */
export async function sequence(p: SequencerPlatform): Promise<number> {
  const { number } = p.transparency;
  const found = await sequencer.readLog(p.dynamo, number);
  refuseRestored(p, found);
  if (isSettled(found)) return 0;
  const fence = await sequencer.takeLease(p.dynamo, OWNER, p.now(), LEASE);
  if (fence === undefined) return 0;
  const { head, entered } = await enter(p, found, fence);
  if (head && head.size >= found.older) await sign(p, head, found.checkpoint);
  return entered;
}

function isSettled({ head, checkpoint, older, pending }: sequencer.FoundLog): boolean {
  const isWhole = (head?.size ?? 0) >= older;
  const isSigned = (checkpoint?.size ?? 0) === (head?.size ?? 0) && (checkpoint?.isSeen ?? true);
  return pending.length === 0 && isWhole && isSigned;
}

function refuseRestored(p: SequencerPlatform, { head, mirror, checkpoint }: sequencer.FoundLog): void {
  const size = head?.size ?? 0;
  if (size === (mirror?.size ?? 0) && size >= (checkpoint?.size ?? 0)) return;
  p.log({ level: 'error', event: 'log-restored', log: p.transparency.number });
  throw new LogRestored('the tables hold an older log than was signed: raise LOG_NUMBER by one');
}

/** Appends batch after batch: first, in a log that follows a restored one, all leaves that one still has. */
async function enter(
  p: SequencerPlatform,
  found: sequencer.FoundLog,
  fence: number,
): Promise<{ head: sequencer.StoredHead | undefined; entered: number }> {
  const { dynamo, transparency } = p;
  const log = transparency.number;
  let head = found.head;
  let edge = await sequencer.readEdge(dynamo, log, head?.size ?? 0);
  let entered = 0;
  for await (const batch of batches(p, found)) {
    const appended = await sequencer.append(dynamo, { log, fence, head, edge }, batch);
    if (appended.kind === 'known') await sequencer.dropKnown(dynamo, appended.pending);
    // Another sequencer is at it, or the rest must be looked at anew: the next run does.
    if (appended.kind !== 'appended') return { head: undefined, entered };
    ({ head, edge } = appended);
    entered += batch.length;
  }
  return { head, entered };
}

async function* batches(
  { dynamo, transparency }: SequencerPlatform,
  { head, older, pending }: sequencer.FoundLog,
): AsyncGenerator<sequencer.Incoming[]> {
  for (let at = head?.size ?? 0; at < older; ) {
    const carried = await sequencer.readOlder(dynamo, transparency.number - 1, at);
    if (carried.length === 0) throw new LogRestored('the log before this one has lost leaves of its own');
    const batch = carried.slice(0, sequencer.MOST_AT_ONCE);
    yield batch;
    at += batch.length;
  }
  for (let at = 0; at < pending.length; at += sequencer.MOST_AT_ONCE) {
    yield pending.slice(at, at + sequencer.MOST_AT_ONCE).map((one) => ({ leaf: one.leaf, pending: one }));
  }
}

/** Signs a head that stands, cosigns it with the clock's time, asks the witnesses, and publishes what came of it. */
async function sign(
  p: SequencerPlatform,
  head: sequencer.StoredHead,
  before: sequencer.StoredCheckpoint | undefined,
): Promise<void> {
  const { number, origin, key, clock, policy } = p.transparency;
  const now = p.now();
  if (before && now < before.clock) {
    p.log({ level: 'error', event: 'log-clock-went-back', seconds: before.clock - now });
    return;
  }
  const text = checkpointText({ origin, ...head });
  const own = [signCheckpoint(text, origin, key), cosignCheckpoint(text, clock.name, clock.key, now)];
  const { lines, isAhead } = await cosignatures(p, writeNote(text, own), head.size, before);
  const note = writeNote(text, [...own, ...lines]);
  const isSeen = typeof openCheckpoint(note, policy) !== 'string';
  if (!isSeen && isAhead) {
    const { head: newest } = await sequencer.readLog(p.dynamo, number);
    // Another sequencer went on meanwhile, and the witness has seen what it signed.
    if (newest?.size !== head.size) return;
    throw new LogRestored('witnesses have seen a longer log: raise LOG_NUMBER by one');
  }
  if (!isSeen && before?.size === head.size) return;
  await sequencer.publishCheckpoint(p.dynamo, number, { note, size: head.size, clock: now, isSeen }, before);
}

async function cosignatures(
  p: SequencerPlatform,
  note: string,
  size: number,
  before: sequencer.StoredCheckpoint | undefined,
): Promise<{ lines: string[]; isAhead: boolean }> {
  const { number, witnesses } = p.transparency;
  const submission = {
    note,
    size,
    older: before?.isSeen ? before.size : 0,
    prove: (older: number) => readConsistency(p.dynamo, number, older, size),
  };
  const answers = await Promise.all(
    witnesses.map(async (witness) => ({ witness, answer: await askWitness(witness, submission) })),
  );
  for (const { witness, answer } of answers) {
    const [level, event] =
      answer === 'ahead' ? (['error', 'log-restored'] as const) : (['warn', 'log-not-witnessed'] as const);
    if (typeof answer === 'string') p.log({ level, event, log: number, witness: witness.key.name });
  }
  return {
    lines: answers.flatMap(({ answer }) => (typeof answer === 'object' ? [answer.line] : [])),
    isAhead: answers.some(({ answer }) => answer === 'ahead'),
  };
}
