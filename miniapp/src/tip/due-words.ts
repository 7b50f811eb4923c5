import { dateOfDay, sayDate } from '#shared/time';
import type { DueWire } from '#shared/tip/served';
import type { Standing } from '#shared/tip/standing';
import { HOTLINE } from './reach';

/** What a clock waits for, and how it is said that it did not come; nothing where none runs. */
const AWAITED: Partial<Record<Standing['at'], { what: string; missing: string }>> = {
  received: { what: '答复受不受理', missing: '没答复' },
  accepted: { what: '告诉您结果', missing: '没告诉结果' },
  handling: { what: '告诉您结果', missing: '没告诉结果' },
};

/** A last day by its date: the server's, whatever the phone's own clock says. */
export function sayLastDay({ day, provisional }: Pick<DueWire, 'day' | 'provisional'>): string {
  return `最晚${sayDate(dateOfDay(day))}${provisional ? '（待节假日安排）' : ''}`;
}

/** Who promises what: the law, to whom left a name (only this phone knows); the office, to everybody else. */
export function promiseWords(due: DueWire, at: Standing['at'], named: boolean): string {
  const { what = '答复' } = AWAITED[at] ?? {};
  return named ? `按规定${sayLastDay(due)}${what}（${due.law}）。` : `承诺${sayLastDay(due)}${what}。`;
}

/** Where the letter goes when the last day passes, or has gone since. */
export function passedWords(due: DueWire, at: Standing['at'], above: string | undefined): string {
  const { missing = '没答复' } = AWAITED[at] ?? {};
  if (due.left >= 0) return above ? `过了这一天还${missing}，就交到上一级：${above}也能打开这封信。` : '';
  const over = `这一天已经过了，还${missing}。`;
  return above
    ? `${over}已经交到上一级：${above}现在也能打开这封信。`
    : `${over}可以打 ${HOTLINE}，说过了期限。`;
}
