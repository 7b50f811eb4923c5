import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as notices from '#shared/notice/contract';
import { drafted, linesOf, published } from '#test/notice/writing';
import { setup, type TestCounty, VILLAGE } from '#test/setup';
import { asWriter, mailbox, newCase, tipCounty } from '#test/tip/case';
import { loseLeaf } from '#test/transparency/leaves';
import { type Services, startServices } from './cloud-stand-ins';
import { type ListeningWechat, listenAsWechat } from './listening-wechat';
import { type ListeningWitness, listenAsWitness } from './listening-witness';
import { buildOwnServer, environmentOf, type OwnServer, runOwnServer, startOwnServer } from './own-server';

let entry: string;
let services: Services;
let wechat: ListeningWechat;
let witness: ListeningWitness;
let env: Record<string, string>;
const servers: OwnServer[] = [];
let county: TestCounty;

/** The same county through the second process. */
let elsewhere: TestCounty;

beforeAll(async () => {
  [entry, services] = await Promise.all([buildOwnServer(), startServices(new Map())]);
  county = await setup(async (wiring, clock) => {
    clock.now = Math.floor(Date.now() / 1000);
    wechat = await listenAsWechat(wiring);
    witness = await listenAsWitness(wiring);
    env = environmentOf(wiring, services, wechat.url, witness.setting);
    for (let times = 0; times < 2; times += 1) servers.push(await startOwnServer(entry, env));
    return servers[0]!.apps;
  });
  elsewhere = { ...county, ...county.through(servers[1]!.apps) };
}, 60_000);

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  services.stop();
  wechat.stop();
  witness.stop();
});

/** Waits until it is so; answers how many milliseconds that took. */
async function msUntil(isSo: () => Promise<boolean>): Promise<number> {
  const started = performance.now();
  while (!(await isSo())) await new Promise((done) => setTimeout(done, 20));
  return performance.now() - started;
}

describe('a county on two processes of its own', () => {
  it('shows in the second what the first published within two seconds', async () => {
    const clerk = await county.staff('committee', VILLAGE);
    for (let times = 0; times < 3; times += 1) {
      await linesOf(elsewhere, VILLAGE);
      const id = await published(county, clerk, VILLAGE);
      const waited = await msUntil(async () =>
        (await linesOf(elsewhere, VILLAGE)).some((line) => line.id === id),
      );
      expect(waited).toBeLessThanOrEqual(2000);
    }
  });

  it('publishes once what both find due', async () => {
    const clerk = await county.staff('committee', VILLAGE);
    const id = await drafted(county, clerk, VILLAGE);
    const publishAt = Math.floor(Date.now() / 1000) + 2;
    await county.must(
      notices.publishNotice,
      { params: { area: VILLAGE, id }, body: { revision: 1, publishAt } },
      clerk,
    );
    const times = async () => (await linesOf(county, VILLAGE)).filter((line) => line.id === id).length;
    await msUntil(async () => (await times()) > 0);
    expect(await times()).toBe(1);
    expect(servers.map((server) => server.printed())).not.toContain('job-failed');
  });

  it('takes a letter on one and hands it out on the other', async () => {
    const place = await tipCounty(Promise.resolve(county));
    const keys = await newCase(place, place.town);
    const read = await asWriter(elsewhere, { body: { do: 'read', ...mailbox(keys) } });
    expect(read.records).toHaveLength(1);
  });

  it('enters again by a command what was lost before the log held it, once', async () => {
    const leaf = await loseLeaf(county, Math.floor(Date.now() / 1000) - 20 * 60);
    const runs = [
      await runOwnServer(entry, env, ['enter-lost-leaves']),
      await runOwnServer(entry, env, ['enter-lost-leaves']),
    ];
    expect(runs).toEqual([
      { code: 0, said: expect.stringContaining('Lost leaves that wait for the log again: 1.\n') },
      { code: 0, said: 'Lost leaves that wait for the log again: 0.\n' },
    ]);
    expect(runs[0]!.said).toContain(`"event":"log-leaf-entered-again","log":1,"leaf":"${leaf}"`);
    const place = () => county.dynamo.get('public', { PK: 'LOG#1', SK: `AT#${leaf}` });
    await msUntil(async () => (await place()) !== undefined);
  });

  it('knows no demo and no local door', async () => {
    for (const path of ['/local/people', '/local/clock', '/local/root', '/trust.json']) {
      expect((await servers[0]!.apps.public.request(`http://county.test${path}`)).status).toBe(404);
    }
  });
});

describe('an own server that lacks something', () => {
  it('says one sentence that names it, and ends with 1', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => taken.once('listening', done));
    const address = taken.address();
    const port = String(typeof address === 'object' && address ? address.port : 0);
    const cases = [
      [{ SERVE: '' }, /^SERVE is not set; it must be one or more of public/],
      [{ DYNAMODB_ENDPOINT: 'nowhere' }, /^DYNAMODB_ENDPOINT must be the address of/],
      [{ HASH_SECRET: '' }, /^HASH_SECRET is not set, nor is HASH_SECRET_PARAMETER/],
      [{ SITE_ORIGIN: '' }, /^SITE_ORIGIN is not set; it must be the site's origin/],
      [{ SERVE: 'public', PORT: port }, /^Port \d+ is taken/],
    ] as const;
    const ended = await Promise.all(cases.map(([wrong]) => runOwnServer(entry, { ...env, ...wrong })));
    taken.close();
    ended.forEach(({ code, said }, i) => {
      expect(said).toMatch(cases[i]![1]);
      expect(said.trim().split('\n')).toHaveLength(1);
      expect(code).toBe(1);
    });
  });

  it('makes its tables by the same environment, also when they are there', async () => {
    for (let times = 0; times < 2; times += 1) {
      const made = await runOwnServer(entry, { ...env, TABLE_PREFIX: 'own-' }, ['create-tables']);
      expect(made).toEqual({ code: 0, said: 'The tables own-* are there.\n' });
    }
  });
});
