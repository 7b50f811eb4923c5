/**
 * A second implementation of signed notes, checkpoints and inclusion proofs: that of the Sigstore project. It knows a
 * log's own signature (type 0x01); cosignatures and tiles it does not know.
 */
import { createPublicKey } from 'node:crypto';
import { verifyCheckpoint } from '@sigstore/verify/dist/tlog/checkpoint.js';
import { verifyMerkleInclusion } from '@sigstore/verify/dist/tlog/merkle.js';

/** What it is asked about: a leaf in the tree of a checkpoint. */
export interface Claim {
  vkey: string;
  checkpoint: string;
  leaf: Uint8Array;
  index: number;
  proof: readonly Uint8Array[];
}

/** Whether it believes the checkpoint and the proof; what it reads in the checkpoint. Throws its own error if not. */
export function readBySecond({ vkey, checkpoint, leaf, index, proof }: Claim): {
  origin: string;
  size: bigint;
} {
  const [, name = '', id = '', key = ''] = /^(.+?)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? [];
  const x = Buffer.from(key, 'base64').subarray(1).toString('base64url');
  const log = {
    logID: Buffer.from(id, 'hex'),
    publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
    baseURL: name,
    validFor: { start: new Date(0), end: new Date(8.64e15) },
  };
  const entry = {
    canonicalizedBody: Buffer.from(leaf),
    inclusionProof: {
      logIndex: String(index),
      hashes: proof.map((hash) => Buffer.from(hash)),
      checkpoint: { envelope: checkpoint },
    },
  };
  // Its types want a whole entry of its own log; only what is given here is read.
  const read = verifyCheckpoint(entry as unknown as Parameters<typeof verifyCheckpoint>[0], [log]);
  verifyMerkleInclusion(entry as unknown as Parameters<typeof verifyMerkleInclusion>[0], read);
  return { origin: read.origin, size: read.logSize };
}
