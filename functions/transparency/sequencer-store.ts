import { edgeOf, TILE_WIDTH } from '#shared/transparency/tree';
import type { Dynamo } from '../platform/dynamo';
import { check, equals, type Write } from '../platform/item';
import { type Edge, grow, nameOf, type Tile } from './growth';
import * as items from './items';
import { entriesOf } from './store';

export type { StoredCheckpoint, StoredHead } from './items';

/** A leaf that is to be appended, and what waits for it; a leaf of an older log waits for nothing. */
export interface Incoming {
  readonly leaf: Uint8Array;
  readonly pending?: items.Pending;
}

/** The log as the sequencer finds it. */
export interface FoundLog {
  readonly head: items.StoredHead | undefined;
  readonly mirror: items.StoredHead | undefined;
  readonly checkpoint: items.StoredCheckpoint | undefined;
  /** How many leaves the log before it has, whose leaves are entered here first. */
  readonly older: number;
  readonly pending: readonly items.Pending[];
}

/** How many waiting leaves are looked at in one run. */
const AT_ONCE = 1000;

/** Reads the log and what waits for it. Two calls. */
export async function readLog(dynamo: Dynamo, log: number): Promise<FoundLog> {
  const [found, pending] = await Promise.all([
    dynamo.batchGet([
      { table: 'public', key: items.headKey(log) },
      { table: 'ledger', key: items.mirrorKey(log) },
      { table: 'public', key: items.checkpointKey(log) },
      { table: 'public', key: items.headKey(log - 1) },
    ]),
    dynamo.query('ledger', items.pendingRange(AT_ONCE)),
  ]);
  const [head, mirror, checkpoint, older] = found;
  return {
    head: head && items.StoredHead.parse(head),
    mirror: mirror && items.StoredHead.parse(mirror),
    checkpoint: checkpoint && items.StoredCheckpoint.parse(checkpoint),
    older: older ? items.StoredHead.parse(older).size : 0,
    pending: pending.map((item) => items.StoredPending.parse(item)),
  };
}

/** Takes or renews the lease, for `seconds`; undefined while another owner's runs. */
export async function takeLease(
  dynamo: Dynamo,
  owner: string,
  now: number,
  seconds: number,
): Promise<number | undefined> {
  const item = await dynamo.get('ledger', items.leaseKey);
  const before = item && items.StoredLease.parse(item);
  if (before && before.owner !== owner && before.until > now) return undefined;
  const after = { owner, until: now + seconds, fence: (before?.fence ?? 0) + 1 };
  const written = await dynamo.transact([items.putLease(after, before)]);
  return written.ok ? after.fence : undefined;
}

/** The right edge of a log of `size` leaves. One call. */
export async function readEdge(dynamo: Dynamo, log: number, size: number): Promise<Edge> {
  const places = edgeOf(size);
  const isPartial = size % TILE_WIDTH > 0;
  const keys = [
    ...places.map((place) => items.tileKey(log, place)),
    ...(isPartial ? [items.bundleKey(log, Math.floor(size / TILE_WIDTH))] : []),
  ];
  const found = await dynamo.batchGet(keys.map((key) => ({ table: 'public' as const, key })));
  const bytes = found.map((item) => items.StoredBytes.parse(item).bytes);
  const tiles = places.map((place, i): [string, Tile] => [
    nameOf(place),
    { place, bytes: bytes[i] ?? new Uint8Array(0) },
  ]);
  return { size, tiles: new Map(tiles), bundle: bytes[places.length] ?? new Uint8Array(0) };
}

/** What became of an append. */
export type Appended =
  | { kind: 'appended'; edge: Edge; head: items.StoredHead }
  /** These leaves stand in the log already, and nothing was appended. */
  | { kind: 'known'; pending: items.Pending[] }
  /** Somebody else appends, or the lease is lost. */
  | { kind: 'lost' };

/** Appends leaves behind the head, all or none. At most `MOST_AT_ONCE`, so that a transaction holds them. */
export async function append(
  dynamo: Dynamo,
  at: { log: number; fence: number; head: items.StoredHead | undefined; edge: Edge },
  incoming: readonly Incoming[],
): Promise<Appended> {
  const { log, fence, edge } = at;
  const growth = grow(
    edge,
    incoming.map(({ leaf }) => leaf),
  );
  const head = { size: growth.edge.size, root: growth.root };
  const before: Write[] = [
    check('ledger', items.leaseKey, equals('fence', fence)),
    ...items.moveHead(log, at.head, head),
    ...growth.tiles.map(({ place, bytes }) => items.putBytes(items.tileKey(log, place), bytes)),
    ...growth.bundles.map(({ index, bytes }) => items.putBytes(items.bundleKey(log, index), bytes)),
  ];
  const placed = incoming.map(({ leaf, pending }, i) => items.placeLeaf(log, leaf, edge.size + i, pending));
  const written = await dynamo.transact([...before, ...placed.flat()]);
  if (written.ok) return { kind: 'appended', edge: growth.edge, head };
  const starts = placed.map((_, i) => before.length + placed.slice(0, i).flat().length);
  const known = incoming.flatMap(({ pending }, i) =>
    pending && written.failed.includes(starts[i] ?? -1) ? [pending] : [],
  );
  const isOnlyKnown = written.failed.every((index) => starts.includes(index));
  return isOnlyKnown && known.length > 0 ? { kind: 'known', pending: known } : { kind: 'lost' };
}

/** Lease, head, mirror, six tiles and bundles at a border, and two writes a leaf stay within 100. */
export const MOST_AT_ONCE = 44;

/** Takes leaves that stand in the log off what waits. */
export async function dropKnown(dynamo: Dynamo, pending: readonly items.Pending[]): Promise<void> {
  await dynamo.transact(pending.map(items.dropPending));
}

/** Leaves of an older log from a place on, to the end of their bundle. */
export async function readOlder(dynamo: Dynamo, log: number, from: number): Promise<Incoming[]> {
  const key = items.bundleKey(log, Math.floor(from / TILE_WIDTH));
  const item = await dynamo.get('public', key);
  const entries = item ? entriesOf(items.StoredBytes.parse(item).bytes) : [];
  return entries.slice(from % TILE_WIDTH).map((entry) => ({ leaf: entry.slice(2) }));
}

/** Publishes a signed checkpoint over the one it follows; false when somebody else was faster. */
export async function publishCheckpoint(
  dynamo: Dynamo,
  log: number,
  after: Omit<items.StoredCheckpoint, 'revision'>,
  before: items.StoredCheckpoint | undefined,
): Promise<boolean> {
  return (await dynamo.transact(items.putCheckpoint(log, after, before?.revision ?? 0))).ok;
}
