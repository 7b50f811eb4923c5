/**
 * What a phone does for a letter, run with and without a compiler: keys from a receipt, a record sealed to eight slots,
 * a photograph sealed and hashed.
 */
import { performance } from 'node:perf_hooks';
import { toBase64url } from '#shared/crypto/bytes';
import { even } from '#shared/even';
import { sealPiece } from '#shared/tip/file';
import { PIECE_BYTES, SEALED_PIECE_BYTES } from '#shared/tip/sizes';
import { drawReceipt, RECEIPT_RANDOM_BYTES } from '#shared/tip/receipt';
import { receiptKeys } from '#shared/tip/receipt-keys';
import { median } from './figures';
import { sealedLetter } from './letters';
import { random } from './random';

/** Milliseconds of each, the median of as many times as were asked for. */
export interface Written {
  receipt: number;
  seal: number;
  photo: number;
  /** One of the steps of a photograph: between two of them the screen is drawn. */
  chunk: number;
  /** What sealing a file of the largest size holds at once, in MB; told only where the collector can be called. */
  extra?: number;
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

const chunks: number[] = [];

function sealPhoto(): void {
  const file = { id: random(16), key: random(32), pieces: 1 } as const;
  const sealed = new Uint8Array(SEALED_PIECE_BYTES);
  const steps = sealPiece(file, 0, PHOTO, sealed);
  for (let done: boolean | undefined = false; !done; ) {
    const started = performance.now();
    ({ done } = steps.next());
    chunks.push(performance.now() - started);
  }
}

/**
 * The most that is held at once while the largest file is sealed as a phone does it: a piece is read, sealed and written as
 * the text that is sent, and let go before the next one.
 */
async function extraOfLargest(collect: () => void): Promise<number> {
  const held = async (): Promise<number> => {
    collect();
    // What was let go is given back a moment later.
    await new Promise((resolve) => setTimeout(resolve, 20));
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const file = { id: random(16), key: random(32), pieces: 64 } as const;
  const holdPiece = async (piece: number): Promise<number> => {
    const data = new Uint8Array(PIECE_BYTES).fill(piece);
    const sealed = new Uint8Array(SEALED_PIECE_BYTES);
    const steps = sealPiece(file, piece, data, sealed);
    while (!steps.next().done);
    const body = even(JSON.stringify({ piece, sealed: toBase64url(sealed) }));
    const now = await held();
    if (body.length < sealed.length || data.at(-1) !== piece) throw new Error('a piece was cut');
    return now;
  };
  // The first one loads what later ones find.
  await holdPiece(0);
  // A pattern holds the last text it looked at.
  even('{}');
  const before = await held();
  let most = before;
  for (let piece = 0; piece < file.pieces; piece += 1) most = Math.max(most, await holdPiece(piece));
  return (most - before) / 1_000_000;
}

const PHOTO = random(PIECE_BYTES);
const receipt = drawReceipt(random(RECEIPT_RANDOM_BYTES));
if (!receipt) throw new Error('no receipt');
const keys = receiptKeys(receipt);
const { gc } = globalThis;
const collect =
  gc &&
  ((): void => {
    gc();
  });
const written: Written = {
  receipt: medianOf(() => receiptKeys(receipt)),
  seal: medianOf(() => sealedLetter(keys)),
  photo: medianOf(sealPhoto),
  chunk: median(chunks),
  ...(collect && { extra: await extraOfLargest(collect) }),
};
process.stdout.write(JSON.stringify(written));
