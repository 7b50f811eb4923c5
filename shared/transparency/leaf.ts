/** Leaves of the county's transparency log (formats.md section 9). */

/** What a leaf commits to; the numbers are those of the format. */
const LEAF_KINDS = {
  notice: 1,
  withdrawal: 2,
  timetable: 3,
  candidates: 4,
  result: 5,
  directory: 6,
  round: 7,
  close: 8,
  release: 9,
  tipDay: 10,
  recoveryUse: 11,
  tokenIssuer: 12,
  endorsements: 13,
  roll: 14,
} as const;

type LeafKind = keyof typeof LEAF_KINDS;

/** A document, and what was served beside it to show that it stands in the log: a tlog-proof, or nothing. */
export interface LeafClaim {
  readonly kind: LeafKind;
  readonly document: Uint8Array;
  readonly proof: Uint8Array | null;
}

/**
 * Whether the document's leaf is in the log under a checkpoint that is accepted here.
 * The log is not built yet, so nothing is served with a proof and documents stand on their signatures and
 * endorsements alone: no proof is accepted, and a proof that nobody could check is refused. Everything that must
 * be logged already asks this one function.
 */
export function leafIsInLog(claim: LeafClaim): boolean {
  return claim.proof === null;
}
