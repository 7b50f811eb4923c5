/** The blind token that lets one phone key cast once in a round (formats.md section 7). */
import {
  BLIND_MARGIN,
  type Blinded,
  blind,
  finalize,
  PREFIX,
  PSS_SALT,
  prepare,
  verifyRsa,
} from '../crypto/blind-rsa';
import { concatBytes } from '../crypto/bytes';
import { fixed, tag } from '../crypto/codec';
import { RSA_BYTES } from './limits';

export const TOKEN_BYTES = PREFIX + RSA_BYTES;

/** What the phone draws to ask for a token: prefix 32, salt 48, blinding 272 bytes. */
export const TOKEN_RANDOM_BYTES = PREFIX + PSS_SALT + RSA_BYTES + BLIND_MARGIN;

/** A token that was asked for and is not yet signed. Secret: together with the answer it links issue and cast. */
interface PendingToken extends Blinded {
  readonly prefix: Uint8Array;
}

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
  const prefix = random.slice(0, PREFIX);
  const salt = random.slice(PREFIX, PREFIX + PSS_SALT);
  const factor = fixed(random.slice(PREFIX + PSS_SALT), RSA_BYTES + BLIND_MARGIN);
  const blinded = blind(rsaN, prepare(tokenMessage(roundHash, pk), prefix), salt, factor);
  return blinded && { ...blinded, prefix };
}

/** prefix | rsa_sig, or null when the issuer's answer is no signature of ours. */
export function finishToken(
  rsaN: Uint8Array,
  roundHash: Uint8Array,
  pk: Uint8Array,
  { prefix, unblinder }: Pick<PendingToken, 'prefix' | 'unblinder'>,
  answer: Uint8Array,
): Uint8Array | null {
  const signature = finalize(rsaN, prepare(tokenMessage(roundHash, pk), prefix), answer, unblinder);
  return signature && concatBytes(prefix, signature);
}

/** Whether the token was issued for this key in this round. */
export function verifyToken(
  rsaN: Uint8Array,
  roundHash: Uint8Array,
  pk: Uint8Array,
  token: Uint8Array,
  verify: typeof verifyRsa = verifyRsa,
): boolean {
  const input = prepare(tokenMessage(roundHash, pk), token.slice(0, PREFIX));
  return verify(rsaN, input, token.slice(PREFIX));
}
