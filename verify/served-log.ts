/** One log as a server serves it. */
import { lastPart } from './address';
import type { Vouched } from './checkpoint';
import type { Fetch } from './fetching';
import { at, Problem } from './problem';
import { entriesOf, hashesOf, pathOf, type Tile, tileAt, WIDTH } from './tiles';
import type { HashAt } from './tree';
import type { Policy } from './trust';
import type { Vkey } from './vkey';

/** A u16 length before each of 256 entries. */
const LONGEST_BUNDLE = WIDTH * 65_537;

/** A log as it is served, with a checkpoint that is believed. */
export interface Served {
  readonly fetch: Fetch;
  /** The address of the county's servers, and of the log on them. */
  readonly api: string;
  readonly address: string;
  readonly policy: Policy;
  readonly vouched: Vouched;
}

/** The address of a log: the last part of its name below that of the county's servers. */
export function addressOf(api: string, log: Vkey): string {
  const part = lastPart(log.name);
  if (part === null) throw new Problem(`the log ${log.name} has no name that an address can end with`);
  return `${api}/${part}`;
}

/** The bytes of the newest checkpoint. */
export async function fetchCheckpoint(fetch: Fetch, address: string, longest: number): Promise<Uint8Array> {
  const bytes = await fetch(`${address}/checkpoint`, longest);
  if (typeof bytes === 'string') throw new Problem(`${address}/checkpoint is not there`);
  return bytes;
}

/** The hashes of one tile. */
export function fetchHashes(fetch: Fetch, address: string, tile: Tile): Promise<Uint8Array[]> {
  return fetchTile(fetch, address, tile, WIDTH * 32, hashesOf);
}

/** The entries of one bundle. */
export function fetchEntries(fetch: Fetch, address: string, tile: Tile): Promise<Uint8Array[]> {
  return fetchTile(fetch, address, tile, LONGEST_BUNDLE, entriesOf);
}

/** Single hashes of a log of `size` leaves; each tile is fetched once. */
export function hashesFrom(fetch: Fetch, address: string, size: number): HashAt {
  const tiles = new Map<string, Promise<Uint8Array[]>>();
  return async (level, place) => {
    const tile = tileAt(level, Math.floor(place / WIDTH), size);
    const path = pathOf(tile);
    const hashes = tiles.get(path) ?? fetchHashes(fetch, address, tile);
    tiles.set(path, hashes);
    const hash = (await hashes)[place % WIDTH];
    if (hash === undefined) throw new Problem(`${path} has no hash ${place % WIDTH}`);
    return hash;
  };
}

async function fetchTile(
  fetch: Fetch,
  address: string,
  tile: Tile,
  longest: number,
  read: (tile: Tile, bytes: Uint8Array) => Uint8Array[],
): Promise<Uint8Array[]> {
  // A partial tile may be gone once it is full.
  for (const candidate of tile.width < WIDTH ? [tile, { ...tile, width: WIDTH }] : [tile]) {
    const bytes = await fetch(`${address}/${pathOf(candidate)}`, longest);
    if (typeof bytes !== 'string')
      return at(pathOf(candidate), () => read(candidate, bytes)).slice(0, tile.width);
  }
  throw new Problem(`${pathOf(tile)} is missing`);
}
