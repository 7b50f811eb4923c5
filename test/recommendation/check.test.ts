import { beforeAll, expect, it } from '@jest/globals';
import { checkPosition, type RoundProofs } from '#shared/recommendation/check';
import { readRound } from '#shared/recommendation/contract';
import type { PublicRound } from '#shared/recommendation/round';
import * as r from './county';

let county: r.RoundCounty;
let earlier: PublicRound;
let today: PublicRound;
beforeAll(async () => {
  county = await r.roundCounty();
  const served = async (opens: number, closes: number) => {
    const round = await r.opened(county, { ...r.roundDraft(), opens, closes });
    county.clock.now += 2;
    return county.must(readRound, { params: r.at(round) });
  };
  const { now } = county.clock;
  earlier = await served(now, now + 1000);
  today = await served(now + 2000, now + 5000);
  for (const round of [earlier, today]) proofs.set(round.positions, await r.proofsOf(county, round, 13));
});

/** What shows that the positions of a served round stand in the log. */
const proofs = new Map<PublicRound['positions'], RoundProofs>();
const NO_PROOFS: RoundProofs = { params: null, endorsements: null };

/** What the phone says to a round that is served to it. */
function check(round: PublicRound, now = county.clock.now, shown = proofs.get(round.positions)): string {
  const trust = { directory: r.directory(), log: county.log };
  const checked = checkPosition(round, 13, shown ?? NO_PROOFS, trust, now);
  return checked.ok ? 'trusted' : checked.error.code;
}

it('trusts the round of today, in its time', () => {
  expect(check(today)).toBe('trusted');
  expect(check(today, today.opens)).toBe('trusted');
});

it('seals nothing for a round before it opens and after it closes by the phone’s own clock', () => {
  expect(check(today, today.opens - 1)).toBe('round-closed');
  expect(check(today, today.closes)).toBe('round-closed');
  expect(check(earlier)).toBe('round-closed');
});

it('takes no earlier round for today’s, whose trustees have given their keys out', () => {
  expect(check({ ...today, positions: earlier.positions })).toBe('round-untrusted');
  const { opens, closes } = today;
  expect(check({ ...earlier, opens, closes })).toBe('round-untrusted');
});

it.each<[string, Partial<PublicRound>]>([
  ['opens', { opens: 1 }],
  ['closes', { closes: 9_999_999_999 }],
  ['how many open it', { k: 4 }],
  ['how many are on the list', { eligible: 6 }],
  ['another number', { id: 'AAECAwQFBgcICQoLDA0ODw' as PublicRound['id'] }],
])('seals nothing when what is shown is not what was endorsed: %s', (_, change) => {
  expect(check({ ...today, ...change })).toBe('round-untrusted');
});

it('seals nothing when another number of names is shown, or a position is not there', () => {
  const positions = today.positions.map((one) => ({ ...one, maxNames: one.maxNames + 1 }));
  expect(check({ ...today, positions }, undefined, proofs.get(today.positions))).toBe('round-untrusted');
  expect(check({ ...today, positions: [] })).toBe('round-untrusted');
});

it('seals nothing for a round whose parameters or endorsements nobody can find in the log', () => {
  const shown = proofs.get(today.positions)!;
  expect(check(today, today.opens, { ...shown, params: null })).toBe('round-untrusted');
  expect(check(today, today.opens, { ...shown, endorsements: shown.params })).toBe('round-untrusted');
});
