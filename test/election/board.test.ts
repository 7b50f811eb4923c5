import { beforeAll, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { boardRowOf, dueOn } from '#shared/election/board';
import { type BoardRow, planElection, readBoard, recordSteps } from '#shared/election/contract';
import { LegalDate } from '#shared/time';
import { planAndReach, requiredPapers } from '#test/election/reach';
import { COUNTY, OTHER_VILLAGE, setup, type TestCounty, TOWN, VILLAGE } from '#test/setup';

let county: TestCounty;
beforeAll(async () => {
  county = await setup();
});

const day = (date: string) => LegalDate.parse(date);
const plan = { from: 0, body: '村民委员会', term: 12, electionDay: day('2026-12-27') } as const;
const rowsFor = async (area: AreaCode) => {
  const founder = await county.staff('county', COUNTY);
  return (await county.must(readBoard, { params: { area } }, founder)).rows;
};

describe('the board', () => {
  it('shows each village with an election, for the county and for its own town alone', async () => {
    expect(await rowsFor(COUNTY)).toEqual([]);
    await planAndReach(county, VILLAGE, plan, 3, await county.staff('committee', VILLAGE));
    const params = { area: OTHER_VILLAGE };
    await county.must(planElection, { params, body: plan }, await county.staff('county', COUNTY));
    expect((await rowsFor(COUNTY)).map(({ village }) => village)).toEqual([VILLAGE, OTHER_VILLAGE]);
    expect((await rowsFor(TOWN)).map(({ village }) => village)).toEqual([VILLAGE]);
    expect(await rowsFor(VILLAGE)).toHaveLength(1);
  });

  it('costs one call', async () => {
    const founder = await county.staff('county', COUNTY);
    county.calls.length = 0;
    await county.must(readBoard, { params: { area: COUNTY } }, founder);
    expect(county.calls.map(({ command }) => command)).toEqual(['QueryCommand']);
  });

  it('marks who acted in a village’s place, and no one where the village acted itself', async () => {
    const [own, others] = await rowsFor(COUNTY);
    expect(own).not.toHaveProperty('by');
    expect(others).toMatchObject({ by: 'county', stage: 1 });
    const params = { area: VILLAGE };
    const paper = { step: 'B3', title: '村民代表会议记录', day: day('2026-11-20') };
    const town = await county.staff('township', TOWN);
    const body = { from: 4, records: [paper] };
    const table = await county.must(recordSteps, { params, body }, town);
    expect(table.records.at(-1)).toEqual({ ...paper, by: 'town' });
  });

  it('takes what is done off the line in the same write', async () => {
    const awaited = (rows: BoardRow[]) => rows[1]!.awaited.map(({ step }) => step);
    expect(awaited(await rowsFor(COUNTY))).toEqual(['B1', 'B2', 'B3', 'B4', 'B5']);
    const params = { area: OTHER_VILLAGE };
    const records = requiredPapers(plan, day('2026-11-20'));
    const founder = await county.staff('county', COUNTY);
    await county.must(recordSteps, { params, body: { from: 1, records } }, founder);
    expect(awaited(await rowsFor(COUNTY))).toEqual(['B2', 'B3']);
  });

  it('is not for villagers, nor for another town', async () => {
    const person = await county.person('somebody');
    const stranger = await county.staff('township', AreaCode.parse('990101101000'));
    for (const who of [person, stranger]) {
      expect((await county.send(readBoard, { params: { area: TOWN } }, who)).code).toBe('forbidden');
    }
  });
});

describe('what is due', () => {
  it('is overdue the day after its last day and not before, first due first', async () => {
    const [row] = await rowsFor(COUNTY);
    const awaited = [
      { step: 'B7', due: day('2026-12-05') },
      { step: 'B5', due: day('2026-11-28') },
    ];
    const on = (today: string) => dueOn({ ...row!, awaited }, day(today));
    const days = (today: string) => on(today).map((one) => [one.step, one.days]);
    expect(days('2026-11-28')).toEqual([
      ['B5', 0],
      ['B7', 7],
    ]);
    expect(days('2026-11-29')).toEqual([
      ['B5', -1],
      ['B7', 6],
    ]);
  });

  it('is never a step whose stage lies further on than the next', async () => {
    const table = await county.must(
      planElection,
      {
        params: { area: AreaCode.parse('990101100202') },
        body: plan,
      },
      await county.staff('county', COUNTY),
    );
    const stages = new Map(table.steps.map(({ id, stage }) => [id, stage]));
    for (const stage of [1, 4, 8]) {
      for (const { step } of boardRowOf({ ...table, stage }).awaited) {
        expect(stages.get(step)!).toBeLessThanOrEqual(stage + 1);
      }
    }
  });
});
