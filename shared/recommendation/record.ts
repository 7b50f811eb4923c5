/** The record a phone casts (formats.md section 8): context, token, sealed choice, signature; 823 bytes at n = 4. */
import { concatBytes } from '../crypto/bytes';
import { decode, fixed, tag } from '../crypto/codec';
import { ed25519PublicKey, ed25519Sign } from '../crypto/ed25519';
import { H } from '../crypto/hash';
import type { Verifier } from '../crypto/verifier';
import { CHOICE_BYTES, type Openers, recordContext, SLOT_BYTES, sealChoice } from './seal';
import { TOKEN_BYTES } from '../crypto/blind-token';
import { verifyToken } from './token';

export interface CastRecord {
  readonly trustees: number;
  readonly roundHash: Uint8Array;
  readonly pk: Uint8Array;
  readonly version: number;
  readonly token: Uint8Array;
  readonly sealed: Uint8Array;
  readonly signature: Uint8Array;
  /** All bytes before the signature, with T: what it covers. */
  readonly signed: Uint8Array;
}

/** What the phone puts into a record. `signSeed` is the fresh one-time key, `seed` fresh for every version. */
interface Cast {
  readonly roundHash: Uint8Array;
  readonly signSeed: Uint8Array;
  readonly token: Uint8Array;
  readonly version: number;
  readonly choice: Uint8Array;
  readonly seed: Uint8Array;
  readonly openers: Openers;
}

/** Seals and signs; null when a trustee's key is unusable. */
export function makeRecord(cast: Cast): Uint8Array | null {
  const pk = ed25519PublicKey(cast.signSeed);
  const context = recordContext(cast.roundHash, pk, cast.version);
  const sealed = sealChoice(context, cast.seed, cast.choice, cast.openers);
  if (sealed === null) return null;
  const signed = concatBytes(tag('rec/record'), context, fixed(cast.token, TOKEN_BYTES), sealed);
  return concatBytes(signed, ed25519Sign(cast.signSeed, signed));
}

const FIXED_BYTES = tag('rec/record').length + 65 + TOKEN_BYTES + CHOICE_BYTES + 64;

/** The parts of a record, or null; the number of trustees follows from its length. Nothing is verified yet. */
export function decodeRecord(bytes: Uint8Array): CastRecord | null {
  const trustees = (bytes.length - FIXED_BYTES) / SLOT_BYTES;
  if (!Number.isInteger(trustees) || trustees < 1) return null;
  return decode(bytes, (r) => {
    r.tag('rec/record');
    const roundHash = r.fixed(32);
    const pk = r.fixed(32);
    const version = r.u8();
    r.check(version >= 1);
    const token = r.fixed(TOKEN_BYTES);
    const sealed = r.fixed(CHOICE_BYTES + trustees * SLOT_BYTES);
    const signed = r.soFar();
    return { trustees, roundHash, pk, version, token, sealed, signature: r.fixed(64), signed };
  });
}

/** Whether the record's signature and its token hold; `by` checks them. */
export function recordHolds(record: CastRecord, rsaN: Uint8Array, by: Verifier): boolean {
  return (
    by.ed25519(record.pk, record.signed, record.signature) &&
    verifyToken(rsaN, record.roundHash, record.pk, record.token, by.rsa)
  );
}

/** record_hash = H("rec/board", record): the record's place on the board. */
export function recordHash(record: Uint8Array): Uint8Array {
  return H('rec/board', record);
}
