import type { NoticeState } from '#shared/notice/notice';
import { sayMoment, wallClock } from '#shared/time';
import type { IconName } from '../../components/icon';
import type { Tone } from '../../components/pill';

/** How a state looks and what it is called. */
export const STATES = {
  draft: { icon: 'pen', tone: 'plain', word: '草稿' },
  scheduled: { icon: 'clock', tone: 'due', word: '定时公布' },
  published: { icon: 'ok', tone: 'done', word: '已公布' },
  withdrawn: { icon: 'bad', tone: 'red', word: '已撤回' },
  erased: { icon: 'x', tone: 'red', word: '已删除' },
} as const satisfies Record<NoticeState['kind'], { icon: IconName; tone: Tone; word: string }>;

/** 11月26日 18:00 */
export function sayWhen(seconds: number): string {
  return sayMoment(seconds).replace(/（.*）/, ' ');
}

/** 2026年11月26日, as a notice is signed. */
export function sayYearDay(seconds: number): string {
  const { year, month, day } = wallClock(seconds);
  return `${year}年${month}月${day}日`;
}

/** When a notice came to stand as it does: what its list shows beside the state. */
export function sayStanding(state: NoticeState): string {
  switch (state.kind) {
    case 'draft':
      return '';
    case 'scheduled':
      return sayWhen(state.publishAt);
    case 'published':
      return sayWhen(state.changedAt);
    case 'withdrawn':
      return sayWhen(state.withdrawnAt);
    case 'erased':
      return sayWhen(state.erasedAt);
  }
}

/** Whether a text ends with its issuer's name: then nobody signs it a second time. */
export function isSigned(html: string, issuer: string): boolean {
  const blocks = html.split(/<\/(?:p|h3|li|td)>/).filter((block) => block.trim() !== '');
  return issuer !== '' && blocks.slice(-2).some((block) => block.includes(issuer));
}
