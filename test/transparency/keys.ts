import { ed25519PublicKey, ed25519Sign, type SigningKey } from '#shared/crypto/ed25519';
import type { LogPolicy } from '#shared/transparency/checkpoint';

/** A key from a readable seed. */
export function keyOf(seed: Uint8Array): SigningKey {
  return { publicKey: ed25519PublicKey(seed), sign: (message) => ed25519Sign(seed, message) };
}

const filled = (fill: number) => keyOf(new Uint8Array(32).fill(fill));

/** The log, the clock and the one witness of small logs that tests make. */
export const LOG = { name: 'county.test/log1', key: filled(71) };
export const CLOCK = { name: 'county.test/clock', key: filled(72) };
export const WITNESS = { name: 'witness.test/w1', key: filled(77) };

/** Whose signatures they carry. */
export const POLICY: LogPolicy = {
  logs: [{ name: LOG.name, type: 'note', publicKey: LOG.key.publicKey }],
  clock: { name: CLOCK.name, type: 'cosignature', publicKey: CLOCK.key.publicKey },
  witnesses: [{ name: WITNESS.name, type: 'cosignature', publicKey: WITNESS.key.publicKey }],
  quorum: 1,
};
