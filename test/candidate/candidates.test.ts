import { beforeAll, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { type CandidateText, publishCandidates, readCandidates } from '#shared/candidate/contract';
import type { Timetable } from '#shared/election/contract';
import type { Session } from '#shared/identity/contract';
import { LegalDate } from '#shared/time';
import { planAndReach, reach } from '#test/election/reach';
import { COUNTY, OTHER_VILLAGE, setup, type TestCounty, VILLAGE } from '#test/setup';

let county: TestCounty;
let clerk: Session;
let table: Timetable | undefined;

const params = { area: VILLAGE };
const day = (date: string) => LegalDate.parse(date);
const person = (name: string, age = 46) =>
  ({ name, sex: '女', age, group: '第1组', introduction: '卫生室医生，管妇女儿童工作九年。' }) as const;
const list = (change: Partial<CandidateText> = {}): CandidateText => ({
  kind: '正式候选人',
  order: '姓氏笔画',
  objectUntil: day('2026-12-17'),
  slates: [
    { position: '主任', seats: 1, candidates: [person('李守田'), person('陈桂兰')] },
    {
      position: '委员',
      seats: 3,
      candidates: ['马春生', '王秀芝', '何建设', '孙玉梅'].map((name) => person(name)),
    },
  ],
  ...change,
});
const publish = (text: CandidateText, from = 0) =>
  county.send(publishCandidates, { params, body: { from, list: text } }, clerk);
const published = async () => {
  county.clock.now += 2;
  return county.must(readCandidates, { params });
};

/** Enters stages until the village stands at one. */
async function standAt(wanted: number): Promise<void> {
  const plan = { from: 0, body: '村民委员会', term: 12, electionDay: day('2026-12-27') } as const;
  table = table
    ? await reach(county, table, wanted, clerk)
    : await planAndReach(county, VILLAGE, plan, wanted, clerk);
}

beforeAll(async () => {
  county = await setup();
  clerk = await county.staff('committee', VILLAGE);
});

describe('candidates', () => {
  it('need an election, and the stage their list belongs to', async () => {
    expect((await publish(list())).code).toBe('election-unplanned');
    await standAt(3);
    expect((await publish(list({ kind: '初步候选人' }))).code).toBe('candidates-untimely');
    await standAt(5);
    expect((await publish(list())).code).toBe('candidates-untimely');
    expect((await county.send(readCandidates, { params })).code).toBe('not-found');
  });

  it('are published with two calls, in the order the office states', async () => {
    county.calls.length = 0;
    const reply = await publish(list({ kind: '初步候选人' }));
    expect(reply.value).toMatchObject({ version: 1, publishedOn: '2026-11-26', kind: '初步候选人' });
    expect(county.calls.map(({ command }) => command)).toEqual([
      'BatchGetItemCommand',
      'TransactWriteItemsCommand',
    ]);
    expect(await published()).toEqual({ ...reply.value, logged: expect.any(Object) });
    expect((await published()).slates[0]?.candidates.map(({ name }) => name)).toEqual(['李守田', '陈桂兰']);
  });

  it('published again as they stand change nothing, from an older version are a conflict', async () => {
    const text = list({ kind: '初步候选人' });
    expect((await publish(text)).value).toMatchObject({ version: 1 });
    expect((await publish(text, 1)).value).toMatchObject({ version: 1 });
    expect((await publish({ ...text, order: '得票多少' })).code).toBe('conflict');
  });

  it('must be more than the seats, as many as the law allows, each once', async () => {
    await standAt(6);
    const [chair, members] = list().slates;
    const refused = async (slates: CandidateText['slates']) => (await publish(list({ slates }), 1)).code;
    const few = { ...members!, candidates: members!.candidates.slice(0, 3) };
    expect(await refused([chair!, few])).toBe('candidates-too-few');
    expect(await refused([chair!])).toBe('candidates-seats');
    const many = { ...members!, seats: 7, candidates: Array.from({ length: 8 }, (_, i) => person(`人${i}`)) };
    expect(await refused([chair!, many])).toBe('candidates-seats');
    const twice = { ...members!, candidates: [...members!.candidates, person('马春生')] };
    expect(await refused([chair!, twice])).toBe('candidates-twice');
    expect(await refused([chair!, chair!, members!])).toBe('candidates-twice');
  });

  it('may be namesakes', async () => {
    const [chair, members] = list().slates;
    const namesakes = [...members!.candidates, person('王秀芝', 63)];
    const reply = await publish(list({ slates: [chair!, { ...members!, candidates: namesakes }] }), 1);
    expect(reply.value).toMatchObject({ version: 2, kind: '正式候选人' });
  });

  it('leave time to object', async () => {
    const reply = await publish(list({ objectUntil: day('2026-11-25') }), 2);
    expect(reply.code).toBe('invalid');
    expect(JSON.parse(reply.text).fields[0].path).toBe('list.objectUntil');
  });

  it('published by two at once are published once', async () => {
    const replies = await Promise.all([publish(list(), 2), publish(list({ order: '得票多少' }), 2)]);
    expect(replies.map(({ code }) => code ?? 'done').sort()).toEqual(['conflict', 'done']);
  });

  it('are not published when the vote begins between reading and writing', async () => {
    let moved = false;
    county.hooks.before = async (_, { command }) => {
      if (moved || command !== 'TransactWriteItemsCommand') return;
      moved = true;
      await standAt(7);
    };
    const late = await publish(list({ objectUntil: day('2026-12-18') }), 3);
    delete county.hooks.before;
    expect(late.code).toBe('conflict');
    expect((await publish(list({ objectUntil: day('2026-12-18') }), 3)).code).toBe('candidates-untimely');
    expect((await published()).version).toBe(3);
  });
});

describe('who may not', () => {
  it('is anybody without an office over the village', async () => {
    const others = [
      await county.staff('committee', OTHER_VILLAGE),
      await county.staff('department', COUNTY),
      await county.person('somebody'),
    ];
    for (const other of others) {
      const input = { params, body: { from: 3, list: list() } };
      expect((await county.send(publishCandidates, input, other)).code).toBe('forbidden');
    }
  });

  it('names votes, a child, no sex or no name', async () => {
    for (const wrong of [{ votes: 3 }, { age: 17 }, { sex: '不详' }, { name: '' }]) {
      const [chair] = list().slates;
      const slates = [{ ...chair!, candidates: [{ ...person('李守田'), ...wrong }, person('陈桂兰')] }];
      const reply = await county.send(
        publishCandidates,
        { params, body: { from: 3, list: { ...list(), slates } } } as never,
        clerk,
      );
      expect(reply.code).toBe('invalid');
    }
  });
});

it('reading them costs nothing within a second and one call after it; another county is not known', async () => {
  await published();
  county.calls.length = 0;
  await county.must(readCandidates, { params });
  expect(county.calls).toEqual([]);
  await published();
  expect(county.calls).toHaveLength(1);
  const foreign = { params: { area: AreaCode.parse('110101001001') } };
  expect((await county.send(readCandidates, foreign)).code).toBe('not-found');
  expect(county.calls).toHaveLength(1);
});
