/** What may happen to a round, and when: one function for each arrow of docs/states/round.md. */
import { bytesOf, fromBase64url, toBase64url } from '../crypto/bytes';
import type { Id } from '../ids';
import { fail, ok, type Result } from '../result';
import { decodeClose } from './close';
import { encodeEndorsements, endorsementAt, isEndorsedBy } from './endorsement';
import { decodeParams, encodeParams, KIND, type RoundParams, roundHash, roundNumber } from './params';
import { readRelease } from './release';
import {
  AFTER_CLOSING,
  COMMITTEE_SEAT,
  type OfficeRound,
  type RoundIn,
  type RoundState,
  type RoundStateKind,
  standsIn,
} from './round';
import { type TallyBody, tallyFits } from './tally';
import { sameTotals, totalsHold } from './totals';
import { trusteeKeysHold } from './trustee-keys';

/** From which states each command may start: the rules refuse by it, and the store makes it the condition. */
export const FROM = {
  keys: ['draft'],
  endorse: ['endorsing'],
  open: ['endorsed'],
  close: ['open'],
  release: ['closed', 'counting', 'reported'],
  report: ['counting', 'reported'],
  confirm: ['reported'],
  cancel: ['draft', 'endorsing', 'endorsed'],
} as const satisfies Record<string, readonly RoundStateKind[]>;

/** A decision: the state to write, or that everything already stands as asked. */
export type Decision = Result<RoundState | 'unchanged'>;

/** draft: the state of a round that was just planned. */
export function beginRound(trustees: number): RoundState {
  return { kind: 'draft', issuerKeys: null, trusteeKeys: Array.from({ length: trustees }, () => null) };
}

/** draft → draft | endorsing: the issuing keys are there. */
export function takeIssuerKeys(round: OfficeRound, rsaN: readonly Uint8Array[]): Decision {
  if (!standsIn(round, FROM.keys) || round.state.issuerKeys) return fail('round-elsewhere');
  return ok(freezeWhenComplete(round, { ...round.state, issuerKeys: rsaN.map(toBase64url) }));
}

/** draft → draft | endorsing: a trustee's fresh keys are there. */
export function takeTrusteeKeys(
  round: OfficeRound,
  seat: number,
  publicKeys: readonly string[],
  signature: string,
): Decision {
  const trustee = round.plan.trustees[seat - 1];
  if (!trustee) return fail('not-found');
  if (isSame(keysGiven(round, seat), publicKeys)) return ok('unchanged');
  if (!standsIn(round, FROM.keys) || round.state.trusteeKeys[seat - 1]) return fail('round-elsewhere');
  const keys = publicKeys.map(fromBase64url);
  const others = new Set(round.state.trusteeKeys.flat());
  const fresh = new Set(publicKeys).size === publicKeys.length && !publicKeys.some((key) => others.has(key));
  const sig = fromBase64url(signature);
  if (keys.length !== round.plan.positions.length || !fresh || !areBytes(keys) || !sig)
    return fail('round-unendorsed');
  const holds = trusteeKeysHold(bytesOf(trustee.signKey), bytesOf(round.id), seat, keys, sig);
  if (!holds) return fail('round-unendorsed');
  return ok(
    freezeWhenComplete(round, {
      ...round.state,
      trusteeKeys: seated(round.state.trusteeKeys, seat, publicKeys),
    }),
  );
}

/** endorsing → endorsing | endorsed: one endorser signed every position. */
export function endorse(
  round: OfficeRound,
  seat: number,
  signatures: readonly string[],
  now: number,
): Decision {
  const endorser = seat === COMMITTEE_SEAT ? round.plan.committee : round.plan.trustees[seat - 1];
  if (!endorser) return fail('not-found');
  if (isSame(signaturesGiven(round, seat), signatures)) return ok('unchanged');
  if (!standsIn(round, FROM.endorse)) return fail('round-elsewhere');
  if (now >= round.plan.closes) return fail('round-late');
  const hold = round.state.params.every((params, i) => {
    const sig = fromBase64url(signatures[i] ?? '');
    return sig !== null && isEndorsedBy(bytesOf(endorser.signKey), roundHash(bytesOf(params)), sig);
  });
  if (!hold || signatures.length !== round.state.params.length) return fail('round-unendorsed');
  const state =
    seat === COMMITTEE_SEAT
      ? { ...round.state, committee: [...signatures] }
      : { ...round.state, signatures: seated(round.state.signatures, seat, signatures) };
  return ok(sealWhenEndorsed(state));
}

