import { useEffect, useState } from 'react';
import { type Office, officeFrom, officeText } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import type { Keys } from '../platform/keyring';
import type { Reading } from '../platform/read';
import { type Members, NOBODY, openGroup } from './merging';
import { useWorks } from './notes';

/** The cases that are handled together with one, as far as this desk can open them. */
export interface Group {
  readonly reading: Reading<Members>;
  /** Reads them anew: something was done in them. */
  readonly again: () => void;
}

const LOADING: Reading<Members> = { kind: 'loading' };

/** Opens what a case is handled together with, once its notes were read at this desk. */
export function useGroup(caseId: Id, office: Office, keys: Keys): Group {
  const [reading, setReading] = useState(LOADING);
  const [tries, setTries] = useState(0);
  const work = useWorks().get(caseId);
  const tied = work?.tied.join(' ');
  const own = officeText(office);
  useEffect(() => {
    let here = true;
    const mine = officeFrom(own);
    if (!mine || tied === undefined) return undefined;
    void (tied === '' ? Promise.resolve(NOBODY) : openGroup(caseId, mine, keys)).then((found) => {
      if (!here) return;
      setReading(
        found.ok ? { kind: 'ready', value: found.value } : { kind: 'failed', problem: found.problem },
      );
    });
    return () => {
      here = false;
    };
  }, [caseId, own, keys, tied, tries]);
  return { reading, again: () => setTries((count) => count + 1) };
}
