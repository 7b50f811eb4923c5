import { expect, it } from '@jest/globals';
import type { ElectionPlan, StepChange } from '#shared/election/contract';
import { planElection } from '#shared/election/rules';
import { addDays, LegalDate } from '#shared/time';
import { VILLAGE } from '#test/setup';

// Timetables that were really published, places removed: what the engine says of each under the law of its day.

const day = (date: string) => LegalDate.parse(date);
const change = (step: string, firstDay: string, lastDay: string): StepChange => ({
  step,
  firstDay: day(firstDay),
  lastDay: day(lastDay),
  reason: '当时公布的时间表',
});

const VILLAGES_OF_A_DISTRICT: ElectionPlan = {
  body: '村民委员会',
  term: 11,
  electionDay: day('2021-11-20'),
  rollDay: day('2021-10-22'),
  changes: [
    change('B6', '2021-10-17', '2021-10-21'),
    change('B10', '2021-10-30', '2021-11-03'),
    change('B11', '2021-11-04', '2021-11-06'),
    change('B14', '2021-11-07', '2021-11-09'),
    change('B13', '2021-11-06', '2021-11-07'),
    change('B15', '2021-11-10', '2021-11-16'),
  ],
};

const CASES: { name: string; plan: ElectionPlan; says: string[] }[] = [
  {
    name: 'T02 a district’s villages, 2021: the final list at E−4, where five days are usual',
    plan: VILLAGES_OF_A_DISTRICT,
    says: ['“公布初步候选人和正式候选人名单”最迟11月15日。'],
  },
  {
    name: 'T02 the same where the province says four days',
    plan: { ...VILLAGES_OF_A_DISTRICT, options: { 'final-list': 4, 'poll-notice': 3 } },
    says: [],
  },
  {
    name: 'T04 a community, 2021: registration ends a day before the roll’s last day, without a day to spare',
    plan: {
      body: '居民委员会',
      term: 6,
      electionDay: day('2021-01-21'),
      rollDay: day('2021-01-01'),
      changes: [change('B6', '2020-12-26', '2020-12-31')],
    },
    says: [],
  },
  {
    name: 'T04 the same with the roll a day later',
    plan: { body: '居民委员会', term: 6, electionDay: day('2021-01-21'), rollDay: day('2021-01-02') },
    says: ['“公布选民名单”最迟1月1日。各省选举办法：选民名单应当在选举日的二十日前公布。'],
  },
  {
    name: 'V27 a village, 2003, voted again after 23 days: more than fifteen, within thirty',
    plan: {
      body: '村民委员会',
      term: 5,
      electionDay: day('2003-03-24'),
      rollDay: day('2003-03-01'),
      changes: [change('B22', '2003-03-24', '2003-04-16')],
    },
    says: ['“名额不足时另行选举”最迟4月8日。北京2012 第30条'],
  },
];

it.each(CASES)('$name', ({ plan, says }) => {
  const today = addDays(plan.rollDay!, -20);
  const result = planElection(undefined, VILLAGE, 0, plan, today);
  const said = result.ok ? [] : (result.error.fields ?? []).map(({ message }) => message);
  expect(result.ok).toBe(says.length === 0);
  expect(said).toHaveLength(says.length);
  for (const [i, words] of says.entries()) expect(said[i]).toContain(words);
});
