import { actedFor } from '#shared/election/board';
import * as contracts from '#shared/meeting/contract';
import { keepAssembly } from '#shared/meeting/assembly';
import * as rules from '#shared/meeting/rules';
import { dateOfDay, dayOf } from '#shared/time';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import * as store from './store';

/** The minutes of meetings as a village and its offices keep them. */
export function meetingOfficeRoutes(p: Platform): Route[] {
  return [
    route(contracts.readAssembly, ({ params }) => store.readAssembly(p.dynamo, params.area)),

    route(contracts.keepAssembly, ({ params: { area }, body: { from, ...list }, caller, now }) => {
      const act = { actor: caller.person, at: now };
      return store.changeAssembly(p.dynamo, area, act, (before, { body }) =>
        keepAssembly(before, { area, body, from }, list, dateOfDay(dayOf(now))),
      );
    }),

    route(contracts.listMinutes, ({ params }) => store.readAll(p.dynamo, params.area)),

    route(contracts.readMinutes, ({ params: { area: village, id } }) =>
      store.readOne(p.dynamo, { village, id }),
    ),

    route(contracts.draftMinutes, ({ params: { area, id }, body: { from, text }, caller, now }) => {
      const act = { actor: caller.person, action: 'draft', at: now };
      return store.change(p.dynamo, { village: area, id }, act, (before, election) =>
        rules.draftMinutes(before, election, { id, area, from }, text),
      );
    }),

    route(contracts.signMinutes, ({ params: { area: village, id }, body: { from }, caller, now }) => {
      const act = { actor: caller.person, action: 'sign', at: now };
      const signing = { today: dateOfDay(dayOf(now)), by: actedFor(caller.grants, village) };
      return store.change(p.dynamo, { village, id }, act, (before, election) =>
        rules.signMinutes(before, from, { ...signing, assembly: election?.assembly }),
      );
    }),

    route(contracts.correctMinutes, ({ params: { area: village, id }, body, caller, now }) => {
      const { from, ...correction } = body;
      const act = { actor: caller.person, action: 'correct', at: now };
      const signing = { today: dateOfDay(dayOf(now)), by: actedFor(caller.grants, village) };
      return store.change(p.dynamo, { village, id }, act, (before, election) =>
        rules.correctMinutes(before, from, correction, { ...signing, assembly: election?.assembly }),
      );
    }),
  ];
}
