import { useState } from 'react';
import type { Office } from '#shared/directory/office';
import type { Keys } from '../platform/keyring';
import type { Problem } from '../platform/request';
import { useAct } from '../platform/use-act';
import { EachOnce } from './each-once';
import type { Group } from './group';
import { type OpenCase, openCase, sealAct, type SealedAct, type Saying, sendAct } from './opening';

/** What acting on a case needs. */
export interface Acting {
  readonly open: OpenCase;
  readonly office: Office;
  readonly keys: Keys;
  readonly onDone: (open: OpenCase) => void;
  /** The cases that are handled together with it. */
  readonly group?: Group;
}

/** An officer's way of saying something: sealed once, and sent again as it is until it is acknowledged or refused. */
export interface Speaker {
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  /** What was sent may have arrived: nothing else is said before that is known. */
  readonly unsettled: boolean;
  /** Says it here and, sealed for each, in others that are handled together. */
  readonly say: (saying: Saying, also?: readonly OpenCase[]) => Promise<boolean>;
  /** Reads the case anew: how it stands is not known here any more. */
  readonly refresh: () => Promise<void>;
}

/** Speaks for the office in a case. */
export function useSpeaker({ open, office, keys, onDone, group }: Acting): Speaker {
  const { busy, problem, act } = useAct();
  const [each] = useState(() => new EachOnce<SealedAct, OpenCase>());
  const refresh = async (): Promise<void> => {
    group?.again();
    const fresh = await openCase(office, open.view.case, office, keys);
    if (fresh.ok) onDone(fresh.value);
  };
  const say = async (saying: Saying, also: readonly OpenCase[] = []): Promise<boolean> => {
    const doing = {
      // Files were sent for this case alone.
      seal: (one: OpenCase) => sealAct(one, office, keys, one === open ? saying : { ...saying, files: [] }),
      send: (one: OpenCase, sealed: SealedAct) => sendAct(one, office, keys, sealed),
    };
    const outcome = await act(async () => {
      const tried = await each.run([open, ...also], doing, (done, one) => {
        if (one === open) onDone(done);
      });
      if (!tried.ok && MOVED.includes(tried.problem.code)) await refresh();
      return tried;
    });
    if (outcome.ok && also.length > 0) group?.again();
    return outcome.ok;
  };
  return { busy, problem, unsettled: each.unsettled, say, refresh };
}

/** The case is not where this desk has it. */
const MOVED: readonly Problem['code'][] = ['tip-out-of-order', 'tip-elsewhere'];
