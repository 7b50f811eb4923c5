import { equalBytes, fromBase64url, toBase64url } from '#shared/crypto/bytes';
import type { SigningKey } from '#shared/crypto/ed25519';
import { makeAck } from '#shared/recommendation/ack';
import { castRecord } from '#shared/recommendation/contract';
import { type CastRecord, decodeRecord, recordHash, recordHolds } from '#shared/recommendation/record';
import { fail, ok, type Result } from '#shared/result';
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
  return [
    route(castRecord, async ({ body, now }) => {
      const bytes = fromBase64url(body.record);
      const record = bytes && decodeRecord(bytes);
      if (!bytes || !record) return fail('record-refused');
      const { gate, stored } = await store.readPlace(p.dynamo, body, record.pk);
      const ack = ok({ ack: toBase64url(makeAck(p.serviceKey, record.roundHash, recordHash(bytes))) });
      if (stored && equalBytes(stored.record, bytes)) return ack;
      const admitted = admit(record, gate, stored?.version ?? 0, now);
      if (!admitted.ok) return admitted;
      const put = await store.putRecord(p.dynamo, body, record, bytes);
      return put.ok ? ack : put;
    }),
  ];
}

/** Whether a record may be put: the gate is open, it is the next version, it belongs here and its proofs hold. */
function admit(
  record: CastRecord,
  gate: store.BallotPlace['gate'],
  version: number,
  now: number,
): Result<void> {
  if (!gate?.isOpen || now >= gate.closes) return fail('round-closed');
  if (record.version !== version + 1) return fail('record-version');
  const belongs = equalBytes(record.roundHash, gate.roundHash) && record.trustees === gate.trustees;
  return belongs && recordHolds(record, gate.rsaN, openssl) ? ok(undefined) : fail('record-refused');
}
