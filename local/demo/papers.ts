import type { StepRecord, Timetable } from '#shared/election/contract';
import { STEPS } from '#shared/election/steps';
import { dateOfDay, dayOf } from '#shared/time';
import type { Days } from './days';
import { noticeId } from './load-notices';
import type { DemoNotice } from './rich';

type Step = Timetable['steps'][number];

/** Which notice is the document of which step, where the demo has one. */
const NOTICES = {
  B2: 'zaoping audit',
  B3: 'zaoping seats',
  B4: 'zaoping committee',
  B5: 'zaoping method',
  B7: 'zaoping roll',
  B8: 'zaoping objections',
} as const;

/**
 * The papers of a village that lie there on a day and are not put down yet: notices on the day they were published, the
 * others on the last day of a step that is over; and, where the stage ends, whatever it cannot be left without.
 */
export function papersOn(
  { area, body, steps, records, stage }: Timetable,
  notices: readonly DemoNotice[],
  days: Days,
  { at, stageEnds }: { at: number; stageEnds: boolean },
): StepRecord[] {
  const day = dayOf(at) - days.zero;
  const required = new Set(STEPS[body].flatMap((rule) => (rule.required ? [rule.id] : [])));
  const kept = new Set(records.map(({ step }) => step));
  return steps
    .filter(
      (step) => !kept.has(step.id) && step.stage !== undefined && step.stage < stage + (stageEnds ? 1 : 0),
    )
    .flatMap((step) => {
      const notice = notices.find((one) => one.area === area && one.key === noticeOf(step));
      if (notice) return notice.at < at ? [byNotice(step, notice)] : [];
      const last = days.dayOf(step.lastDay);
      const mustLie = last <= day || (required.has(step.id) && step.stage === stage);
      return mustLie ? [onPaper(step, days.date(Math.min(last, day)))] : [];
    });
}

function noticeOf({ id }: Step): string | undefined {
  return Object.entries(NOTICES).find(([step]) => step === id)?.[1];
}

function byNotice({ id }: Step, { key, at, text }: DemoNotice): StepRecord {
  const day = dateOfDay(dayOf(at));
  const place = text.number === undefined ? {} : { place: `第${text.number}号` };
  return { step: id, title: text.title, day, notice: noticeId(key), ...place };
}

function onPaper({ id, output }: Step, day: StepRecord['day']): StepRecord {
  return { step: id, title: output, day, place: '村委会公告栏' };
}
