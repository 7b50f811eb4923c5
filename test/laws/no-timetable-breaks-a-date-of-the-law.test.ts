import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { ElectionPlan, Step, StepChange, Timetable } from '#shared/election/contract';
import { planElection } from '#shared/election/rules';
import { STEPS } from '#shared/election/steps';
import { addDays, dayOfDate, LegalDate } from '#shared/time';
import { runs } from '#test/runs';
import { VILLAGE } from '#test/setup';

// The law's dates are written here once more by hand, apart from the rules that the engine reads.

const TODAY = LegalDate.parse('2026-03-02');
const BODIES = ['村民委员会', '居民委员会'] as const;

const plans = fc
  .record({
    body: fc.constantFrom(...BODIES),
    lead: fc.integer({ min: 10, max: 80 }),
    from: fc.integer({ min: 0, max: 300 }),
    party: fc.option(fc.record({ before: fc.integer({ min: -5, max: 90 }), leads: fc.boolean() })),
    finalList: fc.option(fc.integer({ min: 2, max: 16 })),
    moves: fc.array(
      fc.record({
        step: fc.integer({ min: 0, max: 24 }),
        shift: fc.integer({ min: -15, max: 15 }),
        length: fc.integer({ min: -1, max: 12 }),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ body, lead, from, party, finalList, moves }): ElectionPlan => {
    const rollDay = addDays(TODAY, from);
    const electionDay = addDays(rollDay, lead);
    const usual = planElection(undefined, VILLAGE, 0, { body, term: 12, electionDay, rollDay }, TODAY);
    const changes = usual.ok ? moves.map((move) => moved(usual.value, body, move)) : [];
    return {
      body,
      term: 12,
      electionDay,
      rollDay,
      ...(party && {
        party: { meetingDay: addDays(electionDay, -party.before), secretaryLeads: party.leads },
      }),
      ...(finalList !== null && { options: { 'final-list': finalList } }),
      changes,
    };
  });

function moved(
  { steps }: Timetable,
  body: ElectionPlan['body'],
  { step, shift, length }: { step: number; shift: number; length: number },
): StepChange {
  const { id } = STEPS[body][step]!;
  const { firstDay } = steps.find((one) => one.id === id)!;
  const first = addDays(firstDay, shift);
  return { step: id, firstDay: first, lastDay: addDays(first, length), reason: '村里的实际情况' };
}

function expectLawful(table: Timetable): void {
  const { steps, partySteps = [], electionDay, rollDay } = table;
  const days = new Map([...steps, ...partySteps].map((step) => [step.id, step]));
  const last = (id: string) => dayOfDate(days.get(id)!.lastDay);
  const first = (id: string) => dayOfDate(days.get(id)!.firstDay);
  const E = dayOfDate(electionDay);
  expect(E - last('B7')).toBeGreaterThanOrEqual(20);
  expect(last('B8') - dayOfDate(rollDay)).toBeGreaterThanOrEqual(5);
  expect(E - last('B2')).toBeGreaterThanOrEqual(1);
  expect(E - last('B15')).toBeGreaterThanOrEqual(table.options?.['final-list'] ?? 5);
  expect(E - last('B18')).toBeGreaterThanOrEqual(1);
  expect(last('B24') - E).toBeLessThanOrEqual(10);
  expect([first('B19'), last('B21')]).toEqual([E, E]);
  const follows = (later: string, earlier: string) =>
    expect(first(later)).toBeGreaterThanOrEqual(last(earlier));
  for (const [later, earlier] of [
    ['B6', 'B5'],
    ['B7', 'B6'],
    ['B9', 'B8'],
    ['B13', 'B11'],
    ['B15', 'B13'],
    ['B16', 'B15'],
    ['B25', 'B21'],
  ] as const)
    follows(later, earlier);
  if (partySteps.length > 0) expect(last('A14')).toBeLessThanOrEqual(E);
  if (table.party?.secretaryLeads) follows('B4', 'A13');
}

it('no timetable the engine accepts breaks a date of the law', () => {
  const seen = { accepted: 0, moved: 0, refused: 0 };
  fc.assert(
    fc.property(plans, (plan) => {
      const result = planElection(undefined, VILLAGE, 0, plan, TODAY);
      if (!result.ok) {
        seen.refused += 1;
        expect(['invalid', 'election-too-soon', 'timetable-unlawful']).toContain(result.error.code);
        return;
      }
      seen.accepted += 1;
      if ((plan.changes ?? []).length > 0) seen.moved += 1;
      expectLawful(result.value);
      const ordered = ({ firstDay, lastDay }: Step) => firstDay <= lastDay;
      expect(result.value.steps.filter((step) => !ordered(step))).toEqual([]);
    }),
    { numRuns: runs(600) },
  );
  expect(seen.accepted).toBeGreaterThan(30);
  expect(seen.moved).toBeGreaterThan(5);
  expect(seen.refused).toBeGreaterThan(30);
});
