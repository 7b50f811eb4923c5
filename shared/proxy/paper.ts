import { COMMITTEE_NAMES, type ElectionBody } from '../election/body';
import { type LegalDate, sayDate } from '../time';
import type { Proxy } from './contract';

/** The election a proxy is given for, as its papers name it. */
export interface PaperElection {
  village: string;
  body: ElectionBody;
  term: number;
}

/** What a 委托书 says, for one election and no more; what is not known yet is left blank, to be written by hand. */
export function proxyWords(
  {
    principal,
    agent,
    relation,
    reason,
  }: Partial<Record<'principal' | 'agent' | 'relation' | 'reason', string>>,
  { village, body, term }: PaperElection,
): string {
  const who = principal === undefined ? '我' : `本人${principal}`;
  const whom = `${agent ?? BLANK}（和我的关系：${relation ?? BLANK}）`;
  return `${who}因${reason ?? BLANK + BLANK}，选举日不能到场投票，委托${whom}在${village}第${term}届${body}选举中代我投票。只用于这一次选举。`;
}

/** A 委托书 as it is printed, to be signed by both and by the officer who checks it. */
export function proxyPaper(
  said: Parameters<typeof proxyWords>[0],
  election: PaperElection,
): { paragraphs: string[]; sign: string[] } {
  const line = (who: string) => `${who}签名：${BLANK}`;
  return {
    paragraphs: [proxyWords({ principal: BLANK, ...said }, election)],
    sign: [line('委托人'), line('受委托人'), line('核对人'), '　　年　　月　　日'],
  };
}

/** The 委托投票证 of one agent, for the principals that the published list names. */
export function passPaper(
  held: readonly Proxy[],
  { village, body, term }: PaperElection,
  electionDay: LegalDate,
): { number: string; paragraphs: string[]; sign: string[] } {
  const agent = held[0]?.agent;
  const principals = held.map(({ principal }) => `${principal.name}（${principal.group}）`).join('、');
  const days = held.flatMap((one) => (one.state === 'listed' ? [one.listedOn] : [])).sort();
  return {
    number: `第${term}届 第${held.map(({ number }) => number).join('、')}号`,
    paragraphs: [
      `受委托人：${agent?.name ?? ''}（${agent?.group ?? ''}）`,
      `委托人：${principals}，共 ${held.length} 人`,
      `受委托人凭本证，${sayDate(electionDay, 0)}在${village}第${term}届${body}选举中，代委托人每人投一张票。只用于这一次选举，不能转给别人。`,
    ],
    sign: [
      `${village}${COMMITTEE_NAMES[body]}`,
      '（盖章）',
      sayDate(days[days.length - 1] ?? electionDay, 0),
    ],
  };
}

/** Room for a name on paper. */
export const BLANK = '＿＿＿＿＿＿';
