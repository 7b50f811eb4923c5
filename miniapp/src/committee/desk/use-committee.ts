import { useRef } from 'react';
import type { AreaCode } from '#shared/area/code';
import {
  type Choice,
  type Committee,
  formCommittee,
  type Leaving,
  leaveCommittee,
  type ObjectionEntry,
  objectToCommittee,
} from '#shared/committee/contract';
import type { Id } from '#shared/ids';
import { freshId } from '../../platform/fresh-id';
import { type Outcome, send } from '../../platform/request';
import { useAct } from '../../platform/use-act';

/** Every change of a village's committee, each from the one that stands. */
export function useCommittee(area: AreaCode, before: Committee | undefined, onWritten: () => void) {
  const { busy, problem, act } = useAct();
  // An objection sent twice is one.
  const fresh = useRef<Id>(undefined);
  const from = before?.revision ?? 0;
  const params = { area };
  const settle = async (sending: () => Promise<Outcome<Committee>>): Promise<void> => {
    const outcome = await act(sending);
    if (outcome.ok) onWritten();
  };
  return {
    problem,
    busy,
    form: (choice: Choice) => settle(() => send(formCommittee, { params, body: { from, choice } })),
    leave: (leaving: Leaving) => settle(() => send(leaveCommittee, { params, body: { from, leaving } })),
    object: async (known: Id | undefined, objection: ObjectionEntry) => {
      fresh.current ??= await freshId();
      const at = { params: { area, id: known ?? fresh.current }, body: { from, objection } };
      return settle(() => send(objectToCommittee, at));
    },
  };
}
export type Changing = ReturnType<typeof useCommittee>;
