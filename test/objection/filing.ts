import { planElection } from '#shared/election/contract';
import type { AreaCode } from '#shared/area/code';
import type { Session } from '#shared/identity/contract';
import type { ObjectionText } from '#shared/objection/contract';
import { LegalDate } from '#shared/time';
import type { TestCounty } from '#test/setup';

/** An objection by an invented villager. */
export const OBJECTION: ObjectionText = {
  about: '漏登',
  concerning: { name: '周桂枝', group: '第3组' },
  says: '户口在村里，名单上没有她。',
  filer: '周小满',
};

/** Posts a village's roll on a day: from then on objections are taken. */
export async function rollPosted(
  county: TestCounty,
  area: AreaCode,
  rollDay: string,
  clerk: Session,
): Promise<void> {
  const electionDay = LegalDate.parse('2027-01-05');
  const body = {
    from: 0,
    body: '村民委员会',
    term: 12,
    electionDay,
    rollDay: LegalDate.parse(rollDay),
  } as const;
  await county.must(planElection, { params: { area }, body }, clerk);
}
