import { publishDocuments } from '#functions/platform/prepared';
import { boardDocument } from '#functions/recommendation/documents';
import { toBase64url } from '#shared/crypto/bytes';
import * as recommendation from '#shared/recommendation/contract';
import { endorse } from '#shared/recommendation/endorsement';
import * as paper from '#shared/recommendation/paper';
import { makeRelease } from '#shared/recommendation/release';
import { paramsOf } from '#shared/recommendation/rules';
import * as roll from '#shared/roll/contract';
import { draftNow, type World } from '#test/contracts/world';
import * as r from '#test/recommendation/county';
import { rollRow } from '#test/roll/rows';
import { freshId, VILLAGE } from '#test/setup';
import { clerkOf, type Good, good, village } from './request';

/** A round that waits for the first seat's keys, or, all keys given, for its endorsement. */
async function plannedRound({ county }: World, given: number) {
  const draft = await draftNow(county);
  const round = await r.planned(county, draft);
  for (let seat = 1; seat <= given; seat += 1) await r.giveKeys(county, round, seat, draft.positions);
  return round;
}

/** A place on the open round as a phone trusts it, and a person of the roll. */
async function onOpen(w: World, i: number) {
  const round = await w.open();
  w.county.clock.now += 2;
  const params = { ...r.at(round), position: 13 as const };
  return { params, round, person: await r.resident(w.county, i) };
}

export const ROUND: Good[] = [
  good(recommendation.roundList, async (w) => {
    await w.open();
    return { params: village };
  }),
  good(recommendation.readRound, async (w) => ({ params: r.at(await w.open()) })),
  good(recommendation.readEligible, async (w) => ({ params: r.at(await w.open()) })),
  good(recommendation.readBoard, async (w) => {
    // The board of a round with 200 records, which would take a minute to cast.
    const params = { ...r.at(await w.closed()), position: 13 as const, page: 0 };
    const board = { [boardDocument(params, 0)]: { pages: 1, hashes: [toBase64url(new Uint8Array(32))] } };
    await w.county.dynamo.transact(publishDocuments(VILLAGE, board));
    return { params };
  }),
  good(recommendation.myRound, async (w) => {
    const { round, person } = await onOpen(w, 3);
    return { params: r.at(round), as: person };
  }),
  good(recommendation.myProof, async (w) => ({
    params: { ...r.at(await w.closed()), position: 13 },
    as: await r.resident(w.county, 1),
  })),
  good(recommendation.issueToken, async (w) => {
    const { round, params, person } = await onOpen(w, 4);
    const place = await r.trusted(w.county, round);
    const asked = r.value(paper.begin(place, r.random('asks', paper.BEGIN_RANDOM_BYTES)));
    return { params, body: { blinded: asked.blinded }, as: person };
  }),
  good(recommendation.castRecord, async (w) => {
    const { round, person } = await onOpen(w, 5);
    const { place, ready } = await r.withToken(w.county, round, person, 'casts');
    const { record } = r.value(paper.seal(ready, place, [0], r.fixed('casts')));
    return { body: { round, position: 13 as const, record } };
  }),
  good(recommendation.officeRounds, async (w) => ({ params: village, as: await clerkOf(w) })),
  good(recommendation.officeRound, async (w) => ({ params: r.at(await w.open()), as: await clerkOf(w) })),
  good(recommendation.roundOfficers, async (w) => ({ params: village, as: await clerkOf(w) })),
  good(recommendation.createRound, async (w) => ({
    params: r.at(freshId()),
    body: await draftNow(w.county),
    as: await clerkOf(w),
  })),
  good(recommendation.cancelRound, async (w) => ({
    params: r.at(await plannedRound(w, 0)),
    body: { revision: 2, reason: '时间要改，另开一轮' },
    as: await clerkOf(w),
  })),
  good(recommendation.recordPaper, async (w) => {
    const { params } = await onOpen(w, 6);
    const query = { name: rollRow(8).name };
    const [found] = await w.county.must(roll.findEntries, { params: village, query }, await clerkOf(w));
    return { params: { ...params, entry: found!.entry }, as: await clerkOf(w) };
  }),
];

/** The closed round with enough keys given out, and its sums. */
async function counted(w: World) {
  const round = await w.closed();
  for (const seat of [1, 2, 3]) await r.giveRelease(w.county, round, seat);
  return { round, totals: [await r.countPosition(w.county, round)] };
}

/** What trustees and those who count send; every seat's keys are the test's. */
export const SEATS: Good[] = [
  good(recommendation.putTrusteeKeys, async (w) => {
    const round = await plannedRound(w, 0);
    const body = r.keysBody(round, 1, r.POSITIONS.slice(0, 1));
    return { params: { ...r.at(round), seat: 1 }, body, as: await w.as('trustee', VILLAGE) };
  }),
  good(recommendation.endorseRound, async (w) => {
    const round = await plannedRound(w, 4);
    const { state } = await r.readRound(w.county, round);
    const signatures = paramsOf('params' in state ? state.params : []).map(({ hash }) =>
      toBase64url(endorse(r.TRUSTEES[0]!.seed, hash)),
    );
    return { params: { ...r.at(round), seat: 1 }, body: { signatures }, as: await w.as('trustee', VILLAGE) };
  }),
  good(recommendation.releaseKeys, async (w) => {
    const round = await w.closed();
    const { state } = await r.readRound(w.county, round);
    const releases = paramsOf('params' in state ? state.params : []).map(({ hash }) =>
      toBase64url(makeRelease(r.TRUSTEES[3]!.seed, hash, 4, r.roundIkm(4, 13))),
    );
    return { params: { ...r.at(round), seat: 4 }, body: { releases }, as: await w.as('trustee', VILLAGE) };
  }),
  good(recommendation.officeBoard, async (w) => ({
    params: { ...r.at(await w.closed()), position: 13, page: 0 },
    as: await clerkOf(w),
  })),
  good(recommendation.putTotals, async (w) => {
    const { round, totals } = await counted(w);
    return { params: r.at(round), body: { totals }, as: await clerkOf(w) };
  }),
  good(recommendation.confirmTotals, async (w) => {
    const { round, totals } = await counted(w);
    const reported = { params: r.at(round), body: { totals } };
    await w.county.must(recommendation.putTotals, reported, await clerkOf(w));
    const body = await r.confirmation(w.county, round, 1, totals);
    return { params: { ...r.at(round), seat: 1 }, body, as: await w.as('trustee', VILLAGE) };
  }),
];
