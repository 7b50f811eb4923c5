import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { drawnBy, holdCeremony, KEY_PEOPLE } from './ceremony';
import { openBrowser, openPhone } from './chromium';
import { filesOf, find } from '../privacy/search';
import { type LocalServer, startServer } from './server';
import { chooseVillage, deskOf as staffDesk, open, phoneOf, sees, tap } from './people';
import {
  cannotCount,
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
import {
  answerLetter,
  comeBack,
  SECRET_ADDITION,
  SECRET_ANSWER,
  SECRET_LETTER,
  writeLetter,
} from './tip-journey';

let server: LocalServer;
let browser: Browser;
let desks: Map<string, Page>;
let secrets: Uint8Array[];
let receipt: string[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  ({ desks, secrets } = await holdCeremony(browser, server.origin));
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

const PAGES = [
  'area/home/index',
  'area/picker/index',
  'notice/list/index',
  'election/timetable/index',
  'candidate/list/index',
  'recommendation/person/index',
  'identity/me/index',
  'identity/sign-in/index',
  'more/index',
];

const deskOf = (name: string): Page => {
  const page = desks.get(name);
  if (!page) throw new Error(`${name} has no desk`);
  return page;
};

describe('a started county', () => {
  it('stays within 350 MB, its starting process counted with 60', () => {
    expect(server.residentMb() + 60).toBeLessThanOrEqual(350);
  });
});

describe('the pages of a village', () => {
  it('have nothing that axe finds wrong, in either view, and never overflow sideways', async () => {
    const page = await openPhone(browser);
    await chooseVillage(page, server.origin);
    for (const view of ['标准字', '长辈版（大字）']) {
      await open(page, server.origin, 'area/home/index');
      await tap(page, view);
      for (const path of PAGES) {
        await open(page, server.origin, path);
        await page.waitForLoadState('networkidle');
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze();
        expect(violations.map(({ id, nodes }) => [view, path, id, nodes[0]?.html])).toEqual([]);
        const overflow = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
        expect([path, overflow]).toEqual([path, false]);
      }
    }
  });
});

describe('a letter', () => {
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
});

describe('what lies on the server before any key is released', () => {
  it('is the public sentence, and none of the letters, receipts or private keys', async () => {
    secrets.push(...(await drawnBy([...desks.values()])));
    expect(secrets.length).toBeGreaterThan(40);
    const snapshot = await server.heapSnapshot();
    const printed = { name: 'what it printed', bytes: Buffer.from(server.printed()) };
    const files = [...filesOf(server.directory), printed];
    const heap = { name: 'heap', bytes: readFileSync(snapshot) };

    expect(find(files, '村民委员会候选人推荐提名公告')).not.toEqual([]);
    for (const words of [SECRET_LETTER, SECRET_ANSWER, SECRET_ADDITION, receipt.join('')]) {
      expect(find([...files, heap], words)).toEqual([]);
    }
    for (const secret of secrets) expect(find(files, secret)).toEqual([]);
    // Bytes are not in a heap snapshot, but every text that was ever made of them is.
    for (const secret of secrets) {
      for (const text of [Buffer.from(secret).toString('base64url'), Buffer.from(secret).toString('hex')]) {
        expect(heap.bytes.includes(text.slice(0, 24))).toBe(false);
      }
    }
  });
});

describe('after the closing', () => {
  it('two of four trustees open nothing', async () => {
    await moveClock(server.origin, 4 * 86_400);
    const [first, second] = KEY_PEOPLE.trustees;
    for (const name of [first, second]) await takeSeat(deskOf(name), server.origin, RELEASE);
    await cannotCount(deskOf('许文秀'), server.origin);
  });

  it('three open all of it, and the clerk’s browser counts', async () => {
    await takeSeat(deskOf(KEY_PEOPLE.trustees[2]), server.origin, RELEASE);
    await countRound(deskOf('许文秀'), server.origin);
    await sees(deskOf('许文秀'), NAMED);
  });

  it('survives kill -9: the first page is there in four seconds, the letter and its answer too', async () => {
    const started = Date.now();
    await server.killAndRestart();
    const phone = await openPhone(browser);
    await open(phone, server.origin, 'area/home/index');
    await sees(phone, '选我的村');
    expect(Date.now() - started).toBeLessThanOrEqual(4000);
    await comeBack(await openPhone(browser), server.origin, receipt);
  });
});
