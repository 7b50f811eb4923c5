/** The blind token that lets one phone key cast once in a round (formats.md section 7). */
import { blindToken, holdsToken, type PendingToken, unblindToken } from '../crypto/blind-token';
import { concatBytes } from '../crypto/bytes';
import { fixed, tag } from '../crypto/codec';
import type { Verifier } from '../crypto/verifier';

/** T("rec/token") | round_hash | pk. */
function tokenMessage(roundHash: Uint8Array, pk: Uint8Array): Uint8Array {
  return concatBytes(tag('rec/token'), fixed(roundHash, 32), fixed(pk, 32));
}

/** Blinds the token message; null when the random bytes do not suit the key: draw again. */
export function askToken(
  rsaN: Uint8Array,
  roundHash: Uint8Array,
  pk: Uint8Array,
  random: Uint8Array,
): PendingToken | null {
  return blindToken(rsaN, tokenMessage(roundHash, pk), random);
}

/** prefix | rsa_sig, or null when the issuer's answer is no signature of ours. */
export function finishToken(
  rsaN: Uint8Array,
  roundHash: Uint8Array,
  pk: Uint8Array,
  pending: Pick<PendingToken, 'prefix' | 'unblinder'>,
  answer: Uint8Array,
): Uint8Array | null {
  return unblindToken(rsaN, tokenMessage(roundHash, pk), pending, answer);
}

/** Whether the token was issued for this key in this round. */
export function verifyToken(
  rsaN: Uint8Array,
  roundHash: Uint8Array,
  pk: Uint8Array,
  token: Uint8Array,
  verify: Verifier['rsa'],
): boolean {
  return holdsToken(rsaN, tokenMessage(roundHash, pk), token, verify);
}
