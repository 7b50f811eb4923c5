/** Planning a round: from what an office writes down to what never changes again. */
import { type AreaCode, levelOf } from '../area/code';
import { toBase64url } from '../crypto/bytes';
import { fail, ok, type Result } from '../result';
import type { RoundDraft } from './contract';
import { eligibleHash, encodeEligible, MOST_ELIGIBLE_BYTES } from './eligible';
import type { Endorser, RoundPlan } from './round';

/** What the draft is checked against: the hour, the roll, and the signing keys of the directory. */
export interface PlanFacts {
  readonly now: number;
  readonly area: AreaCode;
  readonly electorate: number;
  /** The signing key of an officer of the election office of an area; undefined when the directory has none. */
  readonly signKeyOf: (area: AreaCode, officer: number) => Uint8Array | undefined;
}

/** // nothing → draft: the plan, when times, names and trustees make a round that nobody can open alone. */
export function planRound(draft: RoundDraft, facts: PlanFacts): Result<RoundPlan> {
  const { title, positions, opens, closes, k } = draft;
  if (closes <= opens || closes <= facts.now) return fail('round-times');
  if (facts.electorate < 1) return fail('roll-incomplete');
  if (positions.some(({ maxNames }) => maxNames > draft.eligible.length)) {
    return fail('invalid', [{ path: 'positions', message: '可以推荐的人比名单上的人还多' }]);
  }
  const document = encodeEligible(draft.eligible);
  if (document.length > MOST_ELIGIBLE_BYTES) {
    return fail('invalid', [{ path: 'eligible', message: '名单太长，请把组别写短一些，或分成几轮' }]);
  }
  const trustees = draft.trustees.map((ref) => endorserOf(ref, facts));
  const committee = endorserOf(draft.committee, facts);
  if (!committee || committee.area !== facts.area || !allThere(trustees) || !areBalanced(trustees, k)) {
    return fail('round-trustees');
  }
  return ok({
    title,
    positions,
    opens,
    closes,
    k,
    trustees,
    committee,
    electorate: facts.electorate,
    eligible: draft.eligible.length,
    eligibleHash: toBase64url(eligibleHash(document)),
  });
}

function endorserOf(ref: RoundDraft['committee'], facts: PlanFacts): Endorser | undefined {
  const key = facts.signKeyOf(ref.area, ref.officer);
  return key && { ...ref, signKey: toBase64url(key) };
}

function allThere(endorsers: readonly (Endorser | undefined)[]): endorsers is Endorser[] {
  return endorsers.every((endorser) => endorser !== undefined);
}

/** Neither the village side nor the government side holds k shares, and nobody sits twice. */
function areBalanced(trustees: readonly Endorser[], k: number): boolean {
  const village = trustees.filter(({ area }) => levelOf(area) === 'village').length;
  const people = new Set(trustees.map(({ signKey }) => signKey));
  return (
    k <= trustees.length && village < k && trustees.length - village < k && people.size === trustees.length
  );
}
