import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { ElectionPlan, Timetable } from '#shared/election/contract';
import { enterStage, planElection } from '#shared/election/rules';
import { addDays, dayOfDate, LegalDate } from '#shared/time';
import { requiredPapers } from '#test/election/reach';
import { VILLAGE } from '#test/setup';

const day = (date: string) => LegalDate.parse(date);
const TODAY = day('2026-11-23');
const PLAN: ElectionPlan = { body: '村民委员会', term: 12, electionDay: day('2026-12-26') };

const plan = (change: Partial<ElectionPlan> = {}, before?: Timetable, today = TODAY) =>
  planElection(before, VILLAGE, before?.version ?? 0, { ...PLAN, ...change }, today);
function planned(change: Partial<ElectionPlan> = {}, before?: Timetable, today = TODAY): Timetable {
  const result = plan(change, before, today);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
const codeOf = (result: ReturnType<typeof plan>) => (result.ok ? 'ok' : result.error.code);
const stepOf = (timetable: Timetable, id: string) => timetable.steps.find((step) => step.id === id)!;
const at = (stage: number, change: Partial<ElectionPlan> = {}) => ({ ...planned(change), stage });

describe('who votes', () => {
  it('is every voter of a village, and in a community also households or representatives', () => {
    const refused = plan({ electedBy: '居民代表' });
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'invalid', fields: [{ path: 'electedBy', message: expect.stringContaining('第14条') }] },
    });
    expect(codeOf(plan({ electedBy: '全体选民' }))).toBe('ok');
    for (const electedBy of ['全体选民', '户代表', '居民代表'] as const)
      expect(planned({ body: '居民委员会', electedBy }).electedBy).toBe(electedBy);
  });
});

describe('a timetable', () => {
  it('has the 25 steps in the order of the eight stages, each with its days', () => {
    const { steps, stage, version } = planned();
    expect({ stage, version, steps: steps.length }).toEqual({ stage: 1, version: 1, steps: 25 });
    expect(steps.map((step) => step.stage)).toEqual([...steps.map((step) => step.stage)].sort());
    expect(new Set(steps.map((step) => step.stage)).size).toBe(8);
  });

  it('posts the roll 32 days before, leaves five days to object, and says what the law allows', () => {
    const timetable = planned();
    expect(timetable.rollDay).toBe('2026-11-24');
    expect(stepOf(timetable, 'B7')).toMatchObject({ lastDay: '2026-11-24', limit: '2026-12-06' });
    expect(stepOf(timetable, 'B8')).toMatchObject({ firstDay: '2026-11-24', lastDay: '2026-11-30' });
    expect(stepOf(timetable, 'B24')).toMatchObject({ lastDay: '2027-01-05', limit: '2027-01-05' });
  });

  it("moves the citizens' last day past a holiday, never an office's", () => {
    const timetable = planned({ electionDay: day('2026-10-29') }, undefined, day('2026-08-01'));
    expect(timetable.rollDay).toBe('2026-09-27');
    expect(stepOf(timetable, 'B8').lastDay).toBe('2026-10-08');
    expect(stepOf(timetable, 'B9')).toMatchObject({ firstDay: '2026-10-08', earliest: '2026-10-08' });
  });

  it('marks a last day that leans on holidays nobody knows yet', () => {
    const timetable = planned({ electionDay: day('2027-02-03') });
    expect(stepOf(timetable, 'B8')).toMatchObject({ lastDay: '2027-01-07', provisional: true });
    expect(stepOf(planned(), 'B8')).not.toHaveProperty('provisional');
  });

  it('of residents differs where their law does', () => {
    const residents = planned({ body: '居民委员会' });
    expect(residents.steps).toHaveLength(25);
    expect(stepOf(residents, 'B10')).toMatchObject({ stage: 3, basis: '居组法(2025) 第13条' });
    expect(stepOf(residents, 'B11').actor).toContain('十名以上选民');
    expect(JSON.stringify(residents)).not.toContain('村民');
  });

  it('quotes an article wherever it names one', () => {
    for (const body of ['村民委员会', '居民委员会'] as const) {
      for (const { basis, law } of planned({ body }).steps) {
        expect(law !== undefined).toBe(basis?.includes('组法(2025)') === true);
      }
    }
  });

  it('never ends a step before it begins, whatever the days', () => {
    const lead = fc.integer({ min: 20, max: 90 });
    fc.assert(
      fc.property(lead, fc.integer({ min: 0, max: 400 }), fc.boolean(), (days, from, residents) => {
        const rollDay = addDays(TODAY, from);
        const body = residents ? '居民委员会' : '村民委员会';
        const { steps, electionDay } = planned({ body, rollDay, electionDay: addDays(rollDay, days) });
        for (const step of steps) {
          expect({ step, ordered: step.firstDay <= step.lastDay }).toEqual({ step, ordered: true });
        }
        const roll = steps.find((step) => step.id === 'B7')!;
        expect(dayOfDate(electionDay) - dayOfDate(roll.lastDay)).toBeGreaterThanOrEqual(20);
      }),
    );
  });
});

