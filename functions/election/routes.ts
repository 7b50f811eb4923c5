import { levelOf } from '#shared/area/code';
import { actedFor } from '#shared/election/board';
import * as contracts from '#shared/election/contract';
import * as rules from '#shared/election/rules';
import { fail, ok } from '#shared/result';
import { dateOfDay, dayOf } from '#shared/time';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import * as store from './store';

const NOT_STANDING = '这份公告还没有公布，或者已经撤下，请另选一份';

/** The timetable for everybody. */
export function electionPublicRoutes(p: Platform): Route[] {
  return [route(contracts.readTimetable, ({ params }) => store.readPublished(p, params.area))];
}

/** The timetable as offices make it: the law computes the days, an office enters the stages. */
export function electionOfficeRoutes(p: Platform): Route[] {
  return [
    route(contracts.planElection, async ({ params, body: { from, ...plan }, caller, now }) => {
      if (levelOf(params.area) !== 'village') return fail('not-found');
      const before = await store.readElection(p.dynamo, params.area);
      const next = rules.planElection(
        before?.timetable,
        params.area,
        from,
        plan,
        dateOfDay(dayOf(now)),
        actedFor(caller.grants, params.area),
      );
      if (!next.ok || next.value === before?.timetable) return next;
      const event = { actor: caller.person, action: `plan ${plan.electionDay}`, at: now };
      const written = await store.writeElection(p.dynamo, before, next.value, event, p.random(16));
      return written.ok ? ok(next.value) : written;
    }),

    route(contracts.enterStage, async ({ params, body, caller, now }) => {
      const before = await store.readElection(p.dynamo, params.area);
      const next = rules.enterStage(before?.timetable, body.from, body.stage);
      if (!next.ok || next.value === before?.timetable) return next;
      const event = { actor: caller.person, action: `stage ${body.stage}`, at: now };
      const written = await store.writeElection(p.dynamo, before, next.value, event, p.random(16));
      return written.ok ? ok(next.value) : written;
    }),

    route(contracts.recordSteps, async ({ params, body: { from, records }, caller, now }) => {
      const before = await store.readElection(p.dynamo, params.area);
      const next = rules.recordSteps(
        before?.timetable,
        from,
        records,
        dateOfDay(dayOf(now)),
        actedFor(caller.grants, params.area),
      );
      if (!next.ok || next.value === before?.timetable) return next;
      const named = records.flatMap(({ notice }) => notice ?? []);
      const standing = await store.readStanding(p.dynamo, params.area, named);
      const unread = records.flatMap(({ notice }, at) =>
        notice && !standing.has(notice) ? [{ path: `records.${at}.notice`, message: NOT_STANDING }] : [],
      );
      if (unread.length > 0) return fail('invalid', unread);
      const event = { actor: caller.person, action: `records ${records.length}`, at: now };
      const written = await store.writeElection(p.dynamo, before, next.value, event, p.random(16));
      return written.ok ? ok(next.value) : written;
    }),

    route(contracts.readBoard, async ({ params }) =>
      ok({ rows: await store.readBoard(p.dynamo, params.area) }),
    ),
  ];
}
