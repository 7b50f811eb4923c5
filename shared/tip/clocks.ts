/** The clocks of a case, as data: law, unit and number, by the kind of the office that holds it (law/rules.md). */
import { addWeekdays, CALENDAR } from '../calendar';
import { DISCIPLINE, type OfficeKind } from '../directory/office';
import { dateOfDay, dayOfDate } from '../time';
import type { TipState } from './state';

interface Clock {
  /** Which day it runs from. */
  readonly from: 'received' | 'decided';
  readonly days: number;
  readonly unit: 'working' | 'calendar';
  /** By how many days the office's head may put it off, once. */
  readonly more?: number;
  readonly law: string;
}

type Clocks = Readonly<Partial<Record<TipState['state'], Clock>>>;

/**
 * One clock for every case alike: the server must not know which are real-name. Once a discipline case is accepted
 * no statutory day runs until it is closed, and closing tells the result at once (第27条 allows 15 working days).
 */
const DISCIPLINE_CLOCKS: Clocks = {
  received: { from: 'received', days: 15, unit: 'working', law: '检举控告工作规则第二十六条' },
};

/** 60 days for the result, and once 30 more where the case is a complicated one. */
const RESULT: Clock = {
  from: 'decided',
  days: 60,
  unit: 'calendar',
  more: 30,
  law: '信访工作条例第三十四条',
};

const ELECTION_CLOCKS: Clocks = {
  received: { from: 'received', days: 15, unit: 'calendar', law: '信访工作条例第二十三条' },
  accepted: RESULT,
  handling: RESULT,
  proposed: RESULT,
};

/** What a case must have next: by which day (UTC+8), and under which law. */
export interface Due {
  readonly day: number;
  /** Counted past the loaded holiday lists: 待节假日安排. */
  readonly provisional: boolean;
  readonly law: string;
  readonly unit: 'working' | 'calendar';
}

/** All that a clock runs on: nothing in it tells who wrote, or whether they left a name. */
export interface Running {
  readonly state: TipState['state'];
  readonly received: number;
  readonly decided?: number | undefined;
  readonly extended?: true | undefined;
}

/** The clock that runs on a case, by the calendar as it is known now; undefined when none does. */
export function dueOf(state: Running, kind: OfficeKind, calendar = CALENDAR): Due | undefined {
  const clock = clockOf(state, kind);
  if (!clock) return undefined;
  const { law, unit } = clock;
  const days = daysOf(clock, state);
  const from = dateOfDay(startOf(state, clock));
  const { date, provisional } =
    unit === 'working' ? calendar.addWorkingDays(from, days) : calendar.addCalendarDays(from, days, 'organ');
  return { day: dayOfDate(date), provisional, law, unit };
}

function clockOf({ state }: Running, kind: OfficeKind): Clock | undefined {
  return (kind === DISCIPLINE ? DISCIPLINE_CLOCKS : ELECTION_CLOCKS)[state];
}

/** The clock's days, with those by which it was put off. */
function daysOf({ days, more = 0 }: Clock, { extended }: Running): number {
  return extended ? days + more : days;
}

function startOf({ received, decided }: Running, { from }: Clock): number {
  return from === 'decided' ? (decided ?? received) : received;
}

/**
 * The day by which a case's line is kept in order: its last day if no holiday list moved one. It is written once and
 * must be found again when a newer list is loaded, so it leans on none; what is shown is `dueOf` at reading.
 */
export function orderDayOf(state: Running, kind: OfficeKind): number | undefined {
  const clock = clockOf(state, kind);
  if (!clock) return undefined;
  const start = startOf(state, clock);
  const days = daysOf(clock, state);
  return clock.unit === 'working' ? dayOfDate(addWeekdays(dateOfDay(start), days)) : start + days;
}

/**
 * By how many days a last day may lie before its `orderDayOf`: weekends that are worked bring it forward. Twice the most
 * that any list since 2004 did over 15 working days (3; holidays put it off by up to 10, which a search for what is
 * overdue need not know). A test holds every loaded list to it.
 */
export const ORDER_MARGIN = 6;

/** Whether a last day has passed. Then the office above sees the case, whichever clock it was (protocols.md section 2). */
export function hasPassed(due: Pick<Due, 'day'> | undefined, today: number): boolean {
  return due !== undefined && due.day < today;
}

/** By how many days a result may be put off today: once, and before its last day has passed; 0 where it may not. */
export function extensionOf(state: Running, kind: OfficeKind, today: number): number {
  const more = clockOf(state, kind)?.more ?? 0;
  return state.extended || hasPassed(dueOf(state, kind), today) ? 0 : more;
}

/** Under which rule, and within how many months, an office reports on a case that its superior assigned to it. */
export const ASSIGNED = { months: 3, law: '检举控告工作规则第二十一条' } as const;

/** The day about which that report is expected: a measure for the office alone, by which no clock runs. */
export function assignedUntil(day: number): number {
  const [year = 0, month = 0, date = 0] = dateOfDay(day).split('-').map(Number);
  const due = month - 1 + ASSIGNED.months;
  // The month may be shorter than the one it is counted from.
  const last = new Date(Date.UTC(year, due + 1, 0)).getUTCDate();
  return Date.UTC(year, due, Math.min(date, last)) / 86_400_000;
}

/** Units of its own clock within which a last day is near: the officers are reminded. */
export const NEAR = 3;

/** Whether a last day is near and has not passed, by what is left of it. */
export function isNear(due: { readonly left: number } | undefined): boolean {
  return due !== undefined && due.left >= 0 && due.left <= NEAR;
}

/** Days from `today` to the last day, in the clock's own unit; negative when it has passed, be it only by a weekend. */
export function daysLeft(
  { day, unit }: Pick<Due, 'day' | 'unit'>,
  today: number,
  calendar = CALENDAR,
): number {
  if (unit === 'calendar') return day - today;
  const [from, to] = day < today ? [day, today] : [today, day];
  let working = 0;
  for (let one = from + 1; one <= to; one += 1) if (!calendar.isDayOff(one)) working += 1;
  return day < today ? -Math.max(1, working) : working;
}
