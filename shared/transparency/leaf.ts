/** Leaves of the county's transparency log (formats.md section 9): commitments that stay when a document is erased. */
import type { AreaCode } from '../area/code';
import { concatBytes, equalBytes } from '../crypto/bytes';
import { decode, fixed, tag, u32, u64, u8 } from '../crypto/codec';
import { H, sha256 } from '../crypto/hash';
import { readArea } from '../directory/office';

/** What a leaf commits to; its number is its place here, from 1. */
export const LEAF_KINDS = [
  'notice',
  'withdrawal',
  'timetable',
  'candidates',
  'result',
  'directory',
  'round',
  'close',
  'release',
  'tip-day',
  'recovery',
  'token-issuer',
  'endorsements',
  'roll',
] as const;
export type LeafKind = (typeof LEAF_KINDS)[number];

export interface Leaf {
  readonly kind: LeafKind;
  readonly area: AreaCode;
  /** 16 bytes: which document of the area. */
  readonly id: Uint8Array;
  /** From 1. */
  readonly version: number;
  /** Seconds, whole minutes: what the office claims. The date proved is a witness's. */
  readonly time: number;
  /** Hash of the leaf of the version before, or zeros. */
  readonly prev: Uint8Array;
  /** `commitmentOf` the nonce and the document. */
  readonly commitment: Uint8Array;
}

/** 32 zero bytes: no version before. */
export const NO_PREV = new Uint8Array(32);
/** The nonce of documents that are structures (kinds 6 to 14): they hold nothing that must ever be erased. */
export const NO_NONCE = new Uint8Array(16);
const MINUTE = 60;
/** The last second of the year 9999. */
const LAST_SECOND = 253_402_300_799;

/** H("log/doc", nonce b[16], document): says nothing of the document once the nonce is gone. */
export function commitmentOf(nonce: Uint8Array, document: Uint8Array): Uint8Array {
  return H('log/doc', fixed(nonce, 16), document);
}

/** The leaf's bytes: an entry of the log. `time` loses its seconds here. */
export function encodeLeaf(leaf: Leaf): Uint8Array {
  return concatBytes(
    tag('log/leaf'),
    u8(LEAF_KINDS.indexOf(leaf.kind) + 1),
    u64(Number(leaf.area)),
    fixed(leaf.id, 16),
    u32(leaf.version),
    u64(leaf.time - (leaf.time % MINUTE)),
    fixed(leaf.prev, 32),
    fixed(leaf.commitment, 32),
  );
}

/** The leaf of these bytes, or null. The verifier in `verify` reads by the same rule, with code of its own. */
export function decodeLeaf(bytes: Uint8Array): Leaf | null {
  return decode(bytes, (reader) => {
    reader.tag('log/leaf');
    const kind = LEAF_KINDS[reader.u8() - 1] ?? reader.refuse();
    const area = readArea(reader);
    const id = reader.fixed(16);
    const version = reader.u32();
    const time = reader.u64();
    reader.check(version >= 1 && time % MINUTE === 0 && time <= LAST_SECOND);
    const prev = reader.fixed(32);
    // Only the first version has none before it.
    reader.check(equalBytes(prev, NO_PREV) === (version === 1));
    return { kind, area, id, version, time, prev, commitment: reader.fixed(32) };
  });
}

/** The leaf of a structure of kinds 7 to 13, which is its own only version: its id is derived from its bytes. */
export function structureLeaf(kind: LeafKind, area: AreaCode, structure: Uint8Array, time: number): Leaf {
  const id = sha256(structure).slice(0, 16);
  return { kind, area, id, version: 1, time, prev: NO_PREV, commitment: commitmentOf(NO_NONCE, structure) };
}
