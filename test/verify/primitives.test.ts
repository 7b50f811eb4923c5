import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ED25519_TORSION_SUBGROUP, ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { toHex } from '#shared/crypto/bytes';
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from '#shared/crypto/ed25519';
import * as app from '#shared/crypto/merkle';
import { hex, vectors } from '#test/vectors/read';
import { signingKey, verifiesEd25519 } from '#verify/ed25519';
import { EMPTY_ROOT, leafHash, provesConsistency, provesInclusion, rootOver } from '#verify/merkle';
import { consistencyProof, type HashAt, inclusionProof, treeRoot } from '#verify/tree';

interface Rfc8032 {
  vectors: { name: string; secret: string; public: string; message: string; signature: string }[];
}
interface Speccheck {
  vectors: { case: number; message: string; pub_key: string; signature: string; strict_rule: boolean }[];
}
interface Merkle {
  leaf_inputs: string[];
  root_by_size: string[];
  inclusion: Proof[];
  consistency: (Omit<Proof, 'root'> & { size1: number; size2: number; root1: string; root2: string })[];
}
interface Proof {
  file: string;
  leafIdx: number;
  treeSize: number;
  root: string;
  leafHash: string;
  proof: string[] | null;
  wantErr: boolean;
}

const SPECCHECK = vectors<Speccheck>('ed25519-speccheck').vectors;

describe('Ed25519 of the verifier', () => {
  it.each(vectors<Rfc8032>('rfc8032-ed25519').vectors)('holds RFC 8032 section 7.1 $name', (v) => {
    const key = signingKey(hex(v.secret));
    expect(toHex(key.publicKey)).toBe(v.public);
    expect(toHex(key.sign(hex(v.message)))).toBe(v.signature);
    expect(verifiesEd25519(hex(v.public), hex(v.message), hex(v.signature))).toBe(true);
  });

  it.each(SPECCHECK)('judges speccheck case $case by the strict rule', (v) => {
    expect(verifiesEd25519(hex(v.pub_key), hex(v.message), hex(v.signature))).toBe(v.strict_rule);
  });

  it.each([
    ['y = p + 1', `ee${'ff'.repeat(30)}7f`],
    ['x = 0 with its sign bit set', `01${'00'.repeat(30)}80`],
    ['y = -1 with its sign bit set', `ec${'ff'.repeat(31)}`],
    ['y = p', `ed${'ff'.repeat(30)}7f`],
  ])('refuses a key that is not canonical, where OpenSSL alone takes it: %s', (_, key) => {
    // R = 5B and S = 5 satisfy the equation whenever k*A is the neutral element.
    const five = ed25519.Point.BASE.multiply(5n).toHex();
    const signature = hex(`${five}05${'00'.repeat(31)}`);
    const x = Buffer.from(hex(key)).toString('base64url');
    const alone = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const messages = Array.from({ length: 64 }, (_, i) => Uint8Array.of(i));
    expect(messages.filter((message) => verify(null, message, alone, signature)).length).toBeGreaterThan(0);
    expect(messages.filter((message) => verifiesEd25519(hex(key), message, signature))).toEqual([]);
  });

  it.each(ED25519_TORSION_SUBGROUP)('refuses the key of small order %s, whatever is signed', (key) => {
    const messages = Array.from({ length: 64 }, (_, i) => Uint8Array.of(i));
    const signature = hex(key + '00'.repeat(32));
    expect(messages.filter((message) => verifiesEd25519(hex(key), message, signature))).toEqual([]);
  });

  it('decides as the app does, on honest signatures and on those with one bit flipped', () => {
    const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(seed, fc.uint8Array(), fc.nat(767), fc.boolean(), (secret, message, bit, flip) => {
        const both = Buffer.concat([ed25519PublicKey(secret), ed25519Sign(secret, message)]);
        if (flip) both[bit >> 3]! ^= 1 << (bit & 7);
        const [key, signature] = [both.subarray(0, 32), both.subarray(32)];
        expect(verifiesEd25519(key, message, signature)).toBe(!flip);
        expect(ed25519Verify(key, message, signature)).toBe(!flip);
      }),
      { numRuns: 40 },
    );
  });

  it('takes nothing of the wrong size, and no key that is not a point', () => {
    expect(verifiesEd25519(new Uint8Array(31), new Uint8Array(0), new Uint8Array(64))).toBe(false);
    expect(verifiesEd25519(new Uint8Array(32), new Uint8Array(0), new Uint8Array(63))).toBe(false);
    expect(verifiesEd25519(hex(`02${'00'.repeat(31)}`), new Uint8Array(0), new Uint8Array(64))).toBe(false);
  });
});

