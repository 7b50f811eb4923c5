import type { AreaCode } from '#shared/area/code';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { rollEntries } from '#shared/roll/contract';
import { makeSlips, type Slip } from '#shared/slip/contract';
import { freshId, type TestCounty } from '#test/setup';

/** The entry of each name on a village's roll. */
export async function entriesOf(
  county: Pick<TestCounty, 'must'>,
  area: AreaCode,
  clerk: Session,
  version = 1,
): Promise<Map<string, Id>> {
  const { entries } = await county.must(rollEntries, { params: { area, version }, query: {} }, clerk);
  return new Map(entries.map(({ name, entry }) => [name, entry]));
}

/** Slips for some entries, as one request makes them. */
export async function slipsFor(
  county: Pick<TestCounty, 'must'>,
  area: AreaCode,
  clerk: Session,
  entries: readonly Id[],
): Promise<readonly Slip[]> {
  const body = { id: freshId(), entries: [...entries] };
  return (await county.must(makeSlips, { params: { area }, body }, clerk)).made;
}
