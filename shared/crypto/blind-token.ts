/** Blind tokens of RSABSSA-SHA384-PSS-Randomized over RSA-2048 (formats.md section 7): what is signed is the caller's. */
import type { verifyRsa } from './blind-rsa';
import { BLIND_MARGIN, type Blinded, blind, finalize, PREFIX, PSS_SALT, prepare } from './blind-rsa';
import { concatBytes } from './bytes';
import { fixed } from './codec';
import { RSA_BYTES } from './rsa-bytes';

/** prefix 32 | signature 256. */
export const TOKEN_BYTES = PREFIX + RSA_BYTES;

/** What the phone draws to ask for a token: prefix 32, salt 48, blinding 272 bytes. */
export const TOKEN_RANDOM_BYTES = PREFIX + PSS_SALT + RSA_BYTES + BLIND_MARGIN;

/** A token that was asked for and is not yet signed. Secret: together with the answer it links asking and using. */
export interface PendingToken extends Blinded {
  readonly prefix: Uint8Array;
}

/** Blinds a message; null when the random bytes do not suit the key: draw again. */
export function blindToken(rsaN: Uint8Array, message: Uint8Array, random: Uint8Array): PendingToken | null {
  const prefix = random.slice(0, PREFIX);
  const salt = random.slice(PREFIX, PREFIX + PSS_SALT);
  const factor = fixed(random.slice(PREFIX + PSS_SALT), RSA_BYTES + BLIND_MARGIN);
  const blinded = blind(rsaN, prepare(message, prefix), salt, factor);
  return blinded && { ...blinded, prefix };
}

/** prefix | rsa_sig, or null when the issuer's answer is no signature of ours. */
export function unblindToken(
  rsaN: Uint8Array,
  message: Uint8Array,
  { prefix, unblinder }: Pick<PendingToken, 'prefix' | 'unblinder'>,
  answer: Uint8Array,
): Uint8Array | null {
  const signature = finalize(rsaN, prepare(message, prefix), answer, unblinder);
  return signature && concatBytes(prefix, signature);
}

/** Whether the token was signed for this message. */
export function holdsToken(
  rsaN: Uint8Array,
  message: Uint8Array,
  token: Uint8Array,
  verify: typeof verifyRsa,
): boolean {
  return verify(rsaN, prepare(message, token.slice(0, PREFIX)), token.slice(PREFIX));
}
