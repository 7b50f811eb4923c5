import type { Answer } from '#shared/registration/contract';
import { sayDate } from '#shared/time';

/** How an answer came, as people read it. */
const HOW = {
  self: '本人在手机上',
  counter: '本人当面说',
  family: '家里人带话',
} as const satisfies Record<Answer['how'], string>;

const BY = { town: '镇里代村里录入', county: '县里代村里录入' } as const;

/** 参加 or 不参加, in two words or three. */
export function sayPart({ takesPart }: Pick<Answer, 'takesPart'>): string {
  return takesPart ? '参加' : '不参加';
}

/** When an answer came, how, and who entered it. */
export function sayAnswer(answer: Answer): string {
  const by = answer.by ? `，${BY[answer.by]}` : '';
  const word = answer.word === undefined ? '' : `：${answer.word}`;
  return `${sayDate(answer.on)}，${HOW[answer.how]}${word}${by}`;
}
