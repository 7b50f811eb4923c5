import type { AreaCode } from '#shared/area/code';
import {
  enterStage,
  planElection,
  recordSteps,
  type StepRecord,
  type Timetable,
} from '#shared/election/contract';
import { STEPS } from '#shared/election/steps';
import type { Session } from '#shared/identity/contract';
import { dateOfDay, dayOf, type LegalDate } from '#shared/time';
import type { TestCounty } from '#test/setup';

/** A paper for each step that a stage is not left without. */
export function requiredPapers({ body }: Pick<Timetable, 'body'>, day: LegalDate): StepRecord[] {
  const rules = STEPS[body].filter(({ required }) => required);
  return rules.map(({ id, output }) => ({ step: id, title: output.slice(0, 80), day, place: '镇档案室' }));
}

/** Enters stage after stage, with a paper for each step that needs one, until the village stands at one. */
export async function reach(
  county: TestCounty,
  table: Timetable,
  wanted: number,
  clerk: Session,
): Promise<Timetable> {
  const params = { area: table.area };
  let stands = table;
  if (wanted > stands.stage) {
    const records = requiredPapers(table, dateOfDay(dayOf(county.clock.now)));
    stands = await county.must(recordSteps, { params, body: { from: stands.version, records } }, clerk);
  }
  while (stands.stage < wanted) {
    const body = { from: stands.version, stage: stands.stage + 1 };
    stands = await county.must(enterStage, { params, body }, clerk);
  }
  return stands;
}

/** Plans a village's election and enters stages until it stands at one. */
export async function planAndReach(
  county: TestCounty,
  area: AreaCode,
  plan: Parameters<typeof planned>[2],
  wanted: number,
  clerk: Session,
): Promise<Timetable> {
  return reach(county, await planned(county, area, plan, clerk), wanted, clerk);
}

function planned(
  county: TestCounty,
  area: AreaCode,
  body: { from: number; body: '村民委员会' | '居民委员会'; term: number; electionDay: LegalDate },
  clerk: Session,
): Promise<Timetable> {
  return county.must(planElection, { params: { area }, body }, clerk);
}