/** endorsed → open: its time has come. */
export function open(round: OfficeRound, now: number): Decision {
  if (!standsIn(round, FROM.open)) return fail('round-elsewhere');
  if (now < round.plan.opens) return fail('round-times');
  const { params, endorsements } = round.state;
  return ok({ kind: 'open', params, endorsements });
}

/** open → closed: the gates are shut and the board is frozen. */
export function close(round: OfficeRound, closings: readonly Uint8Array[], now: number): Decision {
  if (!standsIn(round, FROM.close)) return fail('round-elsewhere');
  if (now < round.plan.closes) return fail('round-times');
  const { params, endorsements } = round.state;
  const releases = round.plan.trustees.map(() => null);
  return ok({ kind: 'closed', params, endorsements, closings: closings.map(toBase64url), releases });
}

/** closed → closed | counting, counting → counting, reported → reported: a trustee gave the keys out. */
export function release(round: OfficeRound, seat: number, releases: readonly string[]): Decision {
  if (!round.plan.trustees[seat - 1]) return fail('not-found');
  if (standsIn(round, AFTER_CLOSING) && isSame(round.state.releases[seat - 1], releases))
    return ok('unchanged');
  if (!standsIn(round, FROM.release)) return fail('round-elsewhere');
  const { state } = round;
  const hold = paramsOf(state.params).every(({ params, hash }, i) => {
    const structure = fromBase64url(releases[i] ?? '');
    return structure !== null && readRelease(structure, hash, params)?.i === seat;
  });
  if (!hold || releases.length !== state.params.length) return fail('round-unendorsed');
  const all = seated(state.releases, seat, releases);
  if (state.kind === 'reported') return ok({ ...state, releases: all });
  const given = all.filter((one) => one !== null).length;
  return ok({ ...state, kind: given >= round.plan.k ? 'counting' : 'closed', releases: all });
}

/** counting | reported → reported: the office counted, `by` in person, and the sums fit what the closing fixed. */
export function report(round: OfficeRound, totals: readonly TallyBody[], by: Id): Decision {
  if (standsIn(round, ['closed'])) return fail('round-keys-missing');
  if (standsIn(round, ['reported', 'counted']) && sameTotals(round.state.totals, totals))
    return ok('unchanged');
  if (!standsIn(round, FROM.report)) return fail('round-elsewhere');
  const { plan, state } = round;
  const fit = plan.positions.every(({ maxNames }, i) => {
    const closing = decodeClose(bytesOf(state.closings[i] ?? ''));
    const tally = totals[i];
    return (
      closing && tally && tallyFits(tally, { records: closing.records, maxNames, eligible: plan.eligible })
    );
  });
  if (!fit || totals.length !== plan.positions.length) return fail('totals-unfit');
  const { params, endorsements, closings, releases } = state;
  return ok({ kind: 'reported', params, endorsements, closings, releases, totals: [...totals], by });
}

/** reported → counted: a trustee, another person, counted the same in their own browser and signed it. */
export function confirm(
  round: OfficeRound,
  seat: number,
  counted: { readonly totals: readonly TallyBody[]; readonly signatures: readonly string[] },
  by: Id,
): Decision {
  const trustee = round.plan.trustees[seat - 1];
  if (!trustee) return fail('not-found');
  if (standsIn(round, ['counted'])) {
    const { confirmed } = round.state;
    const isDone = confirmed.seat === seat && isSame(confirmed.signatures, counted.signatures);
    return isDone ? ok('unchanged') : fail('round-elsewhere');
  }
  if (!standsIn(round, FROM.confirm)) return fail('round-elsewhere');
  const { state } = round;
  if (by === state.by) return fail('totals-own');
  if (!sameTotals(state.totals, counted.totals)) return fail('totals-differ');
  const hold = paramsOf(state.params).every(({ hash }, i) => {
    const signature = fromBase64url(counted.signatures[i] ?? '');
    const tally = state.totals[i];
    return tally && signature && totalsHold(bytesOf(trustee.signKey), hash, tally, signature);
  });
  if (!hold || counted.signatures.length !== state.params.length) return fail('round-unendorsed');
  const { params, endorsements, closings, releases, totals } = state;
  const confirmed = { seat, signatures: [...counted.signatures] };
  return ok({ kind: 'counted', params, endorsements, closings, releases, totals, confirmed });
}

