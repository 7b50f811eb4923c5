import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { equalBytes } from '#shared/crypto/bytes';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { acceptDirectory, type Directory } from '#shared/directory/directory';
import { holderOffices } from '#shared/directory/holder';
import { partOf, type RecoverableRecord, recoverKey } from '#shared/recovery/parts';
import type { Pair } from '#shared/recovery/use';
import { concerns } from '#shared/tip/concern';
import { AVOIDED, SUBJECTS } from '#shared/tip/content';
import { ZERO_HASH } from '#shared/tip/head';
import { routeOf } from '#shared/tip/routing';
import { SLOT_BYTES } from '#shared/tip/sizes';
import { holderSlots } from '#shared/tip/slots';
import { RECORD_RANDOM_BYTES, writeRecord } from '#shared/tip/writing';
import { ANCHOR, sentDirectory, TODAY, townEntry } from '#test/directory/county';
import { runs } from '#test/runs';

const CARDS = [1, 2, 3].map((fill) => deriveKeyPair(new Uint8Array(32).fill(fill)));
const REPORTER = deriveKeyPair(new Uint8Array(32).fill(9)).publicKey;
const PAIRS: Pair[] = [
  [1, 2],
  [1, 3],
  [2, 3],
];
const base = acceptDirectory(sentDirectory(), ANCHOR, TODAY, 0) as Directory;
/** The small county, whose town's letters these three hold. */
const directory: Directory = {
  ...base,
  entries: base.entries.map((entry) => ({
    ...entry,
    recoveryPks: CARDS.map(({ publicKey }) => publicKey),
  })),
};

const about = fc.record({ subject: fc.constantFrom(...SUBJECTS), avoid: fc.subarray([...AVOIDED]) });
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const pair = fc.constantFrom(...PAIRS);

/** A first letter to the town as its writer seals it, and its key; undefined where it may not go there. */
function sealed(
  said: { subject: (typeof SUBJECTS)[number]; avoid: (typeof AVOIDED)[number][] },
  random: Uint8Array,
  caseId = 1,
) {
  const route = routeOf({ office: townEntry.office, second: null, about: said }, directory, TODAY);
  const record =
    route &&
    writeRecord({
      caseId: new Uint8Array(16).fill(caseId),
      reporterPk: REPORTER,
      direction: 0,
      seq: 0,
      prev: ZERO_HASH,
      directory,
      route,
      content: { kind: 'first', hpkePk: REPORTER, signPk: REPORTER, said: { text: '信', ...said } },
      signer: { id: 0, seed: new Uint8Array(32).fill(8) },
      random,
    });
  if (!record) return undefined;
  const { head, slots } = record;
  const released: RecoverableRecord = { head, wraps: [], slots: holderSlots(slots) };
  return { released, dek: random.slice(0, 32) };
}

const secretOf = (released: RecoverableRecord, places: Pair, place: number): Uint8Array =>
  partOf(released, places, CARDS[place - 1]!).secret;

describe('a letter of an office that lost its keys', () => {
  it('opens by any two holders, and by no one of them whatever is put beside their part', () => {
    const tried = { opened: 0 };
    fc.assert(
      fc.property(
        bytes(RECORD_RANDOM_BYTES),
        bytes(RECORD_RANDOM_BYTES),
        bytes(32),
        pair,
        (a, b, noise, places) => {
          const said = { subject: 'villager' as const, avoid: [] };
          const [one, other] = [sealed(said, a)!, sealed(said, b)!];
          const [mine, theirs] = places.map((place) => secretOf(one.released, places, place)) as [
            Uint8Array,
            Uint8Array,
          ];
          const made = recoverKey(one.released, places, [mine, theirs]);
          tried.opened += made.kind === 'key' && equalBytes(made.dek, one.dek) ? 1 : 0;
          expect(recoverKey(one.released, places, [theirs, mine]).kind).toBe('key');
          const foreign = secretOf(other.released, places, places[1]);
          for (const beside of [noise, mine, ...(equalBytes(a, b) ? [] : [foreign])])
            expect(recoverKey(one.released, places, [mine, beside]).kind).not.toBe('key');
          expect(recoverKey(one.released, places, [noise, theirs])).toEqual({ kind: 'wrong', holder: 0 });
        },
      ),
      { numRuns: runs(15) },
    );
    expect(tried.opened).toBeGreaterThan(0);
  });

  it('lends no card to a slot of another letter, case, wrap or place: nothing is handed on that opens it there', () => {
    const said = { subject: 'villager' as const, avoid: [] };
    const drawn = [bytes(RECORD_RANDOM_BYTES), bytes(RECORD_RANDOM_BYTES), fc.boolean(), pair] as const;
    fc.assert(
      fc.property(...drawn, (a, b, isOfCase, places) => {
        fc.pre(!equalBytes(a, b));
        const own = sealed(said, a)!.released;
        const strangers = sealed(said, b, isOfCase ? 1 : 2)!.released;
        const [one, other] = places.map((place) => (place - 1) * SLOT_BYTES) as [number, number];
        const turned = own.slots.slice();
        turned.set(own.slots.slice(one, one + SLOT_BYTES), other);
        turned.set(own.slots.slice(other, other + SLOT_BYTES), one);
        const lured: RecoverableRecord[] = [
          { ...own, slots: strangers.slots },
          { ...own, slots: turned },
          { ...own, wraps: [new Uint8Array(0)] },
        ];
        for (const record of lured) {
          const parts = places.map((place) => partOf(record, places, CARDS[place - 1]!));
          for (const { secret, opens } of parts) expect([secret, opens]).toEqual([new Uint8Array(32), false]);
          const secrets = parts.map(({ secret }) => secret) as [Uint8Array, Uint8Array];
          expect(recoverKey(strangers, places, secrets).kind).toBe('lost');
          expect(recoverKey(own, places, secrets).kind).toBe('lost');
        }
      }),
      { numRuns: runs(15) },
    );
  });

  it('opens by no holders at all where it concerns an office whose people may hold', () => {
    const tried = { concerned: 0, free: 0 };
    fc.assert(
      fc.property(about, bytes(RECORD_RANDOM_BYTES), pair, (said, random, places): void => {
        const letter = sealed(said, random);
        fc.pre(letter !== undefined);
        const { released } = letter;
        const parts = places.map((place) => secretOf(released, places, place)) as [Uint8Array, Uint8Array];
        const isConcerned = holderOffices(townEntry.office).some((office) => concerns(office, said));
        tried[isConcerned ? 'concerned' : 'free'] += 1;
        expect(recoverKey(released, places, parts).kind).toBe(isConcerned ? 'lost' : 'key');
      }),
      { numRuns: runs(30) },
    );
    expect(Math.min(tried.concerned, tried.free)).toBeGreaterThan(0);
  });
});
