import type { RollRow } from '#shared/roll/row';
import { countyNotices } from './county-notices';
import type { Days } from './days';
import { type DemoElection, electionOf } from './elections';
import type { DemoNotice } from './rich';
import { VILLAGES } from './areas';
import { villageNotices } from './village-notices';
import { zaopingChoosing } from './zaoping-choosing';
import { zaopingPreparing } from './zaoping-preparing';

/** Every notice of the demo in the order it was published; the county's plan is the first. */
export function demoNotices(
  days: Days,
  elections: readonly DemoElection[],
  zaopingRoll: readonly RollRow[],
): DemoNotice[] {
  const zaoping = electionOf(elections, VILLAGES.zaoping);
  const all = [
    ...countyNotices(days, elections),
    ...zaopingPreparing(days, zaoping),
    ...zaopingChoosing(days, zaoping, zaopingRoll),
    ...villageNotices(days, elections),
  ];
  return all.sort((a, b) => a.at - b.at);
}
