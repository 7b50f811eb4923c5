import type { ElectionBody } from '../election/body';

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
  return `${who}因${reason ?? BLANK}，选举日不能到场投票，委托${whom}在${village}第${term}届${body}选举中代我投票。只用于这一次选举。`;
}

/** Room for a name on paper. */
export const BLANK = '＿＿＿＿＿＿';
