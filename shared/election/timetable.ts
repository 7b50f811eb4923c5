import { addCalendarDays, type CountedDay } from '../calendar';
import type { FieldError } from '../result';
import { addDays, dayOfDate, type LegalDate, sayDate } from '../time';
import type { ElectionPlan, Step, StepChange } from './contract';
import { cite, type Edition, editionOn, type RuleId, type Rules, rulesOf } from './editions';
import type { LegalRule, Term } from './legal-rule';
import type { DayRule, StepRule } from './step-rule';
import { PARTY_STEPS, STEPS } from './steps';

// From a plan and the law in force to the days of every step. The order of the steps' needs is the order they are
// computed in; what the law says about a day is read from its rules and never written here.

/** A step's days against the law or against the step before it: the field to mend, and the sentence that says why. */
export interface Violation extends FieldError {
  step: string;
}

export interface Computed {
  edition: string;
  steps: Step[];
  partySteps: Step[];
  violations: Violation[];
}

interface Course extends Law {
  days: { election: LegalDate; roll: LegalDate; party: LegalDate | undefined };
  changes: ReadonlyMap<string, StepChange & { at: number }>;
  done: Map<string, Step>;
  violations: Violation[];
}

/** What a timetable is computed from besides its plan: the law's edition, all rules in force, and the steps. */
export interface Law {
  edition: Edition;
  rules: Rules;
  steps: readonly StepRule[];
  partySteps: readonly StepRule[];
}

/** The law that a plan is made under. */
export function lawOf({ body, electionDay, options, party }: ElectionPlan): Law {
  const edition = editionOn(body, electionDay);
  const steps = STEPS[body];
  return { edition, rules: rulesOf(edition, options), steps, partySteps: party ? PARTY_STEPS : [] };
}

/** The days of every step of a plan, with what they break; `rollDay` is the day the roll is posted. */
export function computeTimetable(plan: ElectionPlan, rollDay: LegalDate, law = lawOf(plan)): Computed {
  const course: Course = {
    ...law,
    days: { election: plan.electionDay, roll: rollDay, party: plan.party?.meetingDay },
    changes: new Map(plan.changes?.map((change, at) => [change.step, { ...change, at }])),
    done: new Map(),
    violations: [],
  };
  for (const rule of inOrder([...law.partySteps, ...linked(law.steps, plan)])) {
    course.done.set(rule.id, place(course, rule));
  }
  refuseUnknown(course);
  const placed = (of: readonly StepRule[]) => of.flatMap(({ id }) => course.done.get(id) ?? []);
  return {
    edition: law.edition.name,
    steps: placed(law.steps),
    partySteps: placed(law.partySteps),
    violations: course.violations,
  };
}

function linked(steps: readonly StepRule[], { party }: ElectionPlan): readonly StepRule[] {
  if (!party?.secretaryLeads) return steps;
  return steps.map((rule) => ({ ...rule, needs: [...(rule.needs ?? []), ...(rule.needsWhenLed ?? [])] }));
}

/** Each step behind those it needs; the table's own order otherwise. */
function inOrder(rules: readonly StepRule[]): StepRule[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const order = new Set<StepRule>();
  const visit = (rule: StepRule) => {
    for (const id of [...(rule.needs ?? []), ...(rule.during ?? [])]) {
      const needed = byId.get(id);
      if (needed && !order.has(needed)) visit(needed);
    }
    order.add(rule);
  };
  for (const rule of rules) visit(rule);
  return [...order];
}

function place(course: Course, rule: StepRule): Step {
  const change = course.changes.get(rule.id);
  const earliest = earliestOf(course, rule);
  const limit = limitOf(course, rule);
  const usual = usualDays(course, rule, earliest?.day, limit);
  const firstDay = change?.firstDay ?? usual.first;
  const last = change ? { date: change.lastDay, provisional: false } : usual.last;
  const step: Step = {
    id: rule.id,
    ...(rule.stage !== undefined && { stage: rule.stage }),
    title: rule.title,
    actor: rule.actor,
    firstDay,
    lastDay: last.date,
    ...(last.provisional && { provisional: true as const }),
    ...(earliest && { earliest: earliest.day }),
    ...(limit !== undefined && { limit }),
    ...(change && { changed: change.reason }),
    output: rule.output,
    ...basisOf(course, rule),
  };
  check(course, rule, step, earliest?.step);
  return step;
}

/** The day before which it cannot begin, and the step that it waits for. */
function earliestOf({ done }: Course, rule: StepRule): { day: LegalDate; step: Step } | undefined {
  const ended = (rule.needs ?? []).flatMap((id) => done.get(id) ?? []);
  const begun = (rule.during ?? []).flatMap((id) => done.get(id) ?? []);
  const waits = [
    ...ended.map((step) => ({ day: step.lastDay, step })),
    ...begun.map((step) => ({ day: step.firstDay, step })),
  ];
  return waits.sort((a, b) => (a.day < b.day ? 1 : -1))[0];
}

/** The last day that its bounds leave, where one of them names one. */
function limitOf(course: Course, rule: StepRule): LegalDate | undefined {
  const limits = boundsOf(course, rule).flatMap(({ term, day }) => (term.sense === 'open' ? [] : [day.date]));
  if (rule.until) limits.push(dayOf(course, rule.until).date);
  return limits.sort()[0];
}