describe('an election day', () => {
  it('must leave 20 days after the roll: at 20 it stands, at 19 it is refused', () => {
    expect(codeOf(plan({ electionDay: addDays(TODAY, 20) }))).toBe('ok');
    expect(codeOf(plan({ electionDay: addDays(TODAY, 19) }))).toBe('election-too-soon');
  });

  it('may be nearer when the roll was posted in time, before the village came here', () => {
    const electionDay = addDays(TODAY, 2);
    expect(planned({ electionDay, rollDay: addDays(electionDay, -20) }).rollDay).toBe('2026-11-05');
    expect(codeOf(plan({ electionDay, rollDay: addDays(electionDay, -19) }))).toBe('election-too-soon');
  });

  it('may not be past, and may be today', () => {
    const rollDay = addDays(TODAY, -30);
    expect(codeOf(plan({ electionDay: addDays(TODAY, -1), rollDay }))).toBe('election-past');
    expect(codeOf(plan({ electionDay: TODAY, rollDay }))).toBe('ok');
  });

  it('in a year that is a slip of the pen is refused, and so is such a roll', () => {
    for (const electionDay of [addDays(TODAY, 6 * 366 + 1), day('9999-12-31')]) {
      expect(codeOf(plan({ electionDay }))).toBe('invalid');
    }
    for (const rollDay of [addDays(PLAN.electionDay, -181), day('0001-01-01')]) {
      expect(codeOf(plan({ rollDay }))).toBe('invalid');
    }
    expect(codeOf(plan({ rollDay: day('9999-12-31') }))).toBe('election-too-soon');
  });

  it('moves with its roll while the roll is not posted, and alone once it is', () => {
    const later = addDays(PLAN.electionDay, 7);
    expect(planned({ electionDay: later }, at(2))).toMatchObject({
      rollDay: '2026-12-01',
      stage: 2,
      version: 2,
    });
    expect(planned({ electionDay: later }, at(4))).toMatchObject({ rollDay: '2026-11-24', stage: 4 });
    expect(codeOf(plan({ electionDay: day('2026-12-13') }, at(4)))).toBe('election-too-soon');
  });

  it('set again as it stands changes nothing', () => {
    const before = at(5);
    expect(planElection(before, VILLAGE, 0, PLAN, TODAY)).toEqual({ ok: true, value: before });
  });

  it('set from an older version is a conflict', () => {
    const electionDay = addDays(PLAN.electionDay, 1);
    const stale = planElection({ ...planned(), version: 2 }, VILLAGE, 1, { ...PLAN, electionDay }, TODAY);
    expect(codeOf(stale)).toBe('conflict');
  });

  it('of another term waits until this one is handed over', () => {
    const electionDay = day('2031-12-20');
    expect(codeOf(plan({ term: 13, electionDay }, at(7)))).toBe('election-running');
    expect(planned({ term: 13, electionDay }, at(8))).toMatchObject({ stage: 1, term: 13, version: 2 });
    expect(codeOf(plan({ electionDay }, at(8)))).toBe('election-over');
  });
});

describe('a stage', () => {
  it('is entered one after the other, and none left out', () => {
    let timetable: Timetable = { ...planned(), records: requiredPapers(PLAN, TODAY) };
    for (let stage = 2; stage <= 8; stage += 1) {
      for (let other = 1; other <= 8; other += 1) {
        if (other === stage || other === stage - 1) continue;
        expect(codeOf(enterStage(timetable, timetable.version, other))).toBe('stage-out-of-order');
      }
      const next = enterStage(timetable, timetable.version, stage);
      if (!next.ok) throw new Error(next.error.code);
      expect(next.value).toEqual({ ...timetable, stage, version: timetable.version + 1 });
      timetable = next.value;
    }
    expect(codeOf(enterStage(timetable, timetable.version, 1))).toBe('stage-out-of-order');
  });

  it('entered again is the same, from an older version a conflict, without a plan nothing', () => {
    const before = { ...planned(), records: requiredPapers(PLAN, TODAY), stage: 4, version: 6 };
    expect(enterStage(before, 5, 4)).toEqual({ ok: true, value: before });
    expect(codeOf(enterStage(before, 4, 5))).toBe('conflict');
    expect(codeOf(enterStage(undefined, 1, 2))).toBe('election-unplanned');
  });
});
