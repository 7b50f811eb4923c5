/** The log's tree out of its tiles (C2SP tlog-tiles): roots and proofs at any size up to what the tiles hold. */
import { sha256 } from '../crypto/hash';
import { nodeHash, splitAt } from '../crypto/merkle';

/** Hashes a tile is wide, and how many levels of the tree it spans. */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;
export const HASH_BYTES = 32;

/** A tile's place: its level and its number in the level. */
export interface TilePlace {
  readonly level: number;
  readonly index: number;
}

/** The hashes of a tile, one after another; a partial tile has fewer. */
export type ReadTile = (place: TilePlace) => Uint8Array;

/** How many hashes the tiles of one level hold together in a tree of `size` leaves. */
export function widthAt(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

/** The last tile of every level of a tree, lowest first: what an append changes. None of an empty tree. */
export function edgeOf(size: number): TilePlace[] {
  const edge: TilePlace[] = [];
  for (let level = 0; widthAt(level, size) > 0; level += 1) {
    edge.push({ level, index: Math.floor((widthAt(level, size) - 1) / TILE_WIDTH) });
  }
  return edge;
}

/** The root of the first `size` leaves. */
export function rootOf(read: ReadTile, size: number): Uint8Array {
  return size === 0 ? sha256() : rangeHash(read, 0, size);
}

/** Inclusion proof of the leaf at `index` in the tree of the first `size` (RFC 9162 section 2.1.3.1). */
export function inclusionAt(read: ReadTile, index: number, size: number): Uint8Array[] {
  const path: Uint8Array[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + splitAt(to - from);
    if (index < middle) {
      path.push(rangeHash(read, middle, to));
      to = middle;
    } else {
      path.push(rangeHash(read, from, middle));
      from = middle;
    }
  }
  return path.reverse();
}

/** Consistency proof between the trees of the first `older` and of the first `newer` leaves (section 2.1.4.1). */
export function consistencyAt(read: ReadTile, older: number, newer: number): Uint8Array[] {
  if (older === 0 || older === newer) return [];
  const path: Uint8Array[] = [];
  let from = 0;
  let to = newer;
  while (older !== to) {
    const middle = from + splitAt(to - from);
    if (older <= middle) {
      path.push(rangeHash(read, middle, to));
      to = middle;
    } else {
      path.push(rangeHash(read, from, middle));
      from = middle;
    }
  }
  if (from > 0) path.push(rangeHash(read, from, to));
  return path.reverse();
}

/** Stands for a tile that is only asked for: nothing is hashed of it. */
const UNREAD = new Uint8Array(0);

/** Which tiles a computation reads: it is run once without them. */
export function tilesRead(compute: (read: ReadTile) => unknown): TilePlace[] {
  const places = new Map<string, TilePlace>();
  compute((place) => {
    places.set(`${place.level} ${place.index}`, place);
    return UNREAD;
  });
  return [...places.values()];
}

/** A tile's number as tlog-tiles paths write it: 1234067 is `x001/x234/067`. */
export function tilePath(index: number): string {
  const digits = String(index).padStart(3, '0');
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
}

/** The number a tlog-tiles path names, or null; each number has one spelling. */
export function readTilePath(path: string): number | null {
  const index = Number(path.replace(/[x/]/g, ''));
  return Number.isSafeInteger(index) && tilePath(index) === path ? index : null;
}

/** The hash over leaves `from` to `to`, `to` left out; `from` begins a subtree that large. */
function rangeHash(read: ReadTile, from: number, to: number): Uint8Array {
  const length = to - from;
  const middle = splitAt(length);
  if (middle * 2 === length || length === 1) return subtreeHash(read, from / length, Math.log2(length));
  return nodeHash(rangeHash(read, from, from + middle), rangeHash(read, from + middle, to));
}

/** The hash of the `index`-th complete subtree of 2^height leaves. */
function subtreeHash(read: ReadTile, index: number, height: number): Uint8Array {
  const level = Math.floor(height / TILE_HEIGHT);
  const count = 2 ** (height % TILE_HEIGHT);
  const first = index * count;
  const tile = read({ level, index: Math.floor(first / TILE_WIDTH) });
  if (tile === UNREAD) return UNREAD;
  const at = first % TILE_WIDTH;
  if (tile.length < (at + count) * HASH_BYTES) throw new RangeError('the tile ends before the tree does');
  return folded(tile, at, count);
}

/** What was hashed of a tile before, for as long as somebody holds the tile: by place and count. */
const hashed = new WeakMap<Uint8Array, Map<number, Uint8Array>>();

/** The root over `count` hashes of a tile from `at` on; a power of two of them. */
function folded(tile: Uint8Array, at: number, count: number): Uint8Array {
  if (count === 1) return tile.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES);
  const known = hashed.get(tile) ?? new Map<number, Uint8Array>();
  hashed.set(tile, known);
  const name = at * 2 * TILE_WIDTH + count;
  const half = count / 2;
  const hash = known.get(name) ?? nodeHash(folded(tile, at, half), folded(tile, at + half, half));
  known.set(name, hash);
  return hash;
}

/** The hash that a full tile hands to the level above. */
export function tileRoot(tile: Uint8Array): Uint8Array {
  return folded(tile, 0, TILE_WIDTH);
}
