import { useState } from 'react';
import type { Outcome, Problem } from './request';

/** What somebody sets off by a tap: whether it runs, and why the last time it was not done. */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const act = async <T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    setBusy(true);
    setProblem(undefined);
    const outcome = await work();
    setBusy(false);
    if (!outcome.ok) setProblem(outcome.problem);
    return outcome;
  };
  return { busy, problem, setProblem, act };
}
