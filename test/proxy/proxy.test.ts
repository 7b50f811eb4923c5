import { beforeAll, describe, expect, it } from '@jest/globals';
import { publishCandidates } from '#shared/candidate/contract';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { correctNotice, withdrawNotice } from '#shared/notice/contract';
import * as contracts from '#shared/proxy/contract';
import { proxiesNotice } from '#shared/proxy/notice';
import { rollRow } from '#test/roll/rows';
import { CANDIDATES } from '#test/contracts/world';
import { reach } from '#test/election/reach';
import { readTimetable } from '#shared/election/contract';
import { dayOfDate, startOfDay } from '#shared/time';
import { COUNTY, freshId, OTHER_VILLAGE, setup, type TestCounty, TOWN, VILLAGE } from '#test/setup';
import { noticeText, published } from '#test/notice/writing';
import { registering, rollOf, tied } from '#test/registration/village';
import { ask as askIn, enter as enterIn, named, PHOTO, PHOTO_WITH_PLACE } from './people';

let county: TestCounty;
let clerk: Session;
const phones = new Map<number, Session>();
const ROLL = Array.from({ length: 18 }, (_, n) => rollRow(n + 1));
const phone = (n: number) => phones.get(n)!;

beforeAll(async () => {
  county = await setup();
  await on('2026-11-26', false);
  await registering(county, VILLAGE, '村民委员会', clerk);
  await rollOf(county, VILLAGE, ROLL, clerk);
  await on('2026-11-26');
});

/** Moves to a day, and signs everybody in anew. */
async function on(date: string, isTied = true, hour = 9) {
  county.clock.now = startOfDay(dayOfDate(date)) + hour * 3600;
  clerk = await county.staff('committee', VILLAGE);
  if (!isTied) return;
  for (const n of [1, 2, 3]) phones.set(n, (await tied(county, VILLAGE, rollRow(n))).session);
}

const ask = (id: Id, principal: number, agent: number, paper = PHOTO) =>
  askIn(county, VILLAGE, id, phone(principal), rollRow(agent), paper);
const checkIn = (as: Session, agent: number) =>
  county.send(
    contracts.checkAgent,
    { params: { area: VILLAGE }, body: { agent: named(rollRow(agent)) } },
    as,
  );
const check = (principal: number, agent: number) => checkIn(phone(principal), agent);
const enter = (principal: number, agent: number, askedOn = '2026-11-26', id = freshId(), as = clerk) =>
  enterIn(county, VILLAGE, id, as, { principal: rollRow(principal), agent: rollRow(agent), askedOn });
const answer = (id: Id, consents: boolean, as: Session) =>
  county.send(contracts.answerProxy, { params: { area: VILLAGE, id }, body: { consents } }, as);
const withdraw = (id: Id, as: Session) =>
  county.send(contracts.withdrawProxy, { params: { area: VILLAGE, id }, body: {} }, as);
const move = (id: Id, body: contracts.ProxyMove, as = clerk) =>
  county.send(contracts.moveProxy, { params: { area: VILLAGE, id }, body }, as);
const mine = (as: Session) => county.send(contracts.myProxies, { params: { area: VILLAGE } }, as);
const desk = async () =>
  (await county.must(contracts.readProxies, { params: { area: VILLAGE } }, clerk)).proxies;
const paper = (id: Id, as = clerk) =>
  county.send(contracts.readProxyPaper, { params: { area: VILLAGE, id } }, as);

/** Notice 13 as the village publishes it, a paragraph a line. */
const listText = (text: string) =>
  noticeText({
    title: '委托投票名单公告',
    number: 13,
    stage: 6,
    html: text
      .split('\n')
      .map((line) => `<p>${line}</p>`)
      .join(''),
  });
const listNotice = (text: string) => published(county, clerk, VILLAGE, listText(text));
const listingOf = async (id: Id) => (await desk()).find(({ proxy }) => proxy.id === id)?.listing;

