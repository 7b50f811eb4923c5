/** A villager's token: one letter by somebody on a roll of the county, and nothing of whom (formats.md section 7). */
import { blindToken, holdsToken, type PendingToken, TOKEN_BYTES, unblindToken } from '../crypto/blind-token';
import { concatBytes } from '../crypto/bytes';
import { decode, fixed, tag, u16, u64 } from '../crypto/codec';
import { ed25519PublicKey, ed25519Sign } from '../crypto/ed25519';
import { sha256 } from '../crypto/hash';
import { portable, type Verifier } from '../crypto/verifier';
import type { Issuer } from './issuer';

/** T("tip/token") | county | month | SHA-256(rsa_n) | pk: of the county, never of a village. */
function messageOf({ county, month, rsaN }: Issuer, pk: Uint8Array): Uint8Array {
  return concatBytes(tag('tip/token'), u64(Number(county)), u16(month), sha256(rsaN), fixed(pk, 32));
}

/** Blinds a token for the key `pk`; null when the random bytes do not suit the issuer's key: draw again. */
export function askVillagerToken(issuer: Issuer, pk: Uint8Array, random: Uint8Array): PendingToken | null {
  return blindToken(issuer.rsaN, messageOf(issuer, pk), random);
}

/** prefix | rsa_sig, or null when the answer is no signature of the issuer's. */
export function finishVillagerToken(
  issuer: Issuer,
  pk: Uint8Array,
  pending: Pick<PendingToken, 'prefix' | 'unblinder'>,
  answer: Uint8Array,
): Uint8Array | null {
  return unblindToken(issuer.rsaN, messageOf(issuer, pk), pending, answer);
}

/** Whether a token is the issuer's for the key of a seed. */
export function isVillagerToken(issuer: Issuer, seed: Uint8Array, token: Uint8Array): boolean {
  return holdsToken(issuer.rsaN, messageOf(issuer, ed25519PublicKey(seed)), token, portable.rsa);
}

/** A token that is spent on one record. */
export interface Spend {
  readonly pk: Uint8Array;
  readonly token: Uint8Array;
  readonly signature: Uint8Array;
}

/** What a spend signs: T("tip/spend") | record_hash. */
function signedOf(recordHash: Uint8Array): Uint8Array {
  return concatBytes(tag('tip/spend'), fixed(recordHash, 32));
}

/** pk | token | Ed25519(pk, T("tip/spend") | record_hash): spends the token of a key on a record. */
export function spendToken(seed: Uint8Array, token: Uint8Array, recordHash: Uint8Array): Uint8Array {
  const signature = ed25519Sign(seed, signedOf(recordHash));
  return concatBytes(ed25519PublicKey(seed), fixed(token, TOKEN_BYTES), signature);
}

/** A spend as it is sent, 384 bytes; null when it is not one. */
export function decodeSpend(bytes: Uint8Array): Spend | null {
  return decode(bytes, (reader) => ({
    pk: reader.fixed(32),
    token: reader.fixed(TOKEN_BYTES),
    signature: reader.fixed(64),
  }));
}

/** Whether the spend's token is this issuer's and its key signed for this very record; `by` checks the signatures. */
export function holdsSpend(
  issuer: Issuer,
  { pk, token, signature }: Spend,
  recordHash: Uint8Array,
  by: Verifier,
): boolean {
  return (
    by.ed25519(pk, signedOf(recordHash), signature) &&
    holdsToken(issuer.rsaN, messageOf(issuer, pk), token, by.rsa)
  );
}
