import { useEffect, useRef, useState } from 'react';
import type { Office } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import type { Keys } from '../../platform/keyring';
import { openCase } from '../opening';

/** Opens letters at this desk one after another, to be counted. */
interface Opener {
  /** How many were tried; undefined while nothing is being opened. */
  readonly tried: number | undefined;
  /** How many of the last go could not be opened. */
  readonly failed: number;
  readonly open: (cases: readonly Id[]) => Promise<void>;
  readonly stop: () => void;
}

/** What is opened leaves only its first letter in this desk's memory, as when it is read. Stops when the page is left. */
export function useOpener(office: Office, keys: Keys): Opener {
  const [tried, setTried] = useState<number>();
  const [failed, setFailed] = useState(0);
  const turn = useRef(0);
  const stop = (): void => {
    turn.current += 1;
    setTried(undefined);
  };
  useEffect(
    () => () => {
      turn.current += 1;
    },
    [keys],
  );
  const open = async (cases: readonly Id[]): Promise<void> => {
    const mine = ++turn.current;
    let unopened = 0;
    setFailed(0);
    for (const [at, id] of cases.entries()) {
      setTried(at);
      const outcome = await openCase(office, id, office, keys);
      if (mine !== turn.current) return;
      if (!outcome.ok || !outcome.value.first) unopened += 1;
      if (!outcome.ok && outcome.problem.code === 'offline') {
        unopened += cases.length - at - 1;
        break;
      }
    }
    setFailed(unopened);
    setTried(undefined);
  };
  return { tried, failed, open, stop };
}