describe('a proxy on the phone', () => {
  const id = freshId();

  it('waits for its agent, who consents on their own phone, and nobody else does', async () => {
    expect((await ask(id, 1, 2)).value).toMatchObject({
      state: 'asked',
      number: 1,
      principal: { name: rollRow(1).name },
      agent: { name: rollRow(2).name },
      photographed: true,
    });
    expect((await ask(id, 1, 2)).value).toMatchObject({ state: 'asked', number: 1 });
    expect((await ask(freshId(), 1, 3)).code).toBe('proxy-given');
    expect((await answer(id, true, phone(3))).code).toBe('not-found');
    expect((await answer(id, true, phone(1))).code).toBe('not-found');
    expect((await mine(phone(2))).value).toMatchObject({ gave: [], asked: [{ proxy: { id } }] });
    expect((await answer(id, true, phone(2))).value).toMatchObject({
      state: 'consented',
      consent: { how: 'self' },
    });
    expect((await mine(phone(1))).value).toMatchObject({ gave: [{ proxy: { state: 'consented' } }] });
    expect((await mine(phone(3))).value).toMatchObject({ gave: [], asked: [] });
  });

  it('is of two people of one roll, and no link of a chain', async () => {
    expect((await ask(freshId(), 2, 3)).code).toBe('proxy-chain');
    expect((await ask(freshId(), 3, 1)).code).toBe('proxy-chain');
    expect((await ask(freshId(), 3, 3)).code).toBe('proxy-self');
    expect((await ask(freshId(), 3, 400)).code).toBe('roll-no-match');
    const stranger = await county.person('on no roll');
    expect((await askIn(county, VILLAGE, freshId(), stranger, rollRow(3))).code).toBe('roll-needed');
    expect((await ask(freshId(), 3, 4, 'AAAA')).code).toBe('proxy-paper');
  });

  it('shows its photograph to the village’s own office alone, and loses it with its end', async () => {
    expect((await paper(id)).value).toEqual({ paper: PHOTO });
    for (const [role, area] of [
      ['township', TOWN],
      ['county', COUNTY],
      ['observer', VILLAGE],
      ['committee', OTHER_VILLAGE],
    ] as const)
      expect((await paper(id, await county.staff(role, area))).code).toBe('forbidden');
    expect((await paper(id, phone(1))).code).toBe('forbidden');
    expect((await county.blobs.request(`/blobs/${VILLAGE}/${id}`)).status).toBe(404);
    expect((await withdraw(id, phone(3))).code).toBe('not-found');
    expect((await withdraw(id, phone(1))).value).toMatchObject({
      state: 'withdrawn',
      who: 'principal',
    });
    expect((await withdraw(id, phone(1))).status).toBe(200);
    expect((await paper(id)).code).toBe('not-found');
    const again = freshId();
    expect((await ask(again, 1, 3)).status).toBe(200);
    const refused = await move(again, { to: 'refused', why: '照片看不清，请重新拍一张。' });
    expect(refused.value).toMatchObject({ state: 'refused' });
    expect((await paper(again)).code).toBe('not-found');
  });

  it('is given back by an agent who had consented, who may then be asked anew', async () => {
    const given = freshId();
    expect((await ask(given, 1, 2)).status).toBe(200);
    expect((await withdraw(given, phone(2))).code).toBe('proxy-elsewhere');
    expect((await answer(given, true, phone(2))).status).toBe(200);
    expect((await withdraw(given, phone(2))).value).toMatchObject({ state: 'withdrawn', who: 'agent' });
    expect((await mine(phone(1))).value).toMatchObject({
      gave: [{ proxy: { id: given, who: 'agent' } }, {}, {}],
    });
    const again = freshId();
    // An hour's tries are used up by now.
    await on('2026-11-26', true, 10);
    expect((await ask(again, 1, 2)).status).toBe(200);
    expect((await answer(again, false, phone(2))).value).toMatchObject({ state: 'refused', who: 'agent' });
  });

  it('is counted when a wrong name is tried', async () => {
    const codes: unknown[] = [];
    for (let i = 0; i < 6; i += 1) codes.push((await ask(freshId(), 2, 500)).code);
    expect(codes.at(-1)).toBe('too-many-tries');
    expect((await ask(freshId(), 2, 3)).code).toBe('too-many-tries');
  });

  it('is asked after its agent was found, and every check is counted, right ones too', async () => {
    await on('2026-11-26', true, 11);
    expect((await check(1, 1)).code).toBe('proxy-self');
    expect((await check(1, 500)).code).toBe('roll-no-match');
    expect((await check(1, 3)).status).toBe(204);
    expect((await check(1, 3)).status).toBe(204);
    expect((await check(1, 3)).code).toBe('too-many-tries');
    const stranger = await county.person('checks from no roll');
    expect((await checkIn(stranger, 3)).code).toBe('roll-needed');
    expect((await mine(phone(1))).value).toMatchObject({ gave: [{}, {}, {}, {}] });
  });

  it('keeps of a photograph the picture alone: not where it was taken, nor what lies behind it', async () => {
    const id = freshId();
    expect((await ask(id, 3, 4, PHOTO_WITH_PLACE)).status).toBe(200);
    expect((await paper(id)).value).toEqual({ paper: PHOTO });
    expect((await withdraw(id, phone(3))).status).toBe(200);
  });
});

