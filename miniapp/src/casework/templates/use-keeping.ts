import { useEffect, useState } from 'react';
import { type Office, officeFrom, officeText } from '#shared/directory/office';
import type { Template } from '#shared/wording/template';
import { isUnsettled } from '../../platform/acknowledged';
import type { Keys } from '../../platform/keyring';
import type { Reading } from '../../platform/read';
import type { Outcome } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import {
  type OwnTemplates,
  renewTemplates,
  type SealedTemplates,
  sealTemplates,
  sendTemplates,
} from '../own-templates';

const LOADING: Reading<OwnTemplates> = { kind: 'loading' };

/** Reads an office's own templates and keeps them: sealed once, and sent again as they are until it is known how they stand. */
export function useKeeping(office: Office, keys: Keys) {
  const [reading, setReading] = useState(LOADING);
  const [tries, setTries] = useState(0);
  const [pending, setPending] = useState<SealedTemplates>();
  const { busy, problem, act } = useAct();
  const own = officeText(office);
  useEffect(() => {
    let here = true;
    const mine = officeFrom(own);
    if (!mine) return undefined;
    void renewTemplates(mine, keys).then((found) => {
      if (here) setReading(readingOf(found));
    });
    return () => {
      here = false;
    };
  }, [own, keys, tries]);
  const again = (): void => setTries((count) => count + 1);
  const trySending = async (
    known: OwnTemplates,
    next: readonly Template[],
  ): Promise<Outcome<OwnTemplates>> => {
    const sealed = pending
      ? { ok: true as const, value: pending }
      : await sealTemplates(known, office, keys, next);
    if (!sealed.ok) return sealed;
    const outcome = await sendTemplates(office, keys, sealed.value);
    setPending(!outcome.ok && isUnsettled(outcome.problem) ? sealed.value : undefined);
    return outcome;
  };
  const keep = async (next: readonly Template[]): Promise<boolean> => {
    if (reading.kind !== 'ready') return false;
    const outcome = await act(() => trySending(reading.value, next));
    if (outcome.ok) setReading({ kind: 'ready', value: outcome.value });
    else if (outcome.problem.code === 'templates-changed') again();
    return outcome.ok;
  };
  return { reading, again, busy, problem, unsettled: pending !== undefined, keep };
}

function readingOf(found: Outcome<OwnTemplates>): Reading<OwnTemplates> {
  return found.ok ? { kind: 'ready', value: found.value } : { kind: 'failed', problem: found.problem };
}
