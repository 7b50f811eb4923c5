import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { officersLeft } from '#shared/tip/confirm';
import { officerRecuses } from '#shared/tip/rules';
import type { Dynamo } from '../platform/dynamo';
import * as items from './items';
import { again, type Noted, type NoteStanding, readNoteStanding, withNote } from './note-store';
import { isRecused, recusalMark, recusedAt } from './recused';

/** How an officer keeps away from a case. */
export interface Recusing extends Noted {
  readonly by: Id;
}

/**
 * Keeps a person away from a case for good, with the note that says why; an end that is proposed falls. Where nobody of
 * the office would be left it is refused: the case then goes to the office above. The same again answers the same.
 */
export async function recuse(
  dynamo: Dynamo,
  caseId: Id,
  standing: NoteStanding,
  recusing: Recusing,
  day: number,
): Promise<Result<void>> {
  const { head } = standing;
  const { by, signer } = recusing;
  if (isRecused(head, caseId, by)) return again(standing, recusing) ? ok() : fail('tip-recused');
  if (officersLeft(signer.entry, recusedAt(head, head.office)) <= 1) return fail('tip-last-officer');
  const state = officerRecuses(head.state);
  if (!state.ok) return state;
  const noted = withNote(head, recusing);
  if (!noted.ok) return noted;
  const mark = { who: recusalMark(caseId, by), office: head.office };
  const after = {
    ...noted.value,
    state: state.value,
    confirms: undefined,
    recused: [...(head.recused ?? []), mark],
  };
  const written = await dynamo.transact([
    ...items.moveHead(caseId, head, after),
    ...items.putNote(caseId, recusing, day),
    ...(head.state.state === 'proposed' ? [items.removeProposal(caseId)] : []),
  ]);
  if (written.ok) return ok();
  const now = await readNoteStanding(dynamo, caseId, recusing.record.head.seq);
  return now && isRecused(now.head, caseId, by) && again(now, recusing) ? ok() : fail('tip-out-of-order');
}
