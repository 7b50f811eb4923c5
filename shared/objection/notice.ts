import { sayDate } from '../time';
import type { Decided, Objection } from './contract';
import { daysLate } from './overdue';

/** What a decision in the objector's favour makes of the roll. */
const MADE_OF = { 漏登: '补登', 错登: '从名单上划去', 写错: '更正' } as const satisfies Record<
  Objection['about'],
  string
>;

/** What an objection's decision comes to, in a few words. */
export function sayDecision({ about, decision: { upheld } }: Decided): string {
  return upheld ? `异议成立，${MADE_OF[about]}` : '异议不成立，名单不变';
}

/** How late a decision was, where it was; it says so wherever the decision stands. */
export function sayLateness(decided: Decided): string {
  const late = daysLate(decided, decided.decision.decidedOn);
  return late > 0 ? `超过法定期限 ${late} 天` : '';
}

/** The text of notice 4-1, 名单异议处理公告: each decision by its number, and nothing about anybody. */
export function decisionsNotice(decided: readonly Decided[], basis: string): string {
  const lines = [...decided]
    .sort((a, b) => a.number - b.number)
    .map((one) => {
      const { receivedOn, decision } = one;
      const days = [`${sayDate(receivedOn)}收到`, `${sayDate(decision.decidedOn)}决定`, sayLateness(one)]
        .filter((part) => part !== '')
        .join('，');
      return `第${one.number}号（${days}）：${sayDecision(one)}。理由：${decision.reason}`;
    });
  return [`根据${basis}，现将选民名单异议的处理决定公布如下：`, ...lines].join('\n');
}
