import { HOLIDAYS } from './holidays';
import { dateOfDay, dayOfDate, type LegalDate } from './time';

// Legal days, computed on dates alone: no clock, no time zone. The State Council's list of holidays and make-up
// working days lies in `holidays`, a year an entry; past the last of them only the days of the week are known.

/** A year's list as it is published, in dates of that year: days off (`10-01/10-07` is a run) and weekends worked. */
export interface YearList {
  readonly year: number;
  readonly off: string;
  readonly worked: string;
}

/** A day that was counted to. `provisional`: it leans on a year whose list is not out yet (待节假日安排). */
export interface CountedDay {
  date: LegalDate;
  provisional: boolean;
}

/** What counts legal days. */
export interface Calendar {
  /** The first and last year whose holidays and make-up working days are known. */
  readonly known: { readonly first: number; readonly last: number };
  /** Whether a day is off, by its number (days since 1970-01-01): a holiday, or a weekend not made a working day. */
  readonly isDayOff: (day: number) => boolean;
  /** The `days`-th working day after `from`, which is not counted itself (民法典 第201条). */
  readonly addWorkingDays: (from: string, days: number) => CountedDay;
  /**
   * The `days`-th day after `from`, which is not counted itself (民法典 第201条). For a citizen's term a last day that
   * is a day off moves to the day after the holiday (第203条); never for a duty of an organ.
   */
  readonly addCalendarDays: (from: string, days: number, term: 'citizen' | 'organ') => CountedDay;
}

/**
 * The list of the year after may still change the days behind this one: that of 2007 made 30 December 2006 a working
 * day, that of 2023 took 31 December 2022 off. None has reached further back.
 */
const LAST_SETTLED = '12-28';

/** The calendar that a run of years' lists makes, oldest first. */
export function calendarOf(lists: readonly [YearList, ...YearList[]]): Calendar {
  const known = { first: lists[0].year, last: (lists[lists.length - 1] ?? lists[0]).year };
  const firstKnown = dayOfDate(`${known.first}-01-01`);
  const lastKnown = dayOfDate(`${known.last}-${LAST_SETTLED}`);
  const isKnown = (day: number): boolean => day >= firstKnown && day <= lastKnown;
  // Filled by the first question: a function that counts no days does not read twenty years.
  let listed: ReadonlyMap<number, boolean> | undefined;
  const isDayOff = (day: number): boolean => {
    listed ??= daysOf(lists);
    return listed.get(day) ?? isWeekend(day);
  };
  return {
    known,
    isDayOff,
    addWorkingDays(from, days) {
      const day = countOn(from, days, isDayOff);
      return { date: dateOfDay(day), provisional: !isKnown(day) };
    },
    addCalendarDays(from, days, term) {
      let day = dayOfDate(from) + days;
      if (term === 'organ') return { date: dateOfDay(day), provisional: false };
      while (isDayOff(day)) day += 1;
      return { date: dateOfDay(day), provisional: !isKnown(day) };
    },
  };
}

/** Whether the days that the lists name are off, by their numbers. */
function daysOf(lists: readonly YearList[]): ReadonlyMap<number, boolean> {
  const listed = new Map<number, boolean>();
  for (const { year, off, worked } of lists) {
    for (const run of off.split(' ')) {
      const [first = '', last = first] = run.split('/');
      const end = dayOfDate(`${year}-${last}`);
      for (let day = dayOfDate(`${year}-${first}`); day <= end; day += 1) listed.set(day, true);
    }
    for (const date of worked.split(' ')) listed.set(dayOfDate(`${year}-${date}`), false);
  }
  return listed;
}

function countOn(from: string, days: number, isOff: (day: number) => boolean): number {
  if (!Number.isInteger(days) || days < 1) throw new RangeError('working days are counted from one');
  let day = dayOfDate(from) + 1;
  for (let left = isOff(day) ? days : days - 1; left > 0; ) {
    day += 1;
    if (!isOff(day)) left -= 1;
  }
  return day;
}

/** The `days`-th Monday to Friday after `from`, whatever any list says: the same under every calendar. */
export function addWeekdays(from: string, days: number): LegalDate {
  return dateOfDay(countOn(from, days, isWeekend));
}

/** Day 0, 1970-01-01, was a Thursday. */
function isWeekend(day: number): boolean {
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

/** The calendar of the lists that this program carries. */
export const CALENDAR = calendarOf(HOLIDAYS);

export const { known: KNOWN_YEARS, isDayOff, addWorkingDays, addCalendarDays } = CALENDAR;

/** A day off: a public holiday, or a Saturday or Sunday that was not made a working day. */
export function isHoliday(date: string): boolean {
  return isDayOff(dayOfDate(date));
}
