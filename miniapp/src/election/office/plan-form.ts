import * as z from 'zod';
import { ElectedBy, ElectionBody } from '#shared/election/body';
import { ElectionPlan, type Timetable } from '#shared/election/contract';
import { OPTION_IDS, type OptionId } from '#shared/election/editions/provincial';
import * as rules from '#shared/election/rules';
import { type Computed, computeTimetable } from '#shared/election/timetable';
import type { AreaCode } from '#shared/area/code';
import { addDays, type LegalDate } from '#shared/time';
import { type Problem, problemOf } from '../../platform/request';

/** A plan as it is typed; an empty text is nothing said. */
export const Form = z.object({
  body: ElectionBody,
  electedBy: ElectedBy.default('全体选民'),
  term: z.string(),
  electionDay: z.string(),
  rollDay: z.string(),
  meetingDay: z.string(),
  secretaryLeads: z.boolean(),
  options: z.partialRecord(z.enum(OPTION_IDS), z.string()),
  changes: z.array(
    z.object({ step: z.string(), firstDay: z.string(), lastDay: z.string(), reason: z.string() }),
  ),
  emergency: z.string(),
});
export type Form = z.output<typeof Form>;

/** What to mend, by the plan's own paths: `electionDay`, `options.final-list`, `changes.0`. */
export type Errors = ReadonlyMap<string, string>;

/** A community's code ends in 001 to 199, a village's in 200 to 399, as the statistical codes are given. */
export function bodyOf(area: AreaCode): ElectionBody {
  return Number(area.slice(-3)) < 200 ? '居民委员会' : '村民委员会';
}

export function emptyForm(body: ElectionBody): Form {
  return {
    body,
    electedBy: '全体选民',
    term: '',
    electionDay: '',
    rollDay: '',
    meetingDay: '',
    secretaryLeads: false,
    options: {},
    changes: [],
    emergency: '',
  };
}

/** The plan that stands, as it would be typed. */
export function formOf({ term, party, options = {}, changes = [], ...plan }: Timetable): Form {
  const texts = OPTION_IDS.flatMap((id): [OptionId, string][] =>
    options[id] === undefined ? [] : [[id, String(options[id])]],
  );
  return {
    body: plan.body,
    electedBy: plan.electedBy ?? '全体选民',
    term: String(term),
    electionDay: plan.electionDay,
    // The usual day is left to follow the election day.
    rollDay: plan.rollDay === addDays(plan.electionDay, -rules.USUAL_ROLL_DAYS) ? '' : plan.rollDay,
    meetingDay: party?.meetingDay ?? '',
    secretaryLeads: party?.secretaryLeads ?? false,
    options: Object.fromEntries(texts),
    changes: [...changes],
    emergency: plan.emergency ?? '',
  };
}

function partOf(form: Form): unknown {
  const { electedBy, rollDay, meetingDay, secretaryLeads, options, changes, emergency } = form;
  const days = Object.entries(options).flatMap(([id, text]): [string, number][] =>
    text.trim() === '' ? [] : [[id, Number(text)]],
  );
  return {
    body: form.body,
    ...(form.body === '居民委员会' && electedBy !== '全体选民' && { electedBy }),
    term: Number(form.term),
    electionDay: form.electionDay,
    ...(rollDay !== '' && { rollDay }),
    ...(meetingDay !== '' && { party: { meetingDay, secretaryLeads } }),
    ...(days.length > 0 && { options: Object.fromEntries(days) }),
    ...(changes.length > 0 && { changes }),
    ...(emergency.trim() !== '' && { emergency }),
  };
}

const MEND: readonly (readonly [RegExp, string])[] = [
  [/^term/, '写第几届，1 到 99'],
  [/^electionDay/, '选一天，例如 2026年12月20日'],
  [/^(rollDay|party)/, '日期不对，请重新选一天'],
  [/^options/, '写天数，0 到 60 的整数'],
  [/^changes\.\d+\.reason/, '写明为什么另定，至少 4 个字，村民看得到'],
  [/^changes/, '第一天和最后一天都要选'],
  [/^emergency/, '太长了，最多 2000 字'],
];

/** The plan that a form says, or what is to be mended first. */
export function planOf(form: Form): { plan: ElectionPlan } | { errors: Errors } {
  const read = ElectionPlan.safeParse(partOf(form));
  if (read.success) return { plan: read.data };
  const errors = new Map<string, string>();
  for (const { path } of read.error.issues) {
    const [field, at] = path;
    const name = path.join('.');
    const words = MEND.find(([of]) => of.test(name))?.[1] ?? '请重新填写';
    const shown = field === 'changes' || field === 'options' ? `${field}.${String(at)}` : name;
    if (!errors.has(shown)) errors.set(shown, words);
  }
  return { errors };
}

/** What a plan would give: its days where they can be counted, and what the law or this form still wants. */
export interface Preview {
  plan: ElectionPlan | undefined;
  computed: Computed | undefined;
  errors: Errors;
  problem: Problem | undefined;
}

/** The same decision that the office's server makes, before anything is sent. */
export function previewOf(
  before: Timetable | undefined,
  area: AreaCode,
  form: Form,
  today: LegalDate,
): Preview {
  const read = planOf(form);
  if ('errors' in read) {
    return {
      plan: undefined,
      computed: countable(before, form, today),
      errors: read.errors,
      problem: undefined,
    };
  }
  const { plan } = read;
  const computed = computeTimetable(plan, rules.rollDayOf(before, plan, today));
  const decided = rules.planElection(before, area, before?.version ?? 0, plan, today);
  if (decided.ok) return { plan, computed, errors: new Map(), problem: undefined };
  const { code, fields = [] } = decided.error;
  const errors = new Map<string, string>();
  for (const { path, message } of fields) {
    errors.set(path, errors.has(path) ? `${errors.get(path) ?? ''}\n${message}` : message);
  }
  return { plan, computed, errors, problem: problemOf(code) };
}

/** With a change that is not finished the other days still stand. */
function countable(before: Timetable | undefined, form: Form, today: LegalDate): Computed | undefined {
  const read = planOf({ ...form, term: form.term || '1', options: {}, changes: [], emergency: '' });
  return 'plan' in read ? computeTimetable(read.plan, rules.rollDayOf(before, read.plan, today)) : undefined;
}
