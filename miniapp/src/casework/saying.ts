import { useState } from 'react';
import type { Office } from '#shared/directory/office';
import { isUnsettled } from '../platform/acknowledged';
import type { Keys } from '../platform/keyring';
import type { Outcome, Problem } from '../platform/request';
import { useAct } from '../platform/use-act';
import { type OpenCase, openCase, sealAct, type SealedAct, type Saying, sendAct } from './opening';

/** What acting on a case needs. */
export interface Acting {
  readonly open: OpenCase;
  readonly office: Office;
  readonly keys: Keys;
  readonly onDone: (open: OpenCase) => void;
}

/** An officer's way of saying something: sealed once, and sent again as it is until it is acknowledged or refused. */
export interface Speaker {
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  /** What was sent may have arrived: nothing else is said before that is known. */
  readonly unsettled: boolean;
  readonly say: (saying: Saying) => Promise<boolean>;
  /** Reads the case anew: how it stands is not known here any more. */
  readonly refresh: () => Promise<void>;
}

/** Speaks for the office in a case. */
export function useSpeaker({ open, office, keys, onDone }: Acting): Speaker {
  const { busy, problem, act } = useAct();
  const [pending, setPending] = useState<SealedAct>();
  const refresh = async (): Promise<void> => {
    const fresh = await openCase(office, open.view.case, office, keys);
    if (fresh.ok) onDone(fresh.value);
  };
  const trySaying = async (saying: Saying): Promise<Outcome<OpenCase>> => {
    const sealed = pending
      ? { ok: true as const, value: pending }
      : await sealAct(open, office, keys, saying);
    if (!sealed.ok) return sealed;
    const outcome = await sendAct(open, office, keys, sealed.value);
    setPending(!outcome.ok && isUnsettled(outcome.problem) ? sealed.value : undefined);
    return outcome;
  };
  const say = async (saying: Saying): Promise<boolean> => {
    const outcome = await act(async () => {
      const tried = await trySaying(saying);
      if (!tried.ok && MOVED.includes(tried.problem.code)) await refresh();
      return tried;
    });
    if (outcome.ok) onDone(outcome.value);
    return outcome.ok;
  };
  return { busy, problem, unsettled: pending !== undefined, say, refresh };
}

/** The case is not where this desk has it. */
const MOVED: readonly Problem['code'][] = ['tip-out-of-order', 'tip-elsewhere'];
