import type { Report } from './figures';
import { median, medianRatio } from './figures';
import { type County, openCounty } from './county';
import { firstLetters } from './letters';
import { send, type Slice } from './load';
import { type Child, startChild } from './process';
import { castRecords, openRound } from './records';

/** How much of it: slices, and requests in each. */
export interface Amount {
  slices: number;
  requests: number;
}

/** How many requests are under way at a time, on either side. */
const CONCURRENCY = 32;

/** What is written: the boundary that takes it, and where. */
interface Kind {
  name: 'tip.create' | 'recommendation.cast';
  bare: 'db.transact' | 'db.transact.cast';
  boundary: 'tipline' | 'ballotbox';
  path: '/tipline' | '/ballotbox/records';
  writes: 'letters' | 'records';
}

const TIP = {
  name: 'tip.create',
  bare: 'db.transact',
  boundary: 'tipline',
  path: '/tipline',
  writes: 'letters',
} as const satisfies Kind;

const CAST = {
  name: 'recommendation.cast',
  bare: 'db.transact.cast',
  boundary: 'ballotbox',
  path: '/ballotbox/records',
  writes: 'records',
} as const satisfies Kind;

/** First letters through the tip line, against the bare transactions that they lead to. */
export function measureTips(report: Report, amount: Amount): Promise<void> {
  return againstBare(TIP, report, amount, (_both, count) => Promise.resolve(firstLetters(count)));
}

/** Records through the ballot box, against the bare transactions that they lead to. */
export async function measureCasts(report: Report, amount: Amount): Promise<void> {
  const round = openRound();
  await againstBare(CAST, report, amount, async (both, count) => {
    for (const { dynamo } of both) await round.open(dynamo);
    return castRecords(round, count);
  });
}

/** Prepares a county for what is sent, and answers bodies of requests, none twice. */
type Prepare = (both: readonly County[], count: number) => Promise<string[]>;

async function againstBare(
  kind: Kind,
  report: Report,
  { slices, requests }: Amount,
  prepare: Prepare,
): Promise<void> {
  const both = [await openCounty(), await openCounty()] as const;
  const [api, transact] = [startChild('api', both[0].env), startChild('transact', both[1].env)];
  try {
    // The first part of each side warms it up and is not counted.
    const bodies = await prepare(both, (slices + 1) * requests);
    const port = await api.ask<number>('listen', kind.boundary);
    const part = (i: number) => bodies.slice(i * requests, (i + 1) * requests);
    const bare: Bare[] = [];
    const ours: Measured[] = [];
    for (let i = 0; i <= slices; i += 1) {
      bare.push(await bareSide(transact, kind, part(i)));
      ours.push(await ourSide(api, `http://127.0.0.1:${port}${kind.path}`, part(i)));
    }
    say(kind, report, bare.slice(1), ours.slice(1));
  } finally {
    await Promise.all([api.end(), transact.end()]);
    await Promise.all(both.map((county) => county.close()));
  }
}

/** Transactions a second, and CPU milliseconds of the client's process for one. */
interface Bare {
  rps: number;
  cpuMs: number;
}

interface Measured {
  slice: Slice;
  /** CPU milliseconds of the server process for one request. */
  cpuMs: number;
}

function say(kind: Kind, report: Report, bare: readonly Bare[], ours: readonly Measured[]): void {
  const bareRates = bare.map(({ rps }) => rps);
  const rates = ours.map(({ slice }) => slice.rps);
  report(`${kind.bare}.rps`, median(bareRates), 'transactions/s');
  report(`${kind.bare}.cpu_ms`, median(bare.map(({ cpuMs }) => cpuMs)), 'ms/transaction');
  report(`${kind.name}.rps`, median(rates), 'requests/s');
  report(`${kind.name}.ratio`, medianRatio(rates, bareRates), `of ${kind.bare}`);
  report(`${kind.name}.p99`, median(ours.map(({ slice }) => slice.p99)), 'ms');
  report(`${kind.name}.cpu_ms`, median(ours.map(({ cpuMs }) => cpuMs)), 'ms/request');
}

async function bareSide(transact: Child, { writes }: Kind, bodies: readonly string[]): Promise<Bare> {
  const work = { kind: writes, bodies, concurrency: CONCURRENCY };
  const { ms, cpuMs } = await transact.ask<{ ms: number; cpuMs: number }>('writeAll', work);
  return { rps: bodies.length / (ms / 1000), cpuMs: cpuMs / bodies.length };
}

async function ourSide(api: Child, url: string, bodies: readonly string[]): Promise<Measured> {
  const { result, cpuMs } = await api.workOf(() =>
    send({ url, connections: CONCURRENCY, send: { bodies }, status: 200, body: isAcknowledged }),
  );
  return { slice: result, cpuMs: cpuMs / result.requests };
}

/** Whether the answer carries the service key's acknowledgement of what was sent. */
function isAcknowledged(body: string): boolean {
  return /"ack":"[A-Za-z0-9_-]{100,}"/.test(body);
}
