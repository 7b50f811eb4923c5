import * as z from 'zod';
import { keep, recall } from './storage';
import { createStore, useStore } from './store';

/** The newest notices read on this device; older marks fall off. */
const MOST = 2000;

const Seen = z.array(z.string());

const seen = createStore<readonly string[]>(recall('seen', Seen) ?? []);

interface Mark {
  id: string;
  version: number;
  state: string;
}

function markOf({ id, version, state }: Mark): string {
  return state !== 'published' ? `${id}@x` : `${id}@${version}`;
}

/** Says of a notice whether it was read as it stands now: a correction makes it new again. */
export function useSeen(): (notice: Mark) => boolean {
  const marks = new Set(useStore(seen));
  return (notice) => marks.has(markOf(notice));
}

/** Marks a notice as read. */
export function markSeen(notice: Mark): void {
  const mark = markOf(notice);
  const before = seen.get();
  if (before.includes(mark)) return;
  const next = [mark, ...before].slice(0, MOST);
  seen.set(next);
  keep('seen', next);
}
