/** Round parameters (formats.md section 8): what a round is, fixed by its hash before anybody is asked. */
import type { AreaCode } from '../area/code';
import { bytesOf, concatBytes } from '../crypto/bytes';
import { decode, fixed, type Reader, tag, u8, u16, u32, u64 } from '../crypto/codec';
import { H } from '../crypto/hash';
import { readArea } from '../directory/office';
import type { Id } from '../ids';
import { MOST_ELIGIBLE, MOST_NAMES } from './limits';
import { RSA_BYTES } from '../crypto/rsa-bytes';
import { POSITION_CODES, type Position } from './position';

/** 1 党员推荐, 2 群众推荐. */
type Kind = 1 | 2;
/** The kind this build holds: party members' rounds are at a meeting and on paper. */
export const KIND = 2 satisfies Kind;

/** One who holds a share of the round: the key made for it, and the key that signs (in the directory). */
interface Trustee {
  readonly id: number;
  readonly publicKey: Uint8Array;
  readonly signKey: Uint8Array;
}

/** The parameters of one round for one position. Times in seconds; open while opens ≤ t < closes. */
export interface RoundParams {
  readonly area: AreaCode;
  readonly round: number;
  readonly position: Position;
  readonly kind: Kind;
  readonly opens: number;
  readonly closes: number;
  readonly maxNames: number;
  readonly eligible: number;
  readonly eligibleHash: Uint8Array;
  readonly electorate: number;
  readonly rsaN: Uint8Array;
  /** How many trustees it takes to open. */
  readonly k: number;
  readonly trustees: readonly Trustee[];
  readonly committeeKey: Uint8Array;
}

/** T("rec/round") | … , the document that is hashed, endorsed and logged. */
export function encodeParams(p: RoundParams): Uint8Array {
  return concatBytes(
    tag('rec/round'),
    u64(Number(p.area)),
    u32(p.round),
    u16(p.position),
    u8(p.kind),
    u64(p.opens),
    u64(p.closes),
    u8(p.maxNames),
    u16(p.eligible),
    fixed(p.eligibleHash, 32),
    u32(p.electorate),
    fixed(p.rsaN, RSA_BYTES),
    u8(p.k),
    u8(p.trustees.length),
    ...p.trustees.map((t) => concatBytes(u32(t.id), fixed(t.publicKey, 32), fixed(t.signKey, 32))),
    fixed(p.committeeKey, 32),
  );
}

/** The parameters, or null for anything that is not exactly one well-formed round. */
export function decodeParams(bytes: Uint8Array): RoundParams | null {
  return decode(bytes, readParams);
}

/** round_hash: names the round in every structure that belongs to it. */
export function roundHash(params: Uint8Array): Uint8Array {
  return H('rec/round-hash', params);
}

/** The round's number in its parameters: the first four bytes of its id, so that no counter is needed. */
export function roundNumber(id: Id): number {
  return bytesOf(id)
    .slice(0, 4)
    .reduce((number, byte) => number * 256 + byte, 0);
}

function readParams(r: Reader): RoundParams {
  r.tag('rec/round');
  const params = {
    area: readArea(r),
    round: r.u32(),
    position: readPosition(r),
    kind: readKind(r),
    opens: r.u64(),
    closes: r.u64(),
    maxNames: r.u8(),
    eligible: r.u16(),
    eligibleHash: r.fixed(32),
    electorate: r.u32(),
    rsaN: r.fixed(RSA_BYTES),
    k: r.u8(),
    trustees: readTrustees(r),
    committeeKey: r.fixed(32),
  };
  r.check(params.opens < params.closes);
  r.check(params.maxNames >= 1 && params.maxNames <= MOST_NAMES);
  r.check(params.eligible >= 1 && params.eligible <= MOST_ELIGIBLE);
  r.check((params.rsaN[0] ?? 0) >= 0x80);
  r.check(params.k >= 1 && params.k <= params.trustees.length);
  return params;
}

function readPosition(r: Reader): Position {
  const code = r.u16();
  return POSITION_CODES.find((known) => known === code) ?? r.refuse();
}

function readKind(r: Reader): Kind {
  const code = r.u8();
  return code === 1 || code === 2 ? code : r.refuse();
}

function readTrustees(r: Reader): Trustee[] {
  return Array.from({ length: r.u8() }, () => ({
    id: r.u32(),
    publicKey: r.fixed(32),
    signKey: r.fixed(32),
  }));
}
