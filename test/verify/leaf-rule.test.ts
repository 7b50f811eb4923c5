import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toHex } from '#shared/crypto/bytes';
import { leafHash } from '#shared/crypto/merkle';
import { decodeLeaf, encodeLeaf, LEAF_KINDS } from '#shared/transparency/leaf';
import { hex, vectors } from '#test/vectors/read';
import { parseLeaf } from '#verify/leaf';
import { type LeafFields, leafBytes, MORNING } from './log-writer';

function isReadHere(bytes: Uint8Array): boolean {
  try {
    parseLeaf(bytes);
    return true;
  } catch {
    return false;
  }
}
const isReadThere = (bytes: Uint8Array): boolean => decodeLeaf(bytes) !== null;

/** Numbers at the borders of what a leaf may hold, and beyond. */
const near = (...values: number[]) => fc.constantFrom(...values);
const fields: fc.Arbitrary<Partial<LeafFields>> = fc.record({
  kind: near(0, 1, 2, 6, 14, 15, 255),
  area: near(0, 1, 99_999_999_999, 100_000_000_000, 999_101_101_000, 999_999_999_999, 1_000_000_000_000),
  id: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  version: near(0, 1, 1, 1, 2, 3, 4_294_967_295),
  time: near(0, 30, 60, MORNING, 253_402_300_740, 253_402_300_800, Number.MAX_SAFE_INTEGER),
  prev: fc.constantFrom(new Uint8Array(32), new Uint8Array(32), Buffer.alloc(32, 7), Buffer.alloc(32, 1)),
  commitment: fc.uint8Array({ minLength: 32, maxLength: 32 }),
});
/** Mostly good ones, with one field out of its bounds. */
const leaves = fc.tuple(fields, fc.nat(6)).map(([all, one]) => {
  const [name] = Object.keys(all).slice(one) as (keyof LeafFields)[];
  return leafBytes({ [name!]: all[name!] });
});

describe('app and verifier read leaves by one rule', () => {
  it.each([
    ['a first version that names one before it', { prev: Buffer.alloc(32, 7) }],
    ['a second version that names none before it', { version: 2 }],
    ['a version 0', { version: 0 }],
    ['an area of 11 digits', { area: 99_999_999_999 }],
    ['an area of 13 digits', { area: 1_000_000_000_000 }],
    ['half a minute', { time: MORNING + 30 }],
    ['a time after the year 9999', { time: 253_402_300_800 }],
    ['a kind that does not exist', { kind: LEAF_KINDS.length + 1 }],
  ])('and both refuse %s', (_, wrong) => {
    const bytes = leafBytes(wrong);
    expect({ here: isReadHere(bytes), there: isReadThere(bytes) }).toEqual({ here: false, there: false });
  });

  it('and both take what the app writes', () => {
    const good = [leafBytes({}), leafBytes({ kind: 2, version: 2, prev: Buffer.alloc(32, 7) })];
    for (const bytes of good) {
      expect(isReadHere(bytes)).toBe(true);
      expect(Buffer.from(encodeLeaf(decodeLeaf(bytes)!))).toEqual(bytes);
    }
  });

  it('whatever the bytes are', () => {
    const flipped = fc.tuple(leaves, fc.nat(975)).map(([good, bit]) => {
      const bytes = Buffer.from(good);
      bytes[(bit >> 3) % bytes.length]! ^= 1 << (bit & 7);
      return bytes;
    });
    const bytes = fc.oneof(leaves, fields.map(leafBytes), flipped, fc.uint8Array({ maxLength: 140 }));
    const counted = { read: 0, refused: 0 };
    fc.assert(
      fc.property(bytes, (any) => {
        const here = isReadHere(any);
        expect(isReadThere(any)).toBe(here);
        counted[here ? 'read' : 'refused'] += 1;
      }),
      { numRuns: 3000 },
    );
    expect(counted.read).toBeGreaterThan(300);
    expect(counted.refused).toBeGreaterThan(300);
  });
});

it('reads the published leaf in the app and in the verifier, writes it byte for byte, and hashes it as published', () => {
  const { log_leaf: published } = vectors<{ log_leaf: { leaf: string; leaf_hash: string } }>(
    'formats-examples',
  );
  const leaf = decodeLeaf(hex(published.leaf));
  if (!leaf) throw new Error('the published leaf is none');
  expect(leaf).toMatchObject({ kind: 'round', area: '110101001201', version: 1, time: 1_800_000_000 });
  expect(isReadHere(hex(published.leaf))).toBe(true);
  expect(toHex(encodeLeaf(leaf))).toBe(published.leaf);
  expect(toHex(leafHash(encodeLeaf(leaf)))).toBe(published.leaf_hash);
});
