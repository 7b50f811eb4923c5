import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leafHash, merkleRoot } from '#shared/crypto/merkle';
import { parseCheckpoint } from '#verify/checkpoint';
import { signedBy } from '#verify/cosignature';
import { provesInclusion } from '#verify/merkle';
import { parseNote } from '#verify/note';
import { inclusionProof } from '#verify/tree';
import { LOG_TYPE, parseVkey } from '#verify/vkey';
import { CLOCK, checkpointOf, documents, LOG, WITNESS } from './log-writer';
import { type Claim, readBySecond } from './second-implementation';

const LEAVES = documents(300).map(({ leaf }) => leaf);
const HASHES = LEAVES.map((leaf) => leafHash(leaf));
const CHECKPOINT = checkpointOf(HASHES, [LOG, CLOCK, WITNESS]);

async function claimOf(index: number): Promise<Claim> {
  const tile = merkleRoot(HASHES.slice(0, 256));
  const proof = await inclusionProof(index, 300, (level, place) =>
    Promise.resolve(level ? tile : HASHES[place]!),
  );
  return { vkey: LOG.vkey, checkpoint: CHECKPOINT, leaf: LEAVES[index]!, index, proof };
}

function isBelievedHere({ vkey, checkpoint, leaf, index, proof }: Claim): boolean {
  try {
    const note = parseNote(Buffer.from(checkpoint));
    const { size, root } = parseCheckpoint(note.text);
    const isSigned = signedBy(note, parseVkey(vkey, LOG_TYPE)) !== null;
    return isSigned && provesInclusion(leafHash(leaf), index, size, proof, root);
  } catch {
    return false;
  }
}

function isBelievedThere(claim: Claim): boolean {
  try {
    readBySecond(claim);
    return true;
  } catch {
    return false;
  }
}

describe('a second implementation', () => {
  it.each([0, 1, 255, 256, 298, 299])(
    'believes the checkpoint and the proof of leaf %i, as ours does',
    async (index) => {
      const claim = await claimOf(index);
      expect(readBySecond(claim)).toEqual({ origin: LOG.name, size: 300n });
      expect(isBelievedHere(claim)).toBe(true);
    },
  );

  it('refuses with ours what was changed in leaf, place, proof, root or signature', async () => {
    const claim = await claimOf(77);
    const flipped = (bytes: Uint8Array, bit: number) => {
      const copy = Buffer.from(bytes);
      copy[(bit >> 3) % copy.length]! ^= 1 << (bit & 7);
      return copy;
    };
    const lines = CHECKPOINT.split('\n');
    const change = fc.oneof(
      fc.nat(975).map((bit) => ({ ...claim, leaf: flipped(claim.leaf, bit) })),
      fc
        .nat(299)
        .filter((index) => index !== 77)
        .map((index) => ({ ...claim, index })),
      fc
        .nat(claim.proof.length - 1)
        .map((at) => ({ ...claim, proof: claim.proof.filter((_, i) => i !== at) })),
      fc
        .nat(255)
        .map((bit) => ({ ...claim, proof: [flipped(claim.proof[0]!, bit), ...claim.proof.slice(1)] })),
      fc.nat(299).map((size) => ({ ...claim, checkpoint: CHECKPOINT.replace('\n300\n', `\n${size}\n`) })),
      fc
        .nat(60)
        .map((at) => ({ ...claim, checkpoint: CHECKPOINT.replace(lines[4]!, changed(lines[4]!, 24 + at)) })),
    );
    fc.assert(
      fc.property(change, (other) => {
        expect({ here: isBelievedHere(other), there: isBelievedThere(other) }).toEqual({
          here: false,
          there: false,
        });
      }),
    );
  });
});

/** Another letter of base64 at a place of the signature. */
function changed(line: string, at: number): string {
  return `${line.slice(0, at)}${line[at] === 'A' ? 'B' : 'A'}${line.slice(at + 1)}`;
}
