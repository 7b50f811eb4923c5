import type { AreaCode } from '#shared/area/code';
import * as contracts from '#shared/committee/contract';
import * as rules from '#shared/committee/rules';
import { actedFor } from '#shared/election/board';
import { dateOfDay, dayOf } from '#shared/time';
import type { Caller } from '../platform/authenticate';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import * as store from './store';

/** The election committee as the village and its offices keep it: formed, objected to, left and filled. */
export function committeeOfficeRoutes(p: Platform): Route[] {
  return [
    route(contracts.readCommittee, ({ params: { area } }) => store.read(p.dynamo, area)),

    route(contracts.formCommittee, ({ params: { area }, body: { from, choice }, caller, now }) => {
      const { minutes } = choice;
      const act = { actor: caller.person, action: 'form', at: now };
      return store.change(p.dynamo, { village: area, minutes }, act, (known) =>
        rules.formCommittee(
          known.before,
          known.election,
          { area, from, minutes: known.minutes },
          choice,
          acting(caller, area, now),
        ),
      );
    }),

    route(contracts.leaveCommittee, ({ params: { area }, body: { from, leaving }, caller, now }) => {
      const act = { actor: caller.person, action: 'leave', at: now };
      return store.change(p.dynamo, { village: area, minutes: [] }, act, ({ before }) =>
        rules.leaveCommittee(before, from, leaving, acting(caller, area, now)),
      );
    }),

    route(contracts.objectToCommittee, ({ params, body: { from, objection }, caller, now }) => {
      const { area, id } = params;
      const act = { actor: caller.person, action: 'object', at: now };
      return store.change(p.dynamo, { village: area, minutes: [] }, act, ({ before }) =>
        rules.objectToCommittee(before, { id, from }, objection, acting(caller, area, now)),
      );
    }),
  ];
}

function acting({ grants }: Caller, village: AreaCode, now: number): rules.Acting {
  return { today: dateOfDay(dayOf(now)), by: actedFor(grants, village) };
}
