import * as z from 'zod';
import { toBase64url } from '#shared/crypto/bytes';
import { leafHash } from '#shared/crypto/merkle';
import { encodeLeaf, type Leaf } from '#shared/transparency/leaf';
import { ABSENT, Binary, type Key, PRESENT, put, remove, type Write } from '../platform/item';

/** A leaf that waits to be entered, or once did. */
export interface Pending {
  readonly SK: string;
  readonly leaf: Uint8Array;
}

// `ledger`: what waits for the sequencer. One partition: a county publishes a few documents a minute.
const PENDING = 'LEAF';
// `affairs`: every leaf that was ever published, in another table than what waits and the log, which may be lost apart.
const PUBLISHED = 'LEAVES';
const TIME_DIGITS = 10;
const timeText = (seconds: number): string => String(seconds).padStart(TIME_DIGITS, '0');

/** The range of what waits, oldest first. */
export const pendingRange = (limit: number) => ({ PK: PENDING, limit });
export const pendingKey = ({ SK }: Pending): Key => ({ PK: PENDING, SK });
/** The range of what was published up to a time in seconds, oldest first. */
export const publishedRange = (until: number) => ({ PK: PUBLISHED, upTo: `${timeText(until)}#~` });
export const StoredPending = z.object({ SK: z.string(), leaf: Binary });

/** Enters a leaf: it waits in the order of its time, and a version behind the one before; that it was published stays. */
export function enterLeaf(leaf: Leaf): Write[] {
  const { SK, leaf: bytes } = pendingOf(leaf);
  const published = put('affairs', { PK: PUBLISHED, SK, leaf: bytes }, ABSENT);
  return [enterAgain({ SK, leaf: bytes }), published];
}

/** Where a leaf waits until it is entered: what lies there no more stands in the log. */
export function waitingKey(leaf: Leaf): Key {
  return pendingKey(pendingOf(leaf));
}

function pendingOf(leaf: Leaf): Pending {
  const bytes = encodeLeaf(leaf);
  const hash = toBase64url(leafHash(bytes));
  return { SK: `${timeText(leaf.time)}#${String(leaf.version).padStart(8, '0')}#${hash}`, leaf: bytes };
}

/** Lets a leaf wait once more, as it did. */
export function enterAgain(pending: Pending): Write {
  return put('ledger', { ...pendingKey(pending), leaf: pending.leaf }, ABSENT);
}

/** The time of a leaf that waits, in seconds. */
export function timeOf({ SK }: Pending): number {
  return Number(SK.slice(0, TIME_DIGITS));
}

/** Takes a leaf off what waits. */
export function dropPending(pending: Pending): Write {
  return remove('ledger', pendingKey(pending), PRESENT);
}
