import * as z from 'zod';
import type { TilePlace } from '#shared/transparency/tree';
import { ABSENT, Binary, type Key, put, type Write } from '../platform/item';

/** `public`: one partition for each log a county has had. */
export const partition = (log: number): string => `LOG#${log}`;
/** A number whose texts are in its order. */
export const padded = (n: number): string => String(n).padStart(12, '0');

export const tileKey = (log: number, { level, index }: TilePlace): Key => ({
  PK: partition(log),
  SK: `TILE#${level}#${padded(index)}`,
});
/** 256 leaves, as they are served. */
export const bundleKey = (log: number, index: number): Key => ({
  PK: partition(log),
  SK: `ENTRIES#${padded(index)}`,
});
export const StoredBytes = z.object({ bytes: Binary });

/** Writes a tile or a bundle; whose turn it is, the head's condition says in the same transaction. */
export function putBytes(key: Key, bytes: Uint8Array): Write {
  return put('public', { ...key, bytes });
}

/** Where a leaf stands, and what it says. */
export const placeKey = (log: number, hash: string): Key => ({ PK: partition(log), SK: `AT#${hash}` });
export const StoredPlace = z.object({ index: z.number(), leaf: Binary });

/** A leaf gets its place, once. */
export function placeLeaf(log: number, hash: string, place: z.output<typeof StoredPlace>): Write {
  return put('public', { ...placeKey(log, hash), ...place }, ABSENT);
}
