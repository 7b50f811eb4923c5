import type { AreaCode } from '#shared/area/code';
import { toBase64url } from '#shared/crypto/bytes';
import { leafHash } from '#shared/crypto/merkle';
import { decodeLeaf, type LeafKind } from '#shared/transparency/leaf';

/** Published leaves stand in no log and wait nowhere, as after one table was restored without the others. */
export class LeavesLost extends Error {
  override name = 'LeavesLost';
}

/** After how long it is looked again, in seconds. */
const LOOK_AGAIN = 5 * 60;

/** What was found when it was looked last; `at` in seconds. */
export interface Sought {
  readonly at: number;
  readonly lost: readonly Uint8Array[];
}

/** Whether it is time to look again. */
export function isSoughtAgain(sought: Sought | undefined, now: number): boolean {
  return now - (sought?.at ?? 0) >= LOOK_AGAIN;
}

/** Throws while leaves are known to be lost, so that the alarm lasts until they are entered again. */
export function refuseLost(sought: Sought | undefined): void {
  const [first] = sought?.lost ?? [];
  if (!first) return;
  const { leaf } = namesOf(first);
  throw new LeavesLost(
    `published leaves stand in no log and wait nowhere, one is ${leaf}: enter-lost-leaves`,
  );
}

/** A leaf as the log of a function names it. */
export function namesOf(bytes: Uint8Array): {
  leaf: string;
  kind: LeafKind | undefined;
  area: AreaCode | undefined;
  version: number | undefined;
} {
  const leaf = decodeLeaf(bytes);
  return {
    leaf: toBase64url(leafHash(bytes)),
    kind: leaf?.kind,
    area: leaf?.area,
    version: leaf?.version,
  };
}
