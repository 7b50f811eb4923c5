/** Proofs that a leaf stands in the log (C2SP tlog-proof), with the leaf as their extra data. */
import { equalBytes, fromBase64, toBase64 } from '../crypto/bytes';
import { leafHash, verifyInclusion } from '../crypto/merkle';
import { fromUtf8, utf8 } from '../crypto/utf8';
import { type CheckpointFlaw, type LogPolicy, openCheckpoint, type SignedCheckpoint } from './checkpoint';
import { commitmentOf, decodeLeaf, type Leaf, type LeafKind, NO_NONCE } from './leaf';
import type { AreaCode } from '../area/code';

/** The parts of a proof file. */
export interface ProofFile {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly path: readonly Uint8Array[];
  /** The checkpoint's note. */
  readonly checkpoint: string;
}

/** What a proof is asked to prove: that this document of this kind and area was entered. */
export interface LogClaim {
  readonly kind: LeafKind;
  readonly area: AreaCode;
  readonly document: Uint8Array;
  /** 16 bytes; left out for structures (kinds 6 to 14). */
  readonly nonce?: Uint8Array;
}

/** A leaf that stands in the log. */
export interface ProvenLeaf {
  readonly leaf: Leaf;
  readonly hash: Uint8Array;
  readonly index: number;
  /** The first cosigned checkpoint that holds it. */
  readonly checkpoint: SignedCheckpoint;
}

/** Why a proof proves nothing. */
export type ProofFlaw = CheckpointFlaw | 'leaf' | 'path' | 'document';

const HEADER = 'c2sp.org/tlog-proof@v1';
const MOST_HASHES = 63;

/** The file as it is served and kept. */
export function writeProof({ leaf, index, path, checkpoint }: ProofFile): Uint8Array {
  const lines = [HEADER, `extra ${toBase64(leaf)}`, `index ${index}`, ...path.map(toBase64)];
  return utf8(`${lines.join('\n')}\n\n${checkpoint}`);
}

/** The parts of a proof file with its leaf, or null. */
export function readProof(file: Uint8Array): ProofFile | null {
  const text = fromUtf8(file);
  const end = text?.indexOf('\n\n') ?? -1;
  if (text === null || end < 0) return null;
  const [header, extra = '', number = '', ...hashes] = text.slice(0, end).split('\n');
  const leaf = fromBase64(/^extra (.+)$/.exec(extra)?.[1] ?? '?');
  const index = Number(/^index (0|[1-9]\d{0,15})$/.exec(number)?.[1]);
  const path = hashes.map((hash) => fromBase64(hash)).filter((hash) => hash?.length === 32);
  const isWhole = path.length === hashes.length && path.length <= MOST_HASHES;
  if (header !== HEADER || leaf === null || !Number.isSafeInteger(index) || !isWhole) return null;
  return { leaf, index, path: path.filter((hash) => hash !== null), checkpoint: text.slice(end + 2) };
}

/** The leaf when it stands in the log at its place, under a checkpoint of this policy; else what is wrong. */
export function openProof(file: Uint8Array, policy: LogPolicy): ProvenLeaf | ProofFlaw {
  const proof = readProof(file);
  if (!proof) return 'format';
  const leaf = decodeLeaf(proof.leaf);
  if (!leaf) return 'leaf';
  const checkpoint = openCheckpoint(proof.checkpoint, policy);
  if (typeof checkpoint === 'string') return checkpoint;
  const hash = leafHash(proof.leaf);
  const holds = verifyInclusion(hash, proof.index, checkpoint.size, proof.path, checkpoint.root);
  return holds ? { leaf, hash, index: proof.index, checkpoint } : 'path';
}

/** The leaf when the proof holds and it commits to exactly this document; else what is wrong. */
export function proveLogged(claim: LogClaim, file: Uint8Array, policy: LogPolicy): ProvenLeaf | ProofFlaw {
  const proven = openProof(file, policy);
  if (typeof proven === 'string') return proven;
  return commitsTo(proven.leaf, claim) ? proven : 'document';
}

/** Whether the document's leaf is in the log under a checkpoint that is accepted here. */
export function leafIsInLog(claim: LogClaim, file: Uint8Array | null, policy: LogPolicy): boolean {
  return file !== null && typeof proveLogged(claim, file, policy) !== 'string';
}

/** Whether a leaf is that of the document. */
export function commitsTo(leaf: Leaf, { kind, area, document, nonce = NO_NONCE }: LogClaim): boolean {
  return (
    leaf.kind === kind && leaf.area === area && equalBytes(leaf.commitment, commitmentOf(nonce, document))
  );
}
