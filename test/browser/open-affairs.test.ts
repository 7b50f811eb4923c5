import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ADDED, checkWrongTable, chooseAdded, importAgain, importMended } from './area-journey';
import { KEY_PEOPLE } from './ceremony';
import { openBrowser, openDesk, openPhone, refusedByPolicy } from './chromium';
import { DESKS, misfitsOnAPhone } from './desk-walk';
import { accept, endDuty, invite, isSpent, isSignedOut, letDeskIn } from './identity-journey';
import {
  addPlaces,
  AGENT,
  answer,
  askForProxy,
  AWAY,
  check,
  consentToProxy,
  HERE,
  importWithErrors,
  listProxy,
  object,
  publishRoll,
  seeBoard,
  setUpTown,
} from './election-journey';
import { expectPublicFound, expectSecretsAbsent, leftBehind } from './left-behind';
import {
  audit,
  openProved,
  paperCarries,
  scanPaper,
  type SeenLeaf,
  seeProof,
  seeRewritten,
  seeTampering,
  seeUnwitnessed,
  seeWitnessed,
} from './log-journey';
import {
  correct,
  isPublishedByItself,
  MENDED,
  openNotice,
  print,
  publish,
  publishBriefly,
  readBothVersions,
  readNew,
  readOffline,
  readWithdrawn,
  schedule,
  throwTemplateAway,
  TITLE,
  withdraw,
} from './notice-journey';
import { addPasskey, comeInByPasskey, isRefusedOnceRemoved, proveByPasskey } from './passkey-journey';
import { chooseVillage, deskOf, onCountyTime, open, phoneOf, signIn, tap } from './people';
import { checkWrongRoll, findOwnEntry, importRoll, OWN } from './roll-journey';
import { rewriteLog } from './rewrite-log';
import { type LocalServer, startServer } from './server';

// A busy machine is no fault of the county's: what must be quick is measured where it matters.
jest.setTimeout(180_000);

let server: LocalServer;
let browser: Browser;
let clerk: Page;
let invitation = '';
let leaf: SeenLeaf;

/** A notice that is published while the witness is stopped. */
const UNWITNESSED = '晒谷场借用安排公告';

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  clerk = await deskOf(browser, server.origin, '许文秀');
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
  'transparency/offices/index',
  'retention/kept/index',
  'proxy/mine/index',
  'more/index',
];

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

describe('the desks', () => {
  it.each(Object.keys(DESKS) as (keyof typeof DESKS)[])(
    'of %s fit a phone in both sizes of letters: nothing sticks out sideways and nothing is cut off',
    async (name) => {
      expect(await misfitsOnAPhone(browser, server.origin, name)).toEqual([]);
    },
  );
});

describe('a notice', () => {
  let villager: Page;
  beforeAll(async () => {
    villager = await openPhone(browser);
  });

  it('is held back unfinished, then written, published with its file, and read by somebody not signed in', async () => {
    await throwTemplateAway(clerk, server.origin);
    await publish(clerk, server.origin);
    await readNew(villager, server.origin);
  });

  it('is corrected with a reason; both versions are read', async () => {
    await correct(clerk);
    await readBothVersions(villager, server.origin);
  });

  it('is published by itself at its time and withdrawn with a reason', async () => {
    await schedule(clerk, server.origin);
    await isPublishedByItself(villager, server.origin);
    await withdraw(clerk, server.origin);
    await readWithdrawn(villager, server.origin);
  });

  it('is read without a network as of the moment it was stored, and costs nothing when it is unchanged', async () => {
    await readOffline(villager, server.origin);
    expect(await openNotice(villager, server.origin)).toBe(304);
  });

  it('shows since when it stands unchanged, and what proves it', async () => {
    leaf = await seeProof(villager, server.origin, TITLE);
  });

  it('is printed with its leaf as a code, which opens the proof', async () => {
    await print(clerk, server.origin, () => paperCarries(clerk, leaf));
    await scanPaper(await openPhone(browser), server.origin, leaf);
  });

  it('raises an alarm when a word of it is changed on the way', async () => {
    await seeTampering(await openPhoneAt(), server.origin, TITLE, MENDED);
  });
});

describe('the public log', () => {
  it('is audited whole by a program of its own', async () => {
    expect(await audit(server.origin)).toMatch(/^All \d+ leaves are in the tree, none twice/m);
  });

  it('proves no date while the witness is stopped, and its date once it is back', async () => {
    server.stopWitness();
    await publishBriefly(clerk, server.origin, UNWITNESSED);
    const page = await openPhoneAt();
    await seeUnwitnessed(page, server.origin, UNWITNESSED);
    await server.killAndRestart();
    await seeWitnessed(page, server.origin, UNWITNESSED);
  });
});

