import { equalBytes } from '#shared/crypto/bytes';
import { entryFromWire } from '#shared/directory/wire';
import { fail, ok } from '#shared/result';
import { dayOf } from '#shared/time';
import { recuse } from '#shared/tip/contract';
import { decodeRecord } from '#shared/tip/record';
import { bytesOf } from '../platform/base64url';
import { type Route, route } from '../platform/mount';
import { opensslSha256 } from '../platform/openssl';
import type { Platform } from '../platform/platform';
import { readNoteStanding } from './note-store';
import { placeOf, roleOf } from './place';
import * as store from './recusal-store';

/** How an officer keeps away from a case: sent again, by whom nothing of it is served any more, it answers the same. */
export function recusalRoutes(p: Platform): Route[] {
  return [
    route(recuse, async ({ params, body, caller, now }) => {
      if (!roleOf(caller, params)) return fail('forbidden');
      const record = decodeRecord(bytesOf(body.record), opensslSha256);
      const standing = await readNoteStanding(p.dynamo, params.case, record?.head.seq ?? 0);
      const place = standing && placeOf(params, caller, standing.head, dayOf(now));
      if (!standing || !place?.ok || place.value !== 'office') return fail('not-found');
      if (!record || !equalBytes(record.head.caseId, bytesOf(params.case))) return fail('tip-refused');
      const recusing = { record, signer: entryFromWire(body.signer), by: caller.person };
      const done = await store.recuse(p.dynamo, params.case, standing, recusing, dayOf(now));
      return done.ok ? ok({ case: params.case }) : done;
    }),
  ];
}
