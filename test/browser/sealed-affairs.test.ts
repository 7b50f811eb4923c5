import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { readArchive, sealArchive } from './archive-journey';
import { drawnBy, holdCeremony, HOLDERS, KEY_PEOPLE } from './ceremony';
import { openBrowser, openPhone, refusedByPolicy } from './chromium';
import { cannotOpen, compareCode, offerSecond, scanCode, takeAway } from './device-journey';
import { siteElsewhere } from './elsewhere';
import {
  answerWithFiles,
  askWriter,
  clears,
  confirmEnd,
  moveUp,
  openNewest,
  proposeEnd,
  SECRET_UNIT,
  SECRET_FINDING,
  SECRET_QUESTION,
  SECRET_REPLY,
  SECRET_RESULT,
  seesPaper,
  seesResult,
} from './case-journey';
import { confirmErasing, proposeErasing, seesErased } from './erasure-journey';
import { expectPublicFound, expectSecretsAbsent, leftBehind } from './left-behind';
import { seeDirectory } from './log-journey';
import {
  mergeLetters,
  partLetters,
  SECRET_TOGETHER,
  SECRET_TOLD,
  SECRET_TOLD_AGAIN,
  seesParted,
} from './merging-journey';
import {
  agrees,
  asksHolders,
  getsBack,
  handsOn,
  renewDirectory,
  seesRecovered,
  signsAnew,
  startsAnew,
} from './recovery-journey';
import { type LocalServer, startServer } from './server';
import {
  chooseVillage,
  deskOf as staffDesk,
  moveClock,
  moveDesks,
  onCountyTime,
  open,
  phoneOf,
  sees,
  signIn,
} from './people';
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
import {
  SECRET_CAMERA,
  SECRET_FILE_NAME,
  SECRET_IN_FILE,
  SECRET_IN_RECEIPT,
  SECRET_RECEIPT_NAME,
} from './tip-files';
import {
  answerLetter,
  comeBack,
  SECRET_ADDITION,
  SECRET_ANSWER,
  SECRET_LETTER,
  SECRET_NOTE,
  writeLetter,
  writeShort,
} from './tip-journey';
import { find } from '#test/privacy/search';
import { checkReceipt } from '#verify/check-receipt';

// A busy machine is no fault of the county's: what must be quick is measured where it matters.
jest.setTimeout(180_000);

/** Plans the round, records what comes on paper, and counts. */
const CLERK = '许文秀';
const TOWN_DISCIPLINE = '柳塘镇纪委';
const COUNTY_DISCIPLINE = '990101000000-1';