/** A phone of somebody who has chosen the village. */
async function openPhoneAt(): Promise<Page> {
  const page = await openPhone(browser);
  await chooseVillage(page, server.origin);
  return page;
}

describe('somebody new in an office', () => {
  let desk: Page;
  let phone: Page;
  it('is invited at a desk, takes the invitation up once, and lets a desk in by its QR code', async () => {
    phone = await phoneOf(browser, server.origin, '林小满');
    // However long all before took: inviting asks for a sign-in of ten minutes ago at most.
    await signIn(clerk, server.origin, '许文秀');
    invitation = await invite(clerk, server.origin, '林小满');
    await accept(phone, server.origin, invitation);
    await isSpent(await phoneOf(browser, server.origin, '马小军'), server.origin, invitation);
    desk = await openDesk(browser);
    await letDeskIn(phone, desk, server.origin);
  });

  it('adds a passkey, comes in and proves themselves by it without the phone, and not once it is removed', async () => {
    const other = await openDesk(browser);
    await letDeskIn(phone, other, server.origin);
    await addPasskey(other, server.origin);
    await comeInByPasskey(other, server.origin);
    await proveByPasskey(other, server.origin);
    await isRefusedOnceRemoved(other, server.origin);
  });

  it('stands in the list of the village’s people until the duty is ended, and is signed out everywhere', async () => {
    // Ten minutes later, which the passkey has been through.
    await signIn(clerk, server.origin, '许文秀');
    await endDuty(clerk, server.origin, '林小满');
    await isSignedOut(desk, server.origin);
  });
});

describe('a new village', () => {
  it('is imported by the county once its table is mended; the same table again changes nothing', async () => {
    const county = await deskOf(browser, server.origin, KEY_PEOPLE.county);
    await checkWrongTable(county, server.origin);
    await importMended(county);
    await importAgain(county, server.origin);
  });

  it('is given its roll by the town once that is mended, and a person finds their own entry', async () => {
    const town = await deskOf(browser, server.origin, '吴晓芸');
    await checkWrongRoll(town, server.origin, ADDED.name);
    await importRoll(town);
    const phone = await phoneOf(browser, server.origin, '林小满');
    await chooseAdded(phone, server.origin);
    await findOwnEntry(phone, server.origin);
  });
});

describe('an election of three villages and a community', () => {
  let town: Page;
  const desk = async (name: string) =>
    onCountyTime(await deskOf(browser, server.origin, name), server.origin);
  const phoneWith = async (name: string) =>
    onCountyTime(await phoneOf(browser, server.origin, name), server.origin);

  it('is set up by the town at once, and refused in the words of the law where a day breaks it', async () => {
    const county = await desk(KEY_PEOPLE.county);
    await addPlaces(county, server.origin);
    town = await desk('彭雪梅');
    await setUpTown(town, server.origin);
  });

  it('is given a village’s roll once twelve kinds of mistakes are mended', async () => {
    await importWithErrors(town, server.origin);
  });

  it('has its roll published on the day of the timetable', async () => {
    // Publishing asks for a sign-in of ten minutes ago at most.
    await signIn(town, server.origin, '彭雪梅');
    await publishRoll(town, server.origin);
  });

  it('lets a villager find themselves, object for the family, and be answered in time', async () => {
    const phone = await phoneWith(HERE.name);
    await check(phone, server.origin, HERE);
    await object(phone, server.origin);
    await answer(town, phone, server.origin);
  });

  it('lets a migrant name an agent, who consents, and the office check and list it', async () => {
    const migrant = await phoneWith(AWAY.name);
    await check(migrant, server.origin, AWAY);
    await askForProxy(migrant, server.origin);
    const agent = await phoneWith(AGENT.name);
    await check(agent, server.origin, AGENT);
    await consentToProxy(agent, server.origin);
    await listProxy(town, migrant, server.origin);
  });

  it('stands on the county’s board village by village', async () => {
    await seeBoard(await desk('贺秋生'), server.origin);
  });
});

describe('what then lies on the server', () => {
  it('is the public sentence, and neither the invitation nor anybody’s ID number', async () => {
    const places = await leftBehind(server);
    expectPublicFound(places);
    expectSecretsAbsent(places, [OWN.idNumber, invitation.replaceAll(' ', '')], []);
  });
});

// Last: no phone believes this county any more.
describe('a log that is rewritten on the server, with the county’s keys and its witness’s', () => {
  it('raises an alarm on a phone that has seen it before', async () => {
    const page = await openPhoneAt();
    await openProved(page, server.origin, '选民登记公告');
    await server.killAndRestart(rewriteLog);
    await seeRewritten(page, server.origin, '村民委员会候选人推荐提名公告');
  });
});

it('the site’s own policy kept no page of these journeys from anything', () => {
  expect(refusedByPolicy).toEqual([]);
});
