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
  if (lines.shift() !== FIRST_LINE) throw new Problem(`line 1 is not “${FIRST_LINE}”`);
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()?.slice(6) ?? '') : undefined;
  if (extra === null) throw new Problem('line 2 is not extra data in canonical base64');
  const before = extra === undefined ? 2 : 3;
  const index = fromDecimal(/^index (.*)$/.exec(lines.shift() ?? '')?.[1] ?? '');
  if (index === null) throw new Problem(`line ${before} is not the index of a leaf`);
  if (lines.length > MOST_HASHES) throw new Problem(`it has more than ${MOST_HASHES} hashes`);
  const hashes = lines.map((line, i) => {
    const hash = fromBase64(line);
    if (hash?.length !== 32) throw new Problem(`line ${before + 1 + i} is not a hash in canonical base64`);
    return hash;
  });
  return { extra: extra ?? null, index, hashes, checkpoint: bytes.subarray(split + 2) };
}
