import { useRef, useState } from 'react';
import { hasRoom } from '#shared/tip/record';
import { isUnsettled } from '../platform/acknowledged';
import type { Chosen } from '../platform/chosen';
import { enclosuresOf, sendUploads, type Upload, uploadsOf, type Watch } from '../platform/enclosing';
import { type Outcome, type Problem, problemOf } from '../platform/request';
import {
  deliverMore,
  type More,
  openAgain,
  type OpenCase,
  putPiece,
  sealMore,
  type SealedMore,
} from './sending';

/** One more message on its way: what of it cannot be made anew. */
interface OnItsWay {
  readonly uploads: readonly Upload[];
  /** It is sealed, and not known to have arrived or to be refused. */
  readonly sealed?: SealedMore;
}

const NOT_BEGUN: OnItsWay = { uploads: [] };

/** The case is not where this phone has it. */
const MOVED: readonly Problem['code'][] = ['tip-out-of-order', 'tip-ended'];

/** How the message after a tap is: nothing where it was stopped on the way. */
interface Tried {
  readonly way: OnItsWay;
  readonly outcome: Outcome<OpenCase> | undefined;
}

async function sendMore(
  from: OpenCase,
  said: More,
  chosen: readonly Chosen[],
  way: OnItsWay,
  watch: Watch,
): Promise<Tried> {
  if (way.sealed) return deliver(from, way, way.sealed);
  const uploads = await uploadsOf(chosen, way.uploads);
  const content = { kind: 'message' as const, said, files: enclosuresOf(uploads) };
  if (!hasRoom(content))
    return { way: { uploads }, outcome: { ok: false, problem: problemOf('tip-too-long') } };
  const files = await sendUploads(uploads, (piece) => putPiece(from.keys, piece), watch);
  if (!files.ok || !files.value) return { way: { uploads }, outcome: files.ok ? undefined : files };
  const sealed = await sealMore(from, { ...said, files: files.value });
  return sealed.ok ? deliver(from, { uploads }, sealed.value) : { way: { uploads }, outcome: sealed };
}

async function deliver(from: OpenCase, { uploads }: OnItsWay, sealed: SealedMore): Promise<Tried> {
  const outcome = await deliverMore(from, sealed);
  if (outcome.ok) return { way: NOT_BEGUN, outcome };
  return { way: { uploads, ...(isUnsettled(outcome.problem) && { sealed }) }, outcome };
}

/** How far a message is on its way. */
export interface Progress {
  readonly done: number;
  readonly of: number;
}

/** Writing more into a case that is open on this phone; `onMoved` is given it as it stands when something came in between. */
export function useMore(onMoved: (open: OpenCase) => void) {
  const [way, setWay] = useState(NOT_BEGUN);
  const [progress, setProgress] = useState<Progress>();
  const stopped = useRef(false);
  const more = async (
    from: OpenCase,
    said: More,
    chosen: readonly Chosen[],
  ): Promise<Outcome<OpenCase> | undefined> => {
    stopped.current = false;
    const watch = {
      onProgress: (done: number, of: number) => setProgress(of > 0 ? { done, of } : undefined),
      isStopped: () => stopped.current,
    };
    const tried = await sendMore(from, said, chosen, way, watch);
    setWay(tried.way);
    setProgress(undefined);
    const { outcome } = tried;
    if (!outcome || outcome.ok || !MOVED.includes(outcome.problem.code)) return outcome;
    // Something came in between: it is shown before the message is sealed behind it, if it still can be.
    const fresh = await openAgain(from);
    if (fresh.ok) onMoved(fresh.value);
    return outcome;
  };
  const stop = (): void => {
    stopped.current = true;
  };
  return { more, progress, stop };
}
