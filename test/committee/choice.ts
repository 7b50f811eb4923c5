import type { Choice } from '#shared/committee/contract';
import type { Id } from '#shared/ids';
import { LegalDate } from '#shared/time';

/** A person without a namesake. */
export const who = (name: string) => ({ name, group: '' });

/** Five members from the minutes of test/meeting/text, posted on the day after the meeting. */
export function choiceOf(...minutes: Id[]): Choice {
  return {
    minutes,
    size: 5,
    chair: who('李守田'),
    deputies: [who('陈桂兰')],
    postedOn: LegalDate.parse('2026-11-21'),
  };
}
