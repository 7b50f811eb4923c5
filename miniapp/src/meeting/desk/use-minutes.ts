import { useRef } from 'react';
import type { Id } from '#shared/ids';
import type { AreaCode } from '#shared/area/code';
import {
  correctMinutes,
  draftMinutes,
  type Minutes,
  type MinutesText,
  signMinutes,
} from '#shared/meeting/contract';
import { freshId } from '../../platform/fresh-id';
import { type Outcome, send } from '../../platform/request';
import { useAct } from '../../platform/use-act';

/** Writing minutes: as a draft, signing it, or correcting what was signed. */
export function useMinutes(area: AreaCode, onWritten: (minutes: Minutes) => void) {
  const { busy, problem, act } = useAct();
  // A draft sent twice is one.
  const fresh = useRef<Id>(undefined);
  const settle = async (sending: () => Promise<Outcome<Minutes>>): Promise<boolean> => {
    const outcome = await act(sending);
    if (outcome.ok) onWritten(outcome.value);
    return outcome.ok;
  };
  return {
    problem,
    busy,
    draft: async (before: Minutes | undefined, text: MinutesText) => {
      fresh.current ??= await freshId();
      const params = { area, id: before?.id ?? fresh.current };
      return settle(() => send(draftMinutes, { params, body: { from: before?.revision ?? 0, text } }));
    },
    sign: ({ id, revision }: Minutes) =>
      settle(() => send(signMinutes, { params: { area, id }, body: { from: revision } })),
    correct: ({ id, revision }: Minutes, text: MinutesText, reason: string) =>
      settle(() => send(correctMinutes, { params: { area, id }, body: { from: revision, text, reason } })),
  };
}
