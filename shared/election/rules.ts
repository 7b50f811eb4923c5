import type { AreaCode } from '../area/code';
import type { ErrorCode } from '../errors';
import { type FieldError, fail, ok, type Result } from '../result';
import { addDays, dayOfDate, type LegalDate } from '../time';
import { type ActedFor, ElectionPlan, StepRecord, type Timetable } from './contract';
import { OPTION_IDS, PROVINCIAL } from './editions/provincial';
import { STEPS } from './steps';
import { type Computed, computeTimetable, type Violation } from './timetable';

/** Where nobody says otherwise the roll is posted this many days before, as published county plans do. */
export const USUAL_ROLL_DAYS = 32;
const LAST_STAGE = 8;
/** A term is five years; an election further off than this is a slip of the pen, and so is a roll so old. In days. */
const FARTHEST = { election: 6 * 366, roll: 180 } as const;

/** A village keeps so many records of its steps at most. */
const MOST_RECORDS = 80;

/** Sets up an election, or moves its days. The same plan again is answered with the timetable that stands. */
export function planElection(
  before: Timetable | undefined,
  area: AreaCode,
  from: number,
  plan: ElectionPlan,
  today: LegalDate,
  by?: ActedFor,
): Result<Timetable> {
  if (before && isSamePlan(before, plan)) return ok(before);
  const refused = refusal(before, from, plan, today);
  if (refused) return fail(refused);
  const running = before && isRunning(before) ? before : undefined;
  const rollDay = rollDayOf(before, plan, today);
  const computed = lawful(plan, rollDay, running, today);
  if (!computed.ok) return computed;
  const { edition, steps, partySteps } = computed.value;
  const acted = by && { plannedBy: by };
  const party = partySteps.length > 0 && { partySteps };
  const { stage, records, struck } = running ?? { stage: 1, records: [] };
  return ok({
    ...plan,
    area,
    version: from + 1,
    edition,
    rollDay,
    stage,
    steps,
    ...party,
    records,
    ...(struck && { struck }),
    ...acted,
  });
}

/** The day the roll is posted: the plan's own, else where a running election has posted it, else the usual one. */
export function rollDayOf(before: Timetable | undefined, plan: ElectionPlan, today: LegalDate): LegalDate {
  const running = before && isRunning(before) ? before : undefined;
  return plan.rollDay ?? postedRoll(running) ?? usualRollDay(plan.electionDay, today);
}

/** The days that follow from a plan, or what is wrong with it: a slip of the pen first, then the law. */
function lawful(
  plan: ElectionPlan,
  rollDay: LegalDate,
  running: Timetable | undefined,
  today: LegalDate,
): Result<Computed> {
  if (rollDay > plan.electionDay) return fail('election-too-soon');
  const slip = slipOfThePen(plan.electionDay, rollDay, today);
  const wrong = slip ? [slip] : [...wrongVoters(plan), ...optionsOut(plan), ...passed(running, plan)];
  if (wrong.length > 0) return fail('invalid', wrong);
  const computed = computeTimetable(plan, rollDay);
  const unlawful = unlawfulCode(computed.violations);
  const fields = computed.violations.map(({ path, message }) => ({ path, message }));
  return unlawful ? fail(unlawful, fields) : ok(computed);
}

function unlawfulCode(violations: readonly Violation[]): ErrorCode | undefined {
  if (violations.length === 0) return undefined;
  return violations.some(({ step }) => step === 'B7') ? 'election-too-soon' : 'timetable-unlawful';
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
  const said = (of: ElectionPlan) => JSON.stringify(ElectionPlan.strip().parse(of));
  return said(before) === said({ ...plan, rollDay: plan.rollDay ?? before.rollDay });
}

/** A roll that was posted stays posted on its day, wherever the election moves. */
function postedRoll(running: Timetable | undefined): LegalDate | undefined {
  return running && running.stage > 3 ? running.rollDay : undefined;
}

