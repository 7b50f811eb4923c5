import type { Id } from '#shared/ids';
import { type Issued, issuedLeaf } from '#shared/recommendation/board';
import type { BallotName } from '#shared/recommendation/round';
import type { KeyedHash } from '../platform/keyed-hash';

/** A line of the issued list of a closed position. */
export interface IssuedLine {
  entry: string;
  issued: Issued;
}

/** Hides a person's line from guessing; from the county's secret, so that it need not be stored. */
export function issuedNonce(hash: KeyedHash, { round, position }: BallotName, entry: string): Uint8Array {
  const mac = hash('issued-nonce', round, String(position), entry);
  return new Uint8Array(Buffer.from(mac, 'base64url').subarray(0, 16));
}

/** The leaf data of a line. */
export function issuedLeafOf(hash: KeyedHash, ballot: BallotName, { entry, issued }: IssuedLine): Uint8Array {
  const id = new Uint8Array(Buffer.from(entry, 'base64url'));
  return issuedLeaf(id, issued, issuedNonce(hash, ballot, entry));
}

/**
 * The list in roll order. A token of somebody whom a later roll dropped still counts: it stands at the end.
 * A paper flag of somebody who is on no roll was a slip of the office and counts nothing.
 */
export function issuedList(roll: readonly Id[], flags: ReadonlyMap<string, 'phone' | 'paper'>): IssuedLine[] {
  const known = new Set<string>(roll);
  const dropped = [...flags].filter(([entry, by]) => by === 'phone' && !known.has(entry));
  return [
    ...roll.map((entry) => ({ entry, issued: flags.get(entry) ?? ('no' as const) })),
    ...dropped
      .map(([entry]) => ({ entry, issued: 'phone' as const }))
      .sort((a, b) => (a.entry < b.entry ? -1 : 1)),
  ];
}
