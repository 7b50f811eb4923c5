import { cite, type Edition, editionOn, type RuleId, rulesOf } from '../election/editions';
import { type LegalRule, leastOf, reaches, type Share } from '../election/legal-rule';
import type { AgendaItem, Chosen, Minutes } from './contract';
import { meetingOf } from './kinds';

// What a meeting's numbers come to, by the rules of the edition in force on its day. Nothing here knows a number.

/** What is reckoned from: the meeting's numbers, and whose election it belongs to. */
export type Held = Pick<Minutes, 'body' | 'text'>;

/** Whether enough came, and the sentence with its article. */
export interface Quorum {
  holds: boolean;
  sentence: string;
}

interface Found {
  edition: Edition;
  rule: LegalRule;
  share: Share;
}

function shareOf({ body, text }: Held, id: RuleId): Found | Edition {
  const edition = editionOn(body, text.day);
  const rule = rulesOf(edition)[id];
  return rule?.measure.kind === 'share' ? { edition, rule, share: rule.measure } : edition;
}

const NUMERALS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

function sayShare({ part: [above, below], over }: Share): string {
  if (above === 1 && below === 2) return over ? '过半数' : '半数以上';
  const words = `${NUMERALS[below] ?? below}分之${NUMERALS[above] ?? above}`;
  return over ? `超过${words}` : `${words}以上`;
}

/** Whether enough came to the meeting for it to decide. */
export function quorumOf(held: Held): Quorum {
  const { kind, due, present } = held.text;
  const found = shareOf(held, meetingOf(kind).meets);
  const came = `应到 ${due} 人，实到 ${present} 人`;
  if ('inForce' in found) {
    const sentence = `${came}。${found.name}没有写${kind}要到多少人，请照本省的办法办；在这里先不作数。`;
    return { holds: false, sentence };
  }
  const { edition, rule, share } = found;
  const holds = reaches(share, present, due);
  const needed = `${sayShare(share)}（${leastOf(share, due)} 人）`;
  const verdict = holds ? `到了${needed}，可以作决定` : `不到${needed}，作的决定不算数`;
  return { holds, sentence: `${came}，${verdict}。依据${cite(edition, rule)}。` };
}

/** What a vote comes to; `chosen` are those who were given enough, most votes first. */
export interface Outcome {
  passed: boolean;
  sentence: string;
  chosen: readonly Chosen[];
}

/** What an item's vote comes to; undefined where nothing was voted on. */
export function outcomeOf(held: Held, { vote }: AgendaItem): Outcome | undefined {
  if (vote.kind === 'none') return undefined;
  const found = shareOf(held, meetingOf(held.text.kind).decides);
  if (!quorumOf(held).holds || 'inForce' in found) {
    return { passed: false, sentence: '到会的人不够，这一项不算数。', chosen: [] };
  }
  const { edition, rule, share } = found;
  const whole = share.of === 'members-due' ? held.text.due : held.text.present;
  const of = `${share.of === 'members-due' ? '应到' : '到会'} ${whole} 人的${sayShare(share)}（${leastOf(share, whole)} 人）`;
  const basis = `依据${cite(edition, rule)}。`;
  if (vote.kind === 'show') {
    const passed = reaches(share, vote.for, whole);
    const verdict = passed ? `到了${of}，通过` : `不到${of}，没有通过`;
    const said = `赞成 ${vote.for} 人，反对 ${vote.against} 人，弃权 ${vote.abstain} 人`;
    return { passed, sentence: `${said}，${verdict}。${basis}`, chosen: [] };
  }
  const chosen = byVotes(vote.persons)
    .filter(({ votes }) => reaches(share, votes, whole))
    .slice(0, vote.seats);
  const names = chosen.map(({ name, votes }) => `${name}（${votes} 票）`).join('、');
  const sentence =
    chosen.length > 0
      ? `要选 ${vote.seats} 人，到了${of}的有 ${chosen.length} 人：${names}。${basis}`
      : `没有人到${of}。${basis}`;
  return { passed: chosen.length > 0, sentence, chosen };
}

/** Most votes first; of equal votes the one written first. */
export function byVotes<T extends { votes: number }>(persons: readonly T[]): T[] {
  return [...persons].sort((a, b) => b.votes - a.votes);
}
