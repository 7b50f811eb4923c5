/** The full audit of a log: every leaf is read, and every tile computed anew from the leaves alone. */
import { openChains } from './chains';
import type { Checkpoint } from './checkpoint';
import type { Committed } from './documents';
import type { Fetch } from './fetching';
import { type Leaf, parseLeaf, wordsOf } from './leaf';
import { isSameHash, leafHash, rootOver } from './merkle';
import { at, Problem } from './problem';
import { fetchEntries, fetchHashes } from './served-log';
import { dateOf } from './text';
import { countAt, levelsOf, pathOf, type Tile, tilesOf, WIDTH } from './tiles';
import { treeRoot } from './tree';

/** Leaves of the largest log that is audited; a county has some hundred thousand in ten years. */
export const MOST_LEAVES = 4_194_304;
/** Tiles that are held before they are checked. */
const BATCH = 32;
/** Seconds by which a leaf may claim a later time than the last signature under it has. */
const TOLERANCE_S = 3600;

/** The log to audit; `latest` is the last time, in seconds, that its checkpoint carries. */
export interface Audited {
  readonly fetch: Fetch;
  readonly address: string;
  readonly checkpoint: Checkpoint;
  readonly latest: number;
  readonly isFirstLog: boolean;
}

/** A log that holds together. */
export interface Audit {
  /** All leaves, in order. */
  readonly leaves: readonly Committed[];
  /** How many documents have versions before their first one here. */
  readonly begunEarlier: number;
  readonly rootAt: RootAt;
}

/** The root that the first leaves of a log give, at most all of them. */
export type RootAt = (size: number) => Promise<Uint8Array>;

/** Throws a problem that names what is wrong. */
export async function audit(log: Audited): Promise<Audit> {
  const { size, root } = log.checkpoint;
  if (size > MOST_LEAVES)
    throw new Problem(`the checkpoint claims ${size} leaves; at most ${MOST_LEAVES} are audited`);
  const chains = openChains();
  const { leaves, differs } = await readLeaves(log, chains.add);
  const levels = levelsAbove(leaves.map(({ hash }) => hash));
  const rootAt = rootsOf(levels);
  const computed = await rootAt(size);
  const isRoot = isSameHash(computed, root);
  if (differs) throw new Problem(isRoot ? differs.tileIsWrong : differs.leafIsWrong);
  if (!isRoot) throw new Problem(`the ${size} leaves do not give the root that the checkpoint names`);
  await checkTilesAbove(log, levels);
  return { leaves, begunEarlier: chains.follow(log.isFirstLog), rootAt };
}

/** What the first difference between a leaf and its hash means: that depends on which of them gives the root. */
interface Difference {
  readonly tileIsWrong: string;
  readonly leafIsWrong: string;
}

async function readLeaves(
  log: Audited,
  add: (index: number, hash: string, leaf: Leaf) => void,
): Promise<{ leaves: Committed[]; differs: Difference | null }> {
  const { fetch, address, checkpoint } = log;
  const leaves: Committed[] = [];
  let differs: Difference | null = null;
  const tiles = tilesOf(0, checkpoint.size);
  for (let i = 0; i < tiles.length; i += BATCH) {
    const batch = tiles.slice(i, i + BATCH).map(async (tile) => {
      const bundle: Tile = { ...tile, level: 'entries' };
      const both = [fetchEntries(fetch, address, bundle), fetchHashes(fetch, address, tile)] as const;
      const [entries, expected] = await Promise.all(both);
      return { tile, bundle, entries, expected };
    });
    for (const { tile, bundle, entries, expected } of await Promise.all(batch)) {
      for (const [j, entry] of entries.entries()) {
        const index = leaves.length;
        const hash = leafHash(entry);
        if (!isSameHash(hash, expected[j] ?? new Uint8Array())) differs ??= differenceOf(index, tile, bundle);
        at(`leaf ${index} in ${pathOf(bundle)}`, () => {
          const leaf = parseLeaf(entry);
          refuseLateTime(leaf, log.latest);
          add(index, Buffer.from(hash).toString('hex'), leaf);
          leaves.push({ index, hash, leaf });
        });
      }
    }
  }
  return { leaves, differs };
}

function differenceOf(index: number, tile: Tile, bundle: Tile): Difference {
  return {
    tileIsWrong: `${pathOf(tile)}: its hash ${index % WIDTH} is not that of leaf ${index}`,
    leafIsWrong: `leaf ${index} in ${pathOf(bundle)} was changed: its hash is not the one in ${pathOf(tile)}`,
  };
}

function refuseLateTime(leaf: Leaf, latest: number): void {
  if (leaf.time <= latest + TOLERANCE_S) return;
  throw new Problem(
    `${wordsOf(leaf)} claims a time after ${dateOf(latest)}, when the checkpoint was signed last`,
  );
}

/** The roots at every size, out of the levels of hashes. */
export function rootsOf(levels: Uint8Array[][]): RootAt {
  return (size) =>
    treeRoot(size, (level, place) => Promise.resolve(levels[level]?.[place] ?? new Uint8Array()));
}

/** All levels of hashes that the leaves give. */
export function levelsAbove(hashes: Uint8Array[]): Uint8Array[][] {
  const levels = [hashes];
  for (let level = 1; level < levelsOf(hashes.length); level += 1) {
    const below = levels[level - 1] ?? [];
    const count = countAt(level, hashes.length);
    levels.push(Array.from({ length: count }, (_, i) => rootOver(below.slice(i * WIDTH, (i + 1) * WIDTH))));
  }
  return levels;
}

async function checkTilesAbove(
  { fetch, address, checkpoint }: Audited,
  levels: Uint8Array[][],
): Promise<void> {
  for (const [level, computed] of levels.entries()) {
    if (level === 0) continue;
    for (const tile of tilesOf(level, checkpoint.size)) {
      const hashes = await fetchHashes(fetch, address, tile);
      const wrong = hashes.findIndex(
        (hash, i) => !isSameHash(hash, computed[tile.index * WIDTH + i] ?? hash),
      );
      if (wrong >= 0)
        throw new Problem(`${pathOf(tile)}: its hash ${wrong} is not that of the tile below it`);
    }
  }
}
