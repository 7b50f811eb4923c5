import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { drawnBy, holdCeremony, KEY_PEOPLE } from './ceremony';
import { ADDED, checkWrongTable, chooseAdded, importAgain, importMended } from './area-journey';
import { openBrowser, openDesk, openPhone } from './chromium';
import { accept, invite, isSpent, letDeskIn } from './identity-journey';
import { expectPublicFound, expectSecretsAbsent, leftBehind } from './left-behind';
import {
  correct,
  isPublishedByItself,
  openNotice,
  print,
  publish,
  readBothVersions,
  readNew,
  readOffline,
  readWithdrawn,
  schedule,
  throwTemplateAway,
  withdraw,
} from './notice-journey';
import { type LocalServer, startServer } from './server';
import { chooseVillage, deskOf as staffDesk, moveClock, moveDesks, open, phoneOf, sees, tap } from './people';
import {
  cannotCount,
  CHOICE,
  CONFIRM,
  countRound,
  ENDORSE,
  KEYS,
  NAMED,
  planRound,
  recommend,
  recordPaper,
  RELEASE,
  seesTotals,
  takeSeat,
} from './recommendation-journey';
import { checkWrongRoll, findOwnEntry, importRoll, OWN } from './roll-journey';
import {
  answerLetter,
  comeBack,
  SECRET_ADDITION,
  SECRET_ANSWER,
  SECRET_LETTER,
  writeLetter,
} from './tip-journey';

// A busy machine is no fault of the county's: what must be quick is measured where it matters.
jest.setTimeout(180_000);

let server: LocalServer;
let browser: Browser;
let desks: Map<string, Page>;
let secrets: Uint8Array[];
let receipt: string[] = [];
let invitation = '';

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  ({ desks, secrets } = await holdCeremony(browser, server.origin));
}, 240_000);

afterAll(async () => {
  await browser.close();
  await server.stop();
});

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
  it('stays within 350 MB, with the process that started it', () => {
    expect(server.residentMb()).toBeLessThanOrEqual(350);
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

describe('a notice', () => {
  const CLERK = '许文秀';
  let villager: Page;
  beforeAll(async () => {
    desks.set(CLERK, await staffDesk(browser, server.origin, CLERK));
    villager = await openPhone(browser);
  });

  it('is held back unfinished, then written, published with its file, and read by somebody not signed in', async () => {
    await throwTemplateAway(deskOf(CLERK), server.origin);
    await publish(deskOf(CLERK), server.origin);
    await readNew(villager, server.origin);
  });

  it('is corrected with a reason; both versions are read', async () => {
    await correct(deskOf(CLERK));
    await readBothVersions(villager, server.origin);
  });

  it('is published by itself at its time and withdrawn with a reason', async () => {
    await schedule(deskOf(CLERK), server.origin);
    await isPublishedByItself(villager, server.origin);
    await withdraw(deskOf(CLERK), server.origin);
    await readWithdrawn(villager, server.origin);
  });

  it('is read without a network as of the moment it was stored, and costs nothing when it is unchanged', async () => {
    await readOffline(villager, server.origin);
    expect(await openNotice(villager, server.origin)).toBe(304);
  });

  it('is printed', async () => {
    await print(deskOf(CLERK), server.origin);
  });
});

describe('somebody new in an office', () => {
  it('is invited at a desk, takes the invitation up once, and lets a desk in by its QR code', async () => {
    const phone = await phoneOf(browser, server.origin, '林小满');
    invitation = await invite(deskOf('许文秀'), server.origin, '林小满');
    await accept(phone, server.origin, invitation);
    await isSpent(await phoneOf(browser, server.origin, '马小军'), server.origin, invitation);
    await letDeskIn(phone, await openDesk(browser), server.origin);
  });
});

describe('a new village', () => {
  it('is imported by the county once its table is mended; the same table again changes nothing', async () => {
    const county = deskOf(KEY_PEOPLE.county);
    await checkWrongTable(county, server.origin);
    await importMended(county);
    await importAgain(county, server.origin);
  });

  it('is given its roll by the town once that is mended, and a person finds their own entry', async () => {
    const town = await staffDesk(browser, server.origin, '吴晓芸');
    await checkWrongRoll(town, server.origin, ADDED.name);
    await importRoll(town);
    const phone = await phoneOf(browser, server.origin, '林小满');
    await chooseAdded(phone, server.origin);
    await findOwnEntry(phone, server.origin);
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
    await planRound(deskOf('许文秀'), server.origin);
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
    const pages = browser.contexts().flatMap((context) => context.pages());
    secrets.push(...(await drawnBy(pages)));
    expect(secrets.length).toBeGreaterThan(50);
    const places = await leftBehind(server);
    expectPublicFound(places);
    const words = [SECRET_LETTER, SECRET_ANSWER, SECRET_ADDITION, receipt.join(''), CHOICE];
    expectSecretsAbsent(places, [...words, OWN.idNumber, invitation.replaceAll(' ', '')], secrets);
  });
});

describe('after the closing', () => {
  it('two of four trustees open nothing', async () => {
    await moveClock(server.origin, 4 * 86_400);
    await moveDesks([...desks.values()], 4 * 86_400);
    const [first, second] = KEY_PEOPLE.trustees;
    for (const name of [first, second]) await takeSeat(deskOf(name), server.origin, RELEASE);
    await cannotCount(deskOf('许文秀'), server.origin);
  });

  it('three open all of it, and the clerk’s browser counts', async () => {
    await takeSeat(deskOf(KEY_PEOPLE.trustees[2]), server.origin, RELEASE);
    await countRound(deskOf('许文秀'), server.origin);
    await sees(deskOf('许文秀'), NAMED);
  });

  it('the totals are out when a trustee’s own browser has counted the same', async () => {
    await takeSeat(deskOf(KEY_PEOPLE.trustees[1]), server.origin, CONFIRM);
    await seesTotals(deskOf('许文秀'), await openPhone(browser), server.origin);
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
