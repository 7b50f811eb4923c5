import { wallClock } from '#shared/time';

const two = (n: number): string => String(n).padStart(2, '0');

/** 11月26日 18:00 */
export function sayHour(seconds: number): string {
  const { month, day, hour, minute } = wallClock(seconds);
  return `${month}月${day}日 ${two(hour)}:${two(minute)}`;
}
