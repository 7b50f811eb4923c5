/** Leaves of the county's transparency log (formats.md section 9). */

/** What a leaf commits to; the log's own code gives each its number (section 9). */
type LeafKind =
  | 'notice'
  | 'timetable'
  | 'candidates'
  | 'result'
  | 'directory'
  | 'round'
  | 'endorsements'
  | 'close'
  | 'release';

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
