import { equalBytes } from '#shared/crypto/bytes';
import type { CastRecord } from '#shared/recommendation/record';
import type { BallotName } from '#shared/recommendation/round';
import { fail, ok, type Result } from '#shared/result';
import type { Dynamo } from '../platform/dynamo';
import * as items from './ballot-items';

/** What a gate says of its position, the same from its opening on; whether it is still open is the put's condition. */
export type Gate = Omit<items.StoredGate, 'isOpen'>;

/** Finds the gate of a position once it was opened. */
export type ReadGate = (ballot: BallotName, pk: Uint8Array) => Promise<Gate | undefined>;

const GATES_KEPT = 2000;

/** Reads the gate of each position once: nothing of it changes but that it is shut. */
export function gateReader(dynamo: Dynamo): ReadGate {
  const kept = new Map<string, Gate>();
  return async (ballot, pk) => {
    const name = `${ballot.round}#${ballot.position}`;
    const known = kept.get(name);
    if (known) return known;
    const [found] = await dynamo.batchGet([{ table: 'ballots', key: items.gateKey(ballot, pk) }]);
    if (!found) return undefined;
    const gate = items.StoredGate.omit({ isOpen: true }).parse(found);
    const oldest = kept.keys().next();
    if (kept.size >= GATES_KEPT && !oldest.done) kept.delete(oldest.value);
    kept.set(name, gate);
    return gate;
  };
}

/** Puts the record while the gate stands open: the first, or the next version over the one that lies there. */
export async function putRecord(
  dynamo: Dynamo,
  ballot: BallotName,
  record: CastRecord,
  bytes: Uint8Array,
): Promise<Result<void>> {
  const cast = { version: record.version, record: bytes };
  const written = await dynamo.transact(items.castWrites(ballot, record.pk, cast));
  if (written.ok) return ok(undefined);
  return fail(written.failed.includes(0) ? 'round-closed' : 'record-version');
}

/** Whether the very same record lies there: a phone that did not hear the answer sends it again. */
export async function hasRecord(
  dynamo: Dynamo,
  ballot: BallotName,
  pk: Uint8Array,
  bytes: Uint8Array,
): Promise<boolean> {
  const [found] = await dynamo.batchGet([{ table: 'ballots', key: items.recordKey(ballot, pk) }]);
  return found !== undefined && equalBytes(items.StoredRecord.parse(found).record, bytes);
}
