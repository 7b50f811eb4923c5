import { beforeAll, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import type { Session } from '#shared/identity/contract';
import { sharesOf, unfitDue } from '#shared/meeting/assembly';
import * as contracts from '#shared/meeting/contract';
import { LegalDate } from '#shared/time';
import { freshId, setup, type TestCounty } from '#test/setup';
import { planned } from './minutes';
import { TEXT } from './text';

const AREA = AreaCode.parse('990101100581');
const OTHER = AreaCode.parse('990101100582');
const day = (date: string) => LegalDate.parse(date);
const people = (representatives: number, committee: number, women: number): contracts.AssemblyMember[] =>
  Array.from({ length: representatives + committee }, (_, n) => ({
    name: `代表${n + 1}`,
    group: `第${1 + (n % 4)}组`,
    as: n < representatives ? '代表' : '委员',
    woman: n < women,
  }));

describe('who makes up a meeting of representatives', () => {
  const shares = (
    body: '村民委员会' | '居民委员会',
    ...[representatives, committee, women]: [number, number, number]
  ) => sharesOf({ body, since: day('2026-11-01'), members: people(representatives, committee, women) });

  it('is representatives to four fifths, and women representatives to a third, in a village', () => {
    expect(shares('村民委员会', 24, 6, 10)).toEqual([
      { holds: true, sentence: '代表 24 人，不少于 24 人，够了。依据村组法(2025) 第29条。' },
      { holds: true, sentence: '妇女代表 10 人，不少于 10 人，够了。依据村组法(2025) 第29条。' },
    ]);
    expect(shares('村民委员会', 23, 7, 9)).toEqual([
      { holds: false, sentence: '代表 23 人，要有 24 人，还差 1 人。依据村组法(2025) 第29条。' },
      { holds: false, sentence: '妇女代表 9 人，要有 10 人，还差 1 人。依据村组法(2025) 第29条。' },
    ]);
  });

  it('is representatives to four fifths in a community, whose law asks no share of women', () => {
    expect(shares('居民委员会', 24, 6, 0)).toEqual([
      { holds: true, sentence: '代表 24 人，不少于 24 人，够了。依据居组法(2025) 第28条。' },
    ]);
  });

  it('says how many are due at its meetings from its first day on, and at no other meeting', () => {
    const assembly = {
      ...{ area: AREA, body: '村民委员会' as const, revision: 1 },
      ...{ since: TEXT.day, members: people(25, 6, 11) },
    };
    expect(unfitDue(TEXT, assembly)).toEqual({
      path: 'due',
      message: '代表名单上是 31 人，应到写 31；人变了，先改代表名单',
    });
    expect(unfitDue({ ...TEXT, due: 31 }, assembly)).toBeUndefined();
    expect(unfitDue({ ...TEXT, day: day('2026-11-19') }, assembly)).toBeUndefined();
    expect(unfitDue({ ...TEXT, kind: '村民会议' }, assembly)).toBeUndefined();
    expect(unfitDue(TEXT, undefined)).toBeUndefined();
  });
});

describe('the list that an office keeps', () => {
  let county: TestCounty;
  let clerk: Session;
  const keep = (from: number, members = people(24, 6, 10), since = day('2026-11-01'), area = AREA) =>
    county.send(contracts.keepAssembly, { params: { area }, body: { from, since, members } }, clerk);
  const draft = (due: number) => {
    const params = { area: AREA, id: freshId() };
    return county.send(contracts.draftMinutes, { params, body: { from: 0, text: { ...TEXT, due } } }, clerk);
  };
  beforeAll(async () => {
    county = await setup();
    clerk = await county.staff('committee', AREA);
    await planned(county, AREA, clerk);
  });

  it('is not there before it is put down, nor where no election is planned', async () => {
    expect((await county.send(contracts.readAssembly, { params: { area: AREA } }, clerk)).code).toBe(
      'not-found',
    );
    clerk = await county.staff('committee', OTHER);
    expect((await keep(0, undefined, undefined, OTHER)).code).toBe('election-unplanned');
    clerk = await county.staff('committee', AREA);
    expect((await draft(40)).status).toBe(200);
  });

  it('holds what is written of its meetings from then on', async () => {
    expect((await keep(0)).value).toMatchObject({ revision: 1, body: '村民委员会' });
    expect((await keep(0)).value).toMatchObject({ revision: 1 });
    expect((await draft(29)).code).toBe('invalid');
    expect((await draft(30)).status).toBe(200);
    expect((await keep(1, people(25, 6, 11))).value).toMatchObject({ revision: 2 });
    expect((await draft(30)).code).toBe('invalid');
  });

  it('holds minutes again when they are signed and when they are corrected', async () => {
    const params = { area: AREA, id: freshId() };
    const text = { ...TEXT, due: 31 };
    const sign = (from: number) => county.send(contracts.signMinutes, { params, body: { from } }, clerk);
    const correct = (due: number) => {
      const body = { from: 2, text: { ...TEXT, due }, reason: '应到人数写错了' };
      return county.send(contracts.correctMinutes, { params, body }, clerk);
    };
    await county.must(contracts.draftMinutes, { params, body: { from: 0, text } }, clerk);
    expect((await keep(2)).value).toMatchObject({ revision: 3 });
    expect((await sign(1)).code).toBe('invalid');
    expect((await keep(3, people(25, 6, 11))).value).toMatchObject({ revision: 4 });
    expect((await sign(1)).status).toBe(200);
    expect((await correct(30)).code).toBe('invalid');
    expect((await correct(31)).status).toBe(200);
  });

  it('does not change between the look at it and the signing', async () => {
    const params = { area: AREA, id: freshId() };
    const text = { ...TEXT, due: 31 };
    await county.must(contracts.draftMinutes, { params, body: { from: 0, text } }, clerk);
    county.hooks.before = async (_, { command }) => {
      if (command !== 'TransactWriteItemsCommand') return;
      delete county.hooks.before;
      expect((await keep(4)).status).toBe(200);
    };
    const signing = { params, body: { from: 1 } };
    expect((await county.send(contracts.signMinutes, signing, clerk)).code).toBe('conflict');
    expect((await county.send(contracts.signMinutes, signing, clerk)).code).toBe('invalid');
    expect((await keep(5, people(25, 6, 11))).value).toMatchObject({ revision: 6 });
  });

  it('names nobody twice, begins on no day to come, and is changed over the list that stands', async () => {
    const [one, ...others] = people(24, 6, 10);
    expect((await keep(6, [one!, ...others, one!])).code).toBe('invalid');
    expect((await keep(6, undefined, day('2027-02-01'))).code).toBe('invalid');
    expect((await keep(1)).code).toBe('conflict');
    const observer = await county.staff('observer', AREA);
    const read = await county.must(contracts.readAssembly, { params: { area: AREA } }, observer);
    expect(read.members).toHaveLength(31);
    const events = await county.dynamo.query('ledger', { PK: `AUDIT#ASSEMBLY#${AREA}` });
    expect(events).toHaveLength(6);
  });
});
