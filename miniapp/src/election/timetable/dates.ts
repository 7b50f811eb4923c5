import type { Step } from '#shared/election/contract';
import { sayDate, wallClock } from '#shared/time';

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;

/** 11月20日至26日; one day stays one day. */
export function sayRange(first: string, last: string): string {
  if (first === last) return sayDate(first);
  const sameMonth = first.slice(0, 7) === last.slice(0, 7);
  return `${sayDate(first)}至${sameMonth ? `${Number(last.slice(8))}日` : sayDate(last)}`;
}

/** 12月20日（星期日） */
export function sayWithWeekday(date: string): string {
  const { weekday } = wallClock(Date.parse(`${date}T04:00:00Z`) / 1000);
  return `${sayDate(date)}（星期${WEEKDAYS[weekday] ?? ''}）`;
}

/** The days of a step, with the last one that the law leaves where that is another. */
export function sayStepDays({ firstDay, lastDay, limit, provisional }: Step): string {
  const bound = limit === undefined || limit === lastDay ? '' : `（依法最迟${sayDate(limit)}）`;
  return `${sayRange(firstDay, lastDay)}${bound}${provisional ? '（待节假日安排）' : ''}`;
}
