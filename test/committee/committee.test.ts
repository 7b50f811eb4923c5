import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AreaCode } from '#shared/area/code';
import * as contracts from '#shared/committee/contract';
import { changeNotice, listNotice } from '#shared/committee/notice';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import type { MinutesText } from '#shared/meeting/contract';
import { LegalDate } from '#shared/time';
import { planned, signedMinutes } from '#test/meeting/minutes';
import { TEXT } from '#test/meeting/text';
import { freshId, OTHER_VILLAGE, setup, type TestCounty, TOWN, VILLAGE } from '#test/setup';
import { choiceOf, who } from './choice';

let county: TestCounty;
let founder: Session;
let villages = 0;
beforeAll(async () => {
  county = await setup();
  founder = await county.staff('county', VILLAGE);
});

/** A village nobody has used, its election planned and one meeting's minutes signed. */
async function chosen(text: MinutesText = TEXT, body: '村民委员会' | '居民委员会' = '村民委员会') {
  villages += 1;
  const area = `9901011013${String(villages).padStart(2, '0')}` as AreaCode;
  await planned(county, area, founder, body);
  const { id } = await signedMinutes(county, area, founder, text);
  return { area, id };
}
const form = (area: AreaCode, choice: contracts.Choice, from = 0, as = founder) =>
  county.send(contracts.formCommittee, { params: { area }, body: { from, choice } }, as);
const leave = (area: AreaCode, from: number, leaving: Partial<contracts.Leaving>, as = founder) => {
  const whole = {
    ...who('陈桂兰'),
    why: '本人被提名' as const,
    day: LegalDate.parse('2026-11-25'),
    ...leaving,
  };
  return county.send(contracts.leaveCommittee, { params: { area }, body: { from, leaving: whole } }, as);
};
const object = (area: AreaCode, id: Id, from: number, objection: contracts.ObjectionEntry) =>
  county.send(contracts.objectToCommittee, { params: { area, id }, body: { from, objection } }, founder);
const names = (people: readonly { name: string }[] = []) => people.map(({ name }) => name);
const fieldsOf = ({ text }: { text: string }) =>
  (JSON.parse(text).fields as { path: string }[]).map(({ path }) => path);

