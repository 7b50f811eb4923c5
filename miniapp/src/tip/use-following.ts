import { useRef, useState } from 'react';
import type { Chosen } from '../platform/chosen';
import { type Progress, progressOf } from '../platform/enclosing';
import type { Outcome, Problem } from '../platform/request';
import { NO_MORE, sendMore } from './send-more';
import { type More, openAgain, type OpenCase } from './sending';

/** The case is not where this phone has it. */
const MOVED: readonly Problem['code'][] = ['tip-out-of-order', 'tip-ended'];

/** A message that did not go: how far its files are, and whether its writer stopped it. */
export interface Halted {
  readonly stopped: boolean;
  readonly progress: Progress;
}

/** Writing more into a case that is open on this phone; `onMoved` is given it as it stands when something came in between. */
export function useMore(onMoved: (open: OpenCase) => void) {
  const [way, setWay] = useState(NO_MORE);
  const [progress, setProgress] = useState<Progress>();
  const [halted, setHalted] = useState<Halted>();
  const stopped = useRef(false);
  const more = async (
    from: OpenCase,
    said: More,
    chosen: readonly Chosen[],
  ): Promise<Outcome<OpenCase> | undefined> => {
    stopped.current = false;
    setHalted(undefined);
    const watch = {
      onProgress: (done: number, of: number) => setProgress(of > 0 ? { done, of } : undefined),
      isStopped: () => stopped.current,
    };
    const { way: next, outcome } = await sendMore(from, said, chosen, way, watch);
    setWay(next);
    setProgress(undefined);
    if (!outcome?.ok && !next.sealed)
      setHalted({ stopped: outcome === undefined, progress: progressOf(next.uploads) });
    if (!outcome || outcome.ok || !MOVED.includes(outcome.problem.code)) return outcome;
    // Something came in between: it is shown before the message is sealed behind it, if it still can be.
    const fresh = await openAgain(from);
    if (fresh.ok) onMoved(fresh.value);
    return outcome;
  };
  const stop = (): void => {
    stopped.current = true;
  };
  return { more, progress, halted, stop };
}
