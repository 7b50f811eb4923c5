import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { type DirectoryEntry, encodeEntry, type OfficerRow } from '#shared/directory/entry';
import { isUnlistedMaker, originOf, signMade } from '#shared/directory/made';
import { runs } from '#test/runs';
import { townEntry } from '#test/directory/county';

interface Held extends OfficerRow {
  readonly seed: Uint8Array;
}

const held = (id: number, device: number, may: Partial<OfficerRow> = {}): Held => {
  const seed = new Uint8Array(32).fill(id * 16 + device);
  const keys = { signPk: ed25519PublicKey(seed), devicePk: new Uint8Array(32).fill(100 + id * 16 + device) };
  return { id, ...keys, seed, maySign: true, mayHoldKey: true, ...may };
};

/** An office as the county published it: two officers, one with two devices, and a trustee who holds no key. */
const LISTED = [held(1, 0), held(1, 1), held(2, 0), held(3, 0, { mayHoldKey: false })] as const;
const NEWCOMER = held(4, 0);
/** Somebody who had left before, and an officer of the county's office. */
const STRANGERS = [held(5, 0), held(6, 0)] as const;
const published: DirectoryEntry = { ...townEntry, epoch: 3, officers: LISTED };
const EVIL_PK = new Uint8Array(32).fill(66);

/** The office's next entry, with any of its devices and perhaps the newcomer's. */
const nexts = fc
  .record({
    stay: fc.subarray([...LISTED], { minLength: 1 }),
    comes: fc.boolean(),
    epoch: fc.integer({ min: 4, max: 9 }),
    key: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  })
  .map(({ stay, comes, epoch, key }) => {
    const officers: readonly Held[] = [...stay, ...(comes ? [NEWCOMER] : [])];
    return { ...published, epoch, officePk: key, officers };
  });

const made = (entry: DirectoryEntry, { id, seed }: Held) =>
  signMade(encodeEntry(entry), { officer: id, signSeed: seed });
const isMaker = ({ id, signPk, mayHoldKey }: OfficerRow, officers: readonly OfficerRow[]) =>
  mayHoldKey && officers.some((one) => one.id === id && one.signPk === signPk);
const keepsOne = ({ officers }: DirectoryEntry) => LISTED.some((one) => isMaker(one, officers));

it('a key is known by a listed device that stays, and by no other; one that can be known is made by no other', () => {
  fc.assert(
    fc.property(nexts, (next) => {
      for (const one of [...next.officers, ...LISTED, ...STRANGERS, NEWCOMER]) {
        const origin = originOf(next, [made(next, one)], published);
        const isListed = LISTED.some((row) => row === one) && isMaker(one, next.officers);
        const otherwise = keepsOne(next) ? 'refused' : 'call';
        expect(origin.kind).toBe(isListed ? 'signed' : otherwise);
        if (origin.kind === 'signed') expect(origin.officer).toBe(one.id);
        expect(isUnlistedMaker({ published: LISTED, own: one }, next.officers)).toBe(
          keepsOne(next) && !isListed,
        );
      }
    }),
    { numRuns: runs(15) },
  );
});

/** What a server does to an entry that an officer made. */
const DOES = {
  'exchanges the key': (entry) => ({ ...entry, officePk: EVIL_PK }),
  'exchanges a recovery key': (entry) => ({
    ...entry,
    recoveryPks: [EVIL_PK, ...entry.recoveryPks.slice(1)],
  }),
  'adds somebody': (entry) => ({ ...entry, officers: [...entry.officers, STRANGERS[0]] }),
  'lets a newcomer act': (entry) => ({
    ...entry,
    officers: entry.officers.map((one) => ({ ...one, maySign: !one.maySign })),
  }),
  'takes from all what they may': (entry) => ({
    ...entry,
    officePk: EVIL_PK,
    officers: entry.officers.map((one) => ({ ...one, maySign: false, mayHoldKey: false })),
  }),
  'gives it another epoch': (entry) => ({ ...entry, epoch: entry.epoch + 1 }),
} satisfies Record<string, (entry: DirectoryEntry) => DirectoryEntry>;

/** What it sends for a signature: the one that was made for the entry, its own, none, or those of other entries. */
const SENDS = ['as made', 'own', 'stripped', 'of before', 'cut', 'under another id'] as const;

it('an entry that a server changed is refused, whatever it sends as a signature', () => {
  fc.assert(
    fc.property(
      nexts.filter(keepsOne),
      fc.constantFrom(...Object.values(DOES)),
      fc.constantFrom(...SENDS),
      (next, does, sends) => {
        const maker = LISTED.find((one) => isMaker(one, next.officers))!;
        const good = made(next, maker);
        const changed = does(next);
        const own = made(changed, { ...maker, seed: EVIL_PK });
        const sent = {
          'as made': [good],
          own: [own, good],
          stripped: [],
          'of before': [made(published, maker), good],
          cut: [good.slice(1), good.slice(0, -1)],
          'under another id': [made(changed, { ...STRANGERS[0], id: maker.id })],
        }[sends];
        expect(originOf(next, [good], published)).toEqual({ kind: 'signed', officer: maker.id });
        expect(originOf(changed, sent, published)).toEqual({ kind: 'refused', why: 'unsigned' });
      },
    ),
    { numRuns: runs(40) },
  );
});

it('an earlier entry is refused with its own good signature; the first one of an office is asked by telephone', () => {
  const before = { ...published, epoch: 2 };
  const again = { ...published, officePk: EVIL_PK };
  for (const entry of [before, again]) {
    const origin = originOf(entry, [made(entry, LISTED[0])], published);
    expect(origin).toEqual({ kind: 'refused', why: 'earlier' });
  }
  expect(originOf(before, [made(before, LISTED[0])], undefined)).toEqual({ kind: 'call', why: 'first' });
});
