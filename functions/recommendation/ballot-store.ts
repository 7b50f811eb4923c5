import { equalBytes } from '#shared/crypto/bytes';
import type { CastRecord } from '#shared/recommendation/record';
import type { BallotName } from '#shared/recommendation/round';
import { fail, ok, type Result } from '#shared/result';
import type { Dynamo } from '../platform/dynamo';
import * as items from './ballot-items';

/** What a record meets at the ballot box. */
export interface BallotPlace {
  gate: items.StoredGate | undefined;
  stored: items.StoredRecord | undefined;
}

/** The gate of this key and the record that lies there, in one call. */
export async function readPlace(dynamo: Dynamo, ballot: BallotName, pk: Uint8Array): Promise<BallotPlace> {
  const [gate, stored] = await dynamo.batchGet([
    { table: 'ballots', key: items.gateKey(ballot, pk) },
    { table: 'ballots', key: items.recordKey(ballot, pk) },
  ]);
  return {
    gate: gate && items.StoredGate.parse(gate),
    stored: stored && items.StoredRecord.parse(stored),
  };
}

/** Puts the record: the stored version + 1, or the first. The same bytes that lie there are no failure. */
export async function putRecord(
  dynamo: Dynamo,
  ballot: BallotName,
  record: CastRecord,
  bytes: Uint8Array,
): Promise<Result<void>> {
  const cast = { version: record.version, record: bytes };
  const written = await dynamo.transact(items.castWrites(ballot, record.pk, cast));
  if (written.ok) return ok(undefined);
  // Somebody was faster: the phone's own repeated request, its other version, or the closing.
  const { stored } = await readPlace(dynamo, ballot, record.pk);
  if (stored && equalBytes(stored.record, bytes)) return ok(undefined);
  return fail(written.failed.includes(0) ? 'round-closed' : 'record-version');
}
