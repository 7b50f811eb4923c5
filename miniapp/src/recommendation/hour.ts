import { wallClock } from '#shared/time';

/** 11月26日 18:00 */
export function sayHour(seconds: number): string {
  const { month, day, hour, minute } = wallClock(seconds);
  return `${month}月${day}日 ${hour}:${String(minute).padStart(2, '0')}`;
}
