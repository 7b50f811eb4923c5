/** A choice: up to 15 indices in 32 bytes, so that all choices look alike under the seal (formats.md section 8). */
import { concatBytes } from '../crypto/bytes';
import { decode, type Reader, u16 } from '../crypto/codec';
import { MOST_NAMES } from './limits';

const FILL = 0xffff;
const PLACES = 16;

/** What a round allows: how many names, out of a list how long. */
interface ChoiceLimits {
  readonly maxNames: number;
  readonly eligible: number;
}

/** The 32 bytes of a set of indices. The order of tapping is lost on purpose. */
export function encodeChoice(indices: readonly number[]): Uint8Array {
  if (indices.length > MOST_NAMES) throw new RangeError(`${indices.length} names do not fit`);
  const ascending = [...indices].sort((a, b) => a - b);
  return concatBytes(...Array.from({ length: PLACES }, (_, i) => u16(ascending[i] ?? FILL)));
}

/** The indices, ascending; none is a blank. Null (invalid, never a blank) for anything the round does not allow. */
export function decodeChoice(bytes: Uint8Array, limits: ChoiceLimits): number[] | null {
  return decode(bytes, (r) => readChoice(r, limits));
}

function readChoice(r: Reader, { maxNames, eligible }: ChoiceLimits): number[] {
  const places = Array.from({ length: PLACES }, () => r.u16());
  const firstFill = places.indexOf(FILL);
  r.check(firstFill >= 0 && firstFill <= maxNames);
  r.check(places.slice(firstFill).every((place) => place === FILL));
  const indices = places.slice(0, firstFill);
  r.check(indices.every((index, i) => index < eligible && index > (indices[i - 1] ?? -1)));
  return indices;
}
