/** Merkle trees of RFC 9162 section 2.1 (= RFC 6962 section 2.1), SHA-256. Sizes are plain numbers below 2^53. */
import { equalBytes } from './bytes';
import { sha256 } from './hash';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** Hash of a leaf's data. */
export function leafHash(data: Uint8Array): Uint8Array {
  return sha256(LEAF, data);
}

/** Hash over two hashes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(NODE, left, right);
}

/** Root over leaf hashes, in order. */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  const middle = splitAt(leaves.length);
  return nodeHash(merkleRoot(leaves.slice(0, middle)), merkleRoot(leaves.slice(middle)));
}

/** Inclusion proof of the leaf at `index` (section 2.1.3.1). */
export function inclusionProof(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (leaves.length <= 1) return [];
  const middle = splitAt(leaves.length);
  const left = leaves.slice(0, middle);
  const right = leaves.slice(middle);
  return index < middle
    ? [...inclusionProof(left, index), merkleRoot(right)]
    : [...inclusionProof(right, index - middle), merkleRoot(left)];
}

/** Consistency proof between the first `size` leaves and all of them (section 2.1.4.1). */
export function consistencyProof(leaves: readonly Uint8Array[], size: number): Uint8Array[] {
  return size === 0 || size === leaves.length ? [] : subproof(leaves, size, true);
}

/** How many hashes the consistency proof between these sizes has: one that has fewer was cut short. */
export function consistencyLength(size1: number, size2: number): number {
  let [from, to] = [size1, size2];
  let [length, isComplete] = [0, true];
  while (from !== to) {
    const middle = splitAt(to);
    length += 1;
    if (from <= middle) to = middle;
    else [from, to, isComplete] = [from - middle, to - middle, false];
  }
  return isComplete ? length : length + 1;
}

/** True when the proof leads from the leaf to the root (section 2.1.3.2). */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes([leaf, root, ...proof])) return false;
  let place = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      hash = nodeHash(sibling, hash);
      [place, last] = skipEven(place, last);
    } else hash = nodeHash(hash, sibling);
    place = half(place);
    last = half(last);
  }
  return last === 0 && equalBytes(hash, root);
}

/** True when the tree of `size2` extends that of `size1` (section 2.1.4.2). From size 0 nothing is proved: refused. */
export function verifyConsistency(
  size1: number,
  size2: number,
  root1: Uint8Array,
  root2: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isSize(size1) || !isSize(size2) || size1 < 1 || size1 > size2) return false;
  if (!areHashes([root1, root2, ...proof])) return false;
  if (size1 === size2) return proof.length === 0 && equalBytes(root1, root2);
  const [first, ...rest] = isPowerOfTwo(size1) ? [root1, ...proof] : proof;
  return first !== undefined && proof.length > 0 && leadsToBoth(size1, size2, root1, root2, first, rest);
}

function leadsToBoth(
  size1: number,
  size2: number,
  root1: Uint8Array,
  root2: Uint8Array,
  first: Uint8Array,
  rest: readonly Uint8Array[],
): boolean {
  let [place, last] = skipOdd(size1 - 1, size2 - 1);
  let older = first;
  let newer = first;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      older = nodeHash(sibling, older);
      newer = nodeHash(sibling, newer);
      [place, last] = skipEven(place, last);
    } else newer = nodeHash(newer, sibling);
    place = half(place);
    last = half(last);
  }
  return last === 0 && equalBytes(older, root1) && equalBytes(newer, root2);
}

function subproof(leaves: readonly Uint8Array[], size: number, complete: boolean): Uint8Array[] {
  if (size === leaves.length) return complete ? [] : [merkleRoot(leaves)];
  const middle = splitAt(leaves.length);
  const left = leaves.slice(0, middle);
  const right = leaves.slice(middle);
  return size <= middle
    ? [...subproof(left, size, complete), merkleRoot(right)]
    : [...subproof(right, size - middle, false), merkleRoot(left)];
}

/** The largest power of two below n; 1 at n = 1. */
export function splitAt(n: number): number {
  let middle = 1;
  while (middle * 2 < n) middle *= 2;
  return middle;
}

/** Climbs while the place is a left child without a sibling. */
function skipEven(place: number, last: number): [number, number] {
  while (!isOdd(place) && place !== 0) {
    place = half(place);
    last = half(last);
  }
  return [place, last];
}

function skipOdd(place: number, last: number): [number, number] {
  while (isOdd(place)) {
    place = half(place);
    last = half(last);
  }
  return [place, last];
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every(({ length }) => length === 32);
}

function isSize(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

function isPowerOfTwo(n: number): boolean {
  return Number.isInteger(Math.log2(n));
}

// Halving by arithmetic: shifts would cut numbers to 32 bits.
function half(n: number): number {
  return Math.floor(n / 2);
}

function isOdd(n: number): boolean {
  return n % 2 === 1;
}
