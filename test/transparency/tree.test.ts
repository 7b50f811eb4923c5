import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type Edge, grow, nameOf } from '#functions/transparency/growth';
import { consistencyProof, inclusionProof, leafHash, merkleRoot } from '#shared/crypto/merkle';
import {
  consistencyAt,
  edgeOf,
  inclusionAt,
  type ReadTile,
  readTilePath,
  rootOf,
  tilePath,
  tilesRead,
  widthAt,
} from '#shared/transparency/tree';

const leaf = (i: number) => Uint8Array.of(i >> 16, i >> 8, i);
const EMPTY: Edge = { size: 0, tiles: new Map(), bundle: new Uint8Array(0) };

/** The tiles of a log that grew in these steps, as they were written last. */
function written(steps: readonly number[]): { read: ReadTile; size: number; roots: Map<number, Uint8Array> } {
  const tiles = new Map<string, Uint8Array>();
  const roots = new Map<number, Uint8Array>();
  let edge = EMPTY;
  for (const step of steps) {
    const growth = grow(
      edge,
      Array.from({ length: step }, (_, i) => leaf(edge.size + i)),
    );
    for (const { place, bytes } of growth.tiles) tiles.set(nameOf(place), bytes);
    ({ edge } = growth);
    roots.set(edge.size, growth.root);
  }
  return { read: (place) => tiles.get(nameOf(place)) ?? new Uint8Array(0), size: edge.size, roots };
}

const hashesUpTo = (size: number) => Array.from({ length: size }, (_, i) => leafHash(leaf(i)));

describe('the tree out of its tiles', () => {
  it('has the roots and proofs of RFC 9162 at every size, however the log grew', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 44 }), { minLength: 1, maxLength: 16 });
    const places = fc.tuple(fc.nat(), fc.nat(), fc.nat());
    fc.assert(
      fc.property(steps, places, (all, [a, b, c]) => {
        const { read, size, roots } = written(all);
        const hashes = hashesUpTo(size);
        for (const [at, root] of roots) expect(root).toEqual(merkleRoot(hashes.slice(0, at)));
        const newer = 1 + (a % size);
        const [older, index] = [1 + (b % newer), c % newer];
        const tree = hashes.slice(0, newer);
        expect(rootOf(read, newer)).toEqual(merkleRoot(tree));
        expect(inclusionAt(read, index, newer)).toEqual(inclusionProof(tree, index));
        expect(consistencyAt(read, older, newer)).toEqual(consistencyProof(tree, older));
      }),
      { numRuns: 60 },
    );
  });

  it('climbs to a third level of tiles without reading more than its edge', () => {
    const steps = Array.from({ length: 1500 }, () => 44);
    const { read, size, roots } = written(steps);
    expect(edgeOf(size).map(({ level }) => level)).toEqual([0, 1, 2]);
    expect(rootOf(read, size)).toEqual(roots.get(size));
    expect(tilesRead((one) => rootOf(one, size)).length).toBeLessThanOrEqual(3);
    expect(tilesRead((one) => inclusionAt(one, 12_345, size)).length).toBeLessThanOrEqual(5);
  });
});

// C2SP tlog-tiles, of the vectors in c2sp-notes.json.
describe('the tiles of C2SP tlog-tiles', () => {
  it('are numbered in groups of three, each number in one spelling', () => {
    expect(tilePath(1_234_067)).toBe('x001/x234/067');
    expect(['000', '999', 'x001/000'].map(readTilePath)).toEqual([0, 999, 1000]);
    expect(['x000/067', '67', '0067', 'x1/234', 'x001/x234'].map(readTilePath)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('lie as the example of 70,000 leaves says', () => {
    expect([0, 1, 2].map((level) => widthAt(level, 70_000))).toEqual([273 * 256 + 112, 256 + 17, 1]);
  });
});