const file = vectors<Merkle>('rfc6962-merkle');
const base64 = (text: string | null) => new Uint8Array(Buffer.from(text ?? '', 'base64'));
const all = (proof: string[] | null) => (proof ?? []).map(base64);
// Its roots are 12 bytes long, which no tree has (formats.md section 10).
const judged = file.consistency.filter((v) => !v.file.includes('sizes-are-equal-one-and-proof-is-empty'));

/** Hashes of a tree's levels, as tiles hold them. */
function tilesOver(leaves: Uint8Array[]): HashAt {
  const above = Array.from({ length: Math.floor(leaves.length / 256) }, (_, i) =>
    app.merkleRoot(leaves.slice(i * 256, i * 256 + 256)),
  );
  return (level, place) => Promise.resolve([leaves, above][level]![place]!);
}

describe('the Merkle tree of the verifier', () => {
  it('has the known roots', () => {
    const leaves = file.leaf_inputs.map((data) => leafHash(hex(data)));
    const roots = file.root_by_size.map((_, size) => toHex(rootOver(leaves.slice(0, size))));
    expect(roots).toEqual(file.root_by_size);
    expect(toHex(EMPTY_ROOT)).toBe(file.root_by_size[0]);
  });

  it.each(file.inclusion)('judges $file', (v) => {
    const verdict = provesInclusion(base64(v.leafHash), v.leafIdx, v.treeSize, all(v.proof), base64(v.root));
    expect(verdict).toBe(!v.wantErr);
  });

  it.each(judged)('judges $file', (v) => {
    const verdict = provesConsistency(v.size1, v.size2, base64(v.root1), base64(v.root2), all(v.proof));
    expect(verdict).toBe(!v.wantErr);
  });

  it('refuses a consistency proof from size 0, which proves nothing', () => {
    expect(provesConsistency(0, 1, EMPTY_ROOT, EMPTY_ROOT, [])).toBe(false);
  });

  it.each([1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 600])(
    'makes from the tiles of %i leaves the proofs that the app makes from the leaves',
    async (size) => {
      const leaves = Array.from({ length: size }, (_, i) => leafHash(Uint8Array.of(i >> 8, i)));
      const hashAt = tilesOver(leaves);
      const root = await treeRoot(size, hashAt);
      expect(toHex(root)).toBe(toHex(app.merkleRoot(leaves)));
      for (const index of new Set([0, size >> 1, size - 1, Math.min(size - 1, 256)])) {
        const proof = await inclusionProof(index, size, hashAt);
        expect(proof.map(toHex)).toEqual(app.inclusionProof(leaves, index).map(toHex));
        expect(provesInclusion(leaves[index]!, index, size, proof, root)).toBe(true);
        expect(provesInclusion(leaves[index]!, index, size, [...proof, root], root)).toBe(false);
      }
      for (const older of new Set([1, (size + 1) >> 1, size, Math.min(size, 256), Math.max(1, size - 1)])) {
        const proof = await consistencyProof(older, size, hashAt);
        const before = app.merkleRoot(leaves.slice(0, older));
        expect(proof.map(toHex)).toEqual(app.consistencyProof(leaves, older).map(toHex));
        expect(provesConsistency(older, size, before, root, proof)).toBe(true);
        expect(provesConsistency(older, size, leafHash(before), root, proof)).toBe(false);
      }
    },
  );
});
