/** The clocks of a case, as data: law, unit and number, by the kind of the office that holds it (law/rules.md). */
import { addCalendarDays, addWorkingDays, isDayOff } from '../calendar';
import { DISCIPLINE, type OfficeKind } from '../directory/office';
import { dateOfDay, dayOfDate } from '../time';
import type { TipState } from './state';

interface Clock {
  /** Which day it runs from. */
  readonly from: 'received' | 'decided';
  readonly days: number;
  readonly unit: 'working' | 'calendar';
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

const ELECTION_CLOCKS: Clocks = {
  received: { from: 'received', days: 15, unit: 'calendar', law: '信访工作条例第二十三条' },
  accepted: { from: 'decided', days: 60, unit: 'calendar', law: '信访工作条例第三十四条' },
  handling: { from: 'decided', days: 60, unit: 'calendar', law: '信访工作条例第三十四条' },
  proposed: { from: 'decided', days: 60, unit: 'calendar', law: '信访工作条例第三十四条' },
};

/** What a case must have next: by which day (UTC+8), and under which law. */
export interface Due {
  readonly day: number;
  /** Counted past the loaded holiday lists: 待节假日安排. */
  readonly provisional: boolean;
  readonly law: string;
  readonly unit: 'working' | 'calendar';
}

/** The clock that runs on a case, or undefined when none does. */
export function dueOf(state: TipState, kind: OfficeKind): Due | undefined {
  const clock = (kind === DISCIPLINE ? DISCIPLINE_CLOCKS : ELECTION_CLOCKS)[state.state];
  if (!clock) return undefined;
  const from = dateOfDay(clock.from === 'decided' && 'decided' in state ? state.decided : state.received);
  const { date, provisional } =
    clock.unit === 'working' ? addWorkingDays(from, clock.days) : addCalendarDays(from, clock.days, 'organ');
  return { day: dayOfDate(date), provisional, law: clock.law, unit: clock.unit };
}

/** Days from `today` to the last day, in the clock's own unit; negative when it has passed. */
export function daysLeft({ day, unit }: Due, today: number): number {
  if (unit === 'calendar') return day - today;
  const [from, to] = day < today ? [day, today] : [today, day];
  let working = 0;
  for (let one = from + 1; one <= to; one += 1) if (!isDayOff(one)) working += 1;
  return day < today ? -working : working;
}
