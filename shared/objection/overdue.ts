import { dayOfDate, type LegalDate } from '../time';
import type { Objection } from './contract';

/** How many days after its last day an objection was decided or, undecided, is open on `today`; 0 where it is in time. */
export function daysLate(objection: Objection, today: LegalDate): number {
  const day = objection.state === 'decided' ? objection.decision.decidedOn : today;
  return Math.max(0, dayOfDate(day) - dayOfDate(objection.due));
}

/** Whether an objection is past its due day undecided, or was decided after it. */
export function isOverdue(objection: Objection, today: LegalDate): boolean {
  return daysLate(objection, today) > 0;
}
