import { describe, expect, it } from '@jest/globals';
import { boardRowOf, stageState } from '#shared/election/board';
import type { ElectionPlan, StepRecord, Timetable } from '#shared/election/contract';
import { timetableContent } from '#shared/election/logged';
import * as rules from '#shared/election/rules';
import type { Result } from '#shared/result';
import { addDays, LegalDate } from '#shared/time';
import { requiredPapers } from '#test/election/reach';
import { VILLAGE } from '#test/setup';

const TODAY = LegalDate.parse('2026-11-23');
const PLAN: ElectionPlan = { body: '村民委员会', term: 12, electionDay: LegalDate.parse('2026-12-26') };

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
const planned = () => valueOf(rules.planElection(undefined, VILLAGE, 0, PLAN, TODAY));

describe('a record by the wrong document', () => {
  const paper = (title: string): StepRecord => ({ step: 'B4', title, day: TODAY, place: '镇档案室' });
  const wrong = paper('上一届的名单公告');
  const reason = '这是上一届的公告';
  const put = (before: Timetable, record = wrong) =>
    valueOf(rules.recordSteps(before, before.version, [record], TODAY));
  const strike = (before: Timetable, record = wrong, from = before.version) =>
    rules.strikeRecord(before, from, { record, reason }, TODAY, 'town');

  it('is struck with its reason and kept, and its step is awaited again', () => {
    const before = put(planned());
    const after = valueOf(strike(before));
    expect(after).toMatchObject({
      version: before.version + 1,
      records: [],
      struck: [{ record: wrong, reason, on: TODAY, by: 'town' }],
    });
    expect(boardRowOf(after).awaited.map(({ step }) => step)).toContain('B4');
    expect(timetableContent(after).content).toMatchObject({ struck: after.struck });
  });

  it('is struck once: the same again changes nothing, and what was never there is not found', () => {
    const before = put(planned());
    const after = valueOf(strike(before));
    expect(strike(after, wrong, before.version)).toEqual({ ok: true, value: after });
    expect(codeOf(strike(after))).toBe('not-found');
    expect(codeOf(strike(before, paper('另一份')))).toBe('not-found');
    expect(codeOf(strike(before, wrong, before.version - 1))).toBe('conflict');
  });

  it('leaves room for the right one, outlives a new plan, and holds up the next stage until it is there', () => {
    let table = planned();
    for (const record of requiredPapers(table, TODAY)) table = put(table, record);
    const first = table.records.find(({ step }) => step === 'B4')!;
    table = valueOf(rules.enterStage(table, table.version, 2));
    table = valueOf(rules.enterStage(table, table.version, 3));
    expect(stageState(table, 2)).toBe('done');
    table = valueOf(strike(table, first));
    expect(table.stage).toBe(3);
    const stage = table.steps.find(({ id }) => id === 'B4')!.stage!;
    // The board awaits it, so the timetable has no tick for it.
    expect(boardRowOf(table).awaited.map(({ step }) => step)).toContain('B4');
    expect([stage, stageState(table, stage)]).toEqual([stage, 'open']);
    expect(codeOf(rules.enterStage(table, table.version, 4))).toBe('stage-needs-records');
    const moved = rules.planElection(
      table,
      table.area,
      table.version,
      { ...PLAN, electionDay: addDays(PLAN.electionDay, 1) },
      TODAY,
    );
    expect(valueOf(moved).struck).toEqual(table.struck);
    table = put(valueOf(moved), paper('这一届的名单公告'));
    expect(valueOf(rules.enterStage(table, table.version, 4)).stage).toBe(4);
  });
});
