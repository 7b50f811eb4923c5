import { useRef, useState } from 'react';
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
import { type Outcome, type Problem, send } from '../../platform/request';

/** Every change of a village's committee, each from the one that stands. */
export function useCommittee(area: AreaCode, before: Committee | undefined, onWritten: () => void) {
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  // An objection sent twice is one.
  const fresh = useRef<Id>(undefined);
  const from = before?.revision ?? 0;
  const params = { area };
  const settle = async (sending: Promise<Outcome<Committee>>): Promise<void> => {
    setBusy(true);
    const outcome = await sending;
    setBusy(false);
    setProblem(outcome.ok ? undefined : outcome.problem);
    if (outcome.ok) onWritten();
  };
  return {
    problem,
    busy,
    form: (choice: Choice) => settle(send(formCommittee, { params, body: { from, choice } })),
    leave: (leaving: Leaving) => settle(send(leaveCommittee, { params, body: { from, leaving } })),
    object: async (known: Id | undefined, objection: ObjectionEntry) => {
      fresh.current ??= await freshId();
      const at = { params: { area, id: known ?? fresh.current }, body: { from, objection } };
      return settle(send(objectToCommittee, at));
    },
  };
}
export type Changing = ReturnType<typeof useCommittee>;
