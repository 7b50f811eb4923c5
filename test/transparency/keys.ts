import { ed25519PublicKey, ed25519Sign, type SigningKey } from '#shared/crypto/ed25519';
import { verifierKey } from '#shared/transparency/note';
import { policyOf } from '#shared/transparency/policy';
import type { LogTrust } from '#shared/transparency/trust';

/** A key from a readable seed. */
export function keyOf(seed: Uint8Array): SigningKey {
  return { publicKey: ed25519PublicKey(seed), sign: (message) => ed25519Sign(seed, message) };
}

const filled = (fill: number) => keyOf(new Uint8Array(32).fill(fill));

/** The log, the clock and the one witness of small logs that tests make. */
export const LOG = { name: 'county.test/log1', key: filled(71) };
export const CLOCK = { name: 'county.test/clock', key: filled(72) };
export const WITNESS = { name: 'witness.test/w1', key: filled(77) };

/** What an app pins of them, and whose signatures it then takes. */
export const TRUST: LogTrust = {
  logs: [verifierKey({ name: LOG.name, type: 'note', publicKey: LOG.key.publicKey })],
  clock: verifierKey({ name: CLOCK.name, type: 'cosignature', publicKey: CLOCK.key.publicKey }),
  witnesses: [verifierKey({ name: WITNESS.name, type: 'cosignature', publicKey: WITNESS.key.publicKey })],
  quorum: 1,
};
export const POLICY = policyOf(TRUST)!;
