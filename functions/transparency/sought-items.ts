import * as z from 'zod';
import { Binary, type Key, put, type Write } from '../platform/item';
import { partition } from './tile-items';

// `ledger`: how far the published leaves were looked through, and which were found in no log.
export const soughtKey = (log: number): Key => ({ PK: partition(log), SK: 'SOUGHT' });
export const StoredSought = z.object({
  /** When, in seconds; 0 where the next run is to look at once. */
  at: z.number(),
  /** Where the round goes on; absent at its end. */
  after: z.string().optional(),
  /** What stands in no log and waits nowhere. */
  lost: z.array(Binary),
});
export type StoredSought = z.output<typeof StoredSought>;

/** Notes it. Of two at once either is right: both looked. */
export function putSought(log: number, sought: StoredSought): Write {
  return put('ledger', { ...soughtKey(log), ...sought });
}
