import * as z from 'zod';
import { ABSENT, check, equals, type Key, put, type Write } from '../platform/item';

// `ledger`: one sequencer at a time, whichever log it writes.
export const leaseKey: Key = { PK: 'LEASE#sequencer', SK: '-' };
export const StoredLease = z.object({
  owner: z.string(),
  until: z.number(),
  fence: z.number(),
  /** The log that is written: those before it are closed for good. */
  log: z.number().default(1),
});
export type StoredLease = z.output<typeof StoredLease>;

/** Takes the lease over the one that was read. */
export function putLease(after: StoredLease, before: StoredLease | undefined): Write {
  return put('ledger', { ...leaseKey, ...after }, before ? equals('fence', before.fence) : ABSENT);
}

/** Nobody has taken the lease since. */
export function holdsLease(fence: number): Write {
  return check('ledger', leaseKey, equals('fence', fence));
}
