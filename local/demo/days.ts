import { addCalendarDays } from '#shared/calendar';
import { dateOfDay, dayOfDate, type LegalDate, sayDate, startOfDay, wallClock } from '#shared/time';

/** The demo's calendar: day 0 is the day it was loaded, so that whenever it is loaded it stands mid-way. */
export interface Days {
  /** The day number of day 0. */
  readonly zero: number;
  date: (day: number) => LegalDate;
  /** The day of a date. */
  dayOf: (date: string) => number;
  /** `2026年11月18日`. */
  full: (day: number) => string;
  /** `11月18日`; with the year when it is not that of day 0. */
  short: (day: number) => string;
  /** `11月18日（星期三）`. */
  weekday: (day: number) => string;
  /** Seconds since 1970 of an hour on the wall in China. */
  at: (day: number, hour: number, minute?: number) => number;
  /** The first Sunday on a day or after it. */
  sunday: (day: number) => number;
  /** The last day of a citizen's term of so many days that began on a day (民法典 第201、203条). */
  termEnd: (day: number, days: number) => number;
  /** The year of day 0. */
  year: number;
}

const WEEKDAYS = '日一二三四五六';

/** The calendar whose day 0 is a day number. */
export function daysFrom(zero: number): Days {
  const date = (day: number) => dateOfDay(zero + day);
  const wall = (day: number) => wallClock(startOfDay(zero + day));
  const { year } = wall(0);
  const short = (day: number) => sayDate(date(day), year);
  return {
    zero,
    year,
    date,
    dayOf: (of) => dayOfDate(of) - zero,
    short,
    full: (day) => sayDate(date(day), 0),
    weekday: (day) => `${short(day)}（星期${WEEKDAYS.charAt(wall(day).weekday)}）`,
    at: (day, hour, minute = 0) => startOfDay(zero + day) + hour * 3600 + minute * 60,
    sunday: (day) => day + ((7 - wall(day).weekday) % 7),
    termEnd: (day, days) => dayOfDate(addCalendarDays(date(day), days, 'citizen').date) - zero,
  };
}
