import { describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import type { Decided } from '#shared/objection/contract';
import { decisionsNotice, sayLateness } from '#shared/objection/notice';
import { daysLate, isOverdue } from '#shared/objection/overdue';
import * as rules from '#shared/objection/rules';
import { LegalDate } from '#shared/time';
import { freshId } from '#test/setup';
import { OBJECTION } from './filing';

const day = (date: string) => LegalDate.parse(date);
const ELECTION = {
  body: '村民委员会',
  term: 12,
  electionDay: day('2027-01-05'),
  rollDay: day('2026-11-26'),
} as const;

function decided(number: number, upheld: boolean, decidedOn: string): Decided {
  const at = {
    id: freshId(),
    area: AreaCode.parse('990101100201'),
    count: number - 1,
    receivedOn: day('2026-11-27'),
    atCounter: false,
  };
  const filed = rules.fileObjection(undefined, ELECTION, at, OBJECTION);
  const deciding = { decidedOn: day(decidedOn), roll: 1, by: undefined };
  const made = filed.ok && rules.decideObjection(filed.value, { upheld, reason: '登记时漏抄。' }, deciding);
  if (!made || !made.ok) throw new Error('not decided');
  return made.value;
}

describe('the text of notice 4-1', () => {
  const text = decisionsNotice(
    [decided(2, false, '2026-11-29'), decided(1, true, '2026-11-28')],
    rules.objectionBasis(ELECTION),
  );

  it('names the law, each decision by its number, and what becomes of the roll', () => {
    expect(text.split('\n')).toEqual([
      '根据《中华人民共和国村民委员会组织法》第17条，现将选民名单异议的处理决定公布如下：',
      '第1号（11月27日收到，11月28日决定）：异议成立，补登。理由：登记时漏抄。',
      '第2号（11月27日收到，11月29日决定）：异议不成立，名单不变。理由：登记时漏抄。',
    ]);
  });

  it('says nothing about anybody', () => {
    for (const word of [OBJECTION.filer, OBJECTION.concerning.name, OBJECTION.says])
      expect(text).not.toContain(word);
  });
});

it('is overdue from the day after its due day, and stays late when it was decided then', () => {
  const late = decided(1, true, '2026-12-01');
  expect(isOverdue(late, day('2026-12-05'))).toBe(true);
  expect(isOverdue(decided(1, true, '2026-11-30'), day('2026-12-05'))).toBe(false);
});

it('that was decided late says by how many days, in the published decision too', () => {
  const [late, last] = [decided(1, true, '2026-12-02'), decided(2, false, '2026-11-30')];
  expect([daysLate(late, day('2027-01-01')), sayLateness(late)]).toEqual([2, '超过法定期限 2 天']);
  expect([daysLate(last, day('2027-01-01')), sayLateness(last)]).toEqual([0, '']);
  expect(decisionsNotice([late, last], '第17条').split('\n').slice(1)).toEqual([
    '第1号（11月27日收到，12月2日决定，超过法定期限 2 天）：异议成立，补登。理由：登记时漏抄。',
    '第2号（11月27日收到，11月30日决定）：异议不成立，名单不变。理由：登记时漏抄。',
  ]);
});
