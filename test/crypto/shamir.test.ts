import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { combine, split } from '#shared/crypto/shamir';

const secret = fc.uint8Array({ minLength: 1, maxLength: 40 });
const shape = fc
  .integer({ min: 1, max: 6 })
  .chain((n) => fc.tuple(fc.integer({ min: 1, max: n }), fc.constant(n)));
const coefficients = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 97 + 13) & 255);

describe('secret sharing', () => {
  it('gives the secret to any k holders and something else to k - 1', () => {
    fc.assert(
      fc.property(secret, shape, fc.nat(), (s, [k, n], start) => {
        const shares = split(s, k, n, coefficients((k - 1) * s.length));
        const anyK = Array.from({ length: k }, (_, i) => shares[(start + i) % n]!);
        expect(combine(anyK)).toEqual(s);
      }),
    );
  });

  it('reveals nothing to one of two: every secret is possible', () => {
    const seen = Array.from(
      { length: 256 },
      (_, c) => split(Uint8Array.of(7), 2, 2, Uint8Array.of(c))[0]!.bytes[0],
    );
    expect(new Set(seen).size).toBe(256);
  });

  it('refuses shares of one place, of place 0, of unequal length, and none', () => {
    const [a, b] = split(Uint8Array.of(1, 2), 2, 3, Uint8Array.of(3, 4));
    expect(combine([a!, a!])).toBeNull();
    expect(combine([a!, { x: 0, bytes: b!.bytes }])).toBeNull();
    expect(combine([a!, { x: 2, bytes: Uint8Array.of(1) }])).toBeNull();
    expect(combine([])).toBeNull();
  });

  it('treats an impossible split as a bug', () => {
    expect(() => split(Uint8Array.of(1), 3, 2, new Uint8Array(2))).toThrow(RangeError);
    expect(() => split(Uint8Array.of(1), 2, 2, new Uint8Array(2))).toThrow(RangeError);
  });
});
