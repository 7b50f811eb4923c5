import * as z from 'zod';
import { bytesOf, concatBytes, toBase64url } from '#shared/crypto/bytes';
import { deriveKeyPair, hpkeOpen, hpkeSeal } from '#shared/crypto/hpke';
import { utf8 } from '#shared/crypto/utf8';
import type { Id } from '#shared/ids';
import type { Keys } from '../../platform/keyring';
import { randomBytes } from '../../platform/random';
import { keep, recall } from '../../platform/storage';

// A trustee's keys of one round: made fresh in this browser, and kept in it sealed to the trustee's own device key,
// so that they are under the same passphrase. Before the release they go nowhere.

const Kept = z.array(z.string());

const nameOf = (round: Id, officer: number): string => `round-keys:${round}:${officer}`;

function infoOf(round: Id): Uint8Array {
  return concatBytes(utf8('sunshine/round-keys/v1/'), bytesOf(round));
}

/** Makes one key for each position, or takes those that lie here; undefined when there is no room. */
export async function makeRoundKeys(
  keys: Keys,
  round: Id,
  positions: number,
): Promise<Uint8Array[] | undefined> {
  const known = openRoundKeys(keys, round);
  if (known?.length === positions) return known;
  const made: Uint8Array[] = [];
  const sealed: string[] = [];
  for (let i = 0; i < positions; i += 1) {
    const ikm = await randomBytes(32);
    const box = hpkeSeal(keys.device.publicKey, infoOf(round), ikm, await randomBytes(32));
    if (!box) return undefined;
    made.push(ikm);
    sealed.push(toBase64url(box));
  }
  return keep(nameOf(round, keys.officer), sealed) ? made : undefined;
}

/** The keys of a round that lie in this browser; undefined when there are none, or another person's. */
export function openRoundKeys(keys: Keys, round: Id): Uint8Array[] | undefined {
  const boxes = recall(nameOf(round, keys.officer), Kept);
  const opened = boxes?.map((box) => hpkeOpen(keys.device, infoOf(round), bytesOf(box)));
  return opened?.every((ikm) => ikm !== null) ? opened : undefined;
}

/** The public halves, in the round's order. */
export function publicHalves(ikms: readonly Uint8Array[]): Uint8Array[] {
  return ikms.map((ikm) => deriveKeyPair(ikm).publicKey);
}
