import { createHash } from 'node:crypto';
import { Id } from '#shared/ids';

/** The same 128 bits for the same words: what was made before a `kill -9` is found again. */
export function demoId(...words: readonly string[]): Id {
  return Id.parse(hash(words).subarray(0, 16).toString('base64url'));
}

function hash(words: readonly string[]): Buffer {
  return createHash('sha256')
    .update(['sunshine-demo', ...words].join('\n'))
    .digest();
}

/** Draws that are the same in every run. */
export interface Draw {
  /** A whole number from 0 to below `end`. */
  below: (end: number) => number;
  pick: <T>(from: readonly T[]) => T;
}

/** Draws named by a seed: mulberry32, 32 bits a draw. */
export function drawFrom(seed: string): Draw {
  let state = hash([seed]).readUInt32BE(0);
  const below = (end: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  };
  const pick = <T>(from: readonly T[]): T => {
    const one = from[below(from.length)];
    if (one === undefined) throw new RangeError('nothing to draw from');
    return one;
  };
  return { below, pick };
}
