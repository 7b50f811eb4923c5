import * as z from 'zod';
import { toBase64url } from '#shared/crypto/bytes';
import { leafHash } from '#shared/crypto/merkle';
import { encodeLeaf, type Leaf } from '#shared/transparency/leaf';
import { ABSENT, Binary, PRESENT, put, remove, type Write } from '../platform/item';

/** A leaf that waits to be entered. */
export interface Pending {
  readonly SK: string;
  readonly leaf: Uint8Array;
}

// `ledger`: what waits for the sequencer. One partition: a county publishes a few documents a minute.
const PENDING = 'LEAF';
const TIME_DIGITS = 10;

/** The range of what waits, oldest first. */
export const pendingRange = (limit: number) => ({ PK: PENDING, limit });
export const StoredPending = z.object({ SK: z.string(), leaf: Binary });

/** Enters a leaf: it waits in the order of its time, and a version behind the one before. */
export function enterLeaf(leaf: Leaf): Write {
  const bytes = encodeLeaf(leaf);
  const hash = toBase64url(leafHash(bytes));
  const time = String(leaf.time).padStart(TIME_DIGITS, '0');
  const SK = `${time}#${String(leaf.version).padStart(8, '0')}#${hash}`;
  return put('ledger', { PK: PENDING, SK, leaf: bytes }, ABSENT);
}

/** The time of a leaf that waits, in seconds. */
export function timeOf({ SK }: Pending): number {
  return Number(SK.slice(0, TIME_DIGITS));
}

/** Takes a leaf off what waits. */
export function dropPending({ SK }: Pending): Write {
  return remove('ledger', { PK: PENDING, SK }, PRESENT);
}
