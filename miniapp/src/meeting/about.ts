import type { ElectionBody } from '#shared/election/body';
import { PARTY_STEPS, STEPS } from '#shared/election/steps';
import type { ItemAbout } from '#shared/meeting/kinds';

/** What an item of the agenda decides, as the timetable calls it. */
export function sayAbout(about: ItemAbout, body: ElectionBody): string {
  if (about === 'consent') return '同意户籍不在村的人登记';
  return [...STEPS[body], ...PARTY_STEPS].find(({ id }) => id === about)?.title ?? about;
}
