/** One proof file, checked without a network where the keys are at hand. */
import { openCheckpoint } from './checkpoint';
import type { Fetch } from './fetching';
import { readFile } from './files';
import { parseLeaf, wordsOf } from './leaf';
import { leafHash, provesInclusion } from './merkle';
import { parseWanted } from './one-leaf';
import type { Options } from './options';
import { at, Problem } from './problem';
import { parseProof } from './proof';
import { type Say, sayVouched } from './say';
import { dateOf } from './text';
import { readTrusted } from './trusted';

/** Throws a problem that names what is wrong with the file. */
export async function checkProofFile(fetch: Fetch, options: Options, file: string, say: Say): Promise<void> {
  const { policy } = await readTrusted(fetch, options, say);
  const proof = at(file, () => parseProof(readFile(file)));
  const vouched = at(`${file}, its checkpoint`, () => openCheckpoint(proof.checkpoint, policy));
  const hash = leafOf(file, proof.extra, options.leaf, say);
  const { size, root } = vouched.checkpoint;
  if (!provesInclusion(hash, proof.index, size, proof.hashes, root)) {
    throw new Problem(
      `${file}: its hashes do not lead from this leaf at ${proof.index} to the root of its checkpoint`,
    );
  }
  say.line(`Leaf ${proof.index} is in the log.`);
  sayVouched(vouched, say);
}

/** The hash of the leaf: given, or else of the leaf that the proof carries as its extra data. */
function leafOf(file: string, extra: Uint8Array | null, given: string | undefined, say: Say): Uint8Array {
  if (given !== undefined) return parseWanted(given).hash;
  if (extra === null)
    throw new Problem(`${file} does not carry its leaf; give the hash of the leaf with --leaf`);
  const leaf = at(`${file}, its extra data`, () => parseLeaf(extra));
  say.line(`It carries the leaf: ${wordsOf(leaf)}; the office gave it the time ${dateOf(leaf.time)}.`);
  return leafHash(extra);
}
