/** What a phone does for a letter, run with and without a compiler: keys from a receipt, a record sealed to eight slots. */
import { performance } from 'node:perf_hooks';
import { drawReceipt, RECEIPT_RANDOM_BYTES } from '#shared/tip/receipt';
import { receiptKeys } from '#shared/tip/receipt-keys';
import { median } from './figures';
import { sealedLetter } from './letters';
import { random } from './random';

/** Milliseconds of each, the median of as many times as were asked for. */
export interface Written {
  receipt: number;
  seal: number;
}

const times = Number(process.argv[2]);

function medianOf(run: () => void): number {
  // The first one loads what later ones find.
  run();
  return median(
    Array.from({ length: times }, () => {
      const started = performance.now();
      run();
      return performance.now() - started;
    }),
  );
}

const receipt = drawReceipt(random(RECEIPT_RANDOM_BYTES));
if (!receipt) throw new Error('no receipt');
const keys = receiptKeys(receipt);
const written: Written = {
  receipt: medianOf(() => receiptKeys(receipt)),
  seal: medianOf(() => sealedLetter(keys)),
};
process.stdout.write(JSON.stringify(written));
