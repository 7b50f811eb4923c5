import type { ElectionBody } from '#shared/election/body';
import { type DemoVillage, VILLAGES } from './areas';
import type { Days } from './days';
import { type DemoOfficer, LIUTANG_CLERK, NANPO_CLERK, SHUANGJING_CLERK } from './people';

/** The two days a village's timetable hangs on, counted from the day the demo was loaded. */
export interface ElectionDays {
  roll: number;
  election: number;
}

/** A village's election as it is set up. */
export interface DemoElection extends ElectionDays {
  village: DemoVillage;
  by: DemoOfficer;
  body: ElectionBody;
}

/** The day they were set up: the county's plan was out by then. */
export const PLANNED_DAY = -43;
export const DEMO_TERM = 12;

/** Every village's election: whenever the demo is loaded, one stands in each of the stages 1 to 6. */
export function demoElections(days: Days): DemoElection[] {
  const set = (village: DemoVillage, by: DemoOfficer, roll: number, election: number): DemoElection => ({
    village,
    by,
    roll,
    election,
    body: village.name.endsWith('社区') ? '居民委员会' : '村民委员会',
  });
  return [
    set(VILLAGES.zaoping, LIUTANG_CLERK, -5, days.sunday(24)),
    set(VILLAGES.dongqu, LIUTANG_CLERK, -28, 6),
    set(VILLAGES.baiyangdian, LIUTANG_CLERK, -6, days.sunday(24)),
    set(VILLAGES.shangying, LIUTANG_CLERK, -1, days.sunday(31)),
    set(VILLAGES.beiguan, SHUANGJING_CLERK, -28, 7),
    set(VILLAGES.majiapu, SHUANGJING_CLERK, 10, days.sunday(42)),
    set(VILLAGES.xiahewan, SHUANGJING_CLERK, 5, days.sunday(37)),
    set(VILLAGES.erdaoliang, SHUANGJING_CLERK, -16, days.sunday(16)),
    set(VILLAGES.shimengou, NANPO_CLERK, 3, days.sunday(35)),
    set(VILLAGES.qinggangling, NANPO_CLERK, 14, days.sunday(46)),
    set(VILLAGES.xinghuawu, NANPO_CLERK, -15, days.sunday(17)),
    set(VILLAGES.hetaoping, NANPO_CLERK, 22, days.sunday(54)),
  ];
}

/** The election of a village. */
export function electionOf(elections: readonly DemoElection[], village: DemoVillage): DemoElection {
  const found = elections.find((one) => one.village.code === village.code);
  if (!found) throw new RangeError(`${village.name} has no election`);
  return found;
}
