import { beforeAll, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import * as contracts from '#shared/registration/contract';
import { groundBasis, groundless, mustSay } from '#shared/registration/rules';
import { dayOfDate, LegalDate, startOfDay } from '#shared/time';
import { rollRow } from '#test/roll/rows';
import { published } from '#test/roll/publishing';
import { COUNTY, freshId, OTHER_VILLAGE, setup, type TestCounty, TOWN, VILLAGE } from '#test/setup';
import { registering, rollOf, tied } from './village';

let county: TestCounty;
let clerk: Session;
let villager: Session;
let entry: Id;

const day = (date: string) => LegalDate.parse(date);
const AWAY = { ...rollRow(1), category: '户籍在村外出' as const };
const CONTACT = { day: day('2026-11-26'), way: '电话', reached: false, came: '没有人接。' } as const;
const WORD = '女儿周小满来说：本人电话里说参加。';

/** Moves to a day, and signs both in anew. */
const on = async (date: string) => {
  county.clock.now = startOfDay(dayOfDate(date)) + 9 * 3600;
  clerk = await county.staff('committee', VILLAGE);
  ({
    session: villager,
    own: { entry },
  } = await tied(county, VILLAGE, AWAY));
};

beforeAll(async () => {
  county = await setup();
  clerk = await county.staff('committee', VILLAGE);
  await registering(county, VILLAGE, '村民委员会', clerk);
  await rollOf(county, VILLAGE, [AWAY, rollRow(2), rollRow(3)], clerk);
  await on('2026-11-26');
});

const own = (as = villager, area = VILLAGE) =>
  county.send(contracts.myRegistration, { params: { area } }, as);
const answer = (takesPart: boolean, as = villager, area = VILLAGE) =>
  county.send(contracts.answerRegistration, { params: { area }, body: { takesPart } }, as);
const told = (body: contracts.ToldText, of = entry, as = clerk, area = VILLAGE) =>
  county.send(contracts.tellRegistration, { params: { area, entry: of }, body }, as);
const contact = (id = freshId(), body: contracts.ContactText = CONTACT, as = clerk, area = VILLAGE) =>
  county.send(contracts.putContact, { params: { area, entry, id }, body }, as);
const desk = (as = clerk, area = VILLAGE) =>
  county.send(contracts.readRegistrations, { params: { area }, query: {} }, as);

describe('answering 参加 or 不参加', () => {
  it('is asked of whoever is tied to the roll, until the day before it is posted', async () => {
    expect((await own()).value).toMatchObject({
      name: AWAY.name,
      answers: [],
      contacts: [],
      lastDay: '2026-12-09',
      electionDay: '2027-01-05',
    });
    expect((await own(await county.person('nobody'))).code).toBe('roll-needed');
    expect((await answer(true, await county.person('nobody'))).code).toBe('roll-needed');
    expect((await answer(true, villager, OTHER_VILLAGE)).code).toBe('roll-needed');
  });

  it('may be changed, keeps who answered and how, and is the same when it is sent again', async () => {
    expect((await answer(false)).status).toBe(200);
    await on('2026-11-27');
    expect((await answer(true)).status).toBe(200);
    expect((await answer(true)).status).toBe(200);
    await on('2026-11-28');
    const family = { how: 'family', takesPart: false, on: day('2026-11-27'), word: WORD } as const;
    expect((await told(family)).status).toBe(200);
    expect((await told(family)).status).toBe(200);
    const town = await county.staff('township', TOWN);
    expect((await told({ how: 'counter', takesPart: true, on: day('2026-11-28') }, entry, town)).status).toBe(
      200,
    );
    expect((await own()).value?.answers).toEqual([
      { takesPart: false, on: '2026-11-26', how: 'self' },
      { takesPart: true, on: '2026-11-27', how: 'self' },
      { takesPart: false, on: '2026-11-27', how: 'family', word: WORD },
      { takesPart: true, on: '2026-11-28', how: 'counter', by: 'town' },
    ]);
  });

  it('asks no more than three calls', async () => {
    county.calls.length = 0;
    await answer(false);
    expect(county.calls.length).toBeLessThanOrEqual(3);
    county.calls.length = 0;
    await answer(true);
    expect(county.calls.length).toBeLessThanOrEqual(3);
  });

  it('is refused on a day to come, of somebody who is not on the roll, and by staff of elsewhere', async () => {
    const counter = { how: 'counter', takesPart: true, on: day('2026-12-01') } as const;
    expect((await told(counter)).code).toBe('invalid');
    expect((await told({ ...counter, on: day('2026-11-28') }, freshId())).code).toBe('roll-unlisted');
    for (const [role, area] of [
      ['committee', OTHER_VILLAGE],
      ['observer', VILLAGE],
      ['trustee', VILLAGE],
    ] as const) {
      const other = await county.staff(role, area);
      expect((await told({ ...counter, on: day('2026-11-28') }, entry, other)).code).toBe('forbidden');
      expect((await contact(freshId(), CONTACT, other)).code).toBe('forbidden');
      expect((await desk(other)).code).toBe('forbidden');
    }
    expect((await desk(villager)).code).toBe('forbidden');
  });

  it('is closed on the day the roll is posted, for the phone and for the counter', async () => {
    await on('2026-12-09');
    expect((await answer(false)).status).toBe(200);
    await on('2026-12-10');
    expect((await answer(true)).code).toBe('registration-closed');
    expect((await told({ how: 'counter', takesPart: true, on: day('2026-12-09') })).code).toBe(
      'registration-closed',
    );
    await on('2026-11-29');
  });
});

describe('a roll that is published on another day than was planned', () => {
  const area = AreaCode.parse('990101100777');
  const person = { ...rollRow(9, '1971-01-02'), category: '户籍在村外出' as const };

  it('closes the answers by the day it was published', async () => {
    await on('2026-12-05');
    const office = await county.staff('county', COUNTY);
    await registering(county, area, '村民委员会', office);
    await rollOf(county, area, [person], office);
    const { session } = await tied(county, area, person);
    expect((await own(session, area)).value?.lastDay).toBe('2026-12-09');
    expect((await answer(true, session, area)).status).toBe(200);
    await published(county, area, office, 1);
    expect((await own(session, area)).value?.lastDay).toBe('2026-12-04');
    expect((await answer(false, session, area)).code).toBe('registration-closed');
    const counter = { how: 'counter', takesPart: false, on: day('2026-12-05') } as const;
    const { entry: theirs } = (await own(session, area)).value!;
    expect((await told(counter, theirs, office, area)).code).toBe('registration-closed');
    expect((await desk(office, area)).value?.lastDay).toBe('2026-12-04');
    await on('2026-11-29');
  });
});

describe('an attempt to reach somebody', () => {
  it('is put down once, by its day, and is seen by the person it was tried with', async () => {
    const id = freshId();
    const letter = { day: day('2026-11-27'), way: '信件', reached: true, came: '回信收到。' } as const;
    expect((await contact(freshId(), letter)).status).toBe(200);
    expect((await contact(id)).status).toBe(200);
    expect((await contact(id)).status).toBe(200);
    expect((await contact(id, { ...CONTACT, came: '接了电话。' })).code).toBe('conflict');
    expect((await contact(freshId(), { ...CONTACT, day: day('2026-12-20') })).code).toBe('invalid');
    expect((await own()).value?.contacts).toEqual([{ ...CONTACT, id }, expect.objectContaining(letter)]);
  });

  it('stands on the village’s desk with the answers, and on no other’s', async () => {
    expect((await desk()).value).toMatchObject({
      body: '村民委员会',
      lastDay: '2026-12-09',
      registrations: [{ entry, contacts: [{ way: '电话' }, { way: '信件' }] }],
    });
    expect((await desk(await county.staff('committee', OTHER_VILLAGE), OTHER_VILLAGE)).code).toBe(
      'not-found',
    );
  });

  it('leaves no word of it in audit and logs', async () => {
    const events = await county.dynamo.query('ledger', {
      PK: `AUDIT#REGISTRATION#${VILLAGE}#12#${entry}`,
    });
    expect(events.length).toBeGreaterThan(5);
    const said = JSON.stringify([events, county.logged]);
    for (const word of [AWAY.name, CONTACT.came, WORD]) expect(said).not.toContain(word);
  });
});

it('asks of a village whoever lives away, and of a community everybody', () => {
  expect(mustSay('村民委员会', '户籍在村')).toBe(false);
  expect(mustSay('村民委员会', '户籍在村外出')).toBe(true);
  expect(mustSay('村民委员会', '居住一年以上')).toBe(false);
  for (const category of ['户籍在村', '户籍在村外出', '居住一年以上'] as const)
    expect(mustSay('居民委员会', category)).toBe(true);
});

describe('the ground to stand on the roll', () => {
  const said = (takesPart: boolean) => ({ takesPart, on: day('2026-11-26'), how: 'self' }) as const;

  it.each([
    ['村民委员会', '户籍在村', undefined, undefined],
    ['村民委员会', '户籍在村', false, undefined],
    ['村民委员会', '户籍在村外出', undefined, 'unanswered'],
    ['村民委员会', '户籍在村外出', false, 'declined'],
    ['村民委员会', '户籍在村外出', true, undefined],
    ['村民委员会', '居住一年以上', undefined, undefined],
    ['村民委员会', '居住一年以上', false, 'declined'],
    ['居民委员会', '户籍在村', undefined, 'unanswered'],
    ['居民委员会', '户籍在村', false, 'declined'],
    ['居民委员会', '居住一年以上', true, undefined],
  ] as const)('of a %s, %s, answered %s: %s', (body, category, takesPart, without) => {
    const answer = takesPart === undefined ? undefined : said(takesPart);
    expect(groundless(body, { category, answer })).toBe(without);
  });

  it('is named by the article of the edition in force on the election day', () => {
    const on = (date: string) => groundBasis({ body: '村民委员会', electionDay: day(date) });
    expect([on('2027-01-05'), on('2025-01-05')]).toEqual(['村组法(2025) 第16条', '村组法(2018) 第13条']);
  });
});
