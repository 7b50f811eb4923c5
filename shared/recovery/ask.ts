/** How an office that lost its keys asks for a case's letters, and how a recovery holder agrees (docs/decisions/0069-…). */
import { concatBytes } from '../crypto/bytes';
import { decode, fixed, tag, u16, u32, u8 } from '../crypto/codec';
import { ed25519Sign, ed25519Verify } from '../crypto/ed25519';
import { sha256 } from '../crypto/hash';
import { encodeOffice, type Office, readOffice } from '../directory/office';
import type { Signer } from '../tip/record';
import { MOST_ASKED } from '../tip/sizes';

/** Why nobody of the office opens the letters any more; its number is its place here, from 1. No words: a server reads it. */
export const LOSSES = ['devices', 'passphrases', 'people'] as const;
export type Loss = (typeof LOSSES)[number];

export interface RecoveryAsk {
  /** 16 bytes that the asking device drew. */
  readonly id: Uint8Array;
  readonly caseId: Uint8Array;
  /** The office that has the case. */
  readonly office: Office;
  readonly officerId: number;
  readonly day: number;
  readonly loss: Loss;
  /** The records that open with none of the office's keys, ascending. */
  readonly seqs: readonly number[];
}

/** A structure with its signature at the end, which whoever relies on it checks. */
interface Signed {
  readonly bytes: Uint8Array;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}
export type SignedAsk = RecoveryAsk & Signed;

/** The request, signed by an officer of the office that has the case. */
export function signAsk(ask: Omit<RecoveryAsk, 'officerId'>, { id, seed }: Signer): Uint8Array {
  const signed = concatBytes(
    tag('tip/recovery-ask'),
    fixed(ask.id, 16),
    fixed(ask.caseId, 16),
    encodeOffice(ask.office),
    u32(id),
    u32(ask.day),
    u8(LOSSES.indexOf(ask.loss) + 1),
    u16(ask.seqs.length),
    ...ask.seqs.map(u32),
  );
  return concatBytes(signed, ed25519Sign(seed, signed));
}

/** What a request says; null when the bytes are none. */
export function readAsk(bytes: Uint8Array): SignedAsk | null {
  return decode(bytes, (reader) => {
    reader.tag('tip/recovery-ask');
    const ask = {
      id: reader.fixed(16),
      caseId: reader.fixed(16),
      office: readOffice(reader) ?? reader.refuse(),
      officerId: reader.u32(),
      day: reader.u32(),
      loss: LOSSES[reader.u8() - 1] ?? reader.refuse(),
    };
    const count = reader.u16();
    reader.check(count >= 1 && count <= MOST_ASKED);
    const seqs = Array.from({ length: count }, () => reader.u32());
    reader.check(isAscending(seqs));
    const signed = reader.soFar();
    return { ...ask, seqs, bytes, signed, signature: reader.fixed(64) };
  });
}

export interface RecoveryAgreement {
  /** SHA-256 of the request. */
  readonly ask: Uint8Array;
  /** The office and the id under which the holder registered. */
  readonly office: Office;
  readonly officerId: number;
  /** The key on their card. */
  readonly recoveryPk: Uint8Array;
}
export type SignedAgreement = RecoveryAgreement & Signed;

/** A holder's agreement to this very request, signed with the key that they registered under. */
export function signAgreement(
  { ask, office, recoveryPk }: { ask: Uint8Array; office: Office; recoveryPk: Uint8Array },
  { id, seed }: Signer,
): Uint8Array {
  const signed = concatBytes(
    tag('tip/recovery-agree'),
    sha256(ask),
    encodeOffice(office),
    u32(id),
    fixed(recoveryPk, 32),
  );
  return concatBytes(signed, ed25519Sign(seed, signed));
}

/** What an agreement says; null when the bytes are none. */
export function readAgreement(bytes: Uint8Array): SignedAgreement | null {
  return decode(bytes, (reader) => {
    reader.tag('tip/recovery-agree');
    const agreement = {
      ask: reader.fixed(32),
      office: readOffice(reader) ?? reader.refuse(),
      officerId: reader.u32(),
      recoveryPk: reader.fixed(32),
    };
    const signed = reader.soFar();
    return { ...agreement, bytes, signed, signature: reader.fixed(64) };
  });
}

/** Whether a request or an agreement is signed with this key. */
export function isSignedBy({ signed, signature }: Signed, signPk: Uint8Array): boolean {
  return ed25519Verify(signPk, signed, signature);
}

function isAscending(seqs: readonly number[]): boolean {
  return seqs.every((seq, i) => seq < MOST_ASKED && (i === 0 || (seqs[i - 1] ?? seq) < seq));
}
