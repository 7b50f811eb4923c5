import * as z from 'zod';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { encodeLeaf, type Leaf, leafHash } from '#shared/transparency/leaf';
import { leafOf, type LogPlace } from '#shared/transparency/content';
import type { LogContent } from '#shared/transparency/log-content';
import type { Logged } from '#shared/transparency/logged';
import type { TilePlace } from '#shared/transparency/tree';
import {
  ABSENT,
  Binary,
  both,
  type Condition,
  equals,
  type Key,
  PRESENT,
  put,
  remove,
  type Write,
} from '../platform/item';

/** A leaf that waits to be entered. */
export interface Pending {
  readonly SK: string;
  readonly leaf: Uint8Array;
}

// `ledger`: what waits for the sequencer. One partition: a county publishes a few documents a minute.
const PENDING = 'LEAF';

/** The range of what waits, oldest first. */
export const pendingRange = (limit: number) => ({ PK: PENDING, limit });
export const StoredPending = z.object({ SK: z.string(), leaf: Binary });

/** Enters a leaf: it waits in the order of its time, and a version behind the one before. */
export function enterLeaf(leaf: Leaf): Write {
  const bytes = encodeLeaf(leaf);
  const hash = toBase64url(leafHash(bytes));
  const SK = `${String(leaf.time).padStart(10, '0')}#${String(leaf.version).padStart(8, '0')}#${hash}`;
  return put('ledger', { PK: PENDING, SK, leaf: bytes }, ABSENT);
}

/** Enters a version of an erasable document as it was `loggedAs`: its leaf, and beside the log document and nonce. */
export function enterDocument(one: LogContent, place: LogPlace, { leaf: hash, nonce }: Logged): Write[] {
  const { leaf, document } = leafOf(one, place, bytesOf(nonce));
  return [enterLeaf(leaf), put('public', { ...documentKey(hash), nonce: bytesOf(nonce), document }, ABSENT)];
}

/** Erases a document and its nonce; that something stood there stays proved. */
export function eraseDocument(hash: string): Write {
  return put('public', { ...documentKey(hash), erased: true }, PRESENT);
}

/** A document beside the log, by the hash of its leaf. */
export const documentKey = (hash: string): Key => ({ PK: `LOGGED#${hash}`, SK: '-' });
export const StoredDocument = z.union([
  z.object({ nonce: Binary, document: Binary }),
  z.object({ erased: z.literal(true) }),
]);

// `public`, one partition for each log a county has had.
const partition = (log: number): string => `LOG#${log}`;
const padded = (n: number): string => String(n).padStart(12, '0');

/** The head that is appended to; it moves before it is signed. */
export const headKey = (log: number): Key => ({ PK: partition(log), SK: 'HEAD' });
/** The same head in `ledger`: where only one of the tables was restored, the two differ. */
export const mirrorKey = (log: number): Key => ({ PK: partition(log), SK: 'HEAD' });
export const StoredHead = z.object({ size: z.number(), root: Binary });
export type StoredHead = z.output<typeof StoredHead>;

/** The signed head, with the cosignatures it has. */
export const checkpointKey = (log: number): Key => ({ PK: partition(log), SK: 'CHECKPOINT' });
export const StoredCheckpoint = z.object({
  note: z.string(),
  size: z.number(),
  /** When the log's clock cosigned it, in seconds. */
  clock: z.number(),
  /** Whether enough witnesses have. */
  isSeen: z.boolean(),
  revision: z.number(),
});
export type StoredCheckpoint = z.output<typeof StoredCheckpoint>;

/** A checkpoint that enough witnesses cosigned, under its size: the first above an index proves that leaf. */
export const seenAfter = (log: number, index: number) => ({
  PK: partition(log),
  begins: 'SEEN#',
  after: `SEEN#${padded(index)}`,
  limit: 1,
});
export const StoredSeen = z.object({ note: z.string(), size: z.number() });

export const tileKey = (log: number, { level, index }: TilePlace): Key => ({
  PK: partition(log),
  SK: `TILE#${level}#${padded(index)}`,
});
/** 256 leaves, as they are served: each after its length. */
export const bundleKey = (log: number, index: number): Key => ({
  PK: partition(log),
  SK: `ENTRIES#${padded(index)}`,
});
export const StoredBytes = z.object({ bytes: Binary });

/** Where a leaf stands, and what it says. */
export const placeKey = (log: number, hash: string): Key => ({ PK: partition(log), SK: `AT#${hash}` });
export const StoredPlace = z.object({ index: z.number(), leaf: Binary });

/** Writes a tile or a bundle; whose turn it is, the head's condition says in the same transaction. */
export function putBytes(key: Key, bytes: Uint8Array): Write {
  return put('public', { ...key, bytes }, undefined);
}

/** Moves the head in both tables from where it was read, or nothing. */
export function moveHead(log: number, before: StoredHead | undefined, after: StoredHead): Write[] {
  const when: Condition = before ? both(equals('size', before.size), equals('root', before.root)) : ABSENT;
  return [
    put('public', { ...headKey(log), ...after }, when),
    put('ledger', { ...mirrorKey(log), ...after }, when),
  ];
}

/** A leaf gets its place, once, and waits no more. */
export function placeLeaf(
  log: number,
  leaf: Uint8Array,
  index: number,
  pending: Pending | undefined,
): Write[] {
  const hash = toBase64url(leafHash(leaf));
  return [
    put('public', { ...placeKey(log, hash), index, leaf }, ABSENT),
    ...(pending ? [dropPending(pending)] : []),
  ];
}

/** Takes a leaf off what waits. */
export function dropPending({ SK }: Pending): Write {
  return remove('ledger', { PK: PENDING, SK }, PRESENT);
}

/** Publishes a checkpoint over the one it was made after; with enough witnesses it is kept for good. */
export function putCheckpoint(
  log: number,
  after: Omit<StoredCheckpoint, 'revision'>,
  revision: number,
): Write[] {
  const { note, size, isSeen } = after;
  const when = revision === 0 ? ABSENT : equals('revision', revision);
  return [
    put('public', { ...checkpointKey(log), ...after, revision: revision + 1 }, when),
    ...(isSeen
      ? [put('public', { PK: partition(log), SK: `SEEN#${padded(size)}`, note, size }, ABSENT)]
      : []),
  ];
}

// `ledger`: one sequencer at a time.
export const leaseKey: Key = { PK: 'LEASE#sequencer', SK: '-' };
export const StoredLease = z.object({ owner: z.string(), until: z.number(), fence: z.number() });
export type StoredLease = z.output<typeof StoredLease>;

/** Takes the lease over the one that was read. */
export function putLease(after: StoredLease, before: StoredLease | undefined): Write {
  return put('ledger', { ...leaseKey, ...after }, before ? equals('fence', before.fence) : ABSENT);
}
