import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { encodeChoice } from '#shared/recommendation/choice';
import { open } from '#shared/recommendation/count';
import { CHOICE_BYTES, SLOT_BYTES } from '#shared/recommendation/seal';
import { type Cheat, sealedCase, subsets } from '#test/recommendation/sealed';
import { runs } from '#test/runs';

const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });
const cheat = fc.constantFrom<Cheat>(
  'wrong share',
  'wrong place',
  'other seed',
  'random slot',
  'free ephemeral key',
);
const [k, n] = [3, 4];

it('a record that cheats in one slot is void for each choice of trustees, whether that slot is looked at or not', () => {
  fc.assert(
    fc.property(seed, cheat, fc.integer({ min: 1, max: n }), (s, how, seat) => {
      const made = sealedCase({ k, n, seed: s, choice: encodeChoice([1, 3]), cheat: { how, seat } });
      const verdicts = subsets(n, k).map((seats) => open(made.openedBy(seats), made.record).kind);
      expect(verdicts).toEqual(['void', 'void', 'void', 'void']);
    }),
    { numRuns: runs(15) },
  );
});

it('a flipped bit anywhere in the sealed part is void for each choice of trustees', () => {
  fc.assert(
    fc.property(seed, fc.nat(CHOICE_BYTES + n * SLOT_BYTES - 1), fc.nat(7), (s, at, bit) => {
      const made = sealedCase({ k, n, seed: s, choice: encodeChoice([0]) });
      const sealed = made.record.sealed.map((byte, i) => (i === at ? byte ^ (1 << bit) : byte));
      for (const seats of subsets(n, k)) {
        expect(open(made.openedBy(seats), { ...made.record, sealed }).kind).toBe('void');
      }
    }),
    { numRuns: runs(15) },
  );
});

it('a choice the round does not allow is void for each choice of trustees, and never a blank', () => {
  const bad = [[0, 1, 2, 3], [5], [0xfffe]].map((names) => encodeChoice(names));
  const descending = Uint8Array.from([0, 2, 0, 1, ...new Array<number>(28).fill(255)]);
  for (const choice of [...bad, descending]) {
    const made = sealedCase({ k, n, seed: new Uint8Array(32), choice });
    for (const seats of subsets(n, k)) {
      expect(open(made.openedBy(seats), made.record)).toEqual({ kind: 'void', why: 'choice' });
    }
  }
});
