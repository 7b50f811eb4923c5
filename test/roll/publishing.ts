import type { AreaCode } from '#shared/area/code';
import { planElection } from '#shared/election/contract';
import type { Session } from '#shared/identity/contract';
import { finishRoll, matchRoll, type Publication, publishRoll, putRollBatch } from '#shared/roll/contract';
import type { RollRow } from '#shared/roll/row';
import { LegalDate } from '#shared/time';
import type { TestCounty } from '#test/setup';

type County = Pick<TestCounty, 'must'>;

/** Plans a village's election; the last day for its roll is then the 20th before. */
export async function planned(
  county: County,
  area: AreaCode,
  clerk: Session,
  plan: { electionDay?: string; from?: number } = {},
): Promise<void> {
  const { electionDay = '2026-12-27', from = 0 } = plan;
  const body = { from, body: '村民委员会', term: 12, electionDay: LegalDate.parse(electionDay) } as const;
  await county.must(planElection, { params: { area }, body }, clerk);
}

/** Makes these people the village's roll, as version `from + 1`. */
export async function imported(
  county: County,
  area: AreaCode,
  clerk: Session,
  rows: readonly RollRow[],
  from = 0,
): Promise<number> {
  const version = from + 1;
  for (let batch = 0; batch * 45 < rows.length; batch += 1) {
    const some = rows.slice(batch * 45, (batch + 1) * 45);
    await county.must(putRollBatch, { params: { area, version, batch }, body: { rows: some } }, clerk);
  }
  await county.must(finishRoll, { params: { area, version }, body: { from, entries: rows.length } }, clerk);
  return version;
}

/** Publishes a version over the publication it corrects. */
export function published(
  county: County,
  area: AreaCode,
  clerk: Session,
  version: number,
  from = 0,
): Promise<Publication> {
  return county.must(publishRoll, { params: { area, version }, body: { from } }, clerk);
}

/** Somebody of the roll, signed in and tied to it. */
export async function tied(
  county: Pick<TestCounty, 'must' | 'person'>,
  area: AreaCode,
  { name, idNumber }: RollRow,
): Promise<Session> {
  const session = await county.person(`tied ${area} ${idNumber}`);
  const body = { name, idLastSix: idNumber.slice(-6) };
  await county.must(matchRoll, { params: { area }, body }, session);
  return session;
}
