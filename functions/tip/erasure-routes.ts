import { fail, ok } from '#shared/result';
import { dayOf } from '#shared/time';
import { eraseCase } from '#shared/tip/contract';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { erase } from './erasure-store';
import { find } from './place';
import { readStanding } from './store';
import { caseView } from './view';

/** Takes a case's content away once two officers have signed for it; sent again, it goes on where it was cut off. */
export function erasureRoutes(p: Platform): Route[] {
  return [
    route(eraseCase, async ({ params, caller, now }) => {
      const today = dayOf(now);
      const read = () => readStanding(p.dynamo, params.case, 0);
      const found = await find(params, caller, today, read);
      if (!found.ok) return found;
      const { role } = found.value;
      if (role !== 'office') return fail('forbidden');
      const done = await erase(p.dynamo, params.case, found.value.found.head);
      if (!done.ok) return done;
      return ok(caseView(params.case, { head: done.value, records: [], signers: [] }, role, today));
    }),
  ];
}