interface Bound {
  rule: LegalRule;
  term: Term;
  day: CountedDay;
}

function boundsOf(course: Course, { bounds = [] }: StepRule): Bound[] {
  return bounds.flatMap((id) => {
    const rule = course.rules[id];
    const day = rule && dayOfRule(course, id);
    return rule?.measure.kind === 'term' && day ? [{ rule, term: rule.measure, day }] : [];
  });
}

/** The day that a rule of the law in force counts to; none where this law has no such rule. */
function dayOfRule({ rules, days }: Course, id: RuleId): CountedDay | undefined {
  const measure = rules[id]?.measure;
  if (measure?.kind !== 'term') return undefined;
  const { from } = measure;
  if (from === 'receipt' || from === 'demand' || from === 'posting')
    throw new Error(`${id} is not counted from a day of the plan`);
  const anchor = days[from];
  return (
    anchor && addCalendarDays(anchor, measure.sense === 'before' ? -measure.days : measure.days, measure.of)
  );
}

function dayOf(course: Course, rule: DayRule): CountedDay {
  if ('rule' in rule) {
    const day = dayOfRule(course, rule.rule);
    if (!day) throw new Error(`${course.edition.name} has no rule ${rule.rule}`);
    return day;
  }
  const anchor = course.days[rule.from];
  if (!anchor) throw new Error(`no day for ${rule.from}`);
  return addCalendarDays(anchor, rule.days, 'organ');
}

/** The usual window, moved behind what it waits for and as far as the law leaves room. */
function usualDays(
  course: Course,
  rule: StepRule,
  earliest: LegalDate | undefined,
  limit: LegalDate | undefined,
): { first: LegalDate; last: CountedDay } {
  const first = dayOf(course, rule.first);
  const last = dayOf(course, rule.last);
  if (rule.fixed || earliest === undefined || first.date >= earliest) {
    return { first: first.date < last.date ? first.date : last.date, last };
  }
  const moved = addDays(last.date, dayOfDate(earliest) - dayOfDate(first.date));
  const kept = limit !== undefined && moved > limit ? limit : moved;
  const date = [earliest, last.date, kept].reduce((later, one) => (one > later ? one : later));
  return { first: earliest, last: date === last.date ? last : { date, provisional: false } };
}

/** The article it rests on; an older edition has its own numbers, and no words that were read. */
function basisOf({ edition }: Course, { basis, law }: StepRule): Pick<Step, 'basis' | 'law'> {
  if (basis === undefined) return {};
  const quoted = !/组法/.test(basis) || basis.startsWith(edition.name);
  return quoted ? { basis, ...(law !== undefined && { law }) } : { basis: edition.name };
}

function check(course: Course, rule: StepRule, step: Step, waits: Step | undefined): void {
  const change = course.changes.get(rule.id);
  const refuse = (message: string) =>
    course.violations.push({ step: rule.id, path: change ? `changes.${change.at}` : pathOf(rule), message });
  if (step.firstDay > step.lastDay) refuse(`“${step.title}”的第一天晚于最后一天，请改日期。`);
  if (change && rule.fixed)
    refuse(`“${step.title}”就在${anchorOf(rule)}，不能单独改，请改${anchorOf(rule)}。`);
  if (step.earliest !== undefined && waits && step.firstDay < step.earliest) {
    refuse(`“${step.title}”要在“${waits.title}”之后，最早${sayDate(step.earliest)}，请改日期。`);
  }
  const until = rule.until && dayOf(course, rule.until).date;
  if (until !== undefined && step.lastDay > until) {
    const { basis, law } = basisOf(course, rule);
    const article = basis === undefined ? '' : `${basis}${law === undefined ? '' : `：${law}`}`;
    refuse(`“${step.title}”最迟${sayDate(until)}，投票在它之后。${article}`);
  }
  for (const bound of boundsOf(course, rule)) {
    if (isKept(bound, step)) continue;
    const side = bound.term.sense === 'open' ? '最后一天不能早于' : '最迟';
    refuse(
      `“${step.title}”${side}${sayDate(bound.day.date)}。${cite(course.edition, bound.rule)}：${bound.rule.words}`,
    );
  }
}

function isKept({ term, day }: Bound, { lastDay }: Step): boolean {
  return term.sense === 'open' ? lastDay >= day.date : lastDay <= day.date;
}

const ANCHORS = { election: '选举日', roll: '名单公布日', party: '党员大会日' } as const;

function anchorOf({ first }: StepRule): string {
  return ANCHORS['from' in first ? first.from : 'election'];
}

/** Without a change of its own a step follows from the three days of the plan. */
function pathOf({ id, first }: StepRule): string {
  if (id === 'B7') return 'rollDay';
  return 'from' in first && first.from === 'party' ? 'party.meetingDay' : 'electionDay';
}

function refuseUnknown({ changes, done, violations }: Course): void {
  for (const [step, { at }] of changes) {
    if (!done.has(step))
      violations.push({ step, path: `changes.${at}`, message: '没有这一步，请删去这一条。' });
  }
}
