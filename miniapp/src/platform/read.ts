import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Contract, Sent } from '#shared/contract';
import { now } from './clock';
import { type Copy, copyOf, layDown } from './copies';
import { online } from './network';
import { useShown } from './navigate';
import {
  exchange,
  OFFLINE,
  type Outcome,
  type Parts,
  type Problem,
  partsOf,
  pathOf,
  readAnswer,
  send,
} from './request';

/** What a page knows of a document: nothing yet, the document (perhaps an old copy, with its date), or why not. */
export type Reading<T> =
  | { kind: 'loading' }
  | { kind: 'ready'; value: T; copyFrom?: number }
  | { kind: 'failed'; problem: Problem };

function fromCopy<C extends Contract>(c: C, copy: Copy | undefined): Outcome<Answer<C>> | undefined {
  if (!copy) return undefined;
  const answer = readAnswer(c, { status: 200, body: copy.body, etag: copy.etag });
  return answer.ok ? answer : undefined;
}

/** Asks for a public document: unchanged ones are answered by the copy that lies here. */
async function fetchPublic<C extends Contract>(c: C, parts: Parts): Promise<Outcome<Answer<C>>> {
  const path = pathOf(c, parts);
  const copy = copyOf(path);
  const answer = await exchange(c, parts, copy?.etag ? { 'if-none-match': copy.etag } : {});
  if (!answer) return { ok: false, problem: OFFLINE };
  if (answer.status === 304 && copy) {
    layDown(path, { ...copy, at: now() });
    return fromCopy(c, copy) ?? { ok: false, problem: OFFLINE };
  }
  const read = readAnswer(c, answer);
  if (read.ok) layDown(path, { body: answer.body, at: now(), ...(answer.etag ? { etag: answer.etag } : {}) });
  return read;
}

/** Reads a document: public ones through the copies on this device, others straight. */
export function fetchOnce<C extends Contract>(c: C, input: Sent<C>): Promise<Outcome<Answer<C>>> {
  return c.method === 'GET' && c.access === 'anyone' ? fetchPublic(c, partsOf(input)) : send(c, input);
}

/** A public document as it lies on this device; nobody is asked. */
export function copyHere<C extends Contract>(c: C, input: Sent<C>): Answer<C> | undefined {
  const known = fromCopy(c, copyOf(pathOf(c, partsOf(input))));
  return known?.ok ? known.value : undefined;
}

/** When a public document was last read on this device, in seconds; undefined where it holds no copy. */
export function readHereAt<C extends Contract>(c: C, input: Sent<C>): number | undefined {
  return copyOf(pathOf(c, partsOf(input)))?.at;
}

function firstReading<C extends Contract>(c: C, input: Sent<C> | undefined): Reading<Answer<C>> {
  if (input === undefined || c.access !== 'anyone') return { kind: 'loading' };
  const known = copyHere(c, input);
  return known === undefined ? { kind: 'loading' } : { kind: 'ready', value: known };
}

function settle<T>(before: Reading<T>, outcome: Outcome<T>, copyFrom: number | undefined): Reading<T> {
  if (outcome.ok) return { kind: 'ready', value: outcome.value };
  // A failed renewal never takes away what was read before; it says how old that is.
  const kept =
    outcome.problem.code === 'offline' ||
    outcome.problem.code === 'busy' ||
    outcome.problem.code === 'internal';
  if (before.kind === 'ready' && kept) {
    return copyFrom === undefined ? before : { ...before, copyFrom };
  }
  return { kind: 'failed', problem: outcome.problem };
}

/**
 * Reads a document for a page: the copy at once where there is one, then the newest; again whenever the page is
 * shown and when the network is back. `undefined` waits.
 */
export function useRead<C extends Contract>(
  c: C,
  input: Sent<C> | undefined,
): { reading: Reading<Answer<C>>; again: () => void } {
  const key = input === undefined ? undefined : pathOf(c, partsOf(input));
  const [state, setState] = useState<{ key: string | undefined; reading: Reading<Answer<C>> }>(() => ({
    key,
    reading: firstReading(c, input),
  }));
  const last = useRef({ c, input });
  useEffect(() => {
    last.current = { c, input };
  });
  const again = useCallback(() => {
    const { c: contract, input: asked } = last.current;
    if (asked === undefined || key === undefined) return;
    setState((s) =>
      s.key === key && s.reading.kind === 'ready' ? s : { key, reading: firstReading(contract, asked) },
    );
    void fetchOnce(contract, asked).then((outcome) => {
      setState((s) => (s.key === key ? { key, reading: settle(s.reading, outcome, copyOf(key)?.at) } : s));
    });
  }, [key]);
  useEffect(again, [again]);
  useShown(again);
  useEffect(() => online.subscribe(() => online.get() && again()), [again]);
  return { reading: state.key === key ? state.reading : firstReading(c, input), again };
}
