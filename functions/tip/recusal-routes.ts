import { equalBytes } from '#shared/crypto/bytes';
import { fail, ok } from '#shared/result';
import { dayOf } from '#shared/time';
import { recuse } from '#shared/tip/contract';
import { decodeRecord } from '#shared/tip/record';
import { bytesOf } from '../platform/base64url';
import { type Route, route } from '../platform/mount';
import { opensslSha256 } from '../platform/openssl';
import type { AnchoredPlatform } from '../platform/platform';
import { chainOf, readNoteStanding } from './note-store';
import { placeOf, roleOf } from './place';
import * as store from './recusal-store';
import { signerOf } from './signer';

/** How an officer keeps away from a case: sent again, by whom nothing of it is served any more, it answers the same. */
export function recusalRoutes(p: AnchoredPlatform): Route[] {
  return [
    route(recuse, async ({ params, body, caller, now }) => {
      if (!roleOf(caller, params)) return fail('forbidden');
      const today = dayOf(now);
      const record = decodeRecord(bytesOf(body.record), opensslSha256);
      const standing = await readNoteStanding(p.dynamo, params.case, record?.head.seq ?? 0);
      const place = standing && placeOf(params, caller, standing.head, today);
      const chain = place?.ok ? chainOf(place.value) : undefined;
      if (!standing || !chain) return fail('not-found');
      if (!record || !equalBytes(record.head.caseId, bytesOf(params.case))) return fail('tip-refused');
      const { directory } = record.head;
      const signer = signerOf(p.anchor, body.signer, { office: params, directory }, today);
      if (!signer.ok) return signer;
      const recusing = { record, signer: signer.value, by: caller.person, chain };
      const done = await store.recuse(p.dynamo, params.case, standing, recusing, today);
      return done.ok ? ok({ case: params.case }) : done;
    }),
  ];
}
