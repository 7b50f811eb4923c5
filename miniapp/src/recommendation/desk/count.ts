import { bytesOf, equalBytes } from '#shared/crypto/bytes';
import type { KeyPair } from '#shared/crypto/hpke';
import { boardRoot } from '#shared/recommendation/board';
import { decodeClose } from '#shared/recommendation/close';
import { officeBoard } from '#shared/recommendation/contract';
import { addUp, emptyTally, judge, type OpenedRound } from '#shared/recommendation/count';
import { recordHash } from '#shared/recommendation/record';
import { readRelease } from '#shared/recommendation/release';
import type { RoundIn } from '#shared/recommendation/round';
import { paramsOf } from '#shared/recommendation/rules';
import type { TallyBody } from '#shared/recommendation/tally';
import { type Outcome, problemOf, type Send } from '../../platform/request';
import { closingsInLog, releasedAfter } from './in-log';

export type Countable = RoundIn<'counting' | 'reported' | 'counted'>;

/** How far the counting is: records done of all. */
export type Progress = (done: number, of: number) => void;

/** Milliseconds of work before the page gets its turn. */
const TURN = 40;

/** Opens and counts every position of a round in this browser; the server sees the sums alone. */
export async function countRound(
  send: Send,
  round: Countable,
  progress: Progress,
): Promise<Outcome<TallyBody[]>> {
  const seats = await seatsInLog(round);
  if (!seats.ok) return seats;
  const boards: Uint8Array[][] = [];
  for (const [i] of round.plan.positions.entries()) {
    const board = await fetchBoard(send, round, i);
    if (!board.ok) return board;
    boards.push(board.value);
  }
  const all = boards.reduce((sum, { length }) => sum + length, 0);
  const tallies: TallyBody[] = [];
  let done = 0;
  for (const [i, board] of boards.entries()) {
    const opened = openPosition(round, i, seats.value);
    let tally = emptyTally(round.plan.eligible);
    let turnEnds = Date.now() + TURN;
    for (const record of board) {
      tally = addUp(tally, judge(opened, record));
      done += 1;
      if (Date.now() < turnEnds) continue;
      progress(done, all);
      await new Promise((resolve) => setTimeout(resolve));
      turnEnds = Date.now() + TURN;
    }
    tallies.push(tally);
  }
  progress(all, all);
  return { ok: true, value: tallies };
}

/** All records of a position; refused unless they are exactly those that the closing fixed. */
async function fetchBoard(send: Send, round: Countable, i: number): Promise<Outcome<Uint8Array[]>> {
  const { position = 13 } = round.plan.positions[i] ?? {};
  const records: Uint8Array[] = [];
  for (let page = 0, pages = 1; page < pages; page += 1) {
    const params = { area: round.area, round: round.id, position, page };
    const answer = await send(officeBoard, { params });
    if (!answer.ok) return answer;
    pages = answer.value.pages;
    records.push(...answer.value.records.map(bytesOf));
  }
  const close = decodeClose(bytesOf(round.state.closings[i] ?? ''));
  const root = boardRoot(records.map(recordHash));
  const holds = close && close.records === records.length && equalBytes(close.boardRoot, root);
  return holds ? { ok: true, value: records } : { ok: false, problem: problemOf('totals-unfit') };
}

/** The seats, from 0, whose keys were given out after the closing stood in the log: at least as many as it takes. */
async function seatsInLog({ plan, state, ...round }: Countable): Promise<Outcome<ReadonlySet<number>>> {
  const closings = await closingsInLog(round, state.closings);
  if (!closings.ok) return closings;
  const seats = new Set<number>();
  for (const [seat, releases] of state.releases.entries()) {
    if (!releases) continue;
    const after = await releasedAfter(round, seat, releases, closings.value);
    if (!after.ok && after.problem.code !== 'not-logged') return after;
    if (after.ok && after.value) seats.add(seat);
  }
  return seats.size >= plan.k ? { ok: true, value: seats } : { ok: false, problem: problemOf('not-logged') };
}

/** A position with the keys that were released for it. */
function openPosition(round: Countable, i: number, seats: ReadonlySet<number>): OpenedRound {
  const found = paramsOf(round.state.params)[i];
  if (!found) throw new RangeError(`the round has no position ${i}`);
  const { params, hash } = found;
  const keys = new Map<number, KeyPair>();
  for (const [seat, given] of round.state.releases.entries()) {
    const release = given && seats.has(seat) ? readRelease(bytesOf(given[i] ?? ''), hash, params) : null;
    if (release) keys.set(release.i, release.key);
  }
  return { params, roundHash: hash, keys };
}
