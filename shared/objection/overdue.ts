import type { LegalDate } from '../time';
import type { Objection } from './contract';

/** Whether an objection is past its due day undecided, or was decided after it. */
export function isOverdue(objection: Objection, today: LegalDate): boolean {
  const day = objection.state === 'decided' ? objection.decision.decidedOn : today;
  return day > objection.due;
}
