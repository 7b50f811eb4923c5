import { actedFor } from '#shared/election/board';
import * as contracts from '#shared/objection/contract';
import * as rules from '#shared/objection/rules';
import { fail, ok } from '#shared/result';
import { dateOfDay, dayOf } from '#shared/time';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import * as store from './store';

/** Objections to the roll as the committee and its office keep them: what came to the counter, and the decisions. */
export function objectionOfficeRoutes(p: Platform): Route[] {
  return [
    route(contracts.takeObjection, async ({ params: { area: village, id }, body, caller, now }) => {
      const { receivedOn, text } = body;
      if (receivedOn > dateOfDay(dayOf(now))) {
        return fail('invalid', [{ path: 'receivedOn', message: '还没有到这一天，请改日期' }]);
      }
      const filing = { village, id, text, receivedOn, actor: caller.person, atCounter: true };
      return store.file(p.dynamo, filing, now);
    }),

    route(contracts.readObjections, async ({ params: { area } }) => {
      const found = await store.readVillage(p.dynamo, area);
      if (!found.ok) return found;
      const { election, roll, filed } = found.value;
      const window = rules.objectionWindow(election);
      return ok({ window, basis: rules.objectionBasis(election), roll, filed });
    }),

    route(contracts.decideObjection, async ({ params: { area: village, id }, body, caller, now }) => {
      const decidedOn = dateOfDay(dayOf(now));
      const by = actedFor(caller.grants, village);
      return store.decide(
        p.dynamo,
        { village, id },
        (before, roll) => rules.decideObjection(before, body, { decidedOn, roll, by }),
        { actor: caller.person, now },
      );
    }),
  ];
}
