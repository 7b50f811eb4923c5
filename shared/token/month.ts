/** Months of villagers' tokens: counted since January 2020, in UTC+8 (formats.md section 7). */
import { startOfDay, wallClock } from '../time';

const FIRST_YEAR = 2020;

/** The month that holds a moment. */
export function monthOf(seconds: number): number {
  const { year, month } = wallClock(seconds);
  return (year - FIRST_YEAR) * 12 + month - 1;
}

/** The first second of a month. */
export function startOfMonth(month: number): number {
  const first = Date.UTC(FIRST_YEAR + Math.floor(month / 12), month % 12, 1);
  return startOfDay(first / 86_400_000);
}

/** Tokens of these months are taken at a moment, the newest first: who got one late in a month can still use it. */
export function takenMonths(seconds: number): readonly number[] {
  const month = monthOf(seconds);
  return [month, month - 1];
}
