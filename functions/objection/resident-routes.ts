import * as contracts from '#shared/objection/contract';
import * as rules from '#shared/objection/rules';
import { fail, ok } from '#shared/result';
import { dateOfDay, dayOf } from '#shared/time';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { isOurs } from '../platform/published';
import * as store from './store';

/** Objections to the roll as people file them on their phone, and read what became of them. */
export function objectionResidentRoutes(p: Platform): Route[] {
  return [
    route(contracts.fileObjection, async ({ params: { area: village, id }, body: text, caller, now }) => {
      if (!isOurs(p, village)) return fail('not-found');
      const receivedOn = dateOfDay(dayOf(now));
      const filing = { village, id, text, receivedOn, actor: caller.person, atCounter: false };
      return store.file(p.dynamo, filing, now);
    }),

    route(contracts.myObjections, async ({ params: { area }, caller }) => {
      if (!isOurs(p, area)) return fail('not-found');
      const own = await store.readOwn(p.dynamo, area, caller.person);
      if (!own.ok) return own;
      const { election, filed } = own.value;
      return ok({ window: rules.objectionWindow(election), filed });
    }),
  ];
}
