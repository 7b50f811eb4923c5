import { levelOf } from '#shared/area/code';
import * as contracts from '#shared/election/contract';
import * as rules from '#shared/election/rules';
import { fail, ok } from '#shared/result';
import { dateOfDay, dayOf } from '#shared/time';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import * as store from './store';

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
      const next = rules.planElection(before?.timetable, params.area, from, plan, dateOfDay(dayOf(now)));
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
  ];
}
