import { execFile } from 'node:child_process';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { bytesOf } from '#shared/crypto/bytes';
import { utf8 } from '#shared/crypto/utf8';
import { inFours, PAPER_PATH, paperCode } from '#shared/transparency/paper-code';
import { readProof } from '#shared/transparency/proof';
import { here, open, press, reloadUntil, sees, shown, tap } from './people';

const LIST = 'notice/list/index';
const PROVED = /^\d{4}年\d+月\d+日起未改动$/;

/** What a proof's page says of a leaf: its hash, and at which place of the log it stands. */
export interface SeenLeaf {
  leaf: string;
  index: number;
}

/** Opens a notice of the list whose proof is there: from then on the phone knows how far the log had come. */
export async function openProved(page: Page, origin: string, title: string): Promise<void> {
  await open(page, origin, LIST);
  await here(page).locator('.li').filter({ hasText: title }).first().click();
  await here(page).getByRole('article').waitFor();
  await sees(page, PROVED);
}

/** A villager sees since when a notice stands unchanged, and on tap what proves it. */
export async function seeProof(page: Page, origin: string, title: string): Promise<SeenLeaf> {
  await openProved(page, origin, title);
  await tap(page, '看证明');
  await sees(page, '见证单位和公开日志都签了时间，这里写的是晚的那个。发公告的单位不能把它往前改。');
  const leaf = new URL(page.url().replace('#/', '')).searchParams.get('leaf') ?? '';
  const answer = await fetch(`${origin}/public/log/proofs/${leaf}`);
  const proof = readProof(utf8(await answer.text()));
  if (!proof) throw new Error('the proof cannot be read');
  await press(page, '和纸上的号码比');
  for (const four of inFours(bytesOf(leaf))) await shown(page, four).waitFor();
  await tap(page, '看这份公告');
  await sees(page, title);
  return { leaf, index: proof.index };
}

/** Anybody finds from 我的 which offices read letters and since when their directory stands, and what proves it. */
export async function seeDirectory(page: Page, origin: string): Promise<void> {
  await open(page, origin, 'identity/me/index');
  await tap(page, '办公室和公钥名录');
  await sees(page, PROVED);
  await sees(page, '柳塘镇纪委');
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  await tap(page, '看证明');
  await sees(page, '见证单位和公开日志都签了时间，这里写的是晚的那个。发公告的单位不能把它往前改。');
  await tap(page, '看现在的名录');
  await sees(page, PROVED);
}

/** Anybody scans the code of a printed notice and comes to its proof; a code of another place is told where it stands. */
export async function scanPaper(page: Page, origin: string, { leaf, index }: SeenLeaf): Promise<void> {
  await page.goto(origin + PAPER_PATH + paperCode(bytesOf(leaf), index));
  await sees(page, `第 ${index + 1} 条`);
  await page.goto(origin + PAPER_PATH + paperCode(bytesOf(leaf), index + 1));
  await sees(page, `纸上印的是第 ${index + 2} 条，现在是第 ${index + 1} 条`);
}

/** The paper carries where the leaf stands, and its hash to compare. */
export async function paperCarries(page: Page, { leaf, index }: SeenLeaf): Promise<void> {
  await sees(page, `公开日志第 ${index + 1} 条　${inFours(bytesOf(leaf)).join(' ')}`);
}

/** An auditor with code of their own computes the whole log anew, documents included. */
export function audit(origin: string): Promise<string> {
  return new Promise((done, fail) => {
    const args = ['tools/program.mjs', 'verify/verify-log', origin, '--documents'];
    execFile(process.execPath, args, (error, said, complaint) => {
      if (error) fail(new Error(said + complaint));
      else done(said);
    });
  });
}

/**
 * After a villager has read a notice as it is, somebody changes one character on the way to the phone: the page says so
 * in red, and shows no date, not even beside the words that lay on the phone.
 */
export async function seeTampering(page: Page, origin: string, title: string, words: string): Promise<void> {
  await openProved(page, origin, title);
  await page.route(/\/notices\/[A-Za-z0-9_-]{22}$/, async (route) => {
    // Whoever alters an answer does not say that nothing changed.
    const headers = Object.entries(route.request().headers()).filter(([name]) => name !== 'if-none-match');
    const answer = await route.fetch({ headers: Object.fromEntries(headers) });
    const body = (await answer.text()).replaceAll(words, words.slice(1));
    await route.fulfill({ response: answer, body });
  });
  await open(page, origin, LIST);
  await here(page).locator('.li').filter({ hasText: title }).first().click();
  await sees(page, '这份公告和公开日志对不上');
  expect(await shown(page, PROVED).count()).toBe(0);
  await page.unroute(/\/notices\/[A-Za-z0-9_-]{22}$/);
}

/**
 * On a phone that remembers the log as it was, the county and its witness have signed another one under its name: the next
 * notice that it opens says so in red, whatever its own proof is worth, and on tap what does not fit.
 */
export async function seeRewritten(page: Page, origin: string, title: string): Promise<void> {
  await untilSigned(origin);
  await open(page, origin, LIST);
  await here(page).locator('.li').filter({ hasText: title }).first().click();
  await sees(page, '这份公告和公开日志对不上');
  expect(await shown(page, PROVED).count()).toBe(0);
  await tap(page, '看哪里对不上');
  await sees(page, '公开日志前后对不上：以前存下的内容被改过或者丢了。');
}

/** Waits for a checkpoint that the log, its clock and a witness have signed. */
async function untilSigned(origin: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`${origin}/log1/checkpoint`);
    if (answer.ok && (await answer.text()).split('\u2014 ').length > 3) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error('the log was not signed anew');
}

/** While the witness is stopped what is published waits: no page shows a date for it. */
export async function seeUnwitnessed(page: Page, origin: string, title: string): Promise<void> {
  await reloadUntil(page, origin, LIST, title);
  await here(page).locator('.li').filter({ hasText: title }).first().click();
  await sees(page, '正在存入公开日志');
  // Several runs of the sequencer, each without a witness.
  await page.waitForTimeout(4000);
  await open(page, origin, LIST);
  await here(page).locator('.li').filter({ hasText: title }).first().click();
  await sees(page, '正在存入公开日志');
  expect(await shown(page, PROVED).count()).toBe(0);
}

/** Once the witness is back the date is its own, and the page has it. */
export async function seeWitnessed(page: Page, origin: string, title: string): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    await open(page, origin, LIST);
    await here(page).locator('.li').filter({ hasText: title }).first().click();
    await here(page).getByRole('article').waitFor();
    await page.waitForTimeout(1000);
    if ((await shown(page, PROVED).count()) > 0) return;
  }
  throw new Error('the notice was never witnessed');
}
