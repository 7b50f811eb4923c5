/** Verifier keys of C2SP signed-note: `<name>+<key id>+<base64 of type and key>`. */
import { createHash } from 'node:crypto';
import { Problem } from './problem';
import { fromBase64, toBase64 } from './text';

/** The kinds of signature that are understood here: a log's own, and a cosignature with a time. */
export const LOG_TYPE = 0x01;
export const COSIGNER_TYPE = 0x04;
export type KeyType = typeof LOG_TYPE | typeof COSIGNER_TYPE;

/** A key whose signatures are believed. `id` is 8 hexadecimal digits. */
export interface Vkey {
  readonly text: string;
  readonly name: string;
  readonly id: string;
  readonly type: KeyType;
  readonly publicKey: Uint8Array;
}

/** Reads a verifier key of the type that is expected; throws a problem for anything else. */
export function parseVkey(text: string, type: KeyType): Vkey {
  const [, name = '', id = '', key = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const bytes = fromBase64(key);
  if (!isKeyName(name) || bytes?.length !== 33) throw new Problem(`“${shown(text)}” is not a verifier key`);
  if (bytes[0] !== type) {
    throw new Problem(`the key of ${name} is of type ${bytes[0] ?? 0}, where type ${type} is needed`);
  }
  const publicKey = bytes.subarray(1);
  if (keyId(name, type, publicKey) !== id)
    throw new Problem(`the key id ${id} is not that of the key of ${name}`);
  return { text, name, id, type, publicKey };
}

/** The verifier key of a name and a public key. */
export function vkeyOf(name: string, type: KeyType, publicKey: Uint8Array): Vkey {
  const id = keyId(name, type, publicKey);
  const text = `${name}+${id}+${toBase64(Uint8Array.of(type, ...publicKey))}`;
  return { text, name, id, type, publicKey };
}

/** Whether a text may name a key: not empty, no space of any kind, no plus sign. */
export function isKeyName(name: string): boolean {
  return name.length > 0 && !/[\p{White_Space}\p{Cc}+]/u.test(name);
}

function keyId(name: string, type: KeyType, publicKey: Uint8Array): string {
  const hash = createHash('sha256').update(name).update(Uint8Array.of(0x0a, type)).update(publicKey);
  return hash.digest('hex').slice(0, 8);
}

function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
