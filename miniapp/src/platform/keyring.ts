import { scryptAsync } from '@noble/hashes/scrypt.js';
import * as z from 'zod';
import { aeadOpen, aeadSeal } from '#shared/crypto/aead';
import { bytesOf, concatBytes, toBase64url } from '#shared/crypto/bytes';
import { u32 } from '#shared/crypto/codec';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { deriveKeyPair, type KeyPair } from '#shared/crypto/hpke';
import { utf8 } from '#shared/crypto/utf8';
import { type Office, officeText } from '#shared/directory/office';
import { randomBytes } from './random';
import type { Outcome } from './request';
import { onPerson } from './session';
import { keep, recall } from './storage';
import { createStore, useStore } from './store';

// Keys of people who act for an office: made in this browser, kept in it under a passphrase, never sent. H5 only.

/** The keys of one person for one office, open. */
export interface Keys {
  /** The officer's id in the directory, 1 to 2^32 - 1. */
  readonly officer: number;
  readonly signSeed: Uint8Array;
  readonly signPk: Uint8Array;
  readonly device: KeyPair;
  /** Seed of the county's directory key; used only by whoever signs the directory. */
  readonly directorySeed: Uint8Array;
}

const SALT_BYTES = 16;
const SECRET_BYTES = 4 + 32 + 32 + 32;
/** 128 MiB and about a second at a desk; the box says its own cost, so that it may rise. */
const COST = 2 ** 17;

const Box = z.object({
  cost: z
    .number()
    .int()
    .min(2)
    .max(2 ** 20),
  salt: z.string(),
  sealed: z.string(),
});

/** Told how far the passphrase's stretching is, 0 to 1. */
export type Progress = (share: number) => void;

const opened = createStore<ReadonlyMap<string, Keys>>(new Map());

function nameOf(person: string, office: Office): string {
  return `keys:${person}:${officeText(office)}`;
}

/** Whether this browser holds a person's keys for an office. */
export function holdsKeys(person: string, office: Office): boolean {
  return recall(nameOf(person, office), Box) !== undefined;
}

/** The open keys of a person for an office; undefined while they are locked. */
export function useKeys(person: string | undefined, office: Office | undefined): Keys | undefined {
  const all = useStore(opened);
  return person === undefined || office === undefined ? undefined : all.get(nameOf(person, office));
}

/**
 * Makes fresh keys, keeps them under the passphrase and leaves them open, once they are enrolled: until then the keys
 * that stood before stay. `no-room` when this browser keeps nothing. `officer`: the id they have already, for a further
 * device of theirs; without it a new one is drawn.
 */
export async function makeKeys(
  person: string,
  office: Office,
  passphrase: string,
  progress: Progress,
  enrol: (keys: Keys) => Promise<Outcome<unknown>>,
  officer?: number,
): Promise<Outcome<Keys> | 'no-room'> {
  const drawn = await randomBytes(SECRET_BYTES);
  const secret = officer === undefined ? drawn : concatBytes(u32(officer), drawn.slice(4));
  const salt = await randomBytes(SALT_BYTES);
  const key = await stretch(passphrase, salt, COST, progress);
  const sealed = toBase64url(aeadSeal(key, secret, boxAad(office)));
  const keys = keysIn(secret);
  const enrolled = await enrol(keys);
  if (!enrolled.ok) return enrolled;
  const kept = keep(nameOf(person, office), { cost: COST, salt: toBase64url(salt), sealed });
  return kept ? { ok: true, value: open(person, office, keys) } : 'no-room';
}

/** Opens the keys of a person for an office; undefined when the passphrase is wrong. */
export async function openKeys(
  person: string,
  office: Office,
  passphrase: string,
  progress: Progress,
): Promise<Keys | undefined> {
  const box = recall(nameOf(person, office), Box);
  if (!box) return undefined;
  const key = await stretch(passphrase, bytesOf(box.salt), box.cost, progress);
  const secret = aeadOpen(key, bytesOf(box.sealed), boxAad(office));
  return secret?.length === SECRET_BYTES ? open(person, office, keysIn(secret)) : undefined;
}

/** Forgets all open keys; what is kept stays under its passphrase. */
export function lockKeys(): void {
  opened.set(new Map());
}

// Open keys are for whoever opened them: they are locked when that session ends, however it does.
onPerson(lockKeys);

function open(person: string, office: Office, keys: Keys): Keys {
  opened.set(new Map([...opened.get(), [nameOf(person, office), keys]]));
  return keys;
}

function keysIn(secret: Uint8Array): Keys {
  const [a = 0, b = 0, c = 0, d = 0] = secret;
  const signSeed = secret.slice(4, 36);
  return {
    // An officer's id is never 0, which means the writer of a letter.
    officer: Math.max(1, a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d),
    signSeed,
    signPk: ed25519PublicKey(signSeed),
    device: deriveKeyPair(secret.slice(36, 68)),
    directorySeed: secret.slice(68),
  };
}

function stretch(
  passphrase: string,
  salt: Uint8Array,
  cost: number,
  onProgress: Progress,
): Promise<Uint8Array> {
  return scryptAsync(utf8(passphrase.normalize('NFC')), salt, { N: cost, r: 8, p: 1, dkLen: 32, onProgress });
}

function boxAad(office: Office): Uint8Array {
  return concatBytes(utf8('sunshine/keyring/v1/'), utf8(officeText(office)));
}
