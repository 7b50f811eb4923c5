import * as contracts from '#shared/registration/contract';
import * as rules from '#shared/registration/rules';
import { fail, ok } from '#shared/result';
import { dateOfDay, dayOf } from '#shared/time';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { isOurs } from '../platform/published';
import * as store from './store';

/** 参加 or 不参加 as people answer it on their phone, with every attempt to reach them. */
export function registrationResidentRoutes(p: Platform): Route[] {
  return [
    route(contracts.myRegistration, async ({ params: { area }, caller }) => {
      if (!isOurs(p, area)) return fail('not-found');
      const own = await store.readOwn(p.dynamo, area, caller.person);
      if (!own.ok) return own;
      const { tie, election, registration } = own.value;
      const { body, term, electionDay } = election;
      const lastDay = rules.lastDayToAnswer(election);
      const { name, group } = tie;
      return ok({ ...registration, body, term, electionDay, lastDay, name, group });
    }),

    route(contracts.answerRegistration, async ({ params: { area: village }, body, caller, now }) => {
      if (!isOurs(p, village)) return fail('not-found');
      const today = dateOfDay(dayOf(now));
      const answer = { takesPart: body.takesPart, on: today, how: 'self' } as const;
      return store.changeOwn(
        p.dynamo,
        { village, person: caller.person },
        (before, election) => rules.takeAnswer(before, election, answer, today),
        now,
      );
    }),
  ];
}
