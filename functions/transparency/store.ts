import { isSeenBy } from '#shared/transparency/policy';
import {
  consistencyAt,
  HASH_BYTES,
  inclusionAt,
  type ReadTile,
  rootOf,
  TILE_WIDTH,
  type TilePlace,
  tilesRead,
} from '#shared/transparency/tree';
import type { Dynamo } from '../platform/dynamo';
import type { Key } from '../platform/item';
import { type Kept, keepLatest } from '../platform/keep-latest';
import { nameOf } from './growth';
import { bundleOf, leavesOf } from './bundle';
import * as documents from './document-items';
import * as heads from './head-items';
import * as tiles from './tile-items';

/** Bytes of a log by their keys, in their order; an absent one is empty. One call. */
async function readBytes(dynamo: Dynamo, keys: readonly Key[]): Promise<Uint8Array[]> {
  const found = await dynamo.batchGet(keys.map((key) => ({ table: 'public' as const, key })));
  return found.map((item) => (item ? tiles.StoredBytes.parse(item).bytes : new Uint8Array(0)));
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
  const wanted = places.filter((place) => read(place).length < TILE_WIDTH * HASH_BYTES);
  const found = await readBytes(
    dynamo,
    wanted.map((place) => tiles.tileKey(log, place)),
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
  const [bytes] = await readBytes(dynamo, [tiles.tileKey(log, place)]);
  return bytes && bytes.length >= width * HASH_BYTES ? bytes.slice(0, width * HASH_BYTES) : undefined;
}

/** The bundle of the first `width` leaves of a bundle; undefined while the log has not come so far. */
export async function readBundle(
  dynamo: Dynamo,
  log: number,
  index: number,
  width: number,
): Promise<Uint8Array | undefined> {
  const [bytes] = await readBytes(dynamo, [tiles.bundleKey(log, index)]);
  const leaves = leavesOf(bytes ?? new Uint8Array(0)).slice(0, width);
  return leaves.length === width ? bundleOf(leaves) : undefined;
}

/** The checkpoint as it was last signed. */
export async function readCheckpoint(
  dynamo: Dynamo,
  log: number,
): Promise<heads.StoredCheckpoint | undefined> {
  const item = await dynamo.get('public', heads.checkpointKey(log));
  return item && heads.StoredCheckpoint.parse(item);
}

/** What a leaf's proof is made of. */
export interface ProofParts {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly path: Uint8Array[];
  readonly checkpoint: string;
}

/**
 * What a leaf's proof is made of, in the first log that holds it under a checkpoint seen as is asked now, and under
 * the first such checkpoint: however often a log was followed by the next, a date that was proved once stays. Three
 * calls, and one more for each further company of witnesses.
 */
export async function readProofParts(
  dynamo: Dynamo,
  newest: number,
  hash: string,
): Promise<ProofParts | undefined> {
  const logs = Array.from({ length: newest }, (_, i) => i + 1);
  const keys = [...logs.map((log) => tiles.placeKey(log, hash)), ...logs.map(heads.checkpointKey)];
  const found = await dynamo.batchGet(keys.map((key) => ({ table: 'public' as const, key })));
  const checkpoints = found.slice(newest).map((item) => item && heads.StoredCheckpoint.parse(item));
  const trust = checkpoints.findLast((one) => one !== undefined)?.trust;
  for (const log of logs) {
    const [place, checkpoint] = [found[log - 1], checkpoints[log - 1]];
    if (!place || !checkpoint || !trust) continue;
    const { index, leaf } = tiles.StoredPlace.parse(place);
    const companies = checkpoint.companies.filter((company) => isSeenBy(company, trust));
    const seen = await readFirstKept(dynamo, log, index, companies);
    if (!seen) continue;
    const path = await overTiles(dynamo, log, (read) => inclusionAt(read, index, seen.size));
    return { leaf, index, path, checkpoint: seen.note };
  }
  return undefined;
}

/** The first checkpoint that holds the leaf at `index`, kept under any of these companies of witnesses. */
async function readFirstKept(
  dynamo: Dynamo,
  log: number,
  index: number,
  companies: readonly (readonly string[])[],
): Promise<heads.StoredKept | undefined> {
  const found = await Promise.all(
    companies.map((company) => dynamo.query('public', heads.keptAfter(log, company, index))),
  );
  const kept = found.flat().map((item) => heads.StoredKept.parse(item));
  return kept.reduce<heads.StoredKept | undefined>(
    (first, one) => (first && first.size <= one.size ? first : one),
    undefined,
  );
}

/** The root of the first `size` leaves, from the tiles as they stand now and not as they are remembered. One call. */
export async function readRoot(dynamo: Dynamo, log: number, size: number): Promise<Uint8Array> {
  const compute = (read: ReadTile) => rootOf(read, size);
  const places = tilesRead(compute);
  const found = await readBytes(
    dynamo,
    places.map((place) => tiles.tileKey(log, place)),
  );
  const bytes = new Map(places.map((place, i) => [nameOf(place), found[i]]));
  return compute((place) => bytes.get(nameOf(place)) ?? new Uint8Array(0));
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

/** A document beside the log, or what is left of an erased one. */
export async function readDocument(
  dynamo: Dynamo,
  hash: string,
): Promise<documents.StoredDocument | undefined> {
  const item = await dynamo.get('public', documents.documentKey(hash));
  return item && documents.StoredDocument.parse(item);
}
