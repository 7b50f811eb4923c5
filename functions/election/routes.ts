import { type AreaCode, levelOf } from '#shared/area/code';
import { actedFor } from '#shared/election/board';
import * as contracts from '#shared/election/contract';
import * as rules from '#shared/election/rules';
import type { Id } from '#shared/ids';
import { unfitRecord } from '#shared/meeting/rules';
import { type FieldError, fail, ok, type Result } from '#shared/result';
import { dateOfDay, dayOf } from '#shared/time';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import * as store from './store';

const NOT_STANDING = '这份公告还没有公布，或者已经撤下，请另选一份';

/** The timetable as offices make it: the law computes the days, an office puts down what is done. */
export function electionOfficeRoutes(p: Platform): Route[] {
  return [
    route(contracts.planElection, async ({ params: { area }, body: { from, ...plan }, caller, now }) => {
      if (levelOf(area) !== 'village') return fail('not-found');
      const by = actedFor(caller.grants, area);
      const event = { actor: caller.person, action: `plan ${plan.electionDay}`, at: now };
      return change(p, area, event, (before) =>
        rules.planElection(before, area, from, plan, dateOfDay(dayOf(now)), by),
      );
    }),

    route(contracts.enterStage, ({ params: { area }, body: { from, stage }, caller, now }) => {
      const event = { actor: caller.person, action: `stage ${stage}`, at: now };
      return change(p, area, event, (before) => rules.enterStage(before, from, stage));
    }),

    route(contracts.recordSteps, async ({ params: { area }, body: { from, records }, caller, now }) => {
      const unread = await unreadRecords(p, area, records);
      if (unread.length > 0) return fail('invalid', unread);
      const by = actedFor(caller.grants, area);
      const event = { actor: caller.person, action: `records ${records.length}`, at: now };
      return change(p, area, event, (before) =>
        rules.recordSteps(before, from, records, dateOfDay(dayOf(now)), by),
      );
    }),

    route(contracts.strikeRecord, async ({ params: { area }, body: { from, ...strike }, caller, now }) => {
      const by = actedFor(caller.grants, area);
      const event = { actor: caller.person, action: `strike ${strike.record.step}`, at: now };
      return change(p, area, event, (before) =>
        rules.strikeRecord(before, from, strike, dateOfDay(dayOf(now)), by),
      );
    }),

    route(contracts.readBoard, async ({ params }) =>
      ok({ rows: await store.readBoard(p.dynamo, params.area) }),
    ),
  ];
}

/** Records that name a notice nobody can read, or minutes that do not show their step. */
async function unreadRecords(
  p: Platform,
  area: AreaCode,
  records: readonly contracts.StepRecord[],
): Promise<FieldError[]> {
  const [standing, minutes] = await Promise.all([
    store.readStanding(
      p.dynamo,
      area,
      records.flatMap(({ notice }) => notice ?? []),
    ),
    store.readMinutes(
      p.dynamo,
      area,
      records.flatMap((record) => record.minutes ?? []),
    ),
  ]);
  return records.flatMap((record, at) => {
    if (record.notice && !standing.has(record.notice)) {
      return [{ path: `records.${at}.notice`, message: NOT_STANDING }];
    }
    const unfit = record.minutes && unfitRecord(minutes.get(record.minutes), record);
    return unfit ? [{ path: `records.${at}.${unfit.field}`, message: unfit.message }] : [];
  });
}

/** Decides from the timetable that stands and writes what follows; what changes nothing is not written. */
async function change(
  p: Platform,
  area: AreaCode,
  event: { actor: Id; action: string; at: number },
  decide: (before: contracts.Timetable | undefined) => Result<contracts.Timetable>,
): Promise<Result<contracts.Timetable>> {
  const before = await store.readElection(p.dynamo, area);
  const next = decide(before?.timetable);
  if (!next.ok || next.value === before?.timetable) return next;
  const written = await store.writeElection(p.dynamo, before, next.value, event, p.random(16));
  return written.ok ? ok(next.value) : written;
}
