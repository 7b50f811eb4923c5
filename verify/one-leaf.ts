/** One leaf of a log: what it is, and that it is in the tree of a checkpoint. */
import type { Checkpoint } from './checkpoint';
import type { Fetch } from './fetching';
import { type Leaf, parseLeaf } from './leaf';
import { isSameHash, leafHash, provesInclusion } from './merkle';
import { at, Problem, Unchecked } from './problem';
import { fetchEntries, fetchHashes, hashesFrom } from './served-log';
import { pathOf, tileAt, tilesOf, WIDTH } from './tiles';
import { inclusionProof } from './tree';

/** What is looked for: the hash, and where it should stand if that is known. */
export interface Wanted {
  readonly hash: Uint8Array;
  readonly index: number | null;
}

/** Reads a leaf's hash as pages show it (43 characters), or with its index as the code on paper has it (54); else nothing can be asked. */
export function parseWanted(text: string): Wanted {
  const bytes = Buffer.from(text, 'base64url');
  const isCanonical = bytes.toString('base64url') === text;
  if (isCanonical && bytes.length === 32) return { hash: bytes, index: null };
  if (!isCanonical || bytes.length !== 40)
    throw new Unchecked(`“${text.slice(0, 80)}” is not the hash of a leaf`);
  const index = Number(bytes.readBigUInt64BE(32));
  if (!Number.isSafeInteger(index)) throw new Unchecked('the code names a place that no log has');
  return { hash: bytes.subarray(0, 32), index };
}

/** Finds the leaf and proves it from the tiles; throws a problem when it is not in the log. */
export async function proveLeaf(
  fetch: Fetch,
  address: string,
  checkpoint: Checkpoint,
  wanted: Wanted,
): Promise<{ index: number; leaf: Leaf }> {
  const { size, root } = checkpoint;
  const index = wanted.index ?? (await findIndex(fetch, address, size, wanted.hash));
  if (index >= size) throw new Problem(`the log has ${size} leaves and none at ${index}`);
  const bundle = tileAt('entries', Math.floor(index / WIDTH), size);
  const entry = (await fetchEntries(fetch, address, bundle))[index % WIDTH];
  if (!entry || !isSameHash(leafHash(entry), wanted.hash)) {
    throw new Problem(`leaf ${index} in ${pathOf(bundle)} does not have this hash`);
  }
  const proof = await inclusionProof(index, size, hashesFrom(fetch, address, size));
  if (!provesInclusion(wanted.hash, index, size, proof, root)) {
    throw new Problem(
      `leaf ${index} is served, but the tiles do not lead from it to the root of the checkpoint`,
    );
  }
  return { index, leaf: at(`leaf ${index} in ${pathOf(bundle)}`, () => parseLeaf(entry)) };
}

/** Looks from the newest leaf back. */
async function findIndex(fetch: Fetch, address: string, size: number, hash: Uint8Array): Promise<number> {
  for (const tile of tilesOf(0, size).reverse()) {
    const place = (await fetchHashes(fetch, address, tile)).findIndex((other) => isSameHash(other, hash));
    if (place >= 0) return tile.index * WIDTH + place;
  }
  throw new Problem(`none of the ${size} leaves of the log has this hash`);
}
