/** Roots and proofs over a log's tiles (RFC 6962 section 2.1), fetching only the hashes that they need. */
import { EMPTY_ROOT, nodeHash, rootOver, splitOf } from './merkle';

/** The hash at a place of a level; a level is eight heights of the tree, as tiles are. */
export type HashAt = (level: number, index: number) => Promise<Uint8Array>;

/** Root over the first `size` leaves. */
export async function treeRoot(size: number, hashAt: HashAt): Promise<Uint8Array> {
  return size === 0 ? EMPTY_ROOT : rangeHash(0, size, hashAt);
}

/** Inclusion proof of a leaf, the nearest to the root last. */
export async function inclusionProof(index: number, size: number, hashAt: HashAt): Promise<Uint8Array[]> {
  const proof: Uint8Array[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    proof.push(await (index < middle ? rangeHash(middle, end, hashAt) : rangeHash(start, middle, hashAt)));
    [start, end] = index < middle ? [start, middle] : [middle, end];
  }
  return proof.reverse();
}

/** Consistency proof between the first `older` leaves, at least one, and the first `newer`. */
export async function consistencyProof(older: number, newer: number, hashAt: HashAt): Promise<Uint8Array[]> {
  const proof: Uint8Array[] = [];
  let [start, end] = [0, newer];
  while (older < end) {
    const middle = start + splitOf(end - start);
    proof.push(await (older <= middle ? rangeHash(middle, end, hashAt) : rangeHash(start, middle, hashAt)));
    [start, end] = older <= middle ? [start, middle] : [middle, end];
  }
  // Unless the older tree is itself the part where the way ends.
  if (start > 0) proof.push(await rangeHash(start, end, hashAt));
  return proof.reverse();
}

/** Hash over leaves from `start` to before `end`: a part as splitting the tree makes them. */
async function rangeHash(start: number, end: number, hashAt: HashAt): Promise<Uint8Array> {
  const size = end - start;
  const height = Math.round(Math.log2(size));
  if (2 ** height !== size) {
    const middle = start + splitOf(size);
    return nodeHash(await rangeHash(start, middle, hashAt), await rangeHash(middle, end, hashAt));
  }
  const level = Math.floor(height / 8);
  const span = 256 ** level;
  const places = Array.from({ length: size / span }, (_, i) => start / span + i);
  return rootOver(await Promise.all(places.map((place) => hashAt(level, place))));
}