describe('a proxy on paper', () => {
  it('has both signatures, and is refused to an agent who holds three', async () => {
    for (const principal of [4, 5, 6]) {
      expect((await enter(principal, 10)).value).toMatchObject({
        state: 'consented',
        consent: { how: 'paper' },
        atCounter: true,
      });
    }
    expect((await enter(7, 10)).code).toBe('proxy-full');
    expect((await enter(7, 7)).code).toBe('proxy-self');
    expect((await enter(7, 11, '2026-11-30')).code).toBe('invalid');
    expect((await enter(7, 11, '2026-11-26', freshId(), await county.staff('observer', VILLAGE))).code).toBe(
      'forbidden',
    );
  });

  it('is checked, then listed by notice 13 with names and groups and no reason', async () => {
    const all = await desk();
    const held = all.filter(({ proxy }) => proxy.agent.name === rollRow(10).name);
    const none = { to: 'listed', notice: freshId() } as const;
    expect((await move(held[0]!.proxy.id, none)).code).toBe('proxy-elsewhere');
    const town = await county.staff('township', TOWN);
    for (const [i, { proxy }] of held.entries()) {
      const checked = await move(proxy.id, { to: 'checked' }, i === 0 ? town : clerk);
      expect(checked.value).toMatchObject({ state: 'checked', check: i === 0 ? { by: 'town' } : {} });
    }
    const found = await county.must(contracts.readProxies, { params: { area: VILLAGE } }, clerk);
    expect(found).toMatchObject({ most: 3, lastDay: '2027-01-04', term: 12 });
    const text = proxiesNotice(found.proxies, found.basis);
    expect(text.split('\n')).toEqual([
      '根据《中华人民共和国村民委员会组织法》第18条，现将委托投票的委托人和受委托人名单公布如下：',
      `受委托人${rollRow(10).name}（第3组），委托人${rollRow(4).name}（第1组）、${rollRow(5).name}（第2组）、${rollRow(6).name}（第3组）。`,
    ]);
    expect(text).not.toContain('务工');
    expect((await move(held[0]!.proxy.id, none)).code).toBe('proxy-notice');
    const notice = await listNotice(text);
    const listed = { to: 'listed', notice } as const;
    expect((await move(held[0]!.proxy.id, listed)).value).toMatchObject({ state: 'listed', notice });
    expect((await move(held[0]!.proxy.id, listed)).status).toBe(200);
    county.calls.length = 0;
    expect((await mine(phone(3))).value).toMatchObject({
      lastDay: '2027-01-04',
      electionDay: '2027-01-05',
      most: 3,
      listed: [
        {
          agent: { name: rollRow(10).name, group: '第3组' },
          principals: [{ name: rollRow(4).name, group: '第1组' }],
        },
      ],
    });
    expect(county.calls).toHaveLength(2);
    expect((await move(held[1]!.proxy.id, { to: 'refused', why: '签名不是本人的。' })).value).toMatchObject({
      state: 'refused',
      who: 'office',
    });
    expect((await move(held[0]!.proxy.id, { to: 'withdrawn' })).value).toMatchObject({ wasIn: notice });
    expect((await enter(7, 10)).value).toMatchObject({ state: 'consented' });
  });

  it('may be photographed at the counter, and only as a photograph', async () => {
    const id = freshId();
    const who = { principal: rollRow(9), agent: rollRow(11), askedOn: '2026-11-26' };
    expect((await enterIn(county, VILLAGE, id, clerk, { ...who, paper: 'AAAA' })).code).toBe('proxy-paper');
    expect((await enterIn(county, VILLAGE, id, clerk, { ...who, paper: PHOTO })).value).toMatchObject({
      state: 'consented',
      photographed: true,
    });
    expect((await paper(id)).value).toEqual({ paper: PHOTO });
    expect((await move(id, { to: 'withdrawn' })).value).toMatchObject({ who: 'principal' });
    expect((await paper(id)).code).toBe('not-found');
  });

  it('is taken until the day before the election, and asks few calls', async () => {
    await on('2027-01-04');
    county.calls.length = 0;
    expect((await enter(8, 11, '2027-01-04')).status).toBe(200);
    expect(county.calls.length).toBeLessThanOrEqual(3);
    county.calls.length = 0;
    expect((await enter(14, 11, '2027-01-04')).status).toBe(200);
    expect(county.calls.length).toBeLessThanOrEqual(3);
    await on('2027-01-05');
    expect((await enter(9, 11, '2027-01-05')).code).toBe('proxy-late');
    await on('2026-12-12');
  });
});

