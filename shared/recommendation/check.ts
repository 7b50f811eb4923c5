/** The phone's check of a round: it seals nothing for a round that lacks one signature or one known key. */
import { type AreaCode, levelOf, lineOf } from '../area/code';
import { equalBytes, fromBase64url } from '../crypto/bytes';
import type { Directory } from '../directory/directory';
import { type DirectoryEntry, signingKeys } from '../directory/entry';
import { ELECTION } from '../directory/office';
import { fail, ok, type Result } from '../result';
import { dayOf } from '../time';
import type { LogPolicy } from '../transparency/checkpoint';
import { leafIsInLog } from '../transparency/proof';
import { decodeEligible, type Eligible, eligibleHash } from './eligible';
import { endorsementsHold } from './endorsement';
import { decodeParams, KIND, type RoundParams, roundHash, roundNumber } from './params';
import { type Position } from './position';
import type { PublicRound } from './round';
import type { Openers } from './seal';

/** One position of a round that may be trusted: everything below it is what the endorsers signed. */
export interface TrustedPosition {
  readonly params: RoundParams;
  readonly hash: Uint8Array;
  readonly openers: Openers;
}

/** What shows that a position's parameters and their endorsements stand in the log: a tlog-proof each, or nothing. */
export interface RoundProofs {
  readonly params: Uint8Array | null;
  readonly endorsements: Uint8Array | null;
}

/** Whom the phone takes at their word: the county's directory, and the keys of its log. */
export interface RoundTrust {
  readonly directory: Directory;
  readonly log: LogPolicy;
}

/** What was served of a round, all of it unproven. */
export type ServedRound = Pick<
  PublicRound,
  'id' | 'area' | 'opens' | 'closes' | 'k' | 'eligible' | 'positions'
>;

/**
 * The position when its parameters decode, are endorsed by all trustees and the committee, are logged, when every
 * endorser is an election officer of the village or above in the directory, and when they say what was served: this
 * round and no earlier one. `round-untrusted` otherwise; `round-closed` when `now` (seconds) is outside its time.
 */
export function checkPosition(
  round: ServedRound,
  position: Position,
  proofs: RoundProofs,
  { directory, log }: RoundTrust,
  now: number,
): Result<TrustedPosition> {
  const served = round.positions.find((one) => one.position === position);
  const bytes = served && fromBase64url(served.params);
  const endorsements = served && fromBase64url(served.endorsements);
  const params = bytes && decodeParams(bytes);
  if (!bytes || !endorsements || !params) return fail('round-untrusted');
  const hash = roundHash(bytes);
  const holds =
    isAsServed(params, round, served) &&
    endorsementsHold(endorsements, hash, params) &&
    leafIsInLog({ kind: 'round', area: params.area, document: bytes }, proofs.params, log) &&
    leafIsInLog(
      { kind: 'endorsements', area: params.area, document: endorsements },
      proofs.endorsements,
      log,
    ) &&
    endorsersAreKnown(params, officesOf(params.area, directory, dayOf(now)));
  if (!holds) return fail('round-untrusted');
  if (now < params.opens || now >= params.closes) return fail('round-closed');
  const publicKeys = params.trustees.map(({ publicKey }) => publicKey);
  return ok({ params, hash, openers: { k: params.k, publicKeys } });
}

/** What was endorsed is what the page shows. An earlier round, whose keys are out, differs in number and times. */
export function isAsServed(
  params: RoundParams,
  round: ServedRound,
  { position, maxNames }: ServedRound['positions'][number],
): boolean {
  return (
    params.area === round.area &&
    params.round === roundNumber(round.id) &&
    params.position === position &&
    params.kind === KIND &&
    params.opens === round.opens &&
    params.closes === round.closes &&
    params.k === round.k &&
    params.maxNames === maxNames &&
    params.eligible === round.eligible
  );
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
    office.officers.some(({ id }) => signingKeys(office, id).some((known) => equalBytes(known, key)));
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
