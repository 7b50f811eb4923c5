import { HOLIDAYS } from './holidays';
import { dateOfDay, dayOfDate, type LegalDate } from './time';

// Legal days, computed on dates alone: no clock, no time zone. The State Council's list of holidays and make-up
// working days lies in `holidays` and ends with a year; past it only the days of the week are known.

/** The first and last year whose holidays and make-up working days are known. */
export const KNOWN_YEARS = { first: 2004, last: 2026 } as const;

/** A day that was counted to. `provisional`: it leans on a year whose list is not out yet (待节假日安排). */
export interface CountedDay {
  date: LegalDate;
  provisional: boolean;
}

/** A day off: a public holiday, or a Saturday or Sunday that was not made a working day. */
export function isHoliday(date: string): boolean {
  return isDayOff(dayOfDate(date));
}

/** Whether the days that the lists name are off, by their numbers; filled by the first question. */
const listed = new Map<number, boolean>();

/** Whether a day is off, by its number: days since 1970-01-01. */
export function isDayOff(day: number): boolean {
  if (listed.size === 0) readLists();
  return listed.get(day) ?? isWeekend(day);
}

function readLists(): void {
  for (const { year, off, worked } of HOLIDAYS) {
    for (const run of off.split(' ')) {
      const [first = '', last = first] = run.split('/');
      const end = dayOfDate(`${year}-${last}`);
      for (let day = dayOfDate(`${year}-${first}`); day <= end; day += 1) listed.set(day, true);
    }
    for (const date of worked.split(' ')) listed.set(dayOfDate(`${year}-${date}`), false);
  }
}

/** The `days`-th working day after `from`, which is not counted itself (民法典 第201条). */
export function addWorkingDays(from: string, days: number): CountedDay {
  if (!Number.isInteger(days) || days < 1) throw new RangeError('working days are counted from one');
  let day = dayOfDate(from) + 1;
  for (let left = isDayOff(day) ? days : days - 1; left > 0; ) {
    day += 1;
    if (!isDayOff(day)) left -= 1;
  }
  return { date: dateOfDay(day), provisional: !isKnown(day) };
}

/**
 * The `days`-th day after `from`, which is not counted itself (民法典 第201条). For a citizen's term a last day that
 * is a day off moves to the day after the holiday (第203条); never for a duty of an organ.
 */
export function addCalendarDays(from: string, days: number, term: 'citizen' | 'organ'): CountedDay {
  let day = dayOfDate(from) + days;
  if (term === 'citizen') {
    while (isDayOff(day)) day += 1;
  }
  return { date: dateOfDay(day), provisional: term === 'citizen' && !isKnown(day) };
}

const FIRST_KNOWN = dayOfDate(`${KNOWN_YEARS.first}-01-01`);
const LAST_KNOWN = dayOfDate(`${KNOWN_YEARS.last}-12-31`);

function isKnown(day: number): boolean {
  return day >= FIRST_KNOWN && day <= LAST_KNOWN;
}

/** Day 0, 1970-01-01, was a Thursday. */
function isWeekend(day: number): boolean {
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}
