import { sameOffice } from '#shared/directory/office';
import { fail, ok } from '#shared/result';
import { dayOf } from '#shared/time';
import { transferCase } from '#shared/tip/contract';
import { type Route, route } from '../platform/mount';
import type { AnchoredPlatform } from '../platform/platform';
import { checkRecord, recordFrom, rewrappedFrom } from './acting';
import { roleOf } from './place';
import { isRecused } from './recused';
import * as store from './store';
import { moveCase, readWhole } from './transfer-store';

/** Takes a case from the office that a caller works at to another one; sent again, it answers the same. */
export function transferRoutes(p: AnchoredPlatform): Route[] {
  return [
    route(transferCase, async ({ params, body, caller, now }) => {
      if (roleOf(caller, params) !== 'office') return fail('forbidden');
      const record = recordFrom(body);
      // Once it has gone, only the very record that moved it from here still finds it.
      const moved = (standing: store.Standing) =>
        record !== null &&
        sameOffice(record.head.office, params) &&
        store.again(standing, record) !== undefined;
      const isHere = (standing: store.Standing) =>
        sameOffice(standing.head.office, params) || moved(standing);
      const standing = await readWhole(p.dynamo, params.case, record?.head.seq ?? 0, isHere);
      if (!standing) return fail('not-found');
      if (isRecused(standing.head, params.case, caller.person)) return fail('tip-recused');
      const today = dayOf(now);
      const sent = await checkRecord(p, params, record, body, today);
      if (!sent.ok) return sent;
      const { to, second } = body;
      const [wraps, notes] = [body.wraps.map(rewrappedFrom), body.notes.map(rewrappedFrom)];
      const move = { ...sent.value, to, second, wraps, notes };
      const done = await moveCase(p.dynamo, params.case, standing, move, today);
      return done.ok ? ok({ case: params.case, office: to }) : done;
    }),
  ];
}
