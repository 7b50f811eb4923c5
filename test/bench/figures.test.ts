import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
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

  it('sets the figures in columns', () => {
    const figures = [
      { name: 'a.rps', value: 12_345, unit: 'requests/s' },
      { name: 'longer.name', value: 0.5, unit: 'of a.rps' },
    ];
    expect(tableOf(figures)).toBe('a.rps        12,345 requests/s\nlonger.name     0.5 of a.rps');
  });
});
