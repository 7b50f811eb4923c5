/** The county's list of one day: that a case stood, for whoever knows its tag, and nothing to anybody else (docs/formats/tip-day.md). */
import type { AreaCode } from '../area/code';
import { compareBytes, concatBytes, equalBytes } from '../crypto/bytes';
import { fixed, tag, u32, u64 } from '../crypto/codec';
import { H, sha256 } from '../crypto/hash';
import { leafHash, merkleRoot } from '../crypto/merkle';
import { startOfDay } from '../time';
import { commitmentOf, type Leaf, NO_NONCE, NO_PREV } from '../transparency/leaf';

/** A leaf: 32 bytes that name a case on this day, and 32 that name its newest record. */
export const DAY_LEAF_BYTES = 64;
/** However few cases are open, so many leaves stand there. */
export const LEAST_LEAVES = 256;
const HALF = DAY_LEAF_BYTES / 2;

/** The leaf of a case on a day; nobody without the tag can tell it from a filler, nor from its leaf of another day. */
export function dayLeaf(caseTag: Uint8Array, day: number, recordHash: Uint8Array): Uint8Array {
  const at = u32(day);
  return concatBytes(
    H('tip/day-tag', fixed(caseTag, 32), at),
    H('tip/day-record', caseTag, at, fixed(recordHash, 32)),
  );
}

/** How many leaves a list has that holds so many cases: 256, or the next power of two. */
export function leavesFor(cases: number): number {
  let leaves = LEAST_LEAVES;
  while (leaves < cases) leaves *= 2;
  return leaves;
}

/** The list of these leaves and of fillers that cannot be told from them, all in the order of their bytes. */
export function dayList(leaves: readonly Uint8Array[], filler: (place: number) => Uint8Array): Uint8Array[] {
  const fillers = Array.from({ length: leavesFor(leaves.length) - leaves.length }, (_, i) => filler(i));
  return [...leaves, ...fillers].map((leaf) => fixed(leaf, DAY_LEAF_BYTES)).sort(compareBytes);
}

/** The leaves of a list as it is kept, one after another; null unless they are as many as a list has, in order, none twice. */
export function readDayList(bytes: Uint8Array): Uint8Array[] | null {
  const count = bytes.length / DAY_LEAF_BYTES;
  if (!Number.isInteger(count) || count < LEAST_LEAVES || leavesFor(count) !== count) return null;
  const leaves = Array.from({ length: count }, (_, i) =>
    bytes.slice(i * DAY_LEAF_BYTES, (i + 1) * DAY_LEAF_BYTES),
  );
  const isInOrder = leaves.every((leaf, i) => i === 0 || compareBytes(leaves[i - 1] ?? leaf, leaf) < 0);
  return isInOrder ? leaves : null;
}

/** How a case stands in the list of a day: with this very record, with another one, or not at all. */
export function standsIn(
  list: readonly Uint8Array[],
  caseTag: Uint8Array,
  day: number,
  recordHash: Uint8Array,
): 'stands' | 'other-record' | 'absent' {
  const wanted = dayLeaf(caseTag, day, recordHash);
  const found = list.find((leaf) => equalBytes(leaf.slice(0, HALF), wanted.slice(0, HALF)));
  if (!found) return 'absent';
  return equalBytes(found, wanted) ? 'stands' : 'other-record';
}

/** What the log commits to: T("tip/day") | county | day | number of leaves | root over them (RFC 9162 section 2.1). */
export function dayDocument(county: AreaCode, day: number, list: readonly Uint8Array[]): Uint8Array {
  return concatBytes(nameOf(county, day), u32(list.length), merkleRoot(list.map(leafHash)));
}

/**
 * The day's leaf in the log: it follows from the list alone, so that whoever has that knows which proof to ask for. Its
 * time is the end of the day. Its id names the county and the day: a second list for a day would be a second version 1.
 */
export function dayLogLeaf(county: AreaCode, day: number, document: Uint8Array): Leaf {
  return {
    kind: 'tip-day',
    area: county,
    id: sha256(nameOf(county, day)).slice(0, 16),
    version: 1,
    time: startOfDay(day + 1),
    prev: NO_PREV,
    commitment: commitmentOf(NO_NONCE, document),
  };
}

function nameOf(county: AreaCode, day: number): Uint8Array {
  return concatBytes(tag('tip/day'), u64(Number(county)), u32(day));
}
