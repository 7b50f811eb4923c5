/**
 * Sealing a choice to k of n trustees (formats.md section 8). Everything random comes from one seed, which is
 * what the shares carry: whoever has the seed can seal again and compare every byte.
 */
import { AEAD_TAG_BYTES, aeadSeal } from '../crypto/aead';
import { concatBytes } from '../crypto/bytes';
import { fixed, tag, u8 } from '../crypto/codec';
import { HPKE_OVERHEAD, hpkeSeal } from '../crypto/hpke';
import { kdf } from '../crypto/kdf';
import { split } from '../crypto/shamir';
import { utf8 } from '../crypto/utf8';

export const SEED_BYTES = 32;
export const CHOICE_BYTES = 32 + AEAD_TAG_BYTES;
export const SLOT_BYTES = HPKE_OVERHEAD + 1 + SEED_BYTES;

/** To whom a record is sealed, and how many of them it takes. Slots count from 1, in this order. */
export interface Openers {
  readonly k: number;
  readonly publicKeys: readonly Uint8Array[];
}

/** ctx = round_hash | pk | u8 version: what a sealed choice belongs to. */
export function recordContext(roundHash: Uint8Array, pk: Uint8Array, version: number): Uint8Array {
  return concatBytes(fixed(roundHash, 32), fixed(pk, 32), u8(version));
}

/** The keys that one seed makes in one context. */
export function sealKeys(context: Uint8Array, seed: Uint8Array) {
  const derive = kdf(concatBytes(tag('rec/seal'), context), fixed(seed, SEED_BYTES));
  return {
    choice: derive('key', 32),
    coefficients: (k: number) => (k === 1 ? new Uint8Array(0) : derive('shamir', 32 * (k - 1))),
    ephemeral: (i: number) => derive(concatBytes(utf8('eph'), u8(i)), 32),
  };
}

export function choiceAad(context: Uint8Array): Uint8Array {
  return concatBytes(tag('rec/choice'), context);
}

export function slotInfo(context: Uint8Array, i: number): Uint8Array {
  return concatBytes(tag('rec/slot'), context, u8(i));
}

/** ct | slot_1 .. slot_n. Null when a trustee's key is unusable: such a round must be refused, not cast in. */
export function sealChoice(
  context: Uint8Array,
  seed: Uint8Array,
  choice: Uint8Array,
  { k, publicKeys }: Openers,
): Uint8Array | null {
  const keys = sealKeys(context, seed);
  const shares = split(seed, k, publicKeys.length, keys.coefficients(k));
  const slots: Uint8Array[] = [];
  for (const [at, publicKey] of publicKeys.entries()) {
    const i = at + 1;
    const payload = concatBytes(u8(i), shares[at]?.bytes ?? new Uint8Array(0));
    const slot = hpkeSeal(publicKey, slotInfo(context, i), payload, keys.ephemeral(i));
    if (slot === null) return null;
    slots.push(slot);
  }
  return concatBytes(aeadSeal(keys.choice, fixed(choice, 32), choiceAad(context)), ...slots);
}
