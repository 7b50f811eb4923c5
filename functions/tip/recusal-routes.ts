import { fail, ok } from '#shared/result';
import { dayOf } from '#shared/time';
import { recuse } from '#shared/tip/contract';
import { type Route, route } from '../platform/mount';
import type { AnchoredPlatform } from '../platform/platform';
import { checkRecord, recordFrom } from './acting';
import { chainOf, readNoteStanding } from './note-store';
import { placeOf, roleOf } from './place';
import * as store from './recusal-store';

/** How an officer keeps away from a case: sent again, by whom nothing of it is served any more, it answers the same. */
export function recusalRoutes(p: AnchoredPlatform): Route[] {
  return [
    route(recuse, async ({ params, body, caller, now }) => {
      if (!roleOf(caller, params)) return fail('forbidden');
      const today = dayOf(now);
      const record = recordFrom(body);
      const standing = await readNoteStanding(p.dynamo, params.case, record?.head.seq ?? 0);
      const place = standing && placeOf(params, caller, standing.head, today);
      const chain = place?.ok ? chainOf(place.value) : undefined;
      if (!standing || !chain) return fail('not-found');
      const sent = await checkRecord(p, params, record, body, today);
      if (!sent.ok) return sent;
      const recusing = { ...sent.value, by: caller.person, chain };
      const done = await store.recuse(p.dynamo, params.case, standing, recusing, today);
      return done.ok ? ok({ case: params.case }) : done;
    }),
  ];
}