describe('forming the committee', () => {
  it('takes members and alternates in the order of their votes, and says until when to object', async () => {
    const { area, id } = await chosen();
    const { value } = await form(area, choiceOf(id));
    expect(names(value?.members)).toEqual(['李守田', '陈桂兰', '马春生', '王秀芝', '孙玉梅']);
    expect(value?.members.map(({ post }) => post)).toEqual(['主任', '副主任', '委员', '委员', '委员']);
    expect(names(value?.alternates)).toEqual(['赵有粮', '郑大山']);
    expect(value).toMatchObject({ state: 'standing', revision: 1, by: 'county', objectUntil: '2026-11-26' });
    const observer = await county.staff('observer', area);
    expect(await county.must(contracts.readCommittee, { params: { area } }, observer)).toEqual(value);
    expect(listNotice(value!, '枣坪村').split('\n')).toEqual([
      '根据《中华人民共和国村民委员会组织法》第15条，2026年11月20日村民代表会议推选产生了枣坪村第12届村民选举委员会，现将名单公布如下：',
      '主任：李守田',
      '副主任：陈桂兰',
      '委员：马春生、王秀芝、孙玉梅',
      '候补（按得票先后依次递补）：赵有粮、郑大山',
      '对名单有异议的，请在11月26日（含当天）以前向村民委员会提出。',
      '特此公告。',
    ]);
  });

  it('sent again is answered with what stands, and cannot reorder what was chosen', async () => {
    const { area, id } = await chosen();
    const first = await form(area, choiceOf(id));
    expect((await form(area, choiceOf(id))).text).toBe(first.text);
    expect((await form(area, { ...choiceOf(id), size: 3 }, 1)).code).toBe('committee-chosen');
    expect((await form(area, { ...choiceOf(id), size: 3 })).code).toBe('conflict');
  });

  it('adds up what the groups gave each person, and refuses an assembly beside them', async () => {
    const group = (name: string, votes: readonly [string, number][]): MinutesText => ({
      ...TEXT,
      kind: '村民小组会议',
      group: name,
      items: [
        {
          title: '推选村民选举委员会',
          says: '',
          about: 'B4',
          vote: {
            kind: 'persons',
            seats: 3,
            persons: votes.map(([person, n]) => ({ name: person, group: '', votes: n })),
          },
        },
      ],
    });
    const one = await chosen(
      group('第1组', [
        ['李守田', 20],
        ['马春生', 12],
      ]),
    );
    const two = await signedMinutes(
      county,
      one.area,
      founder,
      group('第2组', [
        ['马春生', 20],
        ['王秀芝', 13],
      ]),
    );
    const whole = await signedMinutes(county, one.area, founder);
    const choice = { ...choiceOf(one.id, two.id), size: 3, chair: who('马春生'), deputies: [] };
    expect((await form(one.area, { ...choice, minutes: [one.id, whole.id] })).code).toBe('committee-minutes');
    expect(names((await form(one.area, choice)).value?.members)).toEqual(['马春生', '李守田', '王秀芝']);
  });

  it('is refused with fewer than three, without signed minutes that chose, before an election', async () => {
    const { area, id } = await chosen();
    expect((await form(area, { ...choiceOf(id), size: 2 })).code).toBe('committee-too-few');
    expect((await form(area, { ...choiceOf(id), size: 3, deputies: [] })).status).toBe(200);
    const few = await chosen({
      ...TEXT,
      present: 19,
      items: [
        {
          ...TEXT.items[0]!,
          vote: { kind: 'persons', seats: 5, persons: [{ ...who('李守田'), votes: 19 }] },
        },
      ],
    });
    expect((await form(few.area, choiceOf(few.id))).code).toBe('committee-minutes');
    expect((await form(few.area, choiceOf(freshId()))).code).toBe('committee-minutes');
    expect((await form(OTHER_VILLAGE, choiceOf(id))).code).toBe('election-unplanned');
  });

  it('wants its officers among the members, one post each, and a day of posting that has been', async () => {
    const { area, id } = await chosen();
    const wrong = {
      ...choiceOf(id),
      chair: who('赵有粮'),
      deputies: [who('陈桂兰'), who('陈桂兰')],
      postedOn: LegalDate.parse('2026-11-27'),
    };
    expect(fieldsOf(await form(area, wrong))).toEqual(['choice.chair', 'choice.deputies', 'choice.postedOn']);
    expect(fieldsOf(await form(area, { ...choiceOf(id), size: 9 }))).toEqual(['choice.size']);
  });

  it('of a community is formed by its own law', async () => {
    const { area, id } = await chosen({ ...TEXT, kind: '居民代表会议' }, '居民委员会');
    const { value } = await form(area, choiceOf(id));
    expect(value).toMatchObject({ body: '居民委员会', kind: '居民代表会议' });
    expect(listNotice(value!, '柳塘社区')).toContain('《中华人民共和国城市居民委员会组织法》第15条');
  });
});

describe('leaving the committee', () => {
  it('moves the alternates up in their order, and asks for choosing anew when there are none left', async () => {
    const { area, id } = await chosen();
    await form(area, choiceOf(id));
    const first = await leave(area, 1, {});
    expect((await leave(area, 1, {})).text).toBe(first.text);
    expect(first.value?.left).toEqual([
      {
        ...who('陈桂兰'),
        post: '副主任',
        why: '本人被提名',
        day: '2026-11-25',
        followed: who('赵有粮'),
      },
    ]);
    expect(first.value?.members.at(-1)).toMatchObject({ name: '赵有粮', post: '委员' });
    await leave(area, 2, { name: '马春生', why: '近亲属被提名' });
    const short = await leave(area, 3, { name: '王秀芝', why: '辞职' });
    expect(short.value).toMatchObject({ state: 'short', alternates: [] });
    expect(names(short.value?.members)).toEqual(['李守田', '孙玉梅', '赵有粮', '郑大山']);
    const text = changeNotice(short.value!);
    expect(text).toContain('1. 副主任陈桂兰11月25日被提名为候选人，退出，由赵有粮依次递补为委员。');
    expect(text).toContain('2. 委员马春生11月25日因近亲属被提名为候选人，退出，由郑大山依次递补为委员。');
    expect(text).toContain('候补人员已经递补完，缺额将另行推选。');
    const later = await signedMinutes(county, area, founder);
    const anew = await form(area, choiceOf(later.id), 4);
    expect(anew.value).toMatchObject({ state: 'standing', revision: 5, left: [] });
  });

  it('of the chair wants another chair among those who are members then', async () => {
    const { area, id } = await chosen();
    await form(area, choiceOf(id));
    const chair = { name: '李守田', why: '本人被提名' } as const;
    expect(fieldsOf(await leave(area, 1, chair))).toEqual(['leaving.chair']);
    expect(fieldsOf(await leave(area, 1, { ...chair, chair: who('郑大山') }))).toEqual(['leaving.chair']);
    const { value } = await leave(area, 1, { ...chair, chair: who('赵有粮') });
    expect(value?.members.filter(({ post }) => post === '主任')).toMatchObject([{ name: '赵有粮' }]);
  });

  it('of an alternate moves nobody up', async () => {
    const { area, id } = await chosen();
    await form(area, choiceOf(id));
    const { value } = await leave(area, 1, { name: '赵有粮', why: '去世' });
    expect(names(value?.alternates)).toEqual(['郑大山']);
    expect(value?.members).toHaveLength(5);
    expect(changeNotice(value!)).toContain('候补赵有粮11月25日去世，不再候补。');
  });

  it('is refused for a stranger, on a day that is not yet, and over what another clerk did', async () => {
    const { area, id } = await chosen();
    expect((await leave(area, 1, {})).code).toBe('not-found');
    await form(area, choiceOf(id));
    expect(fieldsOf(await leave(area, 1, { name: '周桂枝' }))).toEqual(['leaving.name']);
    for (const day of ['2026-11-27', '2026-11-19']) {
      expect(fieldsOf(await leave(area, 1, { day: LegalDate.parse(day) }))).toEqual(['leaving.day']);
    }
    const town = await county.staff('township', TOWN);
    const replies = await Promise.all([leave(area, 1, {}), leave(area, 1, { name: '马春生' }, founder)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await leave(area, 2, { name: '王秀芝' }, town)).code).toBe('forbidden');
  });
});

