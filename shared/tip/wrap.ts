/** Slots sealed anew when a case goes to another office, and the signed record of it (formats.md section 3). */
import { concatBytes, equalBytes } from '../crypto/bytes';
import { decode, fixed, tag, u16, u32, u8 } from '../crypto/codec';
import { ed25519Sign, ed25519Verify } from '../crypto/ed25519';
import { sha256 } from '../crypto/hash';
import type { Directory } from '../directory/directory';
import { encodeOffice, type Office, readOffice, sameOffice } from '../directory/office';
import { type Direction, directionAt, type SentHead, ZERO_HASH } from './head';
import type { ChainRecord, Opener, ServedRecord, Signer } from './record';
import { WRAP_BYTES } from './sizes';
import { sealSlots, type SlotKeys, type SlotsRandom } from './slots';

export interface Wrap {
  readonly caseId: Uint8Array;
  readonly direction: Direction;
  readonly seq: number;
  /** 1 for the first transfer after the record was written, and so on. */
  readonly wrap: number;
  readonly from: Office;
  readonly to: Office;
  /** SHA-256 of the eight slots that were replaced, and of those in their place. */
  readonly slotsOld: Uint8Array;
  readonly slotsNew: Uint8Array;
  readonly officerId: number;
}

/** A wrap record signed by an officer of the office that had the case. */
export function signWrap(wrap: Wrap, { id, seed }: Signer): Uint8Array {
  const signed = concatBytes(
    tag('tip/wrap'),
    fixed(wrap.caseId, 16),
    u8(wrap.direction),
    u32(wrap.seq),
    u16(wrap.wrap),
    encodeOffice(wrap.from),
    encodeOffice(wrap.to),
    fixed(wrap.slotsOld, 32),
    fixed(wrap.slotsNew, 32),
    u32(id),
  );
  return concatBytes(signed, ed25519Sign(seed, signed));
}

/** What a wrap record says, and its signature, which a reader checks; null when the bytes are none. */
export function readWrap(bytes: Uint8Array): (Wrap & { signed: Uint8Array; signature: Uint8Array }) | null {
  if (bytes.length !== WRAP_BYTES) return null;
  return decode(bytes, (reader) => {
    reader.tag('tip/wrap');
    const wrap = {
      caseId: reader.fixed(16),
      direction: directionAt(reader),
      seq: reader.u32(),
      wrap: reader.u16(),
      from: readOffice(reader) ?? reader.refuse(),
      to: readOffice(reader) ?? reader.refuse(),
      slotsOld: reader.fixed(32),
      slotsNew: reader.fixed(32),
      officerId: reader.u32(),
    };
    const signed = reader.soFar();
    const signature = reader.fixed(64);
    return { ...wrap, signed, signature };
  });
}

/** One record's slots sealed anew: all eight, and the signed record of it. */
export interface Rewrapped {
  readonly slots: Uint8Array;
  readonly wrap: Uint8Array;
}

/** What sealing one record's slots anew takes. */
export interface Rewrapping {
  readonly head: SentHead;
  /** SHA-256 of the slots as they are, and how often they were sealed anew before. */
  readonly slotsHash: Uint8Array;
  readonly wraps: number;
  /** The record's data key; null when it does not open here: then it is sealed to nobody, as it was readable by nobody. */
  readonly dek: Uint8Array | null;
  readonly from: Office;
  readonly to: Office;
  readonly keys: SlotKeys;
  readonly signer: Signer;
  readonly random: SlotsRandom;
}

/** Seals a record's slots to the office it goes to; null when one of the keys is unusable. */
export function rewrap(rewrapping: Rewrapping): Rewrapped | null {
  const { head, slotsHash, wraps, dek, from, to, keys, signer, random } = rewrapping;
  const wrap = wraps + 1;
  const slots = sealSlots(dek ?? ZERO_HASH, dek ? keys : {}, { head: head.bytes, wrap }, random);
  if (slots === null) return null;
  const { caseId, direction, seq } = head;
  const slotsNew = sha256(slots);
  const signed = signWrap(
    { caseId, direction, seq, wrap, from, to, slotsOld: slotsHash, slotsNew, officerId: signer.id },
    signer,
  );
  return { slots, wrap: signed };
}

/** A case whose records' slots are sealed anew, and what tells its writer. */
export interface Resealing {
  readonly caseId: Uint8Array;
  readonly reporterPk: Uint8Array;
  /** All of the case's records, as they were served to this office. */
  readonly records: readonly ChainRecord[];
  /** Opens those that are sealed anew. */
  readonly opener: Opener;
  readonly directory: Directory;
  readonly text: string;
  readonly signer: Signer;
  /** `RECORD_RANDOM_BYTES` for the record that tells it. */
  readonly random: Uint8Array;
}

/** Seals a record's slots anew as they are by now; null when one of the keys is unusable. */
export function rewrapNow(
  { head, slotsHash, wraps }: ServedRecord,
  sealing: Omit<Rewrapping, 'head' | 'slotsHash' | 'wraps'>,
): Rewrapped | null {
  const newest = wraps[wraps.length - 1];
  const last = (newest && readWrap(newest)?.slotsNew) ?? slotsHash;
  return rewrap({ ...sealing, head, slotsHash: last, wraps: wraps.length });
}

/** A move of the case to another office, or its recovery at the same one, as its own record in the chain says it. */
export interface Move {
  readonly seq: number;
  readonly from: Office;
  readonly to: Office;
  readonly officerId: number;
  /** Of which records slots were sealed anew, where it was not all before it: a recovery, at the same office. */
  readonly records?: readonly number[];
  /** The officer's keys by the snapshot that the move's record names. */
  readonly keys: readonly Uint8Array[];
}

/** The moves by which the slots of the record at `seq` were sealed anew. */
export function movesOf(moves: readonly Move[], seq: number): readonly Move[] {
  return moves.filter((move) => move.seq > seq && (move.records?.includes(seq) ?? true));
}

/** What a reader was served of a record's slots beside their own one. */
export interface Wrapped {
  readonly head: SentHead;
  readonly slotsHash: Uint8Array;
  readonly wraps: readonly Uint8Array[];
  /** All eight as they are now; only the writer gets them. */
  readonly slots?: Uint8Array;
}

/** Whether a record's wraps are exactly those of the moves after it, each signed, each beginning where the last ended. */
export function wrapsHold({ head, slotsHash, wraps, slots }: Wrapped, moves: readonly Move[]): boolean {
  if (wraps.length !== moves.length) return false;
  let last = slotsHash;
  for (const [i, move] of moves.entries()) {
    const wrap = readWrap(wraps[i] ?? new Uint8Array(0));
    if (!wrap || !isOf(wrap, head, move, i + 1) || !equalBytes(wrap.slotsOld, last)) return false;
    if (!move.keys.some((key) => ed25519Verify(key, wrap.signed, wrap.signature))) return false;
    last = wrap.slotsNew;
  }
  return slots === undefined || equalBytes(sha256(slots), last);
}

function isOf(wrap: Wrap, head: SentHead, move: Move, number: number): boolean {
  return (
    equalBytes(wrap.caseId, head.caseId) &&
    wrap.direction === head.direction &&
    wrap.seq === head.seq &&
    wrap.wrap === number &&
    sameOffice(wrap.from, move.from) &&
    sameOffice(wrap.to, move.to) &&
    wrap.officerId === move.officerId
  );
}
