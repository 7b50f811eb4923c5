import type { AreaCode } from '#shared/area/code';
import type { OwnEntry, RollHead } from '#shared/roll/contract';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import type { Dynamo } from '../platform/dynamo';
import type { Write } from '../platform/item';
import * as items from './items';
import type { Asked } from '../platform/roll-hash';
import { publicationKey, StoredPublication } from './publication-items';

/** Which version of a village's roll stands; version 0 when there is none. */
export async function readHead(dynamo: Dynamo, village: AreaCode): Promise<RollHead> {
  const item = await dynamo.get('people', items.headKey(village));
  const head = item && items.StoredHead.parse(item);
  return {
    area: village,
    version: head?.version ?? 0,
    entries: head?.entries ?? 0,
    members: head?.members ?? 0,
    ...(head?.change && { change: head.change }),
  };
}

/** All entries of a version. */
export async function readEntries(
  dynamo: Dynamo,
  village: AreaCode,
  version: number,
): Promise<items.ShownEntry[]> {
  const found = await dynamo.query('people', { PK: items.rollPartition(village, version) });
  return found.map((item) => items.ShownEntry.parse(item));
}

/** As many as are read at once. */
const PAGE = 1000;

/**
 * Some of the roll that stands, or of the one that is published, from where the page before ended; any other is a
 * conflict.
 */
export async function readPage(
  dynamo: Dynamo,
  village: AreaCode,
  version: number,
  after: string | undefined,
): Promise<Result<{ entries: items.ShownEntry[]; next?: string }>> {
  const [headItem, newestItem] = await dynamo.batchGet([
    { table: 'people', key: items.headKey(village) },
    { table: 'people', key: publicationKey(village) },
  ]);
  const versions = [
    headItem ? items.StoredHead.parse(headItem).version : 0,
    newestItem && StoredPublication.parse(newestItem).publication.version,
  ];
  if (!versions.includes(version)) return fail('conflict');
  const PK = items.rollPartition(village, version);
  const found = await dynamo.query('people', { PK, limit: PAGE, ...(after !== undefined && { after }) });
  const entries = found.map((item) => items.ShownEntry.parse(item));
  const last = found[PAGE - 1]?.['SK'];
  return ok(typeof last === 'string' ? { entries, next: last } : { entries });
}

/** Ties a person to the one entry of that name and last six; every try counts, whatever comes of it. */
export async function matchEntry(
  dynamo: Dynamo,
  asked: Asked & { person: Id },
  now: number,
): Promise<Result<OwnEntry>> {
  const head = await readHead(dynamo, asked.village);
  const PK = items.rollPartition(asked.village, head.version);
  const found = await dynamo.query('people', { PK, begins: asked.nameHash });
  const counted = items.countTry(asked.triedBy, asked.triedName, Math.floor(now / items.HOUR));
  const only = found.length === 1 ? found[0] : undefined;
  if (!only) return failCounted(dynamo, counted, 'roll-no-match');
  const { entry, name, group, member } = items.StoredEntry.parse(only);
  const tied = { area: asked.village, entry, name, group, member };
  const written = await dynamo.transact([...counted, ...items.tie(asked.person, tied)]);
  if (written.ok) return ok(tied);
  if (written.failed.some((index) => index < counted.length)) return fail('too-many-tries');
  // The count was undone with the tie, so it is made alone before anything is told.
  const isOwnTie = written.failed.includes(counted.length);
  return failCounted(dynamo, counted, isOwnTie ? 'person-tied' : 'roll-tied');
}

async function failCounted(
  dynamo: Dynamo,
  counted: readonly Write[],
  code: 'roll-no-match' | 'roll-tied' | 'person-tied',
): Promise<Result<never>> {
  const written = await dynamo.transact(counted);
  return fail(written.ok ? code : 'too-many-tries');
}

/** A person's tie, if they have one. */
export async function readTie(dynamo: Dynamo, person: Id): Promise<OwnEntry | undefined> {
  const found = await dynamo.get('people', items.tieKey(person));
  return found && items.StoredTie.parse(found);
}
