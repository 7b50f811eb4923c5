import type { Office } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { officersLeft } from '#shared/tip/confirm';
import { officerRecuses } from '#shared/tip/rules';
import type { Dynamo } from '../platform/dynamo';
import { countedBy } from '../platform/signer';
import * as items from './items';
import { again, type Noted, type NoteStanding, readNoteStanding, withNote } from './note-store';
import { isRecused, recusalMark, recusedAt } from './recused';

/** How an officer keeps away from a case. */
export interface Recusing extends Noted {
  readonly by: Id;
}

/**
 * Keeps a person away from a case for good, with the note that says why; an end that is proposed falls. Where nobody of
 * the office that has it would be left it is refused: the case then goes to the office above. An office that handles it
 * jointly decides nothing: nobody has to be left there, and no end falls. The same again answers the same.
 */
export async function recuse(
  dynamo: Dynamo,
  caseId: Id,
  standing: NoteStanding,
  recusing: Recusing,
  day: number,
): Promise<Result<void>> {
  const { head } = standing;
  const { by } = recusing;
  if (isRecused(head, caseId, by)) return again(standing, recusing) ? ok() : fail('tip-recused');
  const kept = keepingAway(head, recusing);
  if (!kept.ok) return kept;
  const noted = withNote(head, recusing);
  if (!noted.ok) return noted;
  const { office, ...state } = kept.value;
  const mark = { who: recusalMark(caseId, by), office };
  const after = { ...noted.value, ...state, recused: [...(head.recused ?? []), mark] };
  const falls = head.state.state === 'proposed' && after.state.state !== 'proposed';
  const written = await dynamo.transact([
    ...items.moveHead(caseId, head, after),
    ...items.putNote(caseId, recusing, day, recusing.chain),
    ...(falls ? [items.removeProposal(caseId)] : []),
  ]);
  if (written.ok) return ok();
  const now = await readNoteStanding(dynamo, caseId, recusing.record.head.seq);
  return now && isRecused(now.head, caseId, by) && again(now, recusing) ? ok() : fail('tip-out-of-order');
}

/** Of which office they keep away, and what else of the head changes by it. */
function keepingAway(
  head: items.StoredHead,
  { chain, signer }: Recusing,
): Result<Partial<items.StoredHead> & { office: Office }> {
  const office = chain === 'JOINT' ? head.second : head.office;
  if (!office) return fail('tip-refused');
  if (chain === 'JOINT') return ok({ office });
  if (officersLeft(countedBy(signer), recusedAt(head, office)) <= 1) return fail('tip-last-officer');
  const state = officerRecuses(head.state);
  return state.ok ? ok({ office, state: state.value, confirms: undefined }) : state;
}
