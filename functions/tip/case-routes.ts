import { ok } from '#shared/result';
import { dayOf } from '#shared/time';
import { actOnCase, readCase } from '#shared/tip/contract';
import { type Route, route } from '../platform/mount';
import type { AnchoredPlatform } from '../platform/platform';
import { sentInto } from './acting';
import { find, placeOf } from './place';
import * as store from './store';
import { caseView } from './view';

/** A case at the officers' desk. Everything sealed is opened there; here it only passes through. */
export function caseRoutes(p: AnchoredPlatform): Route[] {
  return [
    route(readCase, async ({ params, query, caller, now }) => {
      const today = dayOf(now);
      const mayRead = (head: store.Standing['head']) => placeOf(params, caller, head, today).ok;
      const read = () => store.readPage(p.dynamo, params.case, query.from, mayRead);
      const found = await find(params, caller, today, read);
      if (!found.ok) return found;
      return ok(caseView(params.case, found.value.found, found.value.role, dayOf(now)));
    }),

    route(actOnCase, async ({ params, body, caller, now }) => {
      const today = dayOf(now);
      const read = (seq: number) => store.readStanding(p.dynamo, params.case, seq);
      const sent = await sentInto(p, params, body, { caller, today }, read);
      if (!sent.ok) return sent;
      const { record, signer, found } = sent.value;
      const acted = { record, signer, command: body.act, ...(body.files && { files: body.files }) };
      const done = await store.appendByOffice(p.dynamo, params.case, found, acted, today);
      return done.ok ? ok(caseView(params.case, done.value, 'office', today)) : done;
    }),
  ];
}
