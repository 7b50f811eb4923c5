import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import type { Dynamo } from '../platform/dynamo';
import { type HashedRow, type Standing, writeHashed } from './import-store';
import * as items from './items';

/** As many as one transaction binds: that of an imported batch. */
const CARRIED_AT_ONCE = 45;

/** What is carried: from which version, behind which key, without whom. */
export interface Carrying {
  from: number;
  after: string | undefined;
  without: readonly Id[];
}

/**
 * Carries some people of a version into one that is being made, as they lie there: nobody's number is known any more.
 * Only the roll that stands is carried, or the one that people were struck from.
 */
export async function carry(
  dynamo: Dynamo,
  { village, version, batch }: items.RollPlace & { batch: number },
  { from, after, without }: Carrying,
): Promise<Result<{ written: number; next?: string }>> {
  const PK = items.rollPartition(village, from);
  const range = { PK, limit: CARRIED_AT_ONCE, ...(after !== undefined && { after }) };
  const found = await dynamo.query('people', range);
  const left = new Set(without);
  const carried = found.map((item) => carriedRow(item, batch)).filter(({ entry }) => !left.has(entry.entry));
  const last = found[CARRIED_AT_ONCE - 1]?.['SK'];
  const next = typeof last === 'string' ? { next: last } : {};
  const allowed = ({ head }: Pick<Standing, 'head'>): Result<void> => {
    if (!head || !sourcesOf(head).includes(from)) return fail('conflict');
    return version > head.version ? ok() : fail('roll-frozen');
  };
  if (carried.length === 0) {
    const item = await dynamo.get('people', items.headKey(village));
    const may = allowed({ head: item && items.StoredHead.parse(item) });
    return may.ok ? ok({ written: 0, ...next }) : may;
  }
  const written = await writeHashed(dynamo, { village, version }, carried, allowed);
  return written.ok ? ok({ ...written.value, ...next }) : written;
}

function sourcesOf({ version, change }: items.StoredHead): number[] {
  return change?.kind === 'struck' ? [version, change.from] : [version];
}

function carriedRow(item: Record<string, unknown>, batch: number): HashedRow {
  const [nameHash = ''] = String(item['SK']).split('#');
  return { nameHash, entry: { ...items.StoredEntry.parse(item), batch } };
}
