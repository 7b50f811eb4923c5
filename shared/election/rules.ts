import type { AreaCode } from '../area/code';
import { addCalendarDays } from '../calendar';
import type { ErrorCode } from '../errors';
import { type FieldError, fail, ok, type Result } from '../result';
import { addDays, dayOfDate, type LegalDate } from '../time';
import type { ElectionBody } from './body';
import type { Step, Timetable } from './contract';
import type { DayRule, StepRule } from './step-rule';
import { STEPS } from './steps';

/** The roll stands this many days before the election: 村组法(2025) 第17条, 居组法(2025) 第17条. */
const ROLL_DAYS = 20;
/** Where nobody says otherwise the roll is posted this many days before, as published county plans do. */
const USUAL_ROLL_DAYS = 32;
const LAST_STAGE = 8;
/** A term is five years; an election further off than this is a slip of the pen, and so is a roll so old. In days. */
const FARTHEST = { election: 6 * 366, roll: 180 } as const;

/** What an office decides; the timetable follows from it. */
export interface ElectionPlan {
  body: ElectionBody;
  term: number;
  electionDay: LegalDate;
  rollDay?: LegalDate | undefined;
}

/** Sets up an election, or moves its days. The same plan again is answered with the timetable that stands. */
export function planElection(
  before: Timetable | undefined,
  area: AreaCode,
  from: number,
  plan: ElectionPlan,
  today: LegalDate,
): Result<Timetable> {
  if (before && isSamePlan(before, plan)) return ok(before);
  const refused = refusal(before, from, plan, today);
  if (refused) return fail(refused);
  const running = before && isRunning(before) ? before : undefined;
  const { body, term, electionDay } = plan;
  const rollDay = plan.rollDay ?? postedRoll(running) ?? usualRollDay(electionDay, today);
  if (!isInTime(rollDay, electionDay)) return fail('election-too-soon');
  const slip = slipOfThePen(electionDay, rollDay, today);
  if (slip) return fail('invalid', [slip]);
  const steps = STEPS[body].map((rule) => stepOn(rule, electionDay, rollDay));
  return ok({ area, version: from + 1, body, term, electionDay, rollDay, stage: running?.stage ?? 1, steps });
}

function refusal(
  before: Timetable | undefined,
  from: number,
  plan: ElectionPlan,
  today: LegalDate,
): ErrorCode | undefined {
  if ((before?.version ?? 0) !== from) return 'conflict';
  if (before && isRunning(before) && plan.term !== before.term) return 'election-running';
  if (before && !isRunning(before) && plan.term <= before.term) return 'election-over';
  return plan.electionDay < today ? 'election-past' : undefined;
}

function isRunning(timetable: Timetable): boolean {
  return timetable.stage < LAST_STAGE;
}

function isSamePlan(before: Timetable, plan: ElectionPlan): boolean {
  const { body, term, electionDay, rollDay = before.rollDay } = plan;
  const same = before.body === body && before.term === term && before.electionDay === electionDay;
  return same && before.rollDay === rollDay;
}

/** A roll that was posted stays posted on its day, wherever the election moves. */
function postedRoll(running: Timetable | undefined): LegalDate | undefined {
  return running && running.stage > 3 ? running.rollDay : undefined;
}

function usualRollDay(electionDay: LegalDate, today: LegalDate): LegalDate {
  const usual = addDays(electionDay, -USUAL_ROLL_DAYS);
  return usual < today ? today : usual;
}

function isInTime(rollDay: LegalDate, electionDay: LegalDate): boolean {
  return dayOfDate(electionDay) - dayOfDate(rollDay) >= ROLL_DAYS;
}

function slipOfThePen(electionDay: LegalDate, rollDay: LegalDate, today: LegalDate): FieldError | undefined {
  const day = dayOfDate(electionDay);
  if (day - dayOfDate(today) > FARTHEST.election) {
    return { path: 'electionDay', message: '离今天太远了，请核对年份' };
  }
  return day - dayOfDate(rollDay) > FARTHEST.roll
    ? { path: 'rollDay', message: '离选举日太远了，请核对年份' }
    : undefined;
}

function stepOn(rule: StepRule, electionDay: LegalDate, rollDay: LegalDate): Step {
  const { id, stage, title, actor, output, basis, law, limit } = rule;
  const dayOf = ({ from, days, citizen }: DayRule) =>
    addCalendarDays(from === 'roll' ? rollDay : electionDay, days, citizen ? 'citizen' : 'organ');
  const last = dayOf(rule.last);
  return {
    id,
    stage,
    title,
    actor,
    firstDay: dayOf(rule.first).date,
    lastDay: last.date,
    ...(last.provisional && { provisional: true as const }),
    ...(limit && { limit: dayOf(limit).date }),
    output,
    ...(basis !== undefined && { basis }),
    ...(law !== undefined && { law }),
  };
}

/** Enters the next stage, and only the next. Entering the stage that stands again changes nothing. */
// stage n → n + 1
export function enterStage(before: Timetable | undefined, from: number, stage: number): Result<Timetable> {
  if (!before) return fail('election-unplanned');
  if (before.stage === stage && before.version === from + 1) return ok(before);
  if (before.version !== from) return fail('conflict');
  if (stage !== before.stage + 1) return fail('stage-out-of-order');
  return ok({ ...before, version: from + 1, stage });
}
