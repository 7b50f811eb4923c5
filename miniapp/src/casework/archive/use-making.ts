import { useEffect, useRef, useState } from 'react';
import type { Office } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import type { Keys } from '../../platform/keyring';
import type { Problem } from '../../platform/request';
import { EachOnce } from '../each-once';
import type { OpenNotes, SealedNote } from '../notes';
import { type Archivable, checkCases, type Found, type Watch } from './checking';
import { type Along, type MadeArchive, makeArchive, notingOf } from './making';

/** How far an archive is: chosen, looked into, sealed, noted in each case, and only then given out. */
export type Stage =
  | { readonly at: 'choosing' }
  | { readonly at: 'checking' | 'sealing'; readonly done: number; readonly of: number }
  | ({ readonly at: 'checked' } & Found)
  | {
      readonly at: 'noting' | 'unnoted' | 'made';
      readonly made: MadeArchive;
      readonly cases: readonly Archivable[];
    };

interface Making {
  readonly stage: Stage;
  readonly problem: Problem | undefined;
  readonly check: (ids: readonly Id[]) => Promise<void>;
  readonly seal: (found: Found, along: Along) => Promise<void>;
  /** Notes in those of its cases that do not say so yet. */
  readonly note: (made: MadeArchive, cases: readonly Archivable[]) => Promise<void>;
  /** Stops what is under way, and begins anew. */
  readonly stop: () => void;
}

const CHOOSING: Stage = { at: 'choosing' };

/** Turns of work: each begins by ending the one before, and leaving the page ends the last. */
function useTurns(): () => () => boolean {
  const turn = useRef(0);
  useEffect(
    () => () => {
      turn.current += 1;
    },
    [],
  );
  return () => {
    const mine = ++turn.current;
    return () => mine === turn.current;
  };
}

/** Makes an archive at this desk; what was opened for it goes with the page. */
export function useMaking(office: Office, keys: Keys): Making {
  const [stage, setStage] = useState(CHOOSING);
  const [problem, setProblem] = useState<Problem>();
  const take = useTurns();
  const noting = useRef(new EachOnce<{ note: SealedNote; known: OpenNotes }, OpenNotes>());
  const begin = (next: Stage): (() => boolean) => {
    setStage(next);
    setProblem(undefined);
    return take();
  };
  const stop = (): void => void begin(CHOOSING);
  const watching = (at: 'checking' | 'sealing', of: number): Watch => {
    const isOn = begin({ at, done: 0, of });
    return { onCase: (done) => isOn() && setStage({ at, done, of }), isStopped: () => !isOn() };
  };
  const check = async (ids: readonly Id[]): Promise<void> => {
    const watch = watching('checking', ids.length);
    const found = await checkCases(ids, office, keys, watch);
    if (watch.isStopped()) return;
    setStage(found.ok && found.value ? { at: 'checked', ...found.value } : CHOOSING);
    if (!found.ok) setProblem(found.problem);
  };
  const note = async (made: MadeArchive, cases: readonly Archivable[]): Promise<void> => {
    const isOn = begin({ at: 'noting', made, cases });
    const opened = cases.map(({ open }) => open);
    const outcome = await noting.current.run(opened, notingOf(made, office, keys), () => undefined);
    if (!isOn()) return;
    setStage({ at: outcome.ok ? 'made' : 'unnoted', made, cases });
    if (!outcome.ok) setProblem(outcome.problem);
  };
  const seal = async (found: Found, along: Along): Promise<void> => {
    const watch = watching('sealing', found.cases.length);
    const made = await makeArchive(found.cases, along, office, keys, watch);
    if (watch.isStopped()) return;
    if (made.ok && made.value) {
      noting.current = new EachOnce();
      await note(made.value, found.cases);
      return;
    }
    setStage({ at: 'checked', ...found });
    if (!made.ok) setProblem(made.problem);
  };
  return { stage, problem, check, seal, note, stop };
}
