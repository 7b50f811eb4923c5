import type { AreaCode } from '#shared/area/code';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { rollEntries } from '#shared/roll/contract';
import { endTie, makeSlips, readSlips, type Slip, type UntieReason } from '#shared/slip/contract';
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

/** The mark of an entry's tie, as the office sees it. */
export async function markOf(
  county: Pick<TestCounty, 'must'>,
  area: AreaCode,
  clerk: Session,
  entry: Id,
): Promise<Id | undefined> {
  const { tied } = await county.must(readSlips, { params: { area } }, clerk);
  return tied.find((one) => one.entry === entry)?.mark;
}

/** Ends the tie of an entry as the office sees it. */
export async function untied(
  county: Pick<TestCounty, 'must'>,
  area: AreaCode,
  clerk: Session,
  entry: Id,
  reason: UntieReason = 'phone-lost',
): Promise<void> {
  const mark = (await markOf(county, area, clerk, entry))!;
  await county.must(endTie, { params: { area, entry }, body: { reason, mark } }, clerk);
}
