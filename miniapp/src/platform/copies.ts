import * as z from 'zod';
import { forget, keep, recall } from './storage';

/** How many documents lie on this device at most, and how many characters of text in all. */
const MOST = 160;
const ROOM = 3_000_000;

const Copy = z.object({ etag: z.string().optional(), body: z.string(), at: z.number() });
export type Copy = z.output<typeof Copy>;

const Index = z.array(z.object({ path: z.string(), size: z.number(), at: z.number() }));

function index(): z.output<typeof Index> {
  return recall('copies', Index) ?? [];
}

/** The copy of a public document that lies on this device. */
export function copyOf(path: string): Copy | undefined {
  return recall(`copy:${path}`, Copy);
}

/** Lays a document down, and takes the oldest away when there are too many. */
export function layDown(path: string, copy: Copy): void {
  const rest = index().filter((entry) => entry.path !== path);
  const all = [{ path, size: copy.body.length, at: copy.at }, ...rest].sort((a, b) => b.at - a.at);
  let room = ROOM;
  const kept = all.filter((entry, i) => {
    room -= entry.size;
    return i < MOST && room > 0;
  });
  for (const gone of all.filter((entry) => !kept.includes(entry))) forget(`copy:${gone.path}`);
  if (keep(`copy:${path}`, copy)) keep('copies', kept);
}

/** How many documents lie here and how many characters they take. */
export function copiesHeld(): { count: number; size: number } {
  const all = index();
  return { count: all.length, size: all.reduce((sum, entry) => sum + entry.size, 0) };
}

/** Takes all copies away. */
export function dropCopies(): void {
  for (const entry of index()) forget(`copy:${entry.path}`);
  forget('copies');
}
