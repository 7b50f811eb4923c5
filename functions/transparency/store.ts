import { concatBytes } from '#shared/crypto/bytes';
import {
  consistencyAt,
  HASH,
  inclusionAt,
  type ReadTile,
  TILE_WIDTH,
  type TilePlace,
  tilesRead,
} from '#shared/transparency/tree';
import type { Dynamo } from '../platform/dynamo';
import { type Kept, keepLatest } from '../platform/keep-latest';
import { nameOf } from './growth';
import * as items from './items';

/** Bytes of a log by their keys, in their order; an absent one is empty. One call. */
async function readBytes(
  dynamo: Dynamo,
  keys: readonly ReturnType<typeof items.tileKey>[],
): Promise<Uint8Array[]> {
  const found = await dynamo.batchGet(keys.map((key) => ({ table: 'public' as const, key })));
  return found.map((item) => (item ? items.StoredBytes.parse(item).bytes : new Uint8Array(0)));
}

/** What stands in a tile never changes, it only grows: 8 KB each at most, kept by process and database. */
const TILES_KEPT = 1000;
const kept = new WeakMap<Dynamo, Kept<Uint8Array>>();

function keptOf(dynamo: Dynamo): Kept<Uint8Array> {
  const known = kept.get(dynamo) ?? keepLatest<Uint8Array>(TILES_KEPT);
  kept.set(dynamo, known);
  return known;
}

/** Computes over the tiles it needs; those that are not here, or not far enough, are read in one call. */
export async function overTiles<T>(dynamo: Dynamo, log: number, compute: (read: ReadTile) => T): Promise<T> {
  const here = keptOf(dynamo);
  const placeOf = (place: TilePlace) => `${log} ${nameOf(place)}`;
  const read: ReadTile = (place) => here.get(placeOf(place)) ?? new Uint8Array(0);
  const places = tilesRead(compute);
  try {
    return compute(read);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  const wanted = places.filter((place) => read(place).length < TILE_WIDTH * HASH);
  const found = await readBytes(
    dynamo,
    wanted.map((place) => items.tileKey(log, place)),
  );
  wanted.forEach((place, i) => here.set(placeOf(place), found[i] ?? new Uint8Array(0)));
  return compute(read);
}

/** The first `width` hashes of a tile; undefined while the log has not come so far. */
export async function readTile(
  dynamo: Dynamo,
  log: number,
  place: TilePlace,
  width: number,
): Promise<Uint8Array | undefined> {
  const [bytes] = await readBytes(dynamo, [items.tileKey(log, place)]);
  return bytes && bytes.length >= width * HASH ? bytes.slice(0, width * HASH) : undefined;
}

/** The first `width` leaves of a bundle, each after its length; undefined while the log has not come so far. */
export async function readBundle(
  dynamo: Dynamo,
  log: number,
  index: number,
  width: number,
): Promise<Uint8Array | undefined> {
  const [bytes] = await readBytes(dynamo, [items.bundleKey(log, index)]);
  const leaves = entriesOf(bytes ?? new Uint8Array(0)).slice(0, width);
  return leaves.length === width ? concatBytes(...leaves) : undefined;
}

/** The entries of a bundle, each with its length before it. */
export function entriesOf(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; ) {
    const end = at + 2 + (bundle[at] ?? 0) * 256 + (bundle[at + 1] ?? 0);
    entries.push(bundle.slice(at, end));
    at = end;
  }
  return entries;
}

/** The checkpoint as it was last signed. */
export async function readCheckpoint(
  dynamo: Dynamo,
  log: number,
): Promise<items.StoredCheckpoint | undefined> {
  const item = await dynamo.get('public', items.checkpointKey(log));
  return item && items.StoredCheckpoint.parse(item);
}

/** What a leaf's proof is made of, its checkpoint the first that witnesses saw it under. Three calls. */
export async function readProofParts(
  dynamo: Dynamo,
  log: number,
  hash: string,
): Promise<{ leaf: Uint8Array; index: number; path: Uint8Array[]; checkpoint: string } | undefined> {
  const found = await dynamo.get('public', items.placeKey(log, hash));
  if (!found) return undefined;
  const { index, leaf } = items.StoredPlace.parse(found);
  const [seen] = await dynamo.query('public', items.seenAfter(log, index));
  if (!seen) return undefined;
  const { note, size } = items.StoredSeen.parse(seen);
  const path = await overTiles(dynamo, log, (read) => inclusionAt(read, index, size));
  return { leaf, index, path, checkpoint: note };
}

/** A consistency proof between two sizes the log has had. */
export function readConsistency(
  dynamo: Dynamo,
  log: number,
  older: number,
  newer: number,
): Promise<Uint8Array[]> {
  return overTiles(dynamo, log, (read) => consistencyAt(read, older, newer));
}

/** A document beside the log. */
export async function readDocument(
  dynamo: Dynamo,
  hash: string,
): Promise<{ nonce: Uint8Array; document: Uint8Array } | 'erased' | undefined> {
  const item = await dynamo.get('public', items.documentKey(hash));
  if (!item) return undefined;
  const stored = items.StoredDocument.parse(item);
  return 'erased' in stored ? 'erased' : stored;
}
