import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { holdCeremony, KEY_PEOPLE } from './ceremony';
import { openBrowser, openPhone } from './chromium';
import { type LocalServer, startServer } from './server';
import { deskOf as staffDesk, phoneOf, sees } from './people';
import {
  countRound,
  ENDORSE,
  KEYS,
  NAMED,
  planRound,
  recommend,
  recordPaper,
  RELEASE,
  takeSeat,
} from './recommendation-journey';
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

/** Moves the county's clock ahead. */
async function moveClock(origin: string, seconds: number): Promise<void> {
  await fetch(`${origin}/local/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ seconds }),
  });
}

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

describe('a round of recommendation', () => {
  it('is planned, and opens only when every seat has given keys and signatures', async () => {
    const clerk = await staffDesk(browser, server.origin, '许文秀');
    desks.set('许文秀', clerk);
    await planRound(clerk, server.origin);
    for (const name of KEY_PEOPLE.trustees) await takeSeat(deskOf(name), server.origin, KEYS);
    for (const name of [...KEY_PEOPLE.trustees, KEY_PEOPLE.signer]) {
      await takeSeat(deskOf(name), server.origin, ENDORSE);
    }
  });

  it('takes recommendations by phone and one on paper', async () => {
    const member = await phoneOf(browser, server.origin, '李守田');
    await recommend(member, server.origin, '司徒静宜');
    await recommend(await phoneOf(browser, server.origin, '阿依努尔·买买提江'), server.origin, NAMED);
    await recordPaper(deskOf('许文秀'), server.origin, '赵明山');
  });

  it('is opened by three of four trustees and counted in the clerk’s browser', async () => {
    await moveClock(server.origin, 4 * 86_400);
    for (const name of KEY_PEOPLE.trustees.slice(0, 3)) await takeSeat(deskOf(name), server.origin, RELEASE);
    await countRound(deskOf('许文秀'), server.origin);
    await sees(deskOf('许文秀'), NAMED);
  });
});