/** draft | endorsing | endorsed → cancelled: as it was seen at this revision. */
export function cancel(round: OfficeRound, revision: number, reason: string): Decision {
  const isDone = standsIn(round, ['cancelled']) && round.state.reason === reason;
  if (isDone && round.revision === revision + 1) return ok('unchanged');
  if (round.revision !== revision) return fail('conflict');
  return standsIn(round, FROM.cancel) ? ok({ kind: 'cancelled', reason }) : fail('round-elsewhere');
}

/** The parameters of every position, decoded, with their hash. They are ours: what does not decode is a bug. */
export function paramsOf(stored: readonly string[]): { params: RoundParams; hash: Uint8Array }[] {
  return stored.map((text) => {
    const params = decodeParams(bytesOf(text));
    if (!params) throw new Error('stored round parameters do not decode');
    return { params, hash: roundHash(bytesOf(text)) };
  });
}

type Draft = RoundIn<'draft'>['state'];
type Endorsing = RoundIn<'endorsing'>['state'];

/** draft → endorsing: with all keys there the parameters are fixed. */
function freezeWhenComplete(round: OfficeRound, state: Draft): RoundState {
  const { plan, area, id } = round;
  const { issuerKeys, trusteeKeys } = state;
  if (!issuerKeys || trusteeKeys.some((keys) => keys === null)) return state;
  const params = plan.positions.map(({ position, maxNames }, i) =>
    encodeParams({
      area,
      round: roundNumber(id),
      position,
      kind: KIND,
      opens: plan.opens,
      closes: plan.closes,
      maxNames,
      eligible: plan.eligible,
      eligibleHash: bytesOf(plan.eligibleHash),
      electorate: plan.electorate,
      rsaN: bytesOf(issuerKeys[i] ?? ''),
      k: plan.k,
      trustees: plan.trustees.map((trustee, seat) => ({
        id: trustee.officer,
        publicKey: bytesOf(trusteeKeys[seat]?.[i] ?? ''),
        signKey: bytesOf(trustee.signKey),
      })),
      committeeKey: bytesOf(plan.committee.signKey),
    }),
  );
  return {
    kind: 'endorsing',
    params: params.map(toBase64url),
    signatures: plan.trustees.map(() => null),
    committee: null,
  };
}

/** endorsing → endorsed: with all signatures there the endorsement documents are made. */
function sealWhenEndorsed(state: Endorsing): RoundState {
  const { params, signatures, committee } = state;
  if (!committee || signatures.some((one) => one === null)) return state;
  const endorsements = params.map((text, i) =>
    encodeEndorsements(
      roundHash(bytesOf(text)),
      signatures.map((one) => bytesOf(one?.[i] ?? '')),
      bytesOf(committee[i] ?? ''),
    ),
  );
  return { kind: 'endorsed', params, endorsements: endorsements.map(toBase64url) };
}

// Whoever came last moved the round on: their request again must find what they gave where it went.

/** The public keys that a trustee gave, wherever they lie by now. */
function keysGiven(round: OfficeRound, seat: number): readonly string[] | null | undefined {
  if (standsIn(round, FROM.keys)) return round.state.trusteeKeys[seat - 1];
  if (!('params' in round.state)) return undefined;
  return paramsOf(round.state.params).map(({ params }) =>
    toBase64url(params.trustees[seat - 1]?.publicKey ?? new Uint8Array(0)),
  );
}

/** The signatures that an endorser gave, wherever they lie by now. */
function signaturesGiven(round: OfficeRound, seat: number): readonly string[] | null | undefined {
  const { state, plan } = round;
  if (state.kind === 'endorsing') {
    return seat === COMMITTEE_SEAT ? state.committee : state.signatures[seat - 1];
  }
  if (!('endorsements' in state)) return undefined;
  const at = seat === COMMITTEE_SEAT ? plan.trustees.length : seat - 1;
  return state.endorsements.map((text) => toBase64url(endorsementAt(bytesOf(text), at)));
}

function areBytes(list: readonly (Uint8Array | null)[]): list is Uint8Array[] {
  return list.every((one) => one !== null);
}

function isSame(before: readonly string[] | null | undefined, now: readonly string[]): boolean {
  return Array.isArray(before) && before.length === now.length && before.every((one, i) => one === now[i]);
}

function seated(
  list: readonly (string[] | null)[],
  seat: number,
  value: readonly string[],
): (string[] | null)[] {
  return list.map((one, i) => (i === seat - 1 ? [...value] : one));
}
