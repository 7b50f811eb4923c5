import { describe, expect, it } from '@jest/globals';
import { toHex } from '#shared/crypto/bytes';
import {
  consistencyLength,
  consistencyProof,
  inclusionProof,
  leafHash,
  merkleRoot,
  verifyConsistency,
  verifyInclusion,
} from '#shared/crypto/merkle';
import { hex, vectors } from '#test/vectors/read';

interface Vectors {
  leaf_inputs: string[];
  root_by_size: string[];
  inclusion: Inclusion[];
  consistency: Consistency[];
}
interface Inclusion {
  file: string;
  leafIdx: number;
  treeSize: number;
  root: string;
  leafHash: string;
  proof: string[] | null;
  wantErr: boolean;
}
interface Consistency {
  file: string;
  size1: number;
  size2: number;
  root1: string;
  root2: string;
  proof: string[] | null;
  wantErr: boolean;
}
const file = vectors<Vectors>('rfc6962-merkle');
const base64 = (text: string | null) => new Uint8Array(Buffer.from(text ?? '', 'base64'));
const all = (proof: string[] | null) => (proof ?? []).map(base64);
// Its roots are 12 bytes long, which no tree has; the case is about sizes, so it is told apart by name.
const SHORT_ROOTS = 'sizes-are-equal-one-and-proof-is-empty';

describe('the Merkle tree of RFC 9162', () => {
  const leaves = file.leaf_inputs.map((data) => leafHash(hex(data)));

  it.each(file.root_by_size.map((root, size) => ({ root, size })))(
    'has the known root at size $size',
    (v) => {
      expect(toHex(merkleRoot(leaves.slice(0, v.size)))).toBe(v.root);
    },
  );

  it('proves every leaf at every size, and nothing in another place', () => {
    for (let size = 1; size <= leaves.length; size += 1) {
      const tree = leaves.slice(0, size);
      const root = merkleRoot(tree);
      tree.forEach((leaf, index) => {
        const proof = inclusionProof(tree, index);
        expect(verifyInclusion(leaf, index, size, proof, root)).toBe(true);
        expect(verifyInclusion(leaf, index + 1, size, proof, root)).toBe(false);
      });
    }
  });

  it('proves that every older tree is the beginning of every newer one', () => {
    for (let size2 = 1; size2 <= leaves.length; size2 += 1) {
      for (let size1 = 1; size1 <= size2; size1 += 1) {
        const tree = leaves.slice(0, size2);
        const proof = consistencyProof(tree, size1);
        const older = merkleRoot(tree.slice(0, size1));
        expect(verifyConsistency(size1, size2, older, merkleRoot(tree), proof)).toBe(true);
        expect(consistencyLength(size1, size2)).toBe(proof.length);
        expect(verifyConsistency(size1, size2, leafHash(older), merkleRoot(tree), proof)).toBe(false);
      }
    }
  });

  it.each(file.inclusion)('judges $file', (v) => {
    const verdict = verifyInclusion(base64(v.leafHash), v.leafIdx, v.treeSize, all(v.proof), base64(v.root));
    expect(verdict).toBe(!v.wantErr);
  });

  it.each(file.consistency.filter((v) => !v.file.includes(SHORT_ROOTS)))('judges $file', (v) => {
    const verdict = verifyConsistency(v.size1, v.size2, base64(v.root1), base64(v.root2), all(v.proof));
    expect(verdict).toBe(!v.wantErr);
  });

  it('refuses a consistency proof from size 0, which proves nothing', () => {
    expect(verifyConsistency(0, 1, merkleRoot([]), merkleRoot(leaves.slice(0, 1)), [])).toBe(false);
  });
});
