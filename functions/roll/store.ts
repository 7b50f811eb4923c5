import type { AreaCode } from '#shared/area/code';
import type { OwnEntry, RollHead } from '#shared/roll/contract';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import type { Dynamo } from '../platform/dynamo';
import * as items from './items';

/** Which version of a village's roll stands; version 0 when there is none. */
export async function readHead(dynamo: Dynamo, village: AreaCode): Promise<RollHead> {
  const item = await dynamo.get('people', items.headKey(village));
  const head = item && items.StoredHead.parse(item);
  return {
    area: village,
    version: head?.version ?? 0,
    entries: head?.entries ?? 0,
    members: head?.members ?? 0,
  };
}

/** All entries of a version. */
export async function readEntries(
  dynamo: Dynamo,
  village: AreaCode,
  version: number,
): Promise<items.StoredEntry[]> {
  const found = await dynamo.query('people', { PK: items.rollPartition(village, version) });
  return found.map((item) => items.StoredEntry.parse(item));
}

const HOUR = 3600;

/** Ties a person to the one entry of that name and last six; a wrong try counts, and so does a right one. */
export async function matchEntry(
  dynamo: Dynamo,
  asked: { person: Id; village: AreaCode; nameHash: string; subjectHash: string },
  now: number,
): Promise<Result<OwnEntry>> {
  const head = await readHead(dynamo, asked.village);
  const PK = items.rollPartition(asked.village, head.version);
  const found = await dynamo.query('people', { PK, begins: asked.nameHash });
  const counted = items.countTry(asked.subjectHash, Math.floor(now / HOUR));
  const only = found.length === 1 ? found[0] : undefined;
  if (!only) {
    const written = await dynamo.transact([counted]);
    return fail(written.ok ? 'roll-no-match' : 'too-many-tries');
  }
  const { entry, name, group, member } = items.StoredEntry.parse(only);
  const tied = { area: asked.village, entry, name, group, member };
  const written = await dynamo.transact([counted, ...items.tie(asked.person, tied)]);
  if (written.ok) return ok(tied);
  return fail(written.failed.includes(0) ? 'too-many-tries' : 'roll-tied');
}

/** A person's ties. */
export async function readTies(dynamo: Dynamo, person: Id): Promise<OwnEntry[]> {
  const found = await dynamo.query('people', { PK: `PERSON#${person}`, begins: items.TIES });
  return found.map((item) => items.StoredTie.parse(item));
}
