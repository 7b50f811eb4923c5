/** Where a log's tiles lie and what is in them (C2SP tlog-tiles): 256 hashes or entries a tile, the last one fewer. */
import { Problem } from './problem';

/** Hashes in a full tile. */
export const WIDTH = 256;

/** One tile: hashes of `level`, or the entries themselves. */
export interface Tile {
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
}

/** All tiles of a kind for a tree of `size` leaves, in order. */
export function tilesOf(level: Tile['level'], size: number): Tile[] {
  const count = countAt(level, size);
  return Array.from({ length: Math.ceil(count / WIDTH) }, (_, index) => tileAt(level, index, size));
}

/** The tile at an index, as wide as a tree of `size` leaves makes it. */
export function tileAt(level: Tile['level'], index: number, size: number): Tile {
  return { level, index, width: Math.min(WIDTH, countAt(level, size) - index * WIDTH) };
}

/** How many hashes a level has in a tree of `size` leaves: whole subtrees only. */
export function countAt(level: Tile['level'], size: number): number {
  return Math.floor(size / WIDTH ** (level === 'entries' ? 0 : level));
}

/** How many levels a tree of `size` leaves has. */
export function levelsOf(size: number): number {
  let levels = 0;
  while (countAt(levels, size) > 0) levels += 1;
  return levels;
}

/** The path of a tile below the log's address. */
export function pathOf({ level, index, width }: Tile): string {
  return `tile/${level}/${indexPath(index)}${width === WIDTH ? '' : `.p/${width}`}`;
}

/** The hashes of a tile, in order. */
export function hashesOf(tile: Tile, bytes: Uint8Array): Uint8Array[] {
  const length = tile.width * 32;
  if (bytes.length !== length) throw new Problem(`it has ${bytes.length} bytes, not ${length}`);
  return Array.from({ length: tile.width }, (_, i) => bytes.subarray(i * 32, i * 32 + 32));
}

/** The entries of a bundle, in order. */
export function entriesOf(tile: Tile, bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let place = 0;
  while (place < bytes.length) {
    const length = ((bytes[place] ?? 0) << 8) | (bytes[place + 1] ?? 0);
    const end = place + 2 + length;
    if (place + 2 > bytes.length || end > bytes.length) {
      throw new Problem(`it ends within its entry ${entries.length}`);
    }
    entries.push(bytes.subarray(place + 2, end));
    place = end;
  }
  if (entries.length !== tile.width) {
    throw new Problem(`it has ${entries.length} entries, not ${tile.width}`);
  }
  return entries;
}

function indexPath(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const elements = padded.match(/.{3}/g) ?? [];
  return elements.map((element, i) => (i < elements.length - 1 ? `x${element}` : element)).join('/');
}
