import { actedFor } from '#shared/election/board';
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

/** The same as an office keeps it: what was told, and whom it tried to reach. */
export function registrationOfficeRoutes(p: Platform): Route[] {
  return [
    route(contracts.tellRegistration, async ({ params: { area: village, entry }, body, caller, now }) => {
      const today = dateOfDay(dayOf(now));
      const by = actedFor(caller.grants, village);
      const answer = { ...body, ...(by && { by }) };
      const asked = {
        village,
        entry,
        change: (before, election) => rules.takeAnswer(before, election, answer, today),
        actor: caller.person,
        action: `told by ${body.how}`,
      } satisfies store.Change;
      return store.change(p.dynamo, asked, now);
    }),

    route(contracts.putContact, async ({ params: { area: village, entry, id }, body, caller, now }) => {
      const at = { id, by: actedFor(caller.grants, village), today: dateOfDay(dayOf(now)) };
      const asked = {
        village,
        entry,
        change: (before) => rules.putContact(before, body, at),
        actor: caller.person,
        action: 'contact',
      } satisfies store.Change;
      return store.change(p.dynamo, asked, now);
    }),

    route(contracts.readRegistrations, async ({ params: { area }, query }) => {
      const page = await store.readPage(p.dynamo, area, query.after);
      if (!page.ok) return page;
      const { election, ...found } = page.value;
      const { body, term } = election;
      return ok({ ...found, body, term, lastDay: rules.lastDayToAnswer(election) });
    }),
  ];
}
