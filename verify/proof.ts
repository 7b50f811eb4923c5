/** Proof files (C2SP tlog-proof): where a leaf stands, the hashes beside its way to the root, and a checkpoint. */
import { LONGEST_NOTE } from './note';
import { Problem } from './problem';
import { fromBase64, fromDecimal } from './text';

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
const MOST_HASHES = 63;

/** A proof that is well formed; its checkpoint is a note still to be opened, its extra data nobody vouches for. */
export interface Proof {
  readonly extra: Uint8Array | null;
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: Uint8Array;
}

/** Reads a proof file; throws a problem that names the line. */
export function parseProof(bytes: Uint8Array): Proof {
  const split = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('\n\n');
  if (split < 0) throw new Problem('no empty line stands before its checkpoint');
  if (split > LONGEST_NOTE) throw new Problem('its first part is too long');
  const lines = Buffer.from(bytes.subarray(0, split)).toString('latin1').split('\n');
  if (lines[0] !== FIRST_LINE) throw new Problem(`line 1 is not “${FIRST_LINE}”`);
  const extra = extraOn(lines[1] ?? '');
  const before = extra === null ? 1 : 2;
  const index = fromDecimal(/^index (.*)$/.exec(lines[before] ?? '')?.[1] ?? '');
  if (index === null) throw new Problem(`line ${before + 1} is not the index of a leaf`);
  const hashes = parseHashes(lines, before + 1);
  return { extra, index, hashes, checkpoint: bytes.subarray(split + 2) };
}

/** Hashes on all lines from a place on, which counts from 0; also what a witness is sent has them. */
export function parseHashes(lines: readonly string[], from: number): Uint8Array[] {
  if (lines.length - from > MOST_HASHES) throw new Problem(`it has more than ${MOST_HASHES} hashes`);
  return lines.slice(from).map((line, i) => {
    const hash = fromBase64(line);
    if (hash?.length !== 32) throw new Problem(`line ${from + i + 1} is not a hash in canonical base64`);
    return hash;
  });
}

function extraOn(line: string): Uint8Array | null {
  if (!line.startsWith('extra ')) return null;
  const extra = fromBase64(line.slice('extra '.length));
  if (extra === null) throw new Problem('line 2 is not extra data in canonical base64');
  return extra;
}
