import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { equalBytes } from '#shared/crypto/bytes';
import { combine, split } from '#shared/crypto/shamir';
import { encodeChoice } from '#shared/recommendation/choice';
import { open } from '#shared/recommendation/count';
import { type SealedCase, sealedCase } from '#test/recommendation/sealed';
import { runs } from '#test/runs';

const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });
const shape = fc
  .integer({ min: 2, max: 5 })
  .chain((k) => fc.tuple(fc.constant(k), fc.integer({ min: k, max: 6 })));

it('any k keys open a record; k−1 keys are refused, and padded out with a wrong key they open nothing', () => {
  fc.assert(
    fc.property(
      shape,
      seed,
      fc.subarray([0, 1, 2, 3, 4], { maxLength: 3 }),
      fc.nat(),
      ([k, n], s, names, turn) => {
        const made: SealedCase = sealedCase({ k, n, seed: s, choice: encodeChoice(names) });
        const seats = Array.from({ length: n }, (_, i) => ((i + turn) % n) + 1);
        const some = seats.slice(0, k);
        expect(open(made.openedBy(some), made.record)).toEqual({ kind: 'counts', names });
        expect(() => open(made.openedBy(some.slice(1)), made.record)).toThrow('it takes');
        const padded = new Map(made.openedBy(some).keys);
        padded.set(some[0]!, made.strangersKey);
        expect(open({ ...made.openedBy(some), keys: padded }, made.record)).toEqual({
          kind: 'void',
          why: 'slot',
        });
      },
    ),
    { numRuns: runs(20) },
  );
});

it('k−1 shares fit every secret, so they say nothing about the one that was shared', () => {
  fc.assert(
    fc.property(
      seed,
      fc.uint8Array({ minLength: 64, maxLength: 64 }),
      seed,
      (secret, coefficients, other) => {
        const [a, b] = split(secret, 3, 4, coefficients);
        // A third share exists that makes any other secret of the same two: solve for it at x = 3.
        const third = Uint8Array.from(other, (_, i) => {
          const at = (byte: number) =>
            combine([a!, b!, { x: 3, bytes: Uint8Array.from(other, (__, j) => (i === j ? byte : 0)) }])![i];
          return Array.from({ length: 256 }, (__, byte) => byte).find((byte) => at(byte) === other[i])!;
        });
        expect(equalBytes(combine([a!, b!, { x: 3, bytes: third }])!, other)).toBe(true);
      },
    ),
    { numRuns: runs(3) },
  );
});