describe('the published list', () => {
  const ids: Id[] = [];
  const at = (n: number) => ids[n]!;
  const text = async () => {
    const { proxies, basis } = await county.must(contracts.readProxies, { params: { area: VILLAGE } }, clerk);
    return proxiesNotice(proxies, basis);
  };
  const listed = (notice: Id) => ({ to: 'listed', notice }) as const;
  const correct = async (notice: Id, revision: number) => {
    const body = { revision, text: listText(await text()), reason: '有人撤回了委托' };
    await county.must(correctNotice, { params: { area: VILLAGE, id: notice }, body }, clerk);
  };
  let first: Id;

  beforeAll(async () => {
    for (const principal of [15, 16]) {
      const id = freshId();
      expect((await enter(principal, 18, '2026-11-26', id)).status).toBe(200);
      await move(id, { to: 'checked' });
      ids.push(id);
    }
  });

  it('is a notice that people can read and that names them, and no other', async () => {
    const other = await published(county, clerk, VILLAGE);
    expect((await move(at(0), listed(other))).code).toBe('proxy-notice');
    first = await listNotice(await text());
    county.calls.length = 0;
    expect((await move(at(0), listed(first))).value).toMatchObject({ listedOn: '2026-12-12' });
    expect(county.calls.length).toBeLessThanOrEqual(3);
    expect((await move(at(1), listed(first))).status).toBe(200);
    expect([await listingOf(at(0)), await listingOf(at(1))]).toEqual(['named', 'named']);
  });

  it('must be corrected when one of it ends, until the correction stands', async () => {
    await move(at(0), { to: 'withdrawn' });
    expect(await listingOf(at(0))).toBe('stale');
    county.calls.length = 0;
    await desk();
    expect(county.calls.length).toBeLessThanOrEqual(3);
    await correct(first, 2);
    expect([await listingOf(at(0)), await listingOf(at(1))]).toEqual(['unnamed', 'named']);
  });

  it('gives way to a later one that others are listed by', async () => {
    const third = freshId();
    expect((await enter(17, 18, '2026-11-26', third)).status).toBe(200);
    await move(third, { to: 'checked' });
    await correct(first, 3);
    expect((await move(third, listed(first))).status).toBe(200);
    await move(third, { to: 'withdrawn' });
    expect(await listingOf(third)).toBe('stale');
    await on('2026-12-12', false, 10);
    const second = await listNotice(await text());
    expect((await move(at(1), listed(second))).value).toMatchObject({ state: 'listed', notice: second });
    expect([await listingOf(third), await listingOf(at(1))]).toEqual(['unnamed', 'named']);
  });

  it('that is withdrawn lists nobody', async () => {
    const { proxy } = (await desk()).find((one) => one.proxy.id === at(1))!;
    const notice = proxy.state === 'listed' ? proxy.notice : freshId();
    const body = { revision: 2, reason: '公告发错了' };
    await county.must(withdrawNotice, { params: { area: VILLAGE, id: notice }, body }, clerk);
    expect(await listingOf(at(1))).toBe('dropped');
    const again = await listNotice(await text());
    expect((await move(at(1), listed(again))).status).toBe(200);
    expect(await listingOf(at(1))).toBe('named');
  });
});

it('warns principal and office as soon as the candidates name the agent, and is void then', async () => {
  const id = freshId();
  expect((await enter(12, 13, '2026-12-12', id)).status).toBe(200);
  expect((await move(id, { to: 'void' })).code).toBe('proxy-elsewhere');
  const table = await county.must(readTimetable, { params: { area: VILLAGE } });
  await reach(county, table, 5, clerk);
  const { name, group } = rollRow(13);
  const [first, ...others] = CANDIDATES.slates;
  const slates = [
    { ...first!, candidates: [{ ...first!.candidates[0]!, name, group }, first!.candidates[1]!] },
  ];
  const list = { ...CANDIDATES, slates: [...slates, ...others] };
  await county.must(publishCandidates, { params: { area: VILLAGE }, body: { from: 0, list } }, clerk);
  const shown = (await desk()).find(({ proxy }) => proxy.id === id);
  expect(shown).toMatchObject({ agentStands: true, proxy: { state: 'consented' } });
  expect((await move(id, { to: 'checked' })).code).toBe('proxy-candidate');
  expect((await enter(9, 13, '2026-12-12')).code).toBe('proxy-candidate');
  expect((await move(id, { to: 'void' })).value).toMatchObject({ state: 'void' });
  expect((await enter(12, 11, '2026-12-12')).status).toBe(200);
});

it('writes no name and no reason into audit and logs', async () => {
  const proxies = await desk();
  const events = await Promise.all(
    proxies.map(({ proxy }) => county.dynamo.query('ledger', { PK: `AUDIT#PROXY#${proxy.id}` })),
  );
  expect(events.flat().length).toBeGreaterThan(proxies.length);
  const said = JSON.stringify([events, county.logged]);
  for (const word of [rollRow(1).name, rollRow(10).name, '务工', PHOTO]) expect(said).not.toContain(word);
});
