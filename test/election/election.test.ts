import { beforeAll, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { enterStage, planElection, readTimetable, recordSteps } from '#shared/election/contract';
import type { Session } from '#shared/identity/contract';
import { LegalDate } from '#shared/time';
import { requiredPapers } from '#test/election/reach';
import { OTHER_VILLAGE, setup, type TestCounty, TOWN, VILLAGE } from '#test/setup';

let county: TestCounty;
let office: Session;
beforeAll(async () => {
  county = await setup();
  office = await county.staff('township', TOWN);
});

const params = { area: VILLAGE };
const body = { from: 0, body: '村民委员会', term: 12, electionDay: LegalDate.parse('2026-12-27') } as const;
const plan = (change: Partial<Parameters<typeof bodyOf>[0]> = {}) =>
  county.send(planElection, { params, body: bodyOf(change) }, office);
const bodyOf = (change: { from?: number; electionDay?: LegalDate; term?: number }) => ({
  ...body,
  ...change,
});
const enter = (from: number, stage: number) =>
  county.send(enterStage, { params, body: { from, stage } }, office);
const published = async () => {
  county.clock.now += 2;
  return county.must(readTimetable, { params });
};

describe('a village’s election', () => {
  it('has no timetable before it is planned', async () => {
    expect((await county.send(readTimetable, { params })).code).toBe('not-found');
    expect((await enter(1, 2)).code).toBe('election-unplanned');
  });

  it('is planned with two calls, and everybody reads its timetable', async () => {
    county.calls.length = 0;
    const reply = await plan();
    expect(reply.value).toMatchObject({ area: VILLAGE, version: 1, stage: 1, rollDay: '2026-11-26' });
    expect(county.calls.map(({ command }) => command)).toEqual([
      'GetItemCommand',
      'TransactWriteItemsCommand',
    ]);
    expect(await published()).toEqual({ ...reply.value, logged: expect.any(Object) });
  });

  it('planned again as it stands writes nothing', async () => {
    county.calls.length = 0;
    expect((await plan()).value).toMatchObject({ version: 1 });
    expect(county.calls.map(({ command }) => command)).toEqual(['GetItemCommand']);
  });

  it('goes from stage to stage, each shown to everybody', async () => {
    expect((await enter(1, 3)).code).toBe('stage-out-of-order');
    expect((await enter(1, 2)).code).toBe('stage-needs-records');
    const records = requiredPapers(body, LegalDate.parse('2026-11-20'));
    const put = { params, body: { from: 1, records } };
    expect(await county.must(recordSteps, put, office)).toMatchObject({ version: 2, records });
    expect(await county.must(recordSteps, put, office)).toMatchObject({ version: 2, records });
    county.calls.length = 0;
    expect((await enter(2, 2)).value).toMatchObject({ stage: 2, version: 3 });
    expect(county.calls).toHaveLength(2);
    expect((await enter(2, 2)).value).toMatchObject({ stage: 2, version: 3 });
    expect((await enter(2, 3)).code).toBe('conflict');
    expect((await published()).stage).toBe(2);
  });

  it('entered by two at once moves by one', async () => {
    const replies = await Promise.all([
      enter(3, 3),
      plan({ from: 3, electionDay: LegalDate.parse('2027-01-03') }),
    ]);
    expect(replies.map(({ code }) => code ?? 'done').sort()).toEqual(['conflict', 'done']);
    expect((await published()).version).toBe(4);
  });

  it('refuses days against the law, and a timetable for what is no village', async () => {
    const soon = {
      params: { area: OTHER_VILLAGE },
      body: { ...body, electionDay: LegalDate.parse('2026-12-10') },
    };
    const founder = await county.staff('county', AreaCode.parse('990101000000'));
    expect((await county.send(planElection, soon, founder)).code).toBe('election-too-soon');
    expect((await county.send(planElection, { params: { area: TOWN }, body }, office)).code).toBe(
      'not-found',
    );
  });

  it('keeps the old timetable when the next term is planned', async () => {
    let { version, stage } = await published();
    for (stage += 1; stage <= 8; stage += 1) version = (await enter(version, stage)).value!.version;
    const next = await plan({ from: version, term: 13, electionDay: LegalDate.parse('2031-12-21') });
    expect(next.value).toMatchObject({ term: 13, stage: 1, version: version + 1 });
    const kept = await county.dynamo.get('affairs', { PK: `VILLAGE#${VILLAGE}`, SK: 'ELECTION#12' });
    expect(kept).toMatchObject({ timetable: { term: 12, stage: 8 } });
  });

  it('leaves one audit event for each change, each naming the one before', async () => {
    const events = await county.dynamo.query('ledger', { PK: `AUDIT#ELECTION#${VILLAGE}` });
    expect(events).toHaveLength((await published()).version);
    expect(events.slice(1).map((event) => event['previous'])).toEqual(
      events.slice(0, -1).map((event) => event['hash']),
    );
  });
});

describe('who may not', () => {
  it('is an office of another town, an observer, a villager', async () => {
    const others = [
      await county.staff('township', AreaCode.parse('990101101000')),
      await county.staff('observer', VILLAGE),
      await county.person('somebody'),
    ];
    for (const other of others) {
      expect((await county.send(planElection, { params, body }, other)).code).toBe('forbidden');
      const stage = { params, body: { from: 1, stage: 2 } };
      expect((await county.send(enterStage, stage, other)).code).toBe('forbidden');
    }
  });

  it('names a day that is none, a stage or a term out of range', async () => {
    for (const wrong of [
      { ...body, electionDay: '2026-02-30' },
      { ...body, term: 0 },
      { ...body, body: '业主委员会' },
      { ...body, from: -1 },
    ]) {
      const input = { params, body: wrong } as never;
      expect((await county.send(planElection, input, office)).code).toBe('invalid');
    }
    expect((await enter(1, 9)).code).toBe('invalid');
  });
});

it('reading the timetable costs nothing within a second, one call after it, two when it changed', async () => {
  await published();
  county.calls.length = 0;
  await county.must(readTimetable, { params });
  expect(county.calls).toEqual([]);
  await published();
  expect(county.calls).toHaveLength(1);
  const { version } = await published();
  await plan({ from: version, term: 13, electionDay: LegalDate.parse('2031-12-28') });
  county.calls.length = 0;
  await published();
  expect(county.calls).toHaveLength(2);
});
