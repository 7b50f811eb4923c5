// Private keys of officers and trustees, sealed under a passphrase on this device. Desk and phone browsers only.
import { scryptAsync } from '@noble/hashes/scrypt.js';
import * as z from 'zod';
import { aeadOpen, aeadSeal } from '#shared/crypto/aead';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { fromUtf8, utf8 } from '#shared/crypto/utf8';
import { Office } from '#shared/directory/office';
import { randomBytes } from './random';
import { keep, recall } from './storage';

/** Whose keys they are, and their public halves: what may be read without the passphrase. */
export const KeyOwner = z.object({
  /** The officer's number in the directory. */
  officer: z.number().int().min(1),
  name: z.string(),
  office: Office,
  signPk: z.string(),
  devicePk: z.string(),
});
export type KeyOwner = z.output<typeof KeyOwner>;

const Secrets = z.object({
  signSeed: z.string(),
  deviceIkm: z.string(),
  /** Keys that came later, by name: office keys, round keys. base64url. */
  others: z.record(z.string(), z.string()),
});
type Secrets = z.output<typeof Secrets>;

const Ring = z.object({ owner: KeyOwner, salt: z.string(), sealed: z.string() });

/** The private halves, in memory for as long as a page holds them. */
export interface OpenKeys {
  readonly owner: KeyOwner;
  readonly signSeed: Uint8Array;
  readonly deviceIkm: Uint8Array;
  /** A key that was added under this name. */
  other: (name: string) => Uint8Array | undefined;
}

/** scrypt at N = 2^15, r = 8: about a quarter of a second at a desk, 32 MiB. */
const WORK = { N: 2 ** 15, r: 8, p: 1, dkLen: 32 } as const;

const AAD = utf8('sunshine/keystore/v1');

/** Fewest characters of a passphrase. */
export const SHORTEST_PASSPHRASE = 8;

const place = (person: string): string => `keys:${person}`;

async function lock(person: string, owner: KeyOwner, secrets: Secrets, passphrase: string): Promise<void> {
  // A fresh salt every time: the key then seals one message only.
  const salt = await randomBytes(16);
  const key = await scryptAsync(utf8(passphrase), salt, WORK);
  const sealed = aeadSeal(key, utf8(JSON.stringify(secrets)), AAD);
  const kept = keep(place(person), { owner, salt: toBase64url(salt), sealed: toBase64url(sealed) });
  if (!kept) throw new Error('no room for keys');
}

async function unlock(
  person: string,
  passphrase: string,
): Promise<{ owner: KeyOwner; secrets: Secrets } | undefined> {
  const ring = recall(place(person), Ring);
  if (!ring) return undefined;
  const key = await scryptAsync(utf8(passphrase), bytesOf(ring.salt), WORK);
  const plain = aeadOpen(key, bytesOf(ring.sealed), AAD);
  const text = plain && fromUtf8(plain);
  return text === null ? undefined : { owner: ring.owner, secrets: Secrets.parse(JSON.parse(text)) };
}

/** Whose keys lie here for this signed-in person. */
export function keyOwner(person: string): KeyOwner | undefined {
  return recall(place(person), Ring)?.owner;
}

/** Makes the signing and the device key of an officer and locks them away; answers the public halves. */
export async function makeKeys(
  person: string,
  who: Pick<KeyOwner, 'name' | 'office'>,
  passphrase: string,
): Promise<KeyOwner> {
  const [signSeed, deviceIkm, number] = [await randomBytes(32), await randomBytes(32), await randomBytes(4)];
  const owner: KeyOwner = {
    ...who,
    officer: number.reduce((sum, byte) => sum * 256 + byte, 0) || 1,
    signPk: toBase64url(ed25519PublicKey(signSeed)),
    devicePk: toBase64url(deriveKeyPair(deviceIkm).publicKey),
  };
  const secrets = { signSeed: toBase64url(signSeed), deviceIkm: toBase64url(deviceIkm), others: {} };
  await lock(person, owner, secrets, passphrase);
  return owner;
}

/** Opens the keys; undefined when the passphrase is wrong or there are none. */
export async function openKeys(person: string, passphrase: string): Promise<OpenKeys | undefined> {
  const opened = await unlock(person, passphrase);
  if (!opened) return undefined;
  const { owner, secrets } = opened;
  return {
    owner,
    signSeed: bytesOf(secrets.signSeed),
    deviceIkm: bytesOf(secrets.deviceIkm),
    other: (name) => {
      const found = secrets.others[name];
      return found === undefined ? undefined : bytesOf(found);
    },
  };
}

/** Locks further keys away beside the first, by name; false when the passphrase is wrong. */
export async function addKeys(
  person: string,
  passphrase: string,
  added: Readonly<Record<string, Uint8Array>>,
): Promise<boolean> {
  const opened = await unlock(person, passphrase);
  if (!opened) return false;
  const fresh = Object.fromEntries(Object.entries(added).map(([name, bytes]) => [name, toBase64url(bytes)]));
  const secrets = { ...opened.secrets, others: { ...opened.secrets.others, ...fresh } };
  await lock(person, opened.owner, secrets, passphrase);
  return true;
}