let server: LocalServer;
let browser: Browser;
let desks: Map<string, Page>;
let secrets: Uint8Array[];
let cards: Map<string, string>;
let receipt: string[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  ({ desks, secrets, cards } = await holdCeremony(browser, server.origin));
  desks.set(CLERK, await staffDesk(browser, server.origin, CLERK));
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

describe('a started county', () => {
  it('stays within 350 MB, with the process that started it', () => {
    expect(server.residentMb()).toBeLessThanOrEqual(350);
  });
});

describe('the directory of offices', () => {
  it('is read by anybody with the proof since when it stands unchanged', async () => {
    const villager = await openPhone(browser);
    await chooseVillage(villager, server.origin);
    await seeDirectory(villager, server.origin);
  });
});

describe('a letter', () => {
  it('is written without signing in, and its receipt typed back from paper', async () => {
    receipt = await writeLetter(await openPhone(browser), server.origin);
    expect(receipt).toHaveLength(12);
  });

  it('is in the inbox as well when the desk’s pages come from another host', async () => {
    const elsewhere = await siteElsewhere(server.origin);
    const desk = await staffDesk(browser, elsewhere.origin, KEY_PEOPLE.discipline);
    await open(desk, elsewhere.origin, 'casework/inbox/index');
    await sees(desk, /还有 \d+ 个工作日|还有 \d+ 天/);
    elsewhere.stop();
  });

  it('is opened, accepted and answered by its office', async () => {
    await answerLetter(deskOf(KEY_PEOPLE.discipline), server.origin);
  });

  it('is read on the officer’s second computer, brought in by its code, until that is taken away', async () => {
    const { discipline } = KEY_PEOPLE;
    const second = await offerSecond(browser, server.origin, discipline);
    await compareCode(deskOf(discipline), server.origin, second.code);
    await sees(second.page, '已经做好，登记过');
    await openNewest(second.page, server.origin);
    await takeAway(deskOf(discipline), server.origin);
    await cannotOpen(second.page, server.origin);
  });

  it('is brought to a third computer by the picture of its code, which is another’s for nobody', async () => {
    const { countyDiscipline } = KEY_PEOPLE;
    const third = await offerSecond(browser, server.origin, countyDiscipline);
    await scanCode(deskOf(countyDiscipline), third.page, server.origin, COUNTY_DISCIPLINE);
    await takeAway(deskOf(countyDiscipline), server.origin);
  });

  it('is followed from another phone with the receipt alone', async () => {
    await comeBack(await openPhone(browser), server.origin, receipt);
  });

  it('is asked about, answered with a photograph and a receipt, and goes up to the county', async () => {
    const town = deskOf(KEY_PEOPLE.discipline);
    await askWriter(town, server.origin);
    await answerWithFiles(await openPhone(browser), server.origin, receipt);
    await moveUp(town, server.origin);
  });

  it('ends there by two officers, stands on paper with all that was said, and tells its writer what came of it', async () => {
    await proposeEnd(deskOf(KEY_PEOPLE.countyDiscipline), server.origin);
    await confirmEnd(deskOf(KEY_PEOPLE.countyColleague), server.origin);
    await clears(deskOf(KEY_PEOPLE.countyColleague));
    await seesPaper(deskOf(KEY_PEOPLE.countyColleague));
    await seesResult(await openPhone(browser), server.origin, receipt);
  });

  it('goes into the county’s archive as a file that a colleague reads, and that says nothing to whoever finds it', async () => {
    const file = await sealArchive(deskOf(KEY_PEOPLE.countyDiscipline), server.origin);
    await readArchive(deskOf(KEY_PEOPLE.countyColleague), server.origin, file);
    const said = [SECRET_LETTER, SECRET_NOTE, SECRET_RESULT];
    expect(find([{ name: 'archive', bytes: file }], ...said, ...secrets)).toEqual([]);
  });
});

describe('two letters that say the same', () => {
  /** What each wrote, and the receipt of it. */
  const told = new Map<string, string[]>();

  it('are held against each other, handled together and parted, and neither writer reads the other', async () => {
    const [one, other] = [await openPhone(browser), await openPhone(browser)];
    told.set(SECRET_TOLD, await writeShort(one, server.origin, SECRET_TOLD));
    told.set(SECRET_TOLD_AGAIN, await writeShort(other, server.origin, SECRET_TOLD_AGAIN));
    const town = deskOf(KEY_PEOPLE.discipline);
    await mergeLetters(town, server.origin);
    await partLetters(town);
    await seesParted(one, server.origin, told.get(SECRET_TOLD) ?? [], [SECRET_TOLD, SECRET_TOLD_AGAIN]);
  });

  it('are given back by two holders with their cards once their office has lost its only computer', async () => {
    const { discipline, county } = KEY_PEOPLE;
    await deskOf(discipline).context().close();
    const anew = await startsAnew(browser, server.origin, discipline, HOLDERS);
    desks.set(discipline, anew);
    await signsAnew(deskOf(county), server.origin, TOWN_DISCIPLINE);
    await asksHolders(anew, server.origin);
    const [one = '', other = ''] = HOLDERS;
    for (const holder of [one, other]) await agrees(deskOf(holder), server.origin, TOWN_DISCIPLINE);
    for (const holder of [one, other]) await handsOn(deskOf(holder), server.origin, cards.get(holder) ?? '');
    const words = await getsBack(anew, server.origin, [...told.keys()]);
    await seesRecovered(await openPhone(browser), server.origin, told.get(words) ?? [], words);
  });
});

describe('a round of recommendation', () => {
  it('is planned, and opens only when every seat has given keys and signatures', async () => {
    await planRound(deskOf(CLERK), server.origin);
    for (const name of KEY_PEOPLE.trustees) await takeSeat(deskOf(name), server.origin, KEYS);
    for (const name of [...KEY_PEOPLE.trustees, KEY_PEOPLE.signer]) {
      await takeSeat(deskOf(name), server.origin, ENDORSE);
    }
  });

  it('takes recommendations by phone and one on paper', async () => {
    const member = await phoneOf(browser, server.origin, '李守田');
    await recommend(member, server.origin, '司徒静宜');
    await recommend(await phoneOf(browser, server.origin, '阿依努尔·买买提江'), server.origin, NAMED);
    await recordPaper(deskOf(CLERK), server.origin, '赵明山');
  });
});

describe('what lies on the server before any key is released', () => {
  it('is the public sentence, and none of the letters, receipts or private keys', async () => {
    const pages = browser.contexts().flatMap((context) => context.pages());
    secrets.push(...(await drawnBy(pages)));
    expect(secrets.length).toBeGreaterThan(50);
    const places = await leftBehind(server);
    expectPublicFound(places);
    const first = [SECRET_CAMERA, SECRET_FILE_NAME, SECRET_IN_FILE];
    const files = [...first, SECRET_RECEIPT_NAME, SECRET_IN_RECEIPT];
    const alike = [SECRET_TOLD, SECRET_TOLD_AGAIN, SECRET_TOGETHER];
    const letters = [SECRET_LETTER, SECRET_ANSWER, SECRET_ADDITION, SECRET_NOTE, ...alike];
    const thread = [SECRET_QUESTION, SECRET_REPLY, SECRET_RESULT, SECRET_UNIT, SECRET_FINDING];
    const words = [...letters, ...thread, ...files, receipt.join(''), CHOICE];
    expectSecretsAbsent(places, words, secrets);
  });
});

describe('after the closing', () => {
  it('two of four trustees open nothing', async () => {
    await moveClock(server.origin, 4 * 86_400);
    await moveDesks([...desks.values()], 4 * 86_400);
    const [first, second] = KEY_PEOPLE.trustees;
    for (const name of [first, second]) await takeSeat(deskOf(name), server.origin, RELEASE);
    await cannotCount(deskOf(CLERK), server.origin);
  });

  it('three open all of it, and the clerk’s browser counts', async () => {
    await takeSeat(deskOf(KEY_PEOPLE.trustees[2]), server.origin, RELEASE);
    await countRound(deskOf(CLERK), server.origin, CLERK);
    await sees(deskOf(CLERK), NAMED);
  });

  it('the totals are out when a trustee’s own browser has counted the same', async () => {
    await takeSeat(deskOf(KEY_PEOPLE.trustees[1]), server.origin, CONFIRM);
    await seesTotals(deskOf(CLERK), await openPhone(browser), server.origin);
  });

  it('the letter stands in every list since, for its receipt alone and a program that shares no code', async () => {
    const said: string[] = [];
    const note = (line: string): void => void said.push(line);
    const code = await checkReceipt([server.origin], {
      ask: () => Promise.resolve(receipt.join(' ')),
      say: { line: note, wrong: note },
      now: () => Math.floor(Date.now() / 1000) + 4 * 86_400,
    });
    expect([code, said.at(-1)]).toEqual([0, expect.stringContaining('The case stands in every list from')]);
  });

  it('survives kill -9: the first page is there in four seconds, the letter and its answer too', async () => {
    const started = Date.now();
    await server.killAndRestart();
    const phone = await openPhone(browser);
    await open(phone, server.origin, 'area/home/index');
    await sees(phone, '选我的村');
    expect(Date.now() - started).toBeLessThanOrEqual(4000);
    await seesResult(await openPhone(browser), server.origin, receipt);
  });
});

describe('a case that ended four months ago', () => {
  it('is erased by two officers once the county has renewed its directory, and its writer reads that it was', async () => {
    const { county, countyDiscipline, countyColleague } = KEY_PEOPLE;
    const involved = [county, countyDiscipline, countyColleague].map(deskOf);
    for (const days of [61, 61]) await moveClock(server.origin, days * 86_400);
    await moveDesks(involved, 122 * 86_400);
    for (const name of [county, countyDiscipline, countyColleague])
      await signIn(deskOf(name), server.origin, name);
    await renewDirectory(deskOf(county), server.origin);
    await proposeErasing(deskOf(countyDiscipline), server.origin);
    await confirmErasing(deskOf(countyColleague), server.origin);
    await seesErased(await onCountyTime(await openPhone(browser), server.origin), server.origin, receipt);
  });
});

it('the site’s own policy kept no page of these journeys from anything', () => {
  expect(refusedByPolicy).toEqual([]);
});
