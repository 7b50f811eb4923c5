import { afterAll, beforeAll, expect, it } from '@jest/globals';
import * as r from '#test/recommendation/county';
import { type OpenedLog, reopened } from './sequencer';

/** The desk's own reading, whose types are those of a build. */
interface InLog {
  closingsInLog: (
    round: object,
    closings: readonly string[],
  ) => Promise<Read<{ log: number; index: number }[]>>;
  releasedAfter: (
    round: object,
    seat: number,
    releases: readonly string[],
    closings: object[],
  ) => Promise<unknown>;
}
type Read<T> = { ok: true; value: T } | { ok: false; problem: { code: string } };

let county: r.RoundCounty;
let next: OpenedLog;
let inLog: InLog;
const realFetch = globalThis.fetch;

beforeAll(async () => {
  county = await r.roundCounty();
  next = reopened(county, { number: 2 });
  const trust = {
    ...{ county: county.wiring.county, rootPk: 'A'.repeat(43), log: next.trust },
    hosts: { api: '', ballotbox: '', tipline: '' },
  };
  for (const name of ['COUNTY', 'ROOT_PK', 'API', 'BALLOTBOX', 'TIPLINE', 'LOG', 'DEMO'])
    Object.defineProperty(globalThis, `TARO_APP_${name}`, { value: '', configurable: true });
  for (const [name, value] of Object.entries({
    navigator: { onLine: true },
    addEventListener: () => undefined,
  }))
    Object.defineProperty(globalThis, name, { value, configurable: true });
  // A trustee's browser, whose requests come to the county's own routes.
  globalThis.fetch = (async (url: string, init: RequestInit) =>
    url === '/trust.json'
      ? Response.json(trust)
      : next.apps().public.request(`http://county.test${url}`, init)) as typeof fetch;
  const file = 'recommendation/desk/in-log';
  inLog = (await import(`../../miniapp/src/${file}`)) as InLog;
});
afterAll(() => {
  globalThis.fetch = realFetch;
});

it('counts the keys given out after a closing that stands in the log before', async () => {
  const { now } = county.clock;
  const round = await r.opened(county, { ...r.roundDraft(), opens: now, closes: now + 1000 });
  await county.enterLog();
  await r.closed(county, round);
  expect(await county.enterLog()).toBeGreaterThan(0);

  county.clock.now += 61;
  for (const seat of [1, 2, 3]) expect((await r.giveRelease(county, round, seat)).code).toBeUndefined();
  await next.run();
  const { area, state, leaves } = await r.readRound(county, round);
  if (!('releases' in state)) throw new Error('not closed');
  const closings = await inLog.closingsInLog({ area, leaves }, state.closings);
  if (!closings.ok) throw new Error(closings.problem.code);
  expect(closings.value.map(({ log }) => log)).toEqual([0, 0]);
  for (const seat of [0, 1, 2]) {
    const after = await inLog.releasedAfter({ area, leaves }, seat, state.releases[seat]!, closings.value);
    expect(after).toEqual({ ok: true, value: true });
    expect(await next.prove(leaves.releases[seat]![0]!)).toMatchObject({
      checkpoint: { origin: 'county.test/log2' },
    });
  }
});
