import { equalBytes } from '#shared/crypto/bytes';
import { entryFromWire } from '#shared/directory/wire';
import { fail, ok } from '#shared/result';
import { dayOf } from '#shared/time';
import { actOnCase, readCase } from '#shared/tip/contract';
import { decodeRecord } from '#shared/tip/record';
import { bytesOf } from '../platform/base64url';
import { type Route, route } from '../platform/mount';
import { opensslSha256 } from '../platform/openssl';
import type { Platform } from '../platform/platform';
import { find, placeOf } from './place';
import * as store from './store';
import { caseView } from './view';

/** A case at the officers' desk. Everything sealed is opened there; here it only passes through. */
export function caseRoutes(p: Platform): Route[] {
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
      const record = decodeRecord(bytesOf(body.record), opensslSha256);
      const seq = record?.head.seq ?? 0;
      const read = () => store.readStanding(p.dynamo, params.case, seq);
      const standing = await find(params, caller, dayOf(now), read);
      if (!standing.ok) return standing;
      if (standing.value.role !== 'office') return fail('forbidden');
      if (!record || !equalBytes(record.head.caseId, bytesOf(params.case))) return fail('tip-refused');
      const acted = {
        record,
        signer: entryFromWire(body.signer),
        command: body.act,
        ...(body.files && { files: body.files }),
      };
      const { found } = standing.value;
      const done = await store.appendByOffice(p.dynamo, params.case, found, acted, dayOf(now));
      if (!done.ok) return done;
      return ok(caseView(params.case, done.value, 'office', dayOf(now)));
    }),
  ];
}
