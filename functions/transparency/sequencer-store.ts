import { toBase64url } from '#shared/crypto/bytes';
import { leafHash } from '#shared/crypto/merkle';
import { edgeOf, TILE_WIDTH } from '#shared/transparency/tree';
import type { Dynamo } from '../platform/dynamo';
import type { Write } from '../platform/item';
import { leavesOf } from './bundle';
import { type Edge, grow, nameOf, type Tile } from './growth';
import * as heads from './head-items';
import * as leases from './lease-items';
import * as waiting from './pending-items';
import * as soughts from './sought-items';
import * as tiles from './tile-items';

export type { StoredCheckpoint, StoredHead } from './head-items';

/** Leaves that are to be appended together. */
export interface Batch {
  readonly leaves: readonly { readonly leaf: Uint8Array; readonly pending?: waiting.Pending }[];
  /** The earlier log that they are the next leaves of. */
  readonly carriedFrom?: number;
}

/** The log as the sequencer finds it. */
export interface FoundLog {
  readonly head: heads.StoredHead | undefined;
  readonly mirror: heads.StoredHead | undefined;
  readonly checkpoint: heads.StoredCheckpoint | undefined;
  /** The logs before it, oldest first: all their leaves are entered here first. */
  readonly earlier: readonly { readonly log: number; readonly size: number }[];
  readonly pending: readonly waiting.Pending[];
  /** How far it was looked for lost leaves. */
  readonly sought: soughts.StoredSought | undefined;
}

/** How many waiting leaves are read at once. */
const AT_ONCE = 1000;

/** Reads the log and what waits for it. Two calls. */
export async function readLog(dynamo: Dynamo, log: number): Promise<FoundLog> {
  const numbers = Array.from({ length: log - 1 }, (_, i) => i + 1);
  const [found, pending] = await Promise.all([
    dynamo.batchGet([
      { table: 'public', key: heads.headKey(log) },
      { table: 'ledger', key: heads.headKey(log) },
      { table: 'public', key: heads.checkpointKey(log) },
      { table: 'ledger', key: soughts.soughtKey(log) },
      ...numbers.map((number) => ({ table: 'public' as const, key: heads.headKey(number) })),
    ]),
    dynamo.query('ledger', waiting.pendingRange(AT_ONCE)),
  ]);
  const [head, mirror, checkpoint, sought, ...earlier] = found;
  return {
    head: head && heads.StoredHead.parse(head),
    mirror: mirror && heads.StoredHead.parse(mirror),
    checkpoint: checkpoint && heads.StoredCheckpoint.parse(checkpoint),
    earlier: numbers.flatMap((number, i) =>
      earlier[i] ? [{ log: number, size: heads.StoredHead.parse(earlier[i]).size }] : [],
    ),
    pending: pending.map((item) => waiting.StoredPending.parse(item)),
    sought: sought && soughts.StoredSought.parse(sought),
  };
}

/** What waits after a whole page of it; none where the page was not whole, since all there was stood on it. One call. */
export async function readWaiting(
  dynamo: Dynamo,
  page: readonly waiting.Pending[],
): Promise<readonly waiting.Pending[]> {
  const last = page.at(-1);
  if (!last || page.length < AT_ONCE) return [];
  const next = await dynamo.query('ledger', { ...waiting.pendingRange(AT_ONCE), after: last.SK });
  return next.map((item) => waiting.StoredPending.parse(item));
}

/** Since when the oldest leaf waits, in seconds; undefined where none does. */
export function waitsSince({ pending: [oldest] }: FoundLog): number | undefined {
  return oldest && waiting.timeOf(oldest);
}

/** A lease for longer was taken by a clock that was ahead, and nobody waits for that: the fence stops its owner. Seconds. */
const LONGEST_LEASE = 300;

/**
 * Takes or renews the lease for `seconds`, and closes all logs before this one for good; its fence, or why there is
 * none: another owner's runs, or a later log has begun.
 */
export async function takeLease(
  dynamo: Dynamo,
  { owner, log }: { owner: string; log: number },
  now: number,
  seconds: number,
): Promise<number | 'held' | 'closed'> {
  const item = await dynamo.get('ledger', leases.leaseKey);
  const before = item && leases.StoredLease.parse(item);
  if (before && before.log > log) return 'closed';
  const isHeld = before && before.until > now && before.until <= now + LONGEST_LEASE;
  if (isHeld && before.owner !== owner) return 'held';
  const after = { owner, log, until: now + seconds, fence: (before?.fence ?? 0) + 1 };
  const written = await dynamo.transact([leases.putLease(after, before)]);
  return written.ok ? after.fence : 'held';
}

