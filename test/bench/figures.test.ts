import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { holds, LIMITS } from '../../bench/limits';
import { median, medianRatio, percentile, rounded, tableOf } from '../../bench/figures';

describe('the arithmetic of the benchmarks', () => {
  it('takes the middle value, or the mean of the two middle ones', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 3])).toBe(4);
    expect(median([7])).toBe(7);
    expect(() => median([])).toThrow('nothing');
  });

  it('does not let less than half of the slices move a median past the others', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (one, other) => {
        expect(median([5, 5, 5, one, other])).toBe(5);
      }),
    );
  });

  it('compares slice with slice: a machine that is slow for a pair of them does not move the ratio', () => {
    expect(medianRatio([80, 8, 80], [100, 10, 100])).toBeCloseTo(0.8);
    expect(medianRatio([60, 6, 80], [100, 10, 100])).toBeCloseTo(0.6);
    expect(() => medianRatio([1, 2], [1])).toThrow('every slice');
  });

  it('finds the value that a share of all does not exceed', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 1)).toBe(100);
    expect(percentile([3], 0.99)).toBe(3);
    expect(() => percentile([], 0.99)).toThrow('nothing');
  });

  it('keeps four digits', () => {
    expect([0.0123456, 12.3456, 12_345.6].map(rounded)).toEqual([0.01235, 12.35, 12_346]);
  });

  it('sets the figures in columns, each that is held to a limit beside it', () => {
    const figures = [
      { name: 'a.rps', value: 12_345, unit: 'requests/s' },
      { name: 'longer.name', value: 0.5, unit: 'of a.rps' },
      { name: 'b.ms', value: 3, unit: 'ms' },
    ];
    expect(tableOf(figures, { 'longer.name': { least: 0.6 }, 'b.ms': { most: 3 } })).toBe(
      [
        'a.rps        12,345 requests/s',
        'longer.name     0.5 of a.rps  ≥ 0.6  MISSED',
        'b.ms              3 ms  ≤ 3',
      ].join('\n'),
    );
  });
});

describe('the limits of the benchmarks', () => {
  it('let a figure be missed: on the wrong side, by the smallest step, and never for want of a limit', () => {
    for (const [name, limit] of Object.entries(LIMITS)) {
      const bound = 'most' in limit ? limit.most : limit.least;
      const beyond = 'most' in limit ? bound * 1.001 : bound * 0.999;
      expect([name, holds(bound, limit), holds(beyond, limit)]).toEqual([name, true, false]);
    }
    expect(holds(1e9, undefined)).toBe(true);
  });
});
