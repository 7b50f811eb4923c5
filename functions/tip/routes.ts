import { countyOf } from '#shared/area/code';
import { equalBytes } from '#shared/crypto/bytes';
import type { SigningKey } from '#shared/crypto/ed25519';
import { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { dayOf } from '#shared/time';
import { type Ack, signAck } from '#shared/tip/ack';
import { tipline, type TiplineAnswer } from '#shared/tip/contract';
import { caseIdOf, storedAuth } from '#shared/tip/receipt-keys';
import { decodeRecord, recordHash, type SealedRecord } from '#shared/tip/record';
import { bytesOf, toBase64url } from '../platform/base64url';
import { type Route, route } from '../platform/mount';
import { opensslSha256 } from '../platform/openssl';
import type { Platform } from '../platform/platform';
import { pieceOfWriter } from './file-routes';
import { findSpent } from './spend-store';
import * as store from './store';
import { viewOf } from './view';

/** What only `tipline` and `ballotbox` hold. */
export interface TiplinePlatform extends Platform {
  /** The county's service key, which signs acknowledgements. */
  serviceKey: SigningKey;
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
        if (body.second && !store.isAnother(body.second, record.value.head.office))
          return fail('tip-refused');
        const sent = sentOf(record.value);
        const spent =
          body.spend && (await findSpent(p.dynamo, p.county, bytesOf(body.spend), sent.recordHash, now));
        const own = {
          auth,
          tag: bytesOf(body.tag),
          ...(body.second && { second: body.second }),
          ...(spent && { spent }),
          ...(body.files && { files: body.files }),
        };
        const made = await store.createCase(p.dynamo, caseId, record.value, own, day);
        return answer(p, made, sent, day);
      }
      if (body.do === 'append') {
        const record = ownRecord(p, body.record, caseBytes);
        if (!record.ok) return record;
        const written = await store.appendByWriter(
          p.dynamo,
          caseId,
          auth,
          { record: record.value, leaving: body, files: body.files },
          day,
        );
        return answer(p, written, sentOf(record.value), day);
      }
      if (body.do === 'put' || body.do === 'get') return pieceOfWriter(p, caseId, auth, body, day);
      // A wrong mailbox and a wrong auth answer alike, by the same work: nobody learns which cases exist.
      const isOwn = (head: { auth: Uint8Array }) => equalBytes(head.auth, auth);
      const standing = await store.readPage(p.dynamo, caseId, body.from, isOwn);
      if (!standing) return fail('tip-unknown');
      return answer(p, ok(standing), newestOf(caseBytes, standing), day);
    }),
  ];
}

/** The record, if it is one, of this case, to an office of this county. */
function ownRecord(p: Platform, text: string, caseId: Uint8Array): Result<SealedRecord> {
  const record = decodeRecord(bytesOf(text), opensslSha256);
  const fits =
    record !== null &&
    equalBytes(record.head.caseId, caseId) &&
    countyOf(record.head.office.area) === countyOf(p.county);
  return fits ? ok(record) : fail('tip-refused');
}

function answer(
  p: TiplinePlatform,
  result: Result<store.StoredCase>,
  record: Acknowledged,
  today: number,
): Result<TiplineAnswer> {
  if (!result.ok) return result;
  return ok({ ...viewOf(result.value, 'reporter', today), ack: ackOf(p, result.value, record) });
}

/** What an acknowledgement names: the case, the place in its chain and the hash. */
type Acknowledged = Pick<Ack, 'caseId' | 'seq' | 'recordHash'>;

function sentOf(record: SealedRecord): Acknowledged {
  const { caseId, seq } = record.head;
  return { caseId, seq, recordHash: recordHash(record, opensslSha256) };
}

function newestOf(caseId: Uint8Array, { head }: store.StoredCase): Acknowledged {
  return { caseId, seq: head.records - 1, recordHash: head.hash };
}

/** Signed for the day on which the record was received, so that it is the same whenever it is asked for. */
function ackOf(p: TiplinePlatform, { head, records: [sent] }: store.StoredCase, of: Acknowledged): string {
  const day = of.seq === head.records - 1 ? head.day : (sent?.day ?? head.day);
  return toBase64url(signAck({ ...of, day }, p.serviceKey));
}
