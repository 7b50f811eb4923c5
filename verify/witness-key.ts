/** The key of a witness, in a file of its directory. */
import { randomBytes } from 'node:crypto';
import { signingKey } from './ed25519';
import { Problem } from './problem';
import { fromBase64, fromJson, member, toBase64 } from './text';
import { COSIGNER_TYPE, isKeyName, type Vkey, vkeyOf } from './vkey';

/** The key of a witness. */
export interface WitnessKey {
  readonly vkey: Vkey;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** What the file of a new key holds. */
export function newKeyText(name: string | undefined): string {
  const chosen = name ?? `witness/${randomBytes(4).toString('hex')}`;
  if (!isKeyName(chosen))
    throw new Problem(`“${chosen}” cannot be the name of a witness: no spaces, no plus sign`);
  const seed = randomBytes(32);
  const { vkey } = keyOf(chosen, seed);
  return `${JSON.stringify({ name: chosen, vkey: vkey.text, seed: toBase64(seed) }, null, 2)}\n`;
}

/** The key that a file holds; throws a problem when it is damaged. */
export function parseKey(path: string, text: string): WitnessKey {
  const json = fromJson(text);
  const [name, vkey, encoded] = [member(json, 'name'), member(json, 'vkey'), member(json, 'seed')];
  const seed = typeof encoded === 'string' ? fromBase64(encoded) : null;
  const key = typeof name === 'string' && isKeyName(name) && seed?.length === 32 ? keyOf(name, seed) : null;
  if (key === null || key.vkey.text !== vkey) throw new Problem(`${path} is damaged; put back a copy of it`);
  return key;
}

function keyOf(name: string, seed: Uint8Array): WitnessKey {
  const { publicKey, sign } = signingKey(seed);
  return { vkey: vkeyOf(name, COSIGNER_TYPE, publicKey), sign };
}