function usualRollDay(electionDay: LegalDate, today: LegalDate): LegalDate {
  const usual = addDays(electionDay, -USUAL_ROLL_DAYS);
  return usual < today ? today : usual;
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

/** A village has no representatives vote in its voters' place. */
function wrongVoters({ body, electedBy = '全体选民' }: ElectionPlan): FieldError[] {
  if (body === '居民委员会' || electedBy === '全体选民') return [];
  const message = '村民委员会由村民直接选举产生（村组法(2025) 第14条），请改成全体选民';
  return [{ path: 'electedBy', message }];
}

/** Options outside what the provinces set. */
function optionsOut({ options = {} }: ElectionPlan): FieldError[] {
  return OPTION_IDS.flatMap((id) => {
    const days = options[id];
    const { least, most } = PROVINCIAL[id].range;
    if (days === undefined || (days >= least && days <= most)) return [];
    return [{ path: `options.${id}`, message: `要在 ${least} 到 ${most} 天之间，请改数目` }];
  });
}

/** What a stage that is over did stays as it was. */
function passed(running: Timetable | undefined, { changes = [] }: ElectionPlan): FieldError[] {
  if (!running) return [];
  const over = new Set(running.steps.filter(({ stage = 0 }) => stage < running.stage).map(({ id }) => id));
  const before = new Map(running.changes?.map((change) => [change.step, JSON.stringify(change)]));
  return changes.flatMap((change, at) =>
    over.has(change.step) && before.get(change.step) !== JSON.stringify(change)
      ? [{ path: `changes.${at}`, message: '这一步所在的阶段已经办完，日期不能再改，请删去这一条' }]
      : [],
  );
}

/** What a record says, without who put it down. */
const said = (record: StepRecord) => JSON.stringify(StepRecord.strip().parse(record));

/** Puts down what shows steps done. The same records again change nothing. */
export function recordSteps(
  before: Timetable | undefined,
  from: number,
  records: readonly StepRecord[],
  today: LegalDate,
  by?: ActedFor,
): Result<Timetable> {
  if (!before) return fail('election-unplanned');
  const known = new Set(before.records.map(said));
  const added = records.filter((record) => !known.has(said(record)));
  if (added.length === 0) return ok(before);
  if (before.version !== from) return fail('conflict');
  const wrong = added.flatMap((record) => unfitRecord(before, record, records.indexOf(record), today));
  if (wrong.length > 0) return fail('invalid', wrong);
  const kept = [...before.records, ...added.map((record) => ({ ...record, ...(by && { by }) }))];
  if (kept.length > MOST_RECORDS)
    return fail('invalid', [{ path: 'records', message: '凭据太多了，请合并再存' }]);
  return ok({ ...before, version: from + 1, records: kept });
}

function unfitRecord(before: Timetable, record: StepRecord, at: number, today: LegalDate): FieldError[] {
  const steps = [...before.steps, ...(before.partySteps ?? [])];
  if (!steps.some(({ id }) => id === record.step)) {
    return [{ path: `records.${at}.step`, message: '这一届没有这一步，请另选一步' }];
  }
  if (record.day > today) return [{ path: `records.${at}.day`, message: '还没有到这一天，请改日期' }];
  return [];
}

/**
 * Strikes a record whose document was the wrong one: its step is no longer shown done, and a stage that was entered by
 * it stays; the next is not entered before the right record is there. What was struck last, again, changes nothing.
 */
// recorded → struck
export function strikeRecord(
  before: Timetable | undefined,
  from: number,
  { record, reason }: { record: StepRecord; reason: string },
  today: LegalDate,
  by?: ActedFor,
): Result<Timetable> {
  if (!before) return fail('election-unplanned');
  const { struck = [] } = before;
  const last = struck[struck.length - 1];
  const isLast = last !== undefined && said(last.record) === said(record) && last.reason === reason;
  if (isLast && before.version === from + 1) return ok(before);
  if (before.version !== from) return fail('conflict');
  const kept = before.records.find((one) => said(one) === said(record));
  if (!kept) return fail('not-found');
  if (struck.length >= MOST_RECORDS)
    return fail('invalid', [{ path: 'record', message: '划去的凭据太多了，请先核对' }]);
  return ok({
    ...before,
    version: from + 1,
    records: before.records.filter((one) => one !== kept),
    struck: [...struck, { record: kept, reason, on: today, ...(by && { by }) }],
  });
}

/** Enters the next stage, and only the next, once each required step up to the stage that ends shows its record. Entering the stage that stands again changes nothing. */
// stage n → n + 1
export function enterStage(before: Timetable | undefined, from: number, stage: number): Result<Timetable> {
  if (!before) return fail('election-unplanned');
  if (before.stage === stage && before.version === from + 1) return ok(before);
  if (before.version !== from) return fail('conflict');
  if (stage !== before.stage + 1) return fail('stage-out-of-order');
  const missing = missingRecords(before);
  if (missing.length > 0) return fail('stage-needs-records', missing);
  return ok({ ...before, version: from + 1, stage });
}

function missingRecords({ body, stage, records }: Timetable): FieldError[] {
  const done = new Set(records.map(({ step }) => step));
  return STEPS[body]
    .filter((rule) => (rule.stage ?? LAST_STAGE) <= stage && rule.required && !done.has(rule.id))
    .map(({ id, title, output }) => ({ path: `records.${id}`, message: `“${title}”还没有凭据：${output}` }));
}
