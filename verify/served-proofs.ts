/** The proof files that a county serves of its leaves, and the cosigned checkpoints in them. */
import type { Audit } from './audit';
import { openCheckpoint, type Vouched } from './checkpoint';
import type { Committed } from './documents';
import { wordsOf } from './leaf';
import { isSameHash, leafHash, provesInclusion } from './merkle';
import { LONGEST_NOTE } from './note';
import { at, Problem, within } from './problem';
import { parseProof } from './proof';
import type { Served } from './served-log';

/** Bytes of the longest proof file: two parts, each as long as a note may be. */
const LONGEST_PROOF = 2 * LONGEST_NOTE;
const BATCH = 64;

/** Checks the files of at most so many leaves; answers of how many. Throws a problem that names a leaf. */
export async function checkProofs(served: Served, { leaves, rootAt }: Audit, most: number): Promise<number> {
  const chosen = spaced(leaves, most);
  const checkpoints = new Map<string, Promise<Vouched>>();
  /** Many leaves share a checkpoint: each is opened once. */
  const open = (note: Uint8Array): Promise<Vouched> => {
    const text = Buffer.from(note).toString('latin1');
    const opened = checkpoints.get(text) ?? openKept(served, note, rootAt);
    checkpoints.set(text, opened);
    return opened;
  };
  for (let i = 0; i < chosen.length; i += BATCH) {
    await Promise.all(chosen.slice(i, i + BATCH).map((leaf) => checkOne(served, leaf, open)));
  }
  return chosen.length;
}

async function checkOne(
  { fetch, api }: Served,
  { index, hash, leaf }: Committed,
  open: (note: Uint8Array) => Promise<Vouched>,
): Promise<void> {
  const name = `the proof file of leaf ${index} (${wordsOf(leaf)})`;
  const url = `${api}/public/log/proofs/${Buffer.from(hash).toString('base64url')}`;
  const bytes = await fetch(url, LONGEST_PROOF);
  if (typeof bytes === 'string') throw new Problem(`${name} is missing: ${url}`);
  const { extra, hashes, ...proof } = at(name, () => parseProof(bytes));
  if (extra === null || !isSameHash(leafHash(extra), hash))
    throw new Problem(`${name} does not carry this leaf`);
  const { checkpoint } = await within(`${name}, its checkpoint`, open(proof.checkpoint));
  if (!provesInclusion(hash, proof.index, checkpoint.size, hashes, checkpoint.root)) {
    throw new Problem(`${name}: its hashes do not lead from the leaf to the root of its checkpoint`);
  }
}

/** Opens a checkpoint that was kept: of the log that is audited it must be an earlier state, and no fork. */
async function openKept(
  { policy, vouched }: Served,
  note: Uint8Array,
  rootAt: Audit['rootAt'],
): Promise<Vouched> {
  const kept = openCheckpoint(note, policy);
  const { size, root } = kept.checkpoint;
  const isOfThisLog = kept.log === vouched.log && size <= vouched.checkpoint.size;
  if (isOfThisLog && !isSameHash(await rootAt(size), root)) {
    throw new Problem(
      `the log was forked: the ${size} leaves that it signed are not the first ${size} of today`,
    );
  }
  return kept;
}

/** At most so many of a list, evenly spaced, the first and the last among them. */
function spaced<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  const step = (list.length - 1) / Math.max(1, most - 1);
  return Array.from({ length: most }, (_, i) => Math.round(i * step)).flatMap((i) => list.slice(i, i + 1));
}
