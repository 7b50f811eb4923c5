import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { correctNotice, eraseNotice, readNotice, withdrawNotice } from '#shared/notice/contract';
import { noticeText, published } from '#test/notice/writing';
import { COUNTY, setup, VILLAGE } from '#test/setup';
import { enterMany } from '#test/transparency/leaves';
import { check } from './audited-site';
import { closeNow, listen } from './log-writer';

let folder: string;
let server: Server;
let url: string;
let erasure: string;

/** The county's own software serves two notices: one corrected, withdrawn and erased, and some structures. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'county-'));
  const county = await setup();
  const clerk = await county.staff('committee', VILLAGE);
  const above = await county.staff('county', COUNTY);
  const [, id] = [
    await published(county, clerk, VILLAGE),
    await published(county, clerk, VILLAGE, noticeText({ title: '发错了的公告' })),
  ];
  const at = { params: { area: VILLAGE, id } };
  const corrected = { revision: 2, text: noticeText(), reason: '写错了时间' };
  await county.must(correctNotice, { ...at, body: corrected }, clerk);
  await county.enterLog();
  await county.must(withdrawNotice, { ...at, body: { revision: 3, reason: '发错了村' } }, clerk);
  await county.must(eraseNotice, { ...at, body: { revision: 4, reason: '正文里写了公民个人信息' } }, above);
  await enterMany(county, 5);
  county.clock.now += 60;
  await county.enterLog();
  county.clock.now += 2;
  erasure = (await county.must(readNotice, at)).ending!.leaf;
  server = createAdaptorServer({ fetch: county.apps.public.fetch }) as Server;
  url = await listen(server);
  writeFileSync(join(folder, 'trust.json'), JSON.stringify({ log: county.logTrust, hosts: { api: url } }));
});
afterAll(() => {
  closeNow(server);
  rmSync(folder, { recursive: true });
});

const audit = (...args: string[]) => check(url, '--trust', join(folder, 'trust.json'), ...args);

describe('the log of a county', () => {
  it('holds for the independent verifier: every leaf, proof file and document', async () => {
    const { code, said, wrong } = await audit('--documents');
    expect({ code, wrong }).toEqual({ code: 0, wrong: '' });
    expect(said).toContain('The proof files of all 10 leaves hold.');
    // Of the erased notice its versions and its withdrawal are gone; why it was erased stands there.
    expect(said).toContain(
      '2 documents are those that were logged; 3 are erased; 5 of kinds that are published elsewhere',
    );
  });

  it('ends an erased notice with two leaves, of which the second is called by what it may be', async () => {
    const { said } = await audit('--leaf', erasure, '--documents');
    expect(said).toMatch(/withdrawal or erasure of area .*, version 4; /);
    expect(said).toContain('Its document is the one that was logged.');
  });
});