/** The right edge of a log of `size` leaves. One call. */
export async function readEdge(dynamo: Dynamo, log: number, size: number): Promise<Edge> {
  const places = edgeOf(size);
  const isPartial = size % TILE_WIDTH > 0;
  const keys = [
    ...places.map((place) => tiles.tileKey(log, place)),
    ...(isPartial ? [tiles.bundleKey(log, Math.floor(size / TILE_WIDTH))] : []),
  ];
  const found = await dynamo.batchGet(keys.map((key) => ({ table: 'public' as const, key })));
  const bytes = found.map((item) => tiles.StoredBytes.parse(item).bytes);
  const edge = places.map((place, i): [string, Tile] => [
    nameOf(place),
    { place, bytes: bytes[i] ?? new Uint8Array(0) },
  ]);
  return { size, tiles: new Map(edge), bundle: bytes[places.length] ?? new Uint8Array(0) };
}

/** Where an append begins. */
export interface AppendAt {
  readonly log: number;
  readonly fence: number;
  readonly head: heads.StoredHead | undefined;
  readonly edge: Edge;
}

/** The log after an append, and how many leaves it entered. */
export interface Appended {
  readonly head: heads.StoredHead;
  readonly edge: Edge;
  readonly entered: number;
}

/**
 * Appends leaves behind the head, all or none; a leaf is entered once, however often it comes. Undefined when
 * somebody else appends, or the lease is lost. At most `MOST_AT_ONCE`, so that a transaction holds them.
 */
export async function append(dynamo: Dynamo, at: AppendAt, batch: Batch): Promise<Appended | undefined> {
  const hashes = new Map(batch.leaves.map(({ leaf }) => [toBase64url(leafHash(leaf)), leaf]));
  const first = appending(at, batch, hashes);
  const written = await dynamo.transact(first.writes);
  if (written.ok) return first.after;
  if (written.failed.some((index) => index >= hashes.size)) return undefined;
  // Only places were taken: those leaves stand in the log already, and nothing but what waits for them is taken away.
  const known = new Set(written.failed);
  const rest = appending(at, batch, new Map([...hashes].filter((_, i) => !known.has(i))));
  return (await dynamo.transact(rest.writes)).ok ? rest.after : undefined;
}

/** The writes of an append, first those of the places of these leaves, and what it leads to. */
function appending(
  { log, fence, head: before, edge }: AppendAt,
  { leaves, carriedFrom }: Batch,
  fresh: ReadonlyMap<string, Uint8Array>,
): { writes: Write[]; after: Appended } {
  const growth = grow(edge, [...fresh.values()]);
  const carried = { ...before?.carried };
  if (carriedFrom !== undefined) carried[carriedFrom] = (carried[carriedFrom] ?? 0) + leaves.length;
  const head = { size: growth.edge.size, root: growth.root, carried };
  const writes = [
    ...[...fresh].map(([hash, leaf], i) => tiles.placeLeaf(log, hash, { index: edge.size + i, leaf })),
    leases.holdsLease(fence),
    ...heads.moveHead(log, before, head),
    ...growth.tiles.map(({ place, bytes }) => tiles.putBytes(tiles.tileKey(log, place), bytes)),
    ...growth.bundles.map(({ index, bytes }) => tiles.putBytes(tiles.bundleKey(log, index), bytes)),
    ...leaves.flatMap(({ pending }) => (pending ? [waiting.dropPending(pending)] : [])),
  ];
  return { writes, after: { head, edge: growth.edge, entered: fresh.size } };
}

/** Lease, head, mirror, six tiles and bundles at a border, and two writes a leaf stay within 100. */
export const MOST_AT_ONCE = 44;

/** Leaves of a log from a place on, to the end of their bundle. */
export async function readLeaves(dynamo: Dynamo, log: number, from: number): Promise<Uint8Array[]> {
  const item = await dynamo.get('public', tiles.bundleKey(log, Math.floor(from / TILE_WIDTH)));
  return item ? leavesOf(tiles.StoredBytes.parse(item).bytes).slice(from % TILE_WIDTH) : [];
}

/** Publishes a signed checkpoint over the one it follows; false when somebody else was faster. */
export async function publishCheckpoint(
  dynamo: Dynamo,
  log: number,
  after: Omit<heads.StoredCheckpoint, 'revision' | 'companies'>,
  before: heads.StoredCheckpoint | undefined,
): Promise<boolean> {
  return (await dynamo.transact(heads.putCheckpoint(log, after, before))).ok;
}
