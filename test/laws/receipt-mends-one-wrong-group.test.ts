import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { drawReceipt, RECEIPT_RANDOM_BYTES, readReceipt } from '#shared/tip/receipt';

const receipts = fc
  .uint8Array({ minLength: RECEIPT_RANDOM_BYTES, maxLength: RECEIPT_RANDOM_BYTES })
  .map((random) => drawReceipt(random)!);
const place = fc.nat(11);

describe('a receipt with one mistake', () => {
  it('is mended when one group is wrong', () => {
    fc.assert(
      fc.property(receipts, place, fc.integer({ min: 1, max: 999 }), (receipt, group, by) => {
        const typed = receipt.map((value, i) => (i === group ? (value + by) % 1000 : value));
        expect(readReceipt(typed)).toEqual({ kind: 'mended', receipt, group });
      }),
    );
  });

  it('is never silently taken for another: a swap of neighbours is mended or refused', () => {
    fc.assert(
      fc.property(receipts, fc.nat(10), (receipt, first) => {
        const typed = receipt.map(
          (value, i) => receipt[i === first ? i + 1 : i === first + 1 ? i - 1 : i] ?? value,
        );
        const reading = readReceipt(typed);
        if (reading.kind === 'unreadable') return;
        expect(reading.receipt).toEqual(receipt);
      }),
    );
  });

  it('is filled when one or two groups cannot be read', () => {
    fc.assert(
      fc.property(receipts, fc.uniqueArray(place, { minLength: 1, maxLength: 2 }), (receipt, gaps) => {
        const reading = readReceipt(receipt.map((value, i) => (gaps.includes(i) ? null : value)));
        expect(reading).toMatchObject({ kind: 'filled', receipt });
      }),
    );
  });
});
