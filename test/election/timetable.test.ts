import { describe, expect, it } from '@jest/globals';
import type { ElectionPlan, Step, Timetable } from '#shared/election/contract';
import { planElection } from '#shared/election/rules';
import { LegalDate } from '#shared/time';
import { VILLAGE } from '#test/setup';

const day = (date: string) => LegalDate.parse(date);
const TODAY = day('2026-11-23');
const PLAN: ElectionPlan = { body: '村民委员会', term: 12, electionDay: day('2026-12-26') };
const PARTY = { meetingDay: day('2026-10-20'), secretaryLeads: true };

const plan = (change: Partial<ElectionPlan>, before?: Timetable) =>
  planElection(before, VILLAGE, before?.version ?? 0, { ...PLAN, ...change }, TODAY);
function planned(change: Partial<ElectionPlan>, before?: Timetable): Timetable {
  const result = plan(change, before);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
function refused(change: Partial<ElectionPlan>, before?: Timetable) {
  const result = plan(change, before);
  if (result.ok) throw new Error('it was accepted');
  return result.error;
}
const move = (step: string, firstDay: string, lastDay: string) => ({
  step,
  firstDay: day(firstDay),
  lastDay: day(lastDay),
  reason: '村里秋收还没有忙完',
});
const stepOf = ({ steps, partySteps = [] }: Timetable, id: string): Step =>
  [...steps, ...partySteps].find((step) => step.id === id)!;

describe('a village’s own days (一村一策)', () => {
  it('stand where the law allows them, with their reason, and what follows moves behind them', () => {
    const table = planned({ changes: [move('B13', '2026-12-10', '2026-12-18')] });
    expect(stepOf(table, 'B13')).toMatchObject({
      firstDay: '2026-12-10',
      lastDay: '2026-12-18',
      changed: '村里秋收还没有忙完',
    });
    expect(stepOf(table, 'B14')).toMatchObject({ firstDay: '2026-12-18', earliest: '2026-12-18' });
    expect(stepOf(table, 'B15')).toMatchObject({ firstDay: '2026-12-18', lastDay: '2026-12-21' });
    expect(stepOf(table, 'B24').lastDay).toBe(stepOf(planned({}), 'B24').lastDay);
  });

  it('against the law are refused in the words of its article, at the field to mend', () => {
    expect(refused({ changes: [move('B24', '2026-12-28', '2027-01-06')] })).toEqual({
      code: 'timetable-unlawful',
      fields: [
        {
          path: 'changes.0',
          message:
            '“工作移交”最迟1月5日。村组法(2025) 第24条：村民委员会应当自新一届村民委员会产生之日起十日内完成工作移交。',
        },
      ],
    });
    const short = refused({ changes: [move('B8', '2026-11-24', '2026-11-28')] });
    expect(short.fields![0]!.message).toContain(
      '“对名单有异议的提出申诉”最后一天不能早于11月30日。村组法(2025) 第17条',
    );
  });

  it('that leave the next step no lawful day name that step', () => {
    const late = refused({ changes: [move('B13', '2026-12-10', '2026-12-23')] });
    expect(late.code).toBe('timetable-unlawful');
    expect(late.fields!.map(({ message }) => message)).toEqual(
      expect.arrayContaining([expect.stringContaining('公布初步候选人和正式候选人名单”最迟12月21日')]),
    );
  });

  it('before the step they wait for, turned round, or of the election day itself are refused', () => {
    expect(refused({ changes: [move('B9', '2026-11-24', '2026-11-26')] }).fields![0]!.message).toContain(
      '要在“对名单有异议的提出申诉”之后',
    );
    expect(refused({ changes: [move('B3', '2026-11-07', '2026-11-05')] }).fields![0]!.message).toContain(
      '晚于最后一天',
    );
    expect(refused({ changes: [move('B19', '2026-12-26', '2026-12-26')] }).fields![0]!.message).toContain(
      '请改选举日',
    );
    expect(refused({ changes: [move('B77', '2026-12-26', '2026-12-26')] }).fields![0]!.message).toContain(
      '没有这一步',
    );
  });

  it('after the vote, of what must come before it, are refused', () => {
    for (const step of ['B14', 'B16']) {
      const { code, fields } = refused({ changes: [move(step, '2026-12-28', '2026-12-29')] });
      expect(code).toBe('timetable-unlawful');
      expect(fields![0]).toMatchObject({ path: 'changes.0' });
      expect(fields![0]!.message).toContain('最迟12月25日，投票在它之后');
    }
  });

  it('of a stage that is over stay as they were', () => {
    const changes = [move('B3', '2026-11-05', '2026-11-07')];
    const before = { ...planned({ changes }), stage: 2 };
    expect(
      planned({ changes, electionDay: day('2026-12-27'), rollDay: day('2026-11-24') }, before).version,
    ).toBe(2);
    const other = [move('B3', '2026-11-04', '2026-11-07')];
    expect(refused({ changes: other }, before).fields![0]!.message).toContain('已经办完');
  });
});

describe('what a province sets', () => {
  it('moves the days that hang on it', () => {
    const table = planned({ options: { 'final-list': 4, 'poll-notice': 3, 'another-election': 30 } });
    expect(stepOf(table, 'B15')).toMatchObject({ lastDay: '2026-12-22', limit: '2026-12-22' });
    expect(stepOf(table, 'B17').limit).toBe('2026-12-23');
    expect(stepOf(table, 'B22').lastDay).toBe('2027-01-25');
  });

  it('is refused outside its range', () => {
    expect(refused({ options: { 'final-list': 2 } })).toMatchObject({
      code: 'invalid',
      fields: [{ path: 'options.final-list', message: '要在 3 到 15 天之间，请改数目' }],
    });
  });
});

describe('the party branch’s election', () => {
  it('has its fourteen steps before the committee’s, around the day of its meeting', () => {
    const table = planned({ party: PARTY });
    expect(table.partySteps!.map(({ id }) => id)).toEqual(Array.from({ length: 14 }, (_, i) => `A${i + 1}`));
    expect(stepOf(table, 'A10')).toMatchObject({ firstDay: '2026-10-20', lastDay: '2026-10-20' });
    expect(stepOf(table, 'A14')).toMatchObject({ lastDay: '2026-10-27', limit: '2026-12-26' });
    expect(planned({}).partySteps).toBeUndefined();
  });

  it('that would end after the committee’s is refused', () => {
    const late = refused({ party: { ...PARTY, meetingDay: day('2026-12-20') } });
    expect(late.fields!.map(({ path }) => path)).toContain('party.meetingDay');
    expect(JSON.stringify(late)).toContain('先完成村（社区）党组织换届');
  });

  it('comes before the election committee where the secretary is to lead it', () => {
    const meetingDay = day('2026-11-10');
    const free = planned({ party: { meetingDay, secretaryLeads: false } });
    const led = planned({ party: { meetingDay, secretaryLeads: true } });
    expect(stepOf(free, 'B4').firstDay).toBe('2026-11-08');
    expect(stepOf(led, 'B4')).toMatchObject({ firstDay: '2026-11-10', earliest: '2026-11-10' });
  });
});

describe('the edition', () => {
  it('is the one in force on the election day, with its own articles', () => {
    expect(planned({}).edition).toBe('村组法(2025)');
    const old = planElection(
      undefined,
      VILLAGE,
      0,
      { ...PLAN, electionDay: day('2021-11-20'), rollDay: day('2021-10-22') },
      day('2021-10-01'),
    );
    if (!old.ok) throw new Error(JSON.stringify(old.error));
    expect(old.value.edition).toBe('村组法(2018)');
    expect(stepOf(old.value, 'B7')).toMatchObject({ basis: '村组法(2018)', limit: '2021-10-31' });
    expect(stepOf(old.value, 'B7')).not.toHaveProperty('law');
  });
});
