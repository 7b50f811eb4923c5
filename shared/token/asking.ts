/** A month's tokens as a phone asks for them: everything it needs follows from random bytes that it keeps. */
import { TOKEN_RANDOM_BYTES } from '../crypto/blind-token';
import { ed25519PublicKey } from '../crypto/ed25519';
import { fixed } from '../crypto/codec';
import type { Issuer } from './issuer';
import { TOKENS } from './sizes';
import { askVillagerToken, finishVillagerToken } from './token';

const SEED_BYTES = 32;
const ONE = SEED_BYTES + TOKEN_RANDOM_BYTES;

/** What a phone draws to ask for a month's tokens: for each its key's seed and what blinds it. */
export const ASKING_RANDOM_BYTES = TOKENS * ONE;

/** One token with the seed of its key: secret until it is spent. */
export interface HeldToken {
  readonly seed: Uint8Array;
  readonly token: Uint8Array;
}

function asked(issuer: Issuer, random: Uint8Array) {
  fixed(random, ASKING_RANDOM_BYTES);
  return Array.from({ length: TOKENS }, (_, i) => {
    const own = random.slice(i * ONE, (i + 1) * ONE);
    const seed = own.slice(0, SEED_BYTES);
    const pk = ed25519PublicKey(seed);
    return { seed, pk, pending: askVillagerToken(issuer, pk, own.slice(SEED_BYTES)) };
  });
}

/** The blinded tokens of these random bytes, the same each time; null when they do not suit the key: draw again. */
export function blindedTokens(issuer: Issuer, random: Uint8Array): Uint8Array[] | null {
  const blinded = asked(issuer, random).flatMap(({ pending }) => pending?.blinded ?? []);
  return blinded.length === TOKENS ? blinded : null;
}

/** The tokens that were asked for by these random bytes; null when one of the answers is no signature of the issuer's. */
export function heldTokens(
  issuer: Issuer,
  random: Uint8Array,
  answers: readonly Uint8Array[],
): HeldToken[] | null {
  const held = asked(issuer, random).flatMap(({ seed, pk, pending }, i) => {
    const answer = answers[i];
    const token = pending && answer ? finishVillagerToken(issuer, pk, pending, answer) : null;
    return token ? [{ seed, token }] : [];
  });
  return held.length === TOKENS ? held : null;
}
