import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CARD_GROUPS, cardOf, differingGroup, readCard } from '#shared/directory/card';
import { runs } from '#test/runs';

const anyKey = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('a recovery holder’s card', () => {
  it('gives its key back however it is typed', () => {
    fc.assert(
      fc.property(anyKey, (ikm) => {
        const card = cardOf(ikm);
        expect(card).toHaveLength(CARD_GROUPS);
        for (const typed of [card.join(''), card.join(' \n'), card.join('－')]) {
          expect(readCard(typed)).toEqual(ikm);
        }
        const wide = Array.from(card.join(''), (figure) =>
          String.fromCharCode(figure.charCodeAt(0) + 0xfee0),
        );
        expect(readCard(wide.join(''))).toEqual(ikm);
      }),
      { numRuns: runs(100) },
    );
  });

  it('is none with any one figure wrong', () => {
    fc.assert(
      fc.property(anyKey, fc.nat(CARD_GROUPS * 5 - 1), fc.integer({ min: 1, max: 9 }), (ikm, at, by) => {
        const figures = Array.from(cardOf(ikm).join(''));
        figures[at] = String((Number(figures[at]) + by) % 10);
        expect(readCard(figures.join(''))).toHaveProperty('fault');
        expect(differingGroup(cardOf(ikm), figures.join(''))).toBe(Math.floor(at / 5) + 1);
      }),
      { numRuns: runs(100) },
    );
  });

  it('says how many figures there are, and which group is none', () => {
    const card = cardOf(new Uint8Array(32).fill(7));
    expect(readCard('')).toEqual({ fault: 'figures', count: 0 });
    expect(readCard(card.slice(1).join(''))).toEqual({ fault: 'figures', count: 85 });
    expect(readCard(card.with(2, '65536').join(''))).toEqual({ fault: 'group', group: 3 });
    expect(differingGroup(card, card.join('-'))).toBeUndefined();
  });
});