describe('objections to the list', () => {
  const entry = (receivedOn = '2026-11-23') => ({
    receivedOn: LegalDate.parse(receivedOn),
    says: '会上没有念到第3组的票。',
  });
  const decision = { decidedOn: LegalDate.parse('2026-11-24'), upheld: false, reason: '已当众核对计票单。' };

  it('are put down within five days of the posting, and decided once', async () => {
    const { area, id } = await chosen();
    await form(area, choiceOf(id));
    const one = freshId();
    expect((await object(area, one, 1, entry())).value?.objections).toEqual([{ id: one, ...entry() }]);
    const decided = await object(area, one, 2, { ...entry(), decision });
    expect(decided.value?.objections).toEqual([{ id: one, ...entry(), decision }]);
    expect((await object(area, one, 2, { ...entry(), decision })).text).toBe(decided.text);
    const other = { ...decision, upheld: true };
    expect((await object(area, one, 3, { ...entry(), decision: other })).code).toBe('objection-decided');
  });

  it('are refused before the posting, after the last day, and decided before they came', async () => {
    const { area, id } = await chosen();
    await form(area, { ...choiceOf(id), postedOn: LegalDate.parse('2026-11-20') });
    for (const day of ['2026-11-19', '2026-11-26']) {
      expect(fieldsOf(await object(area, freshId(), 1, entry(day)))).toEqual(['objection.receivedOn']);
    }
    const early = { ...entry('2026-11-25'), decision };
    expect(fieldsOf(await object(area, freshId(), 1, early))).toEqual(['objection.decision.decidedOn']);
    expect((await object(area, freshId(), 1, entry('2026-11-25'))).status).toBe(200);
  });
});

it('asks no more than three calls for a change, keeps other villages and villagers out, and logs no name', async () => {
  const { area, id } = await chosen();
  const [other, villager] = [await county.staff('committee', OTHER_VILLAGE), await county.person('villager')];
  for (const as of [other, villager]) expect((await form(area, choiceOf(id), 0, as)).code).toBe('forbidden');
  const observer = await county.staff('observer', area);
  expect((await form(area, choiceOf(id), 0, observer)).code).toBe('forbidden');
  for (const act of [() => form(area, choiceOf(id)), () => leave(area, 1, {})]) {
    county.calls.length = 0;
    expect((await act()).status).toBe(200);
    // One of them asks who is signed in.
    expect(county.calls.length).toBeLessThanOrEqual(4);
  }
  const events = await county.dynamo.query('ledger', { PK: `AUDIT#COMMITTEE#${area}#12` });
  expect(events.map((event) => event['action'])).toEqual(['form', 'leave']);
  expect(JSON.stringify([events, county.logged])).not.toContain('陈桂兰');
});
