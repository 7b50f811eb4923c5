import { concatBytes } from '#shared/crypto/bytes';
import { leafHash } from '#shared/crypto/merkle';
import {
  edgeOf,
  type ReadTile,
  rootOf,
  TILE_WIDTH,
  type TilePlace,
  tileRoot,
} from '#shared/transparency/tree';
import { bundleOf } from './bundle';

/** The right edge of a log: what the next leaf changes, and all that its root is made of. */
export interface Edge {
  readonly size: number;
  /** The last tile of each level, by `nameOf`. */
  readonly tiles: ReadonlyMap<string, Tile>;
  /** The bundle that is not full. */
  readonly bundle: Uint8Array;
}

export interface Tile {
  readonly place: TilePlace;
  readonly bytes: Uint8Array;
}

/** An edge after leaves were added: with the tiles and bundles that are to be written. */
export interface Growth {
  readonly edge: Edge;
  readonly root: Uint8Array;
  readonly tiles: readonly Tile[];
  readonly bundles: readonly { readonly index: number; readonly bytes: Uint8Array }[];
}

/** A tile's name in an edge. */
export function nameOf({ level, index }: TilePlace): string {
  return `${level} ${index}`;
}

/** The edge after these leaves. Pure: writing it, with the head it follows, is the store's. */
export function grow(edge: Edge, leaves: readonly Uint8Array[]): Growth {
  const tiles = new Map(edge.tiles);
  const changed = new Map<string, Tile>();
  const bundles = new Map<number, Uint8Array>();
  const put = (level: number, width: number, hash: Uint8Array): void => {
    const place = { level, index: Math.floor(width / TILE_WIDTH) };
    const name = nameOf(place);
    const tile = { place, bytes: concatBytes(tiles.get(name)?.bytes ?? NOTHING, hash) };
    tiles.set(name, tile);
    changed.set(name, tile);
    if ((width + 1) % TILE_WIDTH > 0) return;
    put(level + 1, (width + 1) / TILE_WIDTH - 1, tileRoot(tile.bytes));
  };
  leaves.forEach((leaf, i) => {
    const at = edge.size + i;
    put(0, at, leafHash(leaf));
    const index = Math.floor(at / TILE_WIDTH);
    const before = bundles.get(index) ?? (at % TILE_WIDTH === 0 ? NOTHING : edge.bundle);
    bundles.set(index, concatBytes(before, bundleOf([leaf])));
  });
  const size = edge.size + leaves.length;
  const read: ReadTile = (place) => tiles.get(nameOf(place))?.bytes ?? NOTHING;
  const bundle = bundles.get(Math.floor(size / TILE_WIDTH)) ?? edge.bundle;
  return {
    edge: { size, tiles: kept(tiles, size), bundle: size % TILE_WIDTH === 0 ? NOTHING : bundle },
    root: rootOf(read, size),
    tiles: [...changed.values()],
    bundles: [...bundles].map(([index, bytes]) => ({ index, bytes })),
  };
}

function kept(tiles: ReadonlyMap<string, Tile>, size: number): Map<string, Tile> {
  const names = new Set(edgeOf(size).map(nameOf));
  return new Map([...tiles].filter(([name]) => names.has(name)));
}

const NOTHING = new Uint8Array(0);
