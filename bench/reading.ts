import { request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { noticeLists } from '#shared/notice/contract';
import type { Seen } from './bare';
import { type County, COUNTY, openCounty, TOWN, VILLAGE } from './county';
import { median, medianRatio, type Report } from './figures';
import { type Load, send, type Slice } from './load';
import { fillNotices } from './notices-filled';
import { openOffice } from './office';
import { type Child, startChild } from './process';

/** How much of it: slices, seconds of each, notices of the village. */
export interface Amount {
  slices: number;
  seconds: number;
  notices: number;
}

const CONNECTIONS = 64;
/** What a phone sends with its GET. */
const PHONE = {
  accept: 'application/json',
  'accept-encoding': 'gzip, br',
  'accept-language': 'zh-CN,zh;q=0.9',
  'user-agent':
    'Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/116.0 Mobile MicroMessenger/8.0.47',
};

/** A village's notice page against `node:http` that sends the same. */
export async function measureNotices(report: Report, amount: Amount): Promise<void> {
  const county = await openCounty();
  const [api, bare] = [startChild('api', county.env), startChild('bare')];
  try {
    await fillNotices(county.dynamo, VILLAGE, amount.notices);
    // A village's page has its town's and its county's newest notices below its own.
    for (const area of [TOWN, COUNTY]) await fillNotices(county.dynamo, area, 5);
    const url = `${await addressOf(api, 'public')}${noticeLists.path.replace(':area', VILLAGE)}`;
    const seen = await look(url);
    const bareUrl = await addressOf(bare, seen);
    await mustBeAlike(seen, bareUrl);
    const rounds: Round[] = [];
    // The first round warms both sides up and is not counted.
    for (let i = 0; i <= amount.slices; i += 1) {
      rounds.push(
        await measureRound(api, bare, { url, bareUrl, seen, seconds: i === 0 ? 1 : amount.seconds }),
      );
    }
    say(report, rounds.slice(1));
    await measureSecondProcess(report, county, url);
  } finally {
    await Promise.all([api.end(), bare.end()]);
    await county.close();
  }
}

/** How many list documents a publication rewrites, at 100 and at 100,000 notices: the most of 21 in a row. */
export async function measurePages(report: Report, sizes: readonly number[]): Promise<void> {
  for (const size of sizes) {
    const county = await openCounty();
    try {
      await fillNotices(county.dynamo, VILLAGE, size);
      const office = openOffice(county);
      let most = 0;
      for (let i = 0; i < 21; i += 1) most = Math.max(most, (await office.publish()).pages);
      report(`notices.list.pages_rewritten_at_${size}`, most, 'pages');
    } finally {
      await county.close();
    }
  }
}

async function addressOf(child: Child, what: unknown): Promise<string> {
  return `http://127.0.0.1:${await child.ask<number>('listen', what)}`;
}

/** Headers that every server of node adds itself. */
const OF_NODE = new Set(['date', 'connection', 'keep-alive']);

/** Reads an answer with the headers that its server was told to send. */
function look(url: string, headers: Record<string, string> = PHONE): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const said = Object.entries(response.headers).filter(([name]) => !OF_NODE.has(name));
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(said) as Record<string, string>,
          body: Buffer.concat(chunks).toString(),
        });
      });
    });
    asked.once('error', reject);
    asked.end();
  });
}

async function mustBeAlike(seen: Seen, bareUrl: string): Promise<void> {
  const other = await look(bareUrl);
  if (seen.status !== 200 || JSON.stringify(other) !== JSON.stringify(seen)) {
    throw new Error(`http.bare sends something else: ${JSON.stringify(other.headers)}`);
  }
}

/** One slice of everything, each with the CPU milliseconds of its server. */
interface Round {
  bare: Measured;
  ours: Measured;
  known: Measured;
}

interface Measured extends Slice {
  cpuMs: number;
  /** Database calls a second. */
  calls: number;
}

interface Sides {
  url: string;
  bareUrl: string;
  seen: Seen;
  seconds: number;
}

async function measureRound(api: Child, bare: Child, { url, bareUrl, seen, seconds }: Sides): Promise<Round> {
  const shared = { connections: CONNECTIONS, send: { seconds }, headers: PHONE };
  const whole = { ...shared, status: 200, body: seen.body };
  const known = { ...PHONE, 'if-none-match': seen.headers['etag'] ?? '' };
  return {
    bare: await measured(bare, { ...whole, url: bareUrl }),
    ours: await measured(api, { ...whole, url }),
    known: await measured(api, { ...shared, url, headers: known, status: 304, body: (body) => body === '' }),
  };
}

async function measured(child: Child, load: Load): Promise<Measured> {
  const started = performance.now();
  const { result, cpuMs, calls } = await child.workOf(() => send(load));
  return { ...result, cpuMs: cpuMs / result.requests, calls: calls / ((performance.now() - started) / 1000) };
}

function say(report: Report, rounds: readonly Round[]): void {
  const of = (side: keyof Round, what: keyof Measured) => rounds.map((round) => round[side][what]);
  report('http.bare.rps', median(of('bare', 'rps')), 'requests/s');
  report('http.bare.p99', median(of('bare', 'p99')), 'ms');
  report('http.bare.cpu_ms', median(of('bare', 'cpuMs')), 'ms/request');
  report('notices.list.rps', median(of('ours', 'rps')), 'requests/s');
  report('notices.list.p99', median(of('ours', 'p99')), 'ms');
  report('notices.list.cpu_ms', median(of('ours', 'cpuMs')), 'ms/request');
  report('notices.list.ratio', medianRatio(of('ours', 'rps'), of('bare', 'rps')), 'of http.bare');
  report('notices.list.p99_ratio', medianRatio(of('ours', 'p99'), of('bare', 'p99')), 'of http.bare.p99');
  report('notices.list.rps_304', median(of('known', 'rps')), 'requests/s');
  report('notices.list.ratio_304', medianRatio(of('known', 'rps'), of('ours', 'rps')), 'of notices.list.rps');
  report('notices.list.calls', Math.max(...of('ours', 'calls')), 'database calls/s');
}

/** How long after publishing here a reader of the other process, who asks all the time, reads it: the longest of five. */
async function measureSecondProcess(report: Report, county: County, url: string): Promise<void> {
  const office = openOffice(county);
  let longest = 0;
  for (let i = 0; i < 5; i += 1) {
    const { id } = await office.publish();
    const published = performance.now();
    while (!(await look(url)).body.includes(id)) {
      if (performance.now() - published > 10_000) throw new Error('never readable in the second process');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    longest = Math.max(longest, performance.now() - published);
  }
  report('notices.list.second_process_s', longest / 1000, 's');
}
