import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkFigure, inGroups, SlipCode, slipCodeHolds, slipOf } from '#shared/slip/code';

const figures = fc.stringMatching(/^\d{15}$/);
const codes = figures.map((some) => `${some}${checkFigure(some)}`);

describe('the code of a slip', () => {
  it('has the check figure of ISO 7064, MOD 11,10', () => {
    // The standard's own example.
    expect(checkFigure('0794')).toBe('5');
  });

  it('does not hold with any one figure wrong', () => {
    fc.assert(
      fc.property(codes, fc.nat(15), fc.integer({ min: 1, max: 9 }), (code, at, by) => {
        const wrong = String((Number(code[at]) + by) % 10);
        expect(slipCodeHolds(code)).toBe(true);
        expect(slipCodeHolds(`${code.slice(0, at)}${wrong}${code.slice(at + 1)}`)).toBe(false);
      }),
    );
  });

  it('is read from the address on paper, alone, and as it stands in groups; and from nothing else', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const address = `https://site.example/#/slip/enter/index?area=990101100201&slip=${code}`;
        expect([address, code, inGroups(code).join(' ')].map(slipOf)).toEqual([code, code, code]);
        expect(slipOf(`https://site.example/#/x?scan=${code}`)).toBeUndefined();
        expect(SlipCode.safeParse(`${code}0`).success).toBe(false);
      }),
    );
  });
});
