import { sayDate } from '../time';
import type { Decided, Objection } from './contract';

/** What a decision in the objector's favour makes of the roll. */
const MADE_OF = { 漏登: '补登', 错登: '从名单上划去', 写错: '更正' } as const satisfies Record<
  Objection['about'],
  string
>;

/** What an objection's decision comes to, in a few words. */
export function sayDecision({ about, decision: { upheld } }: Decided): string {
  return upheld ? `异议成立，${MADE_OF[about]}` : '异议不成立，名单不变';
}

/** The text of notice 4-1, 名单异议处理公告: each decision by its number, and nothing about anybody. */
export function decisionsNotice(decided: readonly Decided[], basis: string): string {
  const lines = [...decided]
    .sort((a, b) => a.number - b.number)
    .map((one) => {
      const days = `${sayDate(one.receivedOn)}收到，${sayDate(one.decision.decidedOn)}决定`;
      return `第${one.number}号（${days}）：${sayDecision(one)}。理由：${one.decision.reason}`;
    });
  return [`根据${basis}，现将选民名单异议的处理决定公布如下：`, ...lines].join('\n');
}
