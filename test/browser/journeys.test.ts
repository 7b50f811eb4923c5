import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { holdCeremony, KEY_PEOPLE } from './ceremony';
import { openBrowser, openPhone } from './chromium';
import { type LocalServer, startServer } from './server';
import { answerLetter, comeBack, writeLetter } from './tip-journey';

let server: LocalServer;
let browser: Browser;
let desks: Map<string, Page>;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  desks = await holdCeremony(browser, server.origin);
}, 240_000);

afterAll(async () => {
  await browser.close();
  await server.stop();
});

const deskOf = (name: string): Page => {
  const page = desks.get(name);
  if (!page) throw new Error(`${name} has no desk`);
  return page;
};

describe('a letter', () => {
  let receipt: string[] = [];

  it('is written without signing in, and its receipt typed back from paper', async () => {
    receipt = await writeLetter(await openPhone(browser), server.origin);
    expect(receipt).toHaveLength(12);
  });

  it('is opened, accepted and answered by its office', async () => {
    await answerLetter(deskOf(KEY_PEOPLE.discipline), server.origin);
  });

  it('is followed from another phone with the receipt alone', async () => {
    await comeBack(await openPhone(browser), server.origin, receipt);
  });
});
