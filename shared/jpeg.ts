import { concatBytes } from './crypto/bytes';

// A JPEG without what a camera writes beside the picture: place, time, the phone's name (Exif, XMP, comments).
// Markers by ITU-T T.81 (1992), annex B.

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const COMMENT = 0xfe;
/** JFIF says how large a dot is, Adobe's says how colours are written: without them a picture looks otherwise. */
const [JFIF, ADOBE] = [0xe0, 0xee];

/** The same picture with no application data but these two, nor comments, nor anything after it; undefined for no JPEG. */
export function bareJpeg(file: Uint8Array): Uint8Array | undefined {
  if (file[0] !== 0xff || file[1] !== START) return undefined;
  const kept: Uint8Array[] = [file.subarray(0, 2)];
  let at = 2;
  for (;;) {
    const marker = file[at] === 0xff ? file[at + 1] : undefined;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === END) return concatBytes(...kept, file.subarray(at, at + 2));
    const length = lengthOf(file, at);
    if (marker === undefined || length === undefined) return undefined;
    const end = marker === SCAN ? endOfScan(file, at + 2 + length) : at + 2 + length;
    if (!isBeside(marker)) kept.push(file.subarray(at, end));
    at = end;
  }
}

function isBeside(marker: number): boolean {
  const isApplication = marker >= JFIF && marker <= 0xef;
  return marker === COMMENT || (isApplication && marker !== JFIF && marker !== ADOBE);
}

/** What a segment says of its own length, which counts itself; undefined where the file is shorter. */
function lengthOf(file: Uint8Array, at: number): number | undefined {
  const [high, low] = [file[at + 2], file[at + 3]];
  if (high === undefined || low === undefined) return undefined;
  const length = high * 256 + low;
  return length >= 2 && at + 2 + length <= file.length ? length : undefined;
}

/** Where the picture's own data ends: at a marker that is neither a stuffed byte nor a restart. */
function endOfScan(file: Uint8Array, from: number): number {
  let at = from;
  while (at < file.length) {
    const next = file[at + 1] ?? 0;
    if (file[at] === 0xff && next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
    at += 1;
  }
  return at;
}
