import { randomUUID } from 'node:crypto';
import type { SequencerPlatform } from './log-platform';
import { isSameHead, LogRestored, looksRestored } from './restored';
import { isSoughtAgain, namesOf, refuseLost } from './lost';
import * as losses from './lost-store';
import * as sequencer from './sequencer-store';
import { continuesSigned } from './signed-heads';
import { type Checkpoint, isAskedAgain, isSameCheckpoint, isSameTrust, signHead, unseenSince } from './sign';
import { standstillOf } from './standstill';
import { readConsistency, readRoot } from './store';

export type { SequencerPlatform };

/** Longer than a run takes; a run that outlives it is stopped by the fence. In seconds. */
const LEASE = 15;
/** For how long of its lease a run begins new batches of what waits, in seconds; the rest is for signing. */
const ENTERING = 10;
/** A process's own name among sequencers. */
const OWNER = randomUUID();

/** A later log has begun: nothing more is entered here. */
class LogClosed extends Error {
  override name = 'LogClosed';
}

/**
 * Enters what waits into the log, moves its head, and only then signs it and asks the witnesses. Answers how many
 * leaves it entered. Whatever it is cut off at, the next run finds a head that holds and goes on from there. Throws,
 * when all that could be done is done, where somebody must look: `LogRestored`, `LogClosed`, `LogStandsStill`,
 * `LeavesLost`.
 */
export async function sequence(p: SequencerPlatform): Promise<number> {
  const { number } = p.transparency;
  const glance = await sequencer.readLog(p.dynamo, number);
  if (isSettled(p, glance)) {
    refuseLost(glance.sought);
    return 0;
  }
  const lease = { owner: OWNER, log: number };
  const begun = p.now();
  const fence = await sequencer.takeLease(p.dynamo, lease, begun, LEASE);
  if (fence === 'closed') throw new LogClosed('a later log has begun: set LOG_NUMBER to its number');
  if (fence === 'held') {
    refuseStandstill(p, glance.checkpoint, sequencer.waitsSince(glance));
    return 0;
  }
  // Two tables are not read at one moment: what looks restored is read again, now that nobody else appends.
  const found = looksRestored(glance) ? await sequencer.readLog(p.dynamo, number) : glance;
  if (looksRestored(found)) throw restored(p, 'the tables hold an older log than was signed');
  const { head, entered } = await enter(p, found, { fence, until: begun + ENTERING });
  const checkpoint = head && isWhole(head, found) ? await sign(p, head, found.checkpoint) : found.checkpoint;
  // What an earlier log holds and this one has not yet is not lost.
  const isSought = isSoughtAgain(found.sought, p.now()) && isWhole(head, found);
  const sought = isSought ? await seek(p, found.sought) : found.sought;
  refuseStandstill(p, checkpoint, entered === 0 ? sequencer.waitsSince(found) : undefined);
  refuseLost(sought);
  return entered;
}

/** Throws while the log stands still, whoever's turn it is. */
function refuseStandstill(
  { transparency: { trust }, now }: SequencerPlatform,
  checkpoint: Checkpoint | undefined,
  waitsSince: number | undefined,
): void {
  const standstill = standstillOf({ checkpoint, waitsSince }, now(), trust);
  if (standstill) throw standstill;
}

/** Looks for published leaves that are lost, and names them. */
async function seek(
  p: SequencerPlatform,
  before: losses.StoredSought | undefined,
): Promise<losses.StoredSought> {
  const { number: log } = p.transparency;
  const sought = await losses.seekLost(p.dynamo, log, before, p.now());
  for (const leaf of sought.lost) p.log({ level: 'error', event: 'log-leaf-lost', log, ...namesOf(leaf) });
  return sought;
}

/** Enters all lost leaves again, each as it was, and names them; answers how many. The next run places them, once. */
export async function enterLost(p: SequencerPlatform): Promise<number> {
  const { number: log } = p.transparency;
  const entered = await losses.enterLost(p.dynamo, log, p.now());
  for (const leaf of entered)
    p.log({ level: 'warn', event: 'log-leaf-entered-again', log, ...namesOf(leaf) });
  return entered.length;
}

