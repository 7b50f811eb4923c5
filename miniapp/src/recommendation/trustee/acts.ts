import type { Answer } from '#shared/contract';
import { bytesOf, equalBytes, toBase64url } from '#shared/crypto/bytes';
import { checkEligible } from '#shared/recommendation/check';
import {
  confirmTotals,
  endorseRound,
  putTrusteeKeys,
  readEligible,
  releaseKeys,
} from '#shared/recommendation/contract';
import { decodeClose } from '#shared/recommendation/close';
import { endorse, endorsementsHold } from '#shared/recommendation/endorsement';
import { makeRelease } from '#shared/recommendation/release';
import {
  AFTER_CLOSING,
  COMMITTEE_SEAT,
  type OfficeRound,
  type RoundIn,
  standsIn,
} from '#shared/recommendation/round';
import { FROM, paramsOf } from '#shared/recommendation/rules';
import { sameTotals, signTotals } from '#shared/recommendation/totals';
import { signTrusteeKeys } from '#shared/recommendation/trustee-keys';
import { now } from '../../platform/clock';
import type { Keys } from '../../platform/keyring';
import { type Outcome, type Problem, problemOf, type Send } from '../../platform/request';
import { countRound } from '../desk/count';
import { closingsInLog } from '../desk/in-log';
import { makeRoundKeys, openRoundKeys, publicHalves } from './round-keys';

type Changed = Outcome<Answer<typeof endorseRound>>;

const LOST: Problem = {
  code: 'not-found',
  title: '这一轮的钥匙不在这个浏览器里。请到造钥匙的那台电脑上，用同一个浏览器再来。',
};

const EARLY: Problem = {
  code: 'round-untrusted',
  title: '按这台电脑的钟，这一轮还没有截止，钥匙没有交出。请核对电脑的时间，到截止以后再来。',
};

/** The seat this person has in a round: 1..n of a trustee, 0 of the committee; undefined when they have none. */
export function seatOf({ plan }: OfficeRound, keys: Keys): number | undefined {
  const own = toBase64url(keys.signPk);
  const at = plan.trustees.findIndex(({ signKey }) => signKey === own);
  if (at >= 0) return at + 1;
  return plan.committee.signKey === own ? COMMITTEE_SEAT : undefined;
}

/** Makes the round's keys here and hands in their public halves. */
export async function giveKeys(send: Send, round: OfficeRound, seat: number, keys: Keys): Promise<Changed> {
  const ikms = await makeRoundKeys(keys, round.id, round.plan.positions.length);
  if (!ikms) return { ok: false, problem: problemOf('internal') };
  const halves = publicHalves(ikms);
  const signature = signTrusteeKeys(keys.signSeed, bytesOf(round.id), seat, halves);
  const body = { publicKeys: halves.map(toBase64url), signature: toBase64url(signature) };
  return send(putTrusteeKeys, { params: { area: round.area, round: round.id, seat }, body });
}

/** Signs the parameters, after checking that what is signed is what is shown: the list, and one's own keys. */
export async function giveEndorsement(
  send: Send,
  round: OfficeRound,
  seat: number,
  keys: Keys,
): Promise<Changed> {
  if (!('params' in round.state)) return { ok: false, problem: problemOf('round-elsewhere') };
  const positions = paramsOf(round.state.params);
  const list = await send(readEligible, { params: { area: round.area, round: round.id } });
  if (!list.ok) return list;
  const ikms = seat === COMMITTEE_SEAT ? [] : openRoundKeys(keys, round.id);
  if (!ikms) return { ok: false, problem: LOST };
  const own = publicHalves(ikms);
  const holds = positions.every(({ params }, i) => {
    const ownIsIn = own.length === 0 || equalBytes(own[i] ?? params.eligibleHash, keyOf(params, seat));
    return ownIsIn && isAsPlanned(round, params, i) && checkEligible(list.value.document, params).ok;
  });
  if (!holds) return { ok: false, problem: problemOf('round-untrusted') };
  const signatures = positions.map(({ hash }) => toBase64url(endorse(keys.signSeed, hash)));
  return send(endorseRound, { params: { area: round.area, round: round.id, seat }, body: { signatures } });
}

type Params = ReturnType<typeof paramsOf>[number]['params'];

function keyOf({ trustees }: Params, seat: number): Uint8Array {
  return trustees[seat - 1]?.publicKey ?? new Uint8Array(0);
}

/** What is signed says the same as what the page shows. */
function isAsPlanned({ area, plan }: OfficeRound, params: Params, i: number): boolean {
  const { position, maxNames } = plan.positions[i] ?? {};
  return (
    params.area === area &&
    params.position === position &&
    params.maxNames === maxNames &&
    params.opens === plan.opens &&
    params.closes === plan.closes &&
    params.k === plan.k
  );
}

/** Gives the round's keys out, once the round is over by what this seat endorsed and by this device's clock. */
export async function giveRelease(
  send: Send,
  round: OfficeRound,
  seat: number,
  keys: Keys,
): Promise<Changed> {
  if (!standsIn(round, AFTER_CLOSING)) return { ok: false, problem: problemOf('round-elsewhere') };
  const ikms = openRoundKeys(keys, round.id);
  if (!ikms) return { ok: false, problem: LOST };
  const problem = whyNotRelease(round, seat, publicHalves(ikms));
  if (problem) return { ok: false, problem };
  const logged = await closingsInLog(round, round.state.closings);
  if (!logged.ok) return logged;
  const releases = paramsOf(round.state.params).flatMap(({ hash }, i) => {
    const ikm = ikms[i];
    return ikm ? [toBase64url(makeRelease(keys.signSeed, hash, seat, ikm))] : [];
  });
  return send(releaseKeys, { params: { area: round.area, round: round.id, seat }, body: { releases } });
}

/**
 * Why the keys stay here, whatever the server calls the round: every position must have been endorsed by all seats,
 * this one with these keys; must be over; and must have a closing of its own.
 */
function whyNotRelease(
  { state }: RoundIn<(typeof AFTER_CLOSING)[number]>,
  seat: number,
  own: readonly Uint8Array[],
): Problem | undefined {
  const positions = paramsOf(state.params);
  if (positions.some(({ params }) => now() < params.closes)) return EARLY;
  const holds = positions.every(({ params, hash }, i) => {
    const closing = decodeClose(bytesOf(state.closings[i] ?? ''));
    return (
      equalBytes(own[i] ?? new Uint8Array(0), keyOf(params, seat)) &&
      endorsementsHold(bytesOf(state.endorsements[i] ?? ''), hash, params) &&
      closing !== null &&
      equalBytes(closing.roundHash, hash)
    );
  });
  return holds ? undefined : problemOf('round-untrusted');
}

/** Counts the round in this browser and signs the sums, if they are those that the office reported. */
export async function giveConfirmation(
  send: Send,
  round: OfficeRound,
  seat: number,
  keys: Keys,
): Promise<Changed> {
  if (!standsIn(round, FROM.confirm)) return { ok: false, problem: problemOf('round-elsewhere') };
  const found = await countRound(send, round, () => undefined);
  if (!found.ok) return found;
  const totals = found.value;
  if (!sameTotals(totals, round.state.totals)) return { ok: false, problem: problemOf('totals-differ') };
  const signatures = paramsOf(round.state.params).flatMap(({ hash }, i) => {
    const tally = totals[i];
    return tally ? [toBase64url(signTotals(keys.signSeed, hash, tally))] : [];
  });
  const params = { area: round.area, round: round.id, seat };
  return send(confirmTotals, { params, body: { totals, signatures } });
}
