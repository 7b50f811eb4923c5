import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eraseNotice } from '#shared/notice/contract';
import { published } from '#test/notice/writing';
import { COUNTY, setup, type TestCounty, VILLAGE } from '#test/setup';
import { enterMany } from '#test/transparency/leaves';
import { backUp } from '#test/transparency/restore';
import { type OpenedLog, reopened } from '#test/transparency/sequencer';
import { check } from './audited-site';
import { closeNow, listen } from './log-writer';

let folder: string;
let server: Server;
let url: string;
let county: TestCounty;
let next: OpenedLog;
let lost: string[];
let saved: string;

const checkpoint = async (log: string): Promise<string> =>
  (await next.apps().public.request(`/${log}/checkpoint`)).text();

/** A county whose tables were restored behind what it had signed, and whose log went on under the next name. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'restored-'));
  county = await setup();
  next = reopened(county, { number: 2 });
  const clerk = await county.staff('committee', VILLAGE);
  const above = await county.staff('county', COUNTY);
  const id = await published(county, clerk, VILLAGE);
  const erasure = { params: { area: VILLAGE, id }, body: { revision: 2, reason: '正文里写了公民个人信息' } };
  await county.must(eraseNotice, erasure, above);
  // More than one bundle.
  await enterMany(county, 260);
  await county.enterLog();
  const restore = await backUp(county);
  lost = await enterMany(county, 3);
  county.clock.now += 60;
  await county.enterLog();
  saved = await checkpoint('log1');
  await restore();
  county.clock.now += 61;
  await published(county, clerk, VILLAGE);
  await expect(county.enterLog()).rejects.toThrow('LOG_NUMBER');
  county.clock.now += 61;
  await next.run();
  server = createAdaptorServer({ fetch: (request) => next.apps().public.fetch(request) }) as Server;
  url = await listen(server);
  writeFileSync(join(folder, 'trust.json'), JSON.stringify({ log: next.trust, hosts: { api: url } }));
});
afterAll(() => {
  closeNow(server);
  rmSync(folder, { recursive: true });
});

const audit = (...args: string[]) => check(url, '--trust', join(folder, 'trust.json'), ...args);

describe('a county whose tables were restored', () => {
  it('is audited over both its logs: the next holds all that is left of the one before, and goes on', async () => {
    const { code, said, wrong } = await audit('--documents');
    expect({ code, wrong }).toEqual({ code: 0, wrong: '' });
    expect(said).toContain('It holds all 262 leaves of county.test/log1, the log before it.');
    expect(said).toContain('Log county.test/log2: 263 leaves');
    expect(said).toContain('The proof files of all 263 leaves hold.');
    expect(said).toContain('2 documents are those that were logged; 1 are erased;');
  });

  it('is caught by whoever kept what it had signed before, in a sentence that says what is missing', async () => {
    const file = join(folder, 'saved');
    writeFileSync(file, saved);
    const { code, wrong } = await audit('--log', 'county.test/log1', '--from', file);
    expect(code).toBe(1);
    expect(wrong).toContain('went back: it had 265 leaves and now has 262');
  });

  it('proves nothing of what was lost', async () => {
    for (const leaf of lost) expect(await next.prove(leaf)).toBeUndefined();
    const { code, wrong } = await audit('--leaf', lost[0]!);
    expect({ code, wrong }).toEqual({ code: 1, wrong: expect.stringMatching(/^WRONG: .+/) });
  });
});