function isSettled(p: SequencerPlatform, found: sequencer.FoundLog): boolean {
  const { head, checkpoint, pending } = found;
  const { trust } = p.transparency;
  const isSigned = checkpoint
    ? checkpoint.size === head?.size &&
      !isAskedAgain(checkpoint, p.now()) &&
      unseenSince(checkpoint, trust) === undefined &&
      isSameTrust(checkpoint.trust, trust)
    : !head;
  return (
    pending.length === 0 &&
    isSigned &&
    isWhole(head, found) &&
    !looksRestored(found) &&
    !isSoughtAgain(found.sought, p.now())
  );
}

/** Whether all leaves of the earlier logs stand in this one. */
function isWhole(head: sequencer.StoredHead | undefined, { earlier }: sequencer.FoundLog): boolean {
  return earlier.every(({ log, size }) => (head?.carried[log] ?? 0) >= size);
}

function restored(p: SequencerPlatform, why: string): LogRestored {
  p.log({ level: 'error', event: 'log-restored', log: p.transparency.number });
  return new LogRestored(`${why}: raise LOG_NUMBER by one`);
}

/**
 * Appends batch after batch: first, in a log that follows others, all leaves that those still have; then what waits,
 * page after page, as long as there is time. What is left then is the next run's.
 */
async function enter(
  p: SequencerPlatform,
  found: sequencer.FoundLog,
  { fence, until }: { fence: number; until: number },
): Promise<{ head: sequencer.StoredHead | undefined; entered: number }> {
  const { dynamo, transparency } = p;
  const log = transparency.number;
  let head = found.head;
  let edge = await sequencer.readEdge(dynamo, log, head?.size ?? 0);
  let entered = 0;
  for await (const batch of batches(p, found, until)) {
    const appended = await sequencer.append(dynamo, { log, fence, head, edge }, batch);
    // Another sequencer is at it: the next run looks anew.
    if (!appended) return { head: undefined, entered };
    ({ head, edge } = appended);
    entered += appended.entered;
  }
  return { head, entered };
}

async function* batches(
  { dynamo, now }: SequencerPlatform,
  { head, earlier, pending }: sequencer.FoundLog,
  until: number,
): AsyncGenerator<sequencer.Batch> {
  for (const { log, size } of earlier) {
    for (let at = head?.carried[log] ?? 0; at < size; ) {
      const rest = await sequencer.readLeaves(dynamo, log, at);
      if (rest.length === 0) throw new LogRestored('a log before this one has lost leaves of its own');
      const leaves = rest.slice(0, sequencer.MOST_AT_ONCE).map((leaf) => ({ leaf }));
      yield { leaves, carriedFrom: log };
      at += leaves.length;
    }
  }
  for (let page = pending; page.length > 0; page = await sequencer.readWaiting(dynamo, page)) {
    for (let at = 0; at < page.length; at += sequencer.MOST_AT_ONCE) {
      if (now() >= until) return;
      const some = page.slice(at, at + sequencer.MOST_AT_ONCE);
      yield { leaves: some.map((one) => ({ leaf: one.leaf, pending: one })) };
    }
  }
}

/** Signs a head that stands, and publishes it with who has seen it; answers the checkpoint that stands then. */
async function sign(
  p: SequencerPlatform,
  head: sequencer.StoredHead,
  before: sequencer.StoredCheckpoint | undefined,
): Promise<Checkpoint | undefined> {
  const { number } = p.transparency;
  if (before && p.now() < before.clock) {
    p.log({ level: 'error', event: 'log-clock-went-back', seconds: before.clock - p.now() });
    return before;
  }
  const prove = (older: number) => readConsistency(p.dynamo, number, older, head.size);
  const isContinued = await continuesSigned(p, head, (size) => readRoot(p.dynamo, number, size));
  const signed = isContinued ? await signHead(p, { head, before, prove }) : 'contradicted';
  if (signed === 'contradicted') {
    const { head: newest } = await sequencer.readLog(p.dynamo, number);
    // Another sequencer went on meanwhile, and signed that.
    if (!isSameHead(newest, head)) return before;
    throw restored(
      p,
      isContinued ? 'witnesses have seen another log' : 'another log was signed under its name',
    );
  }
  if (!isSameCheckpoint(signed, before)) await sequencer.publishCheckpoint(p.dynamo, number, signed, before);
  return signed;
}
