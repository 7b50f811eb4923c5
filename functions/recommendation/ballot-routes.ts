import { equalBytes } from '#shared/crypto/bytes';
import type { SigningKey } from '#shared/crypto/ed25519';
import { makeAck } from '#shared/recommendation/ack';
import { castRecord } from '#shared/recommendation/contract';
import { type CastRecord, decodeRecord, recordHash, recordHolds } from '#shared/recommendation/record';
import { fail, ok, type Result } from '#shared/result';
import { fromBase64url, toBase64url } from '../platform/base64url';
import { type Route, route } from '../platform/mount';
import { openssl } from '../platform/openssl';
import type { Platform } from '../platform/platform';
import * as store from './ballot-store';

/** What only `ballotbox` needs: the service key that signs acknowledgements. */
export interface BallotPlatform extends Platform {
  serviceKey: SigningKey;
}

/** The ballot box: takes sealed records from phones that say nothing about themselves. */
export function ballotRoutes(p: BallotPlatform): Route[] {
  const readGate = store.gateReader(p.dynamo);
  return [
    route(castRecord, async ({ body, now }) => {
      const bytes = fromBase64url(body.record);
      const record = bytes && decodeRecord(bytes);
      if (!bytes || !record) return fail('record-refused');
      const admitted = admit(record, await readGate(body, record.pk), now);
      const put = admitted.ok ? await store.putRecord(p.dynamo, body, record, bytes) : admitted;
      if (!put.ok && !(await store.hasRecord(p.dynamo, body, record.pk, bytes))) return put;
      return ok({ ack: toBase64url(makeAck(p.serviceKey, record.roundHash, recordHash(bytes))) });
    }),
  ];
}

/** Whether a record may be put: it is in time, it belongs here and its proofs hold. */
function admit(record: CastRecord, gate: store.Gate | undefined, now: number): Result<void> {
  if (!gate || now >= gate.closes) return fail('round-closed');
  const belongs = equalBytes(record.roundHash, gate.roundHash) && record.trustees === gate.trustees;
  return belongs && recordHolds(record, gate.rsaN, openssl) ? ok(undefined) : fail('record-refused');
}
