/**
 * Merkle trees of RFC 6962 section 2.1, read from the definitions: a tree of n leaves splits at the largest power of
 * two below n, and a proof lists what lies beside the way, the nearest to the root last. Sizes are below 2^53.
 */
import { createHash, timingSafeEqual } from 'node:crypto';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The root of the tree without leaves. */
export const EMPTY_ROOT: Uint8Array = createHash('sha256').digest();

/** Hash of a leaf's bytes. */
export function leafHash(data: Uint8Array): Uint8Array {
  return createHash('sha256').update(LEAF).update(data).digest();
}

/** Hash of two neighbours. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

/** Whether two hashes are the same 32 bytes. */
export function isSameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === 32 && b.length === 32 && timingSafeEqual(a, b);
}

/** The largest power of two below n, for n of at least 2. */
export function splitOf(n: number): number {
  const power = 2 ** Math.floor(Math.log2(n));
  // Close to 2^53 the logarithm may be rounded up.
  if (power >= n) return power / 2;
  return power;
}

/** True when the proof leads from the leaf's hash at `index` to the root over `size` leaves. */
export function provesInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leaf, root, ...proof])) return false;
  const rest = [...proof];
  const climbed = climb(leaf, index, size, rest);
  return climbed !== null && rest.length === 0 && isSameHash(climbed, root);
}

/** True when the tree of `newer` leaves begins with that of `older`. From no leaves nothing is proved: refused. */
export function provesConsistency(
  older: number,
  newer: number,
  olderRoot: Uint8Array,
  newerRoot: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isCount(older) || !isCount(newer) || older < 1 || older > newer) return false;
  if (!areHashes([olderRoot, newerRoot, ...proof])) return false;
  const rest = [...proof];
  const both = rebuild(older, newer, olderRoot, rest);
  return (
    both !== null &&
    rest.length === 0 &&
    isSameHash(both.older, olderRoot) &&
    isSameHash(both.newer, newerRoot)
  );
}

/** The root over hashes of leaves or of whole subtrees of one height, in order. */
export function rootOver(hashes: readonly Uint8Array[]): Uint8Array {
  const [only] = hashes;
  if (only === undefined) return EMPTY_ROOT;
  if (hashes.length === 1) return only;
  const middle = splitOf(hashes.length);
  return nodeHash(rootOver(hashes.slice(0, middle)), rootOver(hashes.slice(middle)));
}

function climb(leaf: Uint8Array, index: number, size: number, rest: Uint8Array[]): Uint8Array | null {
  if (size === 1) return leaf;
  const beside = rest.pop();
  if (beside === undefined) return null;
  const middle = splitOf(size);
  if (index < middle) {
    const left = climb(leaf, index, middle, rest);
    return left && nodeHash(left, beside);
  }
  const right = climb(leaf, index - middle, size - middle, rest);
  return right && nodeHash(beside, right);
}

/** `whole` is the older root, while the older tree is a whole part at this place of the newer; null once it is not. */
function rebuild(
  older: number,
  newer: number,
  whole: Uint8Array | null,
  rest: Uint8Array[],
): { older: Uint8Array; newer: Uint8Array } | null {
  if (older === newer) {
    const hash = whole ?? rest.pop();
    return hash === undefined ? null : { older: hash, newer: hash };
  }
  const beside = rest.pop();
  if (beside === undefined) return null;
  const middle = splitOf(newer);
  if (older <= middle) {
    const left = rebuild(older, middle, whole, rest);
    return left && { older: left.older, newer: nodeHash(left.newer, beside) };
  }
  const right = rebuild(older - middle, newer - middle, null, rest);
  return right && { older: nodeHash(beside, right.older), newer: nodeHash(beside, right.newer) };
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every(({ length }) => length === 32);
}

function isCount(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}
