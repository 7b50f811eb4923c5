import { bytesOf, equalBytes, toBase64url } from '#shared/crypto/bytes';
import { countyOf } from '#shared/area/code';
import { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { dayOf } from '#shared/time';
import { signAck } from '#shared/tip/ack';
import { tipline, type TiplineAnswer } from '#shared/tip/contract';
import { caseIdOf, storedAuth } from '#shared/tip/receipt-keys';
import { decodeRecord, type SealedRecord } from '#shared/tip/record';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import * as store from './store';
import { viewOf } from './view';

/** What only `tipline` and `ballotbox` hold. */
export interface TiplinePlatform extends Platform {
  /** Seed of the county's service key, which signs acknowledgements. */
  serviceSeed: Uint8Array;
}

/** The writer's channel: no session, one path, nothing logged but failures of ours. */
export function tiplineRoutes(p: TiplinePlatform): Route[] {
  return [
    route(tipline, async ({ body, now }) => {
      const caseBytes = caseIdOf(bytesOf(body.mailbox));
      const caseId = Id.parse(toBase64url(caseBytes));
      const auth = storedAuth(bytesOf(body.auth));
      const day = dayOf(now);
      if (body.do === 'create') {
        const record = ownRecord(p, body.record, caseBytes);
        if (!record.ok) return record;
        const own = { auth, tag: bytesOf(body.tag), ...(body.second && { second: body.second }) };
        return answer(p, caseBytes, await store.createCase(p.dynamo, caseId, record.value, own, day));
      }
      const standing = await store.readCase(p.dynamo, caseId);
      // A wrong mailbox and a wrong auth answer alike: nobody learns which cases exist.
      if (!standing || !equalBytes(standing.head.auth, auth)) return fail('tip-unknown');
      if (body.do === 'read') return answer(p, caseBytes, ok(standing));
      const record = ownRecord(p, body.record, caseBytes);
      if (!record.ok) return record;
      return answer(p, caseBytes, await store.appendByWriter(p.dynamo, caseId, standing, record.value, day));
    }),
  ];
}

/** The record, if it is one, of this case, to an office of this county. */
function ownRecord(p: Platform, text: string, caseId: Uint8Array): Result<SealedRecord> {
  const record = decodeRecord(bytesOf(text));
  const fits =
    record !== null &&
    equalBytes(record.head.caseId, caseId) &&
    countyOf(record.head.office.area) === countyOf(p.county);
  return fits ? ok(record) : fail('tip-refused');
}

function answer(
  p: TiplinePlatform,
  caseId: Uint8Array,
  result: Result<store.StoredCase>,
): Result<TiplineAnswer> {
  if (!result.ok) return result;
  const { head, records } = result.value;
  const seq = records.length - 1;
  const day = records[seq]?.day ?? head.state.received;
  const ack = signAck({ caseId, seq, recordHash: head.hash, day }, p.serviceSeed);
  return ok({ ...viewOf(result.value, 'reporter'), ack: toBase64url(ack) });
}
