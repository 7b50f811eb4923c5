import { planElection } from '#shared/election/contract';
import type { AreaCode } from '#shared/area/code';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { draftMinutes, type Minutes, type MinutesText, signMinutes } from '#shared/meeting/contract';
import { LegalDate } from '#shared/time';
import { freshId, type TestCounty } from '#test/setup';
import { TEXT } from './text';

/** Plans a village's election: minutes belong to one. */
export async function planned(
  county: TestCounty,
  area: AreaCode,
  clerk: Session,
  body: '村民委员会' | '居民委员会' = '村民委员会',
): Promise<void> {
  const plan = { from: 0, body, term: 12, electionDay: LegalDate.parse('2026-12-27') };
  await county.must(planElection, { params: { area }, body: plan }, clerk);
}

/** Drafts minutes and signs them. */
export async function signedMinutes(
  county: TestCounty,
  area: AreaCode,
  clerk: Session,
  text: MinutesText = TEXT,
  id: Id = freshId(),
): Promise<Minutes> {
  const params = { area, id };
  await county.must(draftMinutes, { params, body: { from: 0, text } }, clerk);
  return county.must(signMinutes, { params, body: { from: 1 } }, clerk);
}
