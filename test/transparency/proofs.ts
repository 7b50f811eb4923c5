import { inclusionProof, leafHash, merkleRoot } from '#shared/crypto/merkle';
import { checkpointText, cosignCheckpoint, signCheckpoint } from '#shared/transparency/checkpoint';
import { encodeLeaf, type Leaf } from '#shared/transparency/leaf';
import { writeNote } from '#shared/transparency/note';
import { writeProof } from '#shared/transparency/proof';
import { CLOCK, LOG, WITNESS } from './keys';

/** When the small logs of tests were cosigned, in seconds. */
export const SEEN_AT = 1_790_000_000;

/** The proof of each of these leaves in a log that holds nothing else. */
export function provenIn(leaves: readonly Leaf[]): Uint8Array[] {
  const entries = leaves.map(encodeLeaf);
  const hashes = entries.map(leafHash);
  const text = checkpointText({ origin: LOG.name, size: hashes.length, root: merkleRoot(hashes) });
  const checkpoint = writeNote(text, [
    signCheckpoint(text, LOG.name, LOG.key),
    cosignCheckpoint(text, CLOCK.name, CLOCK.key, SEEN_AT),
    cosignCheckpoint(text, WITNESS.name, WITNESS.key, SEEN_AT),
  ]);
  return entries.map((leaf, index) =>
    writeProof({ leaf, index, path: inclusionProof(hashes, index), checkpoint }),
  );
}
