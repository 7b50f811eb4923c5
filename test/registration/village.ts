import type { AreaCode } from '#shared/area/code';
import { planElection } from '#shared/election/contract';
import type { Session } from '#shared/identity/contract';
import { finishRoll, matchRoll, type OwnEntry, putRollBatch } from '#shared/roll/contract';
import type { RollRow } from '#shared/roll/row';
import { LegalDate } from '#shared/time';
import type { TestCounty } from '#test/setup';

/** Imports people as the next version of a village's roll. */
export async function rollOf(
  county: TestCounty,
  area: AreaCode,
  rows: readonly RollRow[],
  clerk: Session,
  from = 0,
): Promise<void> {
  const params = { area, version: from + 1 };
  await county.must(putRollBatch, { params: { ...params, batch: 0 }, body: { rows: [...rows] } }, clerk);
  await county.must(finishRoll, { params, body: { from, entries: rows.length } }, clerk);
}

/** Plans an election whose roll is posted on 2026-12-10, in the middle of its registration on the test's first day. */
export async function registering(
  county: TestCounty,
  area: AreaCode,
  body: '村民委员会' | '居民委员会',
  clerk: Session,
): Promise<void> {
  const [electionDay, rollDay] = ['2027-01-05', '2026-12-10'].map((day) => LegalDate.parse(day));
  const plan = { from: 0, body, term: 12, electionDay: electionDay!, rollDay: rollDay! };
  await county.must(planElection, { params: { area }, body: plan }, clerk);
}

/** Somebody on the phone, tied to their line of the roll. */
export async function tied(
  county: TestCounty,
  area: AreaCode,
  { name, idNumber }: RollRow,
): Promise<{ session: Session; own: OwnEntry }> {
  const session = await county.person(`tied ${idNumber}`);
  const body = { name, idLastSix: idNumber.slice(-6) };
  return { session, own: await county.must(matchRoll, { params: { area }, body }, session) };
}
