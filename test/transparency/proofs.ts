import { inclusionProof, leafHash, merkleRoot } from '#shared/crypto/merkle';
import { checkpointText, cosignCheckpoint, type LogPolicy, signCheckpoint } from '#shared/transparency/checkpoint';
import { encodeLeaf, type Leaf } from '#shared/transparency/leaf';
import { writeNote } from '#shared/transparency/note';
import { writeProof } from '#shared/transparency/proof';
import { openTestLog, testWitness } from './witness';

/** When the small logs of tests were cosigned, in seconds. */
export const SEEN_AT = 1_790_000_000;

const witness = testWitness(() => SEEN_AT);
const { keys } = openTestLog(witness);

/** Whose signatures the proofs of `provenIn` carry. */
export const POLICY: LogPolicy = keys.policy;

/** The proof of each of these leaves in a log that holds nothing else. */
export async function provenIn(leaves: readonly Leaf[]): Promise<Uint8Array[]> {
  const entries = leaves.map(encodeLeaf);
  const hashes = entries.map(leafHash);
  const text = checkpointText({ origin: keys.origin, size: hashes.length, root: merkleRoot(hashes) });
  const own = [
    signCheckpoint(text, keys.origin, keys.key),
    cosignCheckpoint(text, keys.clock.name, keys.clock.key, SEEN_AT),
  ];
  witness.seen.clear();
  const answer = await witness.post('', `old 0\n\n${writeNote(text, own)}`);
  const checkpoint = writeNote(text, [...own, answer?.body ?? '']);
  return entries.map((leaf, index) =>
    writeProof({ leaf, index, path: inclusionProof(hashes, index), checkpoint }),
  );
}
