import { useEffect, useState } from 'react';
import { type Office, officeFrom, officeText } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { areMerged } from '#shared/tip/merging';
import type { Keys } from '../platform/keyring';
import type { Reading } from '../platform/read';
import { type Member, openMember, tiedOf } from './merging';
import { useWorks } from './notes';

/** The cases that are handled together with one, as far as this desk can open them. */
export interface Group {
  readonly reading: Reading<Members>;
  /** Reads them anew: something was done in them. */
  readonly again: () => void;
}

export interface Members {
  /** Both note it, and both are here: what is done with one may be done with these. Some are tied through another one. */
  readonly merged: readonly Member[];
  /** The case notes them and they do not note it: the tie was cut off, or they have gone elsewhere. */
  readonly half: readonly Id[];
}

const NOBODY: Members = { merged: [], half: [] };
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
    void (tied === '' ? Promise.resolve(NOBODY) : readMembers(caseId, mine, keys)).then((found) => {
      if (here) setReading({ kind: 'ready', value: found });
    });
    return () => {
      here = false;
    };
  }, [caseId, own, keys, tied, tries]);
  return { reading, again: () => setTries((count) => count + 1) };
}

/** From one case to those it is tied to, and on to those that they are: who merges a third letter into one of two has three. */
async function readMembers(caseId: Id, own: Office, keys: Keys): Promise<Members> {
  const mine = await openMember(caseId, own, keys);
  if (!mine.ok) return NOBODY;
  const reached = [mine.value];
  const half: Id[] = [];
  for (const from of reached) {
    for (const id of from.notes.work.tied) {
      if (reached.some(({ open }) => open.view.case === id)) continue;
      const found = await openMember(id, own, keys);
      if (found.ok && areMerged(tiedOf(from), tiedOf(found.value))) reached.push(found.value);
      else if (from === mine.value) half.push(id);
    }
  }
  return { merged: reached.slice(1), half };
}
