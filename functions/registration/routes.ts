import { actedFor } from '#shared/election/board';
import * as contracts from '#shared/registration/contract';
import * as rules from '#shared/registration/rules';
import { ok } from '#shared/result';
import { dateOfDay, dayOf } from '#shared/time';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import * as store from './store';

/** 参加 or 不参加 as an office keeps it: what was told, and whom it tried to reach. */
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
