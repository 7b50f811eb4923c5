/** The proof files that a county serves of its leaves, and the cosigned checkpoints in them. */
import type { Audit } from './audit';
import { openCheckpoint, type Vouched } from './checkpoint';
import type { Committed } from './documents';
import type { EarlierLog } from './earlier-log';
import { wordsOf } from './leaf';
import { isSameHash, leafHash, provesInclusion } from './merkle';
import { LONGEST_NOTE } from './note';
import { at, Problem, within } from './problem';
import { parseProof } from './proof';
import { addressOf, fetchCheckpoint, type Served } from './served-log';
import { proveContinued } from './since';

/** Bytes of the longest proof file: two parts, each as long as a note may be. */
const LONGEST_PROOF = 2 * LONGEST_NOTE;
const BATCH = 64;

/** What was found of the proof files. */
interface CheckedProofs {
  /** How many were read. */
  readonly read: number;
  /** In words, the checkpoints of earlier logs that hold more than those logs do now. */
  readonly lost: readonly string[];
}

/** Checks the files of at most so many leaves. Throws a problem that names a leaf. */
export async function checkProofs(
  served: Served,
  audited: Audit,
  earlier: readonly EarlierLog[],
  most: number,
): Promise<CheckedProofs> {
  const chosen = spaced(audited.leaves, most);
  const checkpoints = new Map<string, Promise<Vouched>>();
  /** Many leaves share a checkpoint: each is opened once. */
  const open = (note: Uint8Array): Promise<Vouched> => {
    const text = Buffer.from(note).toString('latin1');
    const opened = checkpoints.get(text) ?? openKept(served, note, [...earlier, auditedLog(served, audited)]);
    checkpoints.set(text, opened);
    return opened;
  };
  for (let i = 0; i < chosen.length; i += BATCH) {
    await Promise.all(chosen.slice(i, i + BATCH).map((leaf) => checkOne(served, leaf, open)));
  }
  const kept = await Promise.all(checkpoints.values());
  return { read: chosen.length, lost: earlier.flatMap((log) => wordsOfLost(log, kept)) };
}

function auditedLog({ vouched: { log, checkpoint } }: Served, { rootAt }: Audit): EarlierLog {
  return { log, size: checkpoint.size, rootAt };
}

/** A county whose tables were restored still proves dates by what it had signed before. */
function wordsOfLost({ log, size }: EarlierLog, kept: readonly Vouched[]): string[] {
  const sizes = kept.filter((one) => one.log === log).map(({ checkpoint }) => checkpoint.size);
  const most = Math.max(0, ...sizes);
  if (most <= size) return [];
  return [
    `ONLY A RESTORE EXPLAINS IT: proof files carry a checkpoint of ${log.name} with ${most} leaves, where it serves ${size}: what it had signed beyond them nobody can compare.`,
  ];
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

/** Opens a checkpoint that was kept: of whichever log it is, it must be a state of that log and no fork. */
async function openKept(served: Served, note: Uint8Array, known: readonly EarlierLog[]): Promise<Vouched> {
  const kept = openCheckpoint(note, served.policy);
  const { size, root } = kept.checkpoint;
  const here = known.find(({ log }) => log === kept.log);
  if (here && size <= here.size) {
    if (isSameHash(await here.rootAt(size), root)) return kept;
    const which = kept.log === served.vouched.log ? 'the log' : kept.log.name;
    throw new Problem(
      `${which} was forked: the ${size} leaves that it signed are not the first ${size} of today`,
    );
  }
  // An earlier log has ended: what it holds no more cannot come again.
  if (!here || kept.log === served.vouched.log) await proveGrown(served, kept);
  return kept;
}

/** Of a log that grows, what is larger than it was when it was read must be a state of what it is now. */
async function proveGrown(
  { fetch, api, policy, vouched }: Served,
  { log, checkpoint }: Vouched,
): Promise<void> {
  const address = addressOf(api, log);
  const newest = openCheckpoint(await fetchCheckpoint(fetch, address, LONGEST_NOTE), {
    ...policy,
    logs: [log],
  }).checkpoint;
  await proveContinued(fetch, address, checkpoint, newest);
  if (log === vouched.log) await proveContinued(fetch, address, vouched.checkpoint, newest);
}

/** At most so many of a list, evenly spaced, the first and the last among them. */
function spaced<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  const step = (list.length - 1) / Math.max(1, most - 1);
  return Array.from({ length: most }, (_, i) => Math.round(i * step)).flatMap((i) => list.slice(i, i + 1));
}
