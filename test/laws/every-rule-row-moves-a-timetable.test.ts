import { describe, expect, it } from '@jest/globals';
import type { ElectionPlan } from '#shared/election/contract';
import type { Rules } from '#shared/election/editions';
import type { StepRule } from '#shared/election/step-rule';
import { computeTimetable, type Law, lawOf } from '#shared/election/timetable';
import { addDays, LegalDate } from '#shared/time';

const BODIES = ['村民委员会', '居民委员会'] as const;
const DAY = LegalDate.parse('2026-12-26');
const planOf = (body: ElectionPlan['body']): ElectionPlan => ({
  body,
  term: 12,
  electionDay: DAY,
  party: { meetingDay: addDays(DAY, -70), secretaryLeads: true },
});
const compute = (plan: ElectionPlan, law: Law) => computeTimetable(plan, addDays(DAY, -32), law);

/** The same row with one of its edges moved by a day. */
function moved(rule: StepRule, edge: 'first' | 'last', by: number): StepRule {
  const at = rule[edge];
  if ('from' in at) return { ...rule, [edge]: { ...at, days: at.days + by } };
  return { ...rule, [edge]: { from: 'election', days: -200 } };
}

const swap = (rules: readonly StepRule[], id: string, edge: 'first' | 'last', by: number) =>
  rules.map((rule) => (rule.id === id ? moved(rule, edge, by) : rule));

describe.each(BODIES)('%s', (body) => {
  const plan = planOf(body);
  const law = lawOf(plan);
  const stands = compute(plan, law);

  it('changing a row of the steps changes a date', () => {
    const still: string[] = [];
    for (const part of ['steps', 'partySteps'] as const) {
      for (const { id } of law[part]) {
        for (const edge of ['first', 'last'] as const) {
          const changed = [-1, 1].map((by) =>
            compute(plan, { ...law, [part]: swap(law[part], id, edge, by) }),
          );
          const same = changed.every((one) => JSON.stringify(one) === JSON.stringify(stands));
          if (same) still.push(`${id} ${edge}`);
        }
      }
    }
    expect(still).toEqual([]);
  });

  it('changing a term of the law that is counted from a day of the plan changes a date or what is refused', () => {
    const still: string[] = [];
    for (const [id, rule] of Object.entries(law.rules)) {
      const { measure } = rule;
      if (measure.kind !== 'term' || ['receipt', 'demand', 'posting'].includes(measure.from)) continue;
      const rules: Rules = {
        ...law.rules,
        [id]: { ...rule, measure: { ...measure, days: measure.days + 90 } },
      };
      const changed = compute(plan, { ...law, rules });
      if (JSON.stringify(changed) === JSON.stringify(stands)) still.push(id);
    }
    expect(still).toEqual(['candidate-withdrawal']);
  });

  it('every row of steps A and B appears, with what comes out of it and who acts', () => {
    const ids = [...stands.partySteps, ...stands.steps].map(({ id }) => id).sort();
    const rows = [
      ...Array.from({ length: 14 }, (_, i) => `A${i + 1}`),
      ...Array.from({ length: 25 }, (_, i) => `B${i + 1}`),
    ];
    expect(ids).toEqual(rows.sort());
    for (const { actor, output } of stands.steps) expect([actor !== '', output !== '']).toEqual([true, true]);
    expect(stands.violations).toEqual([]);
  });
});

it('every row C1 to C13 changes a step of the residents’ timetable, but for the recall, which has no day', () => {
  const steps = (body: ElectionPlan['body']) =>
    new Map(compute(planOf(body), lawOf(planOf(body))).steps.map((step) => [step.id, step]));
  const [villagers, residents] = [steps('村民委员会'), steps('居民委员会')];
  const ROWS = {
    C1: 'B3',
    C2: 'B4',
    C3: 'B6',
    C4: 'B7',
    C5: 'B10',
    C6: 'B11',
    C7: 'B13',
    C8: 'B3',
    C9: 'B21',
    C10: 'B18',
    C12: 'B24',
    C13: 'B2',
  };
  for (const [row, id] of Object.entries(ROWS)) {
    expect({ row, same: residents.get(id) }).not.toEqual({ row, same: villagers.get(id) });
  }
  expect(residents.get('B18')!.law).toContain('不实行委托投票');
  expect(lawOf(planOf('居民委员会')).rules['recall-asked']!.article).toBe('第20条');
});
