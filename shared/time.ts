import * as z from 'zod';
import { whole } from './whole';

/** Seconds since 1970-01-01T00:00Z. */
export const Seconds = whole(0, 4_102_444_800);
export type Seconds = z.output<typeof Seconds>;

/** A legal date: a calendar day in Asia/Shanghai, `2026-11-26`. */
export const LegalDate = z.iso.date().brand<'LegalDate'>();
export type LegalDate = z.output<typeof LegalDate>;

const EAST_8 = 8 * 3600;
const DAY = 86_400;

/** The day number in UTC+8 that holds a moment: days since 1970-01-01. China keeps no summer time. */
export function dayOf(seconds: number): number {
  return Math.floor((seconds + EAST_8) / DAY);
}

/** The legal date of a day number. */
export function dateOfDay(day: number): LegalDate {
  return LegalDate.parse(new Date(day * DAY * 1000).toISOString().slice(0, 10));
}

/** The day number of a legal date. */
export function dayOfDate(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / (DAY * 1000);
}

/** The first second of a day number, as the clock on the wall in China shows it. */
export function startOfDay(day: number): number {
  return day * DAY - EAST_8;
}

/** `date` moved by a number of calendar days. */
export function addDays(date: string, days: number): LegalDate {
  return dateOfDay(dayOfDate(date) + days);
}

/** A moment as people in China read it: year, month, day, hour, minute, weekday 0 = Sunday. */
export function wallClock(seconds: number): {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  weekday: number;
} {
  const d = new Date((seconds + EAST_8) * 1000);
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
    weekday: d.getUTCDay(),
  };
}

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** `11月26日（星期四）18:00`, as ui.md section 4 sets times. */
export function sayMoment(seconds: number): string {
  const w = wallClock(seconds);
  return `${w.month}月${w.day}日（星期${WEEKDAYS[w.weekday] ?? ''}）${two(w.hour)}:${two(w.minute)}`;
}

/** `11月26日`; with the year when it is not `thisYear`. */
export function sayDate(date: string, thisYear?: number): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const short = `${Number(month)}月${Number(day)}日`;
  return thisYear === undefined || Number(year) === thisYear ? short : `${Number(year)}年${short}`;
}
