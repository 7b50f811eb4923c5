import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Session } from '#shared/identity/contract';
import * as contracts from '#shared/objection/contract';
import { dayOfDate, startOfDay } from '#shared/time';
import { COUNTY, freshId, OTHER_VILLAGE, setup, type TestCounty, TOWN, VILLAGE } from '#test/setup';
import { OBJECTION, rollPosted } from './filing';

let county: TestCounty;
let clerk: Session;
let villager: Session;

beforeAll(async () => {
  county = await setup();
  await on('2026-11-26');
  // A Thursday: the fifth day after it is a Tuesday.
  await rollPosted(county, VILLAGE, '2026-11-26', clerk);
});

/** Moves to a day, and signs both in anew. */
const on = async (date: string) => {
  county.clock.now = startOfDay(dayOfDate(date)) + 9 * 3600;
  villager = await county.person('villager');
  clerk = await county.staff('committee', VILLAGE);
};
const file = (id = freshId(), text = OBJECTION, as = villager, area = VILLAGE) =>
  county.send(contracts.fileObjection, { params: { area, id }, body: text }, as);
const decide = (id: ReturnType<typeof freshId>, upheld: boolean, reason: string, as = clerk) =>
  county.send(contracts.decideObjection, { params: { area: VILLAGE, id }, body: { upheld, reason } }, as);
const own = (as = villager, area = VILLAGE) => county.must(contracts.myObjections, { params: { area } }, as);
const REASON = '户口本上确有本人，登记时漏抄。';

describe('filing an objection', () => {
  it('tells the days it is taken on, says by when it is decided, and shows it to its filer alone', async () => {
    await on('2026-11-27');
    const { window, filed } = await own();
    expect({ window, filed }).toEqual({
      window: { first: '2026-11-26', last: '2026-12-01', provisional: false },
      filed: [],
    });
    const { value } = await file();
    expect(value).toMatchObject({
      state: 'received',
      receivedOn: '2026-11-27',
      due: '2026-11-30',
      number: 1,
    });
    expect((await own()).filed).toEqual([value]);
    expect((await own(await county.person('stranger'))).filed).toEqual([]);
  });

  it('answers the same objection sent again with the one that stands, and refuses another text under its id', async () => {
    const id = freshId();
    const first = await file(id);
    expect(await file(id)).toMatchObject({ status: 200, value: first.value });
    expect((await file(id, { ...OBJECTION, about: '写错' })).code).toBe('conflict');
  });

  it('is refused on the day before the roll is posted and on the day after the last, and taken on the last', async () => {
    await on('2026-11-25');
    expect((await file()).code).toBe('objection-early');
    await on('2026-12-01');
    expect((await file()).status).toBe(200);
    await on('2026-12-02');
    expect((await file()).code).toBe('objection-late');
  });

  it('moves a last day that is a day off to the next working day', async () => {
    // Monday 2026-11-30 and five days is a Saturday.
    await rollPosted(county, OTHER_VILLAGE, '2026-11-30', await county.staff('county', COUNTY));
    expect((await own(villager, OTHER_VILLAGE)).window.last).toBe('2026-12-07');
    await on('2026-12-07');
    expect((await file(freshId(), OBJECTION, villager, OTHER_VILLAGE)).value).toMatchObject({ number: 1 });
  });

  it('asks no more than three calls for a filing and for a decision', async () => {
    await on('2026-12-01');
    const id = freshId();
    county.calls.length = 0;
    await file(id);
    expect(county.calls.length).toBeLessThanOrEqual(3);
    county.calls.length = 0;
    await decide(id, true, REASON);
    expect(county.calls.length).toBeLessThanOrEqual(3);
  });

  it('sends a person who has filed twenty to the counter', async () => {
    const busy = await county.person('files twenty');
    for (let i = 0; i < 20; i += 1) expect((await file(freshId(), OBJECTION, busy)).status).toBe(200);
    expect((await file(freshId(), OBJECTION, busy)).code).toBe('objections-full');
  });
});

describe('an objection at the counter', () => {
  const take = (receivedOn: string, id = freshId()) =>
    county.send(
      contracts.takeObjection,
      { params: { area: VILLAGE, id }, body: { receivedOn: day(receivedOn), text: OBJECTION } },
      clerk,
    );
  const day = (date: string) => contracts.ObjectionWindow.shape.first.parse(date);

  it('counts from the day it was brought, even when it is entered after the last one', async () => {
    await on('2026-12-03');
    expect((await take('2026-12-01')).value).toMatchObject({ atCounter: true, due: '2026-12-04' });
    expect((await take('2026-12-02')).code).toBe('objection-late');
    expect((await take('2026-12-04')).code).toBe('invalid');
  });
});

describe('deciding an objection', () => {
  it('is readable by its filer, keeps the version of the roll, and marks who entered it for the village', async () => {
    await on('2026-11-28');
    const mine = await county.person('is answered');
    const id = freshId();
    await file(id, OBJECTION, mine);
    const town = await county.staff('township', TOWN);
    expect((await decide(id, true, REASON, town)).status).toBe(200);
    const [answered] = (await own(mine)).filed;
    expect(answered).toMatchObject({
      state: 'decided',
      decision: { upheld: true, reason: REASON, decidedOn: '2026-11-28', roll: 0, by: 'town' },
    });
  });

  it('is made once: the same again is the same, another is refused', async () => {
    const id = freshId();
    await file(id);
    expect((await decide(id, false, REASON)).status).toBe(200);
    expect((await decide(id, false, REASON)).status).toBe(200);
    expect((await decide(id, true, REASON)).code).toBe('objection-decided');
  });

  it('refuses a reason that names somebody or holds a long number', async () => {
    const id = freshId();
    await file(id);
    for (const reason of [
      '周桂枝户口在本村。',
      '周小满说得对，应当补登。',
      '证件 990101196001021234 核对无误。',
    ]) {
      const reply = await decide(id, true, reason);
      expect(JSON.parse(reply.text)).toMatchObject({ code: 'invalid', fields: [{ path: 'reason' }] });
    }
  });

  it('does not know an objection of another village', async () => {
    expect((await decide(freshId(), true, REASON)).code).toBe('not-found');
  });
});

it('lists a village’s objections by their number, and writes nobody’s name into audit or logs', async () => {
  const { filed, basis } = await county.must(contracts.readObjections, { params: { area: VILLAGE } }, clerk);
  expect(basis).toBe('《中华人民共和国村民委员会组织法》第17条');
  expect(filed.map(({ number }) => number)).toEqual(filed.map((_, i) => i + 1));
  const events = await Promise.all(
    filed.map(({ id }) => county.dynamo.query('ledger', { PK: `AUDIT#OBJECTION#${id}` })),
  );
  const said = JSON.stringify([events, county.logged]);
  expect(events.flat().length).toBeGreaterThanOrEqual(filed.length);
  for (const word of [OBJECTION.filer, OBJECTION.concerning.name, OBJECTION.says, REASON]) {
    expect(said).not.toContain(word);
  }
});
