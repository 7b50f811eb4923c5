import type { AreaCode } from '#shared/area/code';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { carryRoll, finishRoll, putRollBatch, type RollChange, type RollHead } from '#shared/roll/contract';
import type { RollRow } from '#shared/roll/row';
import type { TestCounty } from '#test/setup';

/** Which version is made of which, who is written anew and who is left behind. */
export interface Carried {
  version: number;
  from: number;
  head?: number;
  row?: RollRow;
  without?: readonly Id[];
  kind?: RollChange['kind'];
}

/** Carries a whole version into another; answers how many it holds then. */
export async function carriedAll(
  county: Pick<TestCounty, 'must'>,
  area: AreaCode,
  clerk: Session,
  { version, from, row, without = [] }: Carried,
): Promise<number> {
  const place = { area, version };
  let entries = 0;
  if (row) {
    await county.must(putRollBatch, { params: { ...place, batch: 0 }, body: { rows: [row] } }, clerk);
    entries = 1;
  }
  let after: string | undefined;
  for (let batch = 1; ; batch += 1) {
    const body = { from, without: [...without], ...(after !== undefined && { after }) };
    const { written, next } = await county.must(carryRoll, { params: { ...place, batch }, body }, clerk);
    entries += written;
    after = next;
    if (next === undefined) return entries;
  }
}

/** Changes a few people of the roll that stands, as the desk does it. */
export async function changed(
  county: Pick<TestCounty, 'must'>,
  area: AreaCode,
  clerk: Session,
  change: Carried,
): Promise<RollHead> {
  const entries = await carriedAll(county, area, clerk, change);
  const { version, from, head = from, kind = 'row' } = change;
  const body = { from: head, entries, change: kind };
  return county.must(finishRoll, { params: { area, version }, body }, clerk);
}
