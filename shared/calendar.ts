import chineseDays from 'chinese-days';
import { addDays, dayOfDate, type LegalDate } from './time';

// Legal days, computed on dates alone: no clock, no time zone. The State Council's list of holidays and make-up
// working days comes with the package and ends with a year; past it only the days of the week are known.

/** The first and last year whose holidays and make-up working days are known. */
export const KNOWN_YEARS = { first: 2004, last: 2026 } as const;

/** A day that was counted to. `provisional`: it leans on a year whose list is not out yet (待节假日安排). */
export interface CountedDay {
  date: LegalDate;
  provisional: boolean;
}

/** A day off: a public holiday, or a Saturday or Sunday that was not made a working day. */
export function isHoliday(date: string): boolean {
  const listed = isKnown(date) ? listedDay(date) : undefined;
  return listed ? !listed.work : isWeekend(date);
}

/** The `days`-th working day after `from`, which is not counted itself (民法典 第201条). */
export function addWorkingDays(from: string, days: number): CountedDay {
  if (!Number.isInteger(days) || days < 1) throw new RangeError('working days are counted from one');
  let date = addDays(from, 1);
  for (let left = isHoliday(date) ? days : days - 1; left > 0; ) {
    date = addDays(date, 1);
    if (!isHoliday(date)) left -= 1;
  }
  return { date, provisional: !isKnown(date) };
}

/**
 * The `days`-th day after `from`, which is not counted itself (民法典 第201条). For a citizen's term a last day that
 * is a day off moves to the day after the holiday (第203条); never for a duty of an organ.
 */
export function addCalendarDays(from: string, days: number, term: 'citizen' | 'organ'): CountedDay {
  let date = addDays(from, days);
  if (term === 'citizen') {
    while (isHoliday(date)) date = addDays(date, 1);
  }
  return { date, provisional: term === 'citizen' && !isKnown(date) };
}

function isKnown(date: string): boolean {
  const year = Number(date.slice(0, 4));
  return year >= KNOWN_YEARS.first && year <= KNOWN_YEARS.last;
}

/** Day 0, 1970-01-01, was a Thursday. */
function isWeekend(date: string): boolean {
  const weekday = (((dayOfDate(date) + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

/**
 * What the State Council's list says of a date, by name: `Spring Festival,春节,4`. Only this is taken from the
 * package: its days of the week are those of the machine's time zone.
 */
function listedDay(date: string): { work: boolean } | undefined {
  const day = chineseDays.getDayDetail(date);
  return day.name.includes(',') ? day : undefined;
}
