import * as z from 'zod';
import { forget, keep, recall } from './storage';

/** How many copies of each sort lie on this device at most, and how many characters of text in all. */
const BOUNDS = {
  /** Documents: a person without network reads these. */
  copies: { most: 160, room: 3_000_000 },
  /** Proofs of the log: however many there are, they take no document's place. */
  proofs: { most: 200, room: 400_000 },
} as const;
type Sort = keyof typeof BOUNDS;
const SORTS = ['copies', 'proofs'] as const;

const Copy = z.object({ etag: z.string().optional(), body: z.string(), at: z.number() });
export type Copy = z.output<typeof Copy>;

const Index = z.array(z.object({ path: z.string(), size: z.number(), at: z.number() }));

function index(sort: Sort): z.output<typeof Index> {
  return recall(sort, Index) ?? [];
}

/** The copy of a public document, or of a proof, that lies on this device. */
export function copyOf(path: string): Copy | undefined {
  return recall(`copy:${path}`, Copy);
}

/** Lays a document or a proof down, and takes the oldest of its sort away when there are too many. */
export function layDown(path: string, copy: Copy, sort: Sort = 'copies'): void {
  const { most, room: all } = BOUNDS[sort];
  const rest = index(sort).filter((entry) => entry.path !== path);
  const held = [{ path, size: copy.body.length, at: copy.at }, ...rest].sort((a, b) => b.at - a.at);
  let room: number = all;
  const kept = held.filter((entry, i) => {
    room -= entry.size;
    return i < most && room > 0;
  });
  for (const gone of held.filter((entry) => !kept.includes(entry))) forget(`copy:${gone.path}`);
  if (keep(`copy:${path}`, copy)) keep(sort, kept);
}

/** How many documents lie here, and how many characters they and their proofs take. */
export function copiesHeld(): { count: number; size: number } {
  const all = SORTS.flatMap(index);
  return { count: index('copies').length, size: all.reduce((sum, entry) => sum + entry.size, 0) };
}

/** Takes all copies away. */
export function dropCopies(): void {
  for (const sort of SORTS) {
    for (const entry of index(sort)) forget(`copy:${entry.path}`);
    forget(sort);
  }
}
