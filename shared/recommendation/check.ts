/** The phone's check of a round: it seals nothing for a round that lacks one signature or one known key. */
import { type AreaCode, levelOf, lineOf } from '../area/code';
import { equalBytes, fromBase64url } from '../crypto/bytes';
import type { Directory } from '../directory/directory';
import { type DirectoryEntry, signingKey } from '../directory/entry';
import { ELECTION } from '../directory/office';
import { fail, ok, type Result } from '../result';
import { leafIsInLog } from '../transparency/leaf';
import { decodeEligible, type Eligible, eligibleHash } from './eligible';
import { endorsementsHold } from './endorsement';
import { decodeParams, type RoundParams, roundHash } from './params';
import { type Position } from './position';
import type { Openers } from './seal';

/** One position of a round that may be trusted: everything below it is what the endorsers signed. */
export interface TrustedPosition {
  readonly params: RoundParams;
  readonly hash: Uint8Array;
  readonly openers: Openers;
}

/** What was served of one position, as base64url, and what the reader asked for. */
interface ServedPosition {
  readonly area: AreaCode;
  readonly position: Position;
  readonly params: string;
  readonly endorsements: string;
}

/**
 * The position when its parameters decode, are endorsed by all trustees and the committee, are logged, and when
 * every endorser is an election officer of the village or above in the directory. `round-untrusted` otherwise.
 */
export function checkPosition(
  served: ServedPosition,
  directory: Directory,
  day: number,
): Result<TrustedPosition> {
  const bytes = fromBase64url(served.params);
  const endorsements = fromBase64url(served.endorsements);
  const params = bytes && decodeParams(bytes);
  if (!bytes || !endorsements || !params) return fail('round-untrusted');
  const hash = roundHash(bytes);
  const holds =
    params.area === served.area &&
    params.position === served.position &&
    endorsementsHold(endorsements, hash, params) &&
    leafIsInLog({ kind: 'round', document: bytes, proof: null }) &&
    leafIsInLog({ kind: 'endorsements', document: endorsements, proof: null }) &&
    endorsersAreKnown(params, officesOf(params.area, directory, day));
  if (!holds) return fail('round-untrusted');
  const publicKeys = params.trustees.map(({ publicKey }) => publicKey);
  return ok({ params, hash, openers: { k: params.k, publicKeys } });
}

/** The list of people, when it is the one that was endorsed. */
export function checkEligible(document: string, params: RoundParams): Result<Eligible[]> {
  const bytes = fromBase64url(document);
  const list = bytes && decodeEligible(bytes);
  const holds =
    list?.length === params.eligible &&
    equalBytes(eligibleHash(bytes ?? new Uint8Array(0)), params.eligibleHash);
  return list && holds ? ok(list) : fail('round-untrusted');
}

/** Election offices of the village, its town and its county that are in force. */
function officesOf(area: AreaCode, directory: Directory, day: number): DirectoryEntry[] {
  const line = lineOf(area);
  return directory.entries.filter(
    ({ office, firstDay, lastDay }) =>
      office.kind === ELECTION && line.includes(office.area) && firstDay <= day && day <= lastDay,
  );
}

/** The committee is the village's own, every trustee sits in one of the offices, and neither side alone has k. */
function endorsersAreKnown(params: RoundParams, offices: readonly DirectoryEntry[]): boolean {
  const signs = (office: DirectoryEntry, key: Uint8Array) =>
    office.officers.some(({ id }) => {
      const known = signingKey(office, id);
      return known !== null && equalBytes(known, key);
    });
  const village = offices.filter(({ office }) => levelOf(office.area) === 'village');
  const fromVillage = params.trustees.filter(({ signKey }) =>
    village.some((office) => signs(office, signKey)),
  );
  return (
    village.some((office) => signs(office, params.committeeKey)) &&
    params.trustees.every(({ signKey }) => offices.some((office) => signs(office, signKey))) &&
    fromVillage.length < params.k &&
    params.trustees.length - fromVillage.length < params.k
  );
}
