import type { AreaCode } from '#shared/area/code';
import type { Timetable } from '#shared/election/contract';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { audit } from '../platform/audit';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import type { Prepared, PreparedDocument } from '../platform/prepared';
import * as items from './items';

/** A village's timetable as everybody reads it. */
export async function readPublished(
  prepared: Prepared,
  village: AreaCode,
): Promise<Result<PreparedDocument>> {
  const [document] = await prepared([{ area: village, name: items.TIMETABLE_DOCUMENT }]);
  return document ? ok(document) : fail('not-found');
}

/** The election a village is in; undefined before its first plan. */
export async function readElection(
  dynamo: Dynamo,
  village: AreaCode,
): Promise<items.StoredElection | undefined> {
  const item = await dynamo.get('affairs', items.electionKey(village));
  return item && items.StoredElection.parse(item);
}

/** Writes the timetable that follows from `before`; one that moved meanwhile is a conflict. */
export async function writeElection(
  dynamo: Dynamo,
  before: items.StoredElection | undefined,
  after: Timetable,
  event: { actor: Id; action: string; at: number },
): Promise<Result<void>> {
  const { write, auditHash } = audit({
    entity: `ELECTION#${after.area}`,
    revision: after.version,
    previous: before?.auditHash ?? '',
    ...event,
  });
  return unlessConflict(await dynamo.transact([...items.putElection(after, auditHash, before), write]));
}
