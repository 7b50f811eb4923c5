/** A root key as it is kept: one small text file, sealed under a passphrase, that may be copied or printed. */
import { randomBytes, scryptSync } from 'node:crypto';
import * as z from 'zod';
import { aeadOpen, aeadSeal } from '#shared/crypto/aead';
import { bytesOf, fromBase64url, toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { utf8 } from '#shared/crypto/utf8';
import { base64urlOf, base64urlUpTo } from '#shared/ids';

/** 512 MiB and a few seconds: a root key is opened once a year. The file says its own cost, so that it may rise. */
const COST = 2 ** 19;
const MOST = 2 ** 22;
const SEED_BYTES = 32;
const AAD = utf8('sunshine/v1 county-key');

const KeyFile = z.object({
  what: z.literal('sunshine-county-key'),
  publicKey: base64urlOf(32),
  cost: z.number().int().min(2).max(MOST),
  salt: base64urlOf(16),
  sealed: base64urlUpTo(64),
});
type KeyFile = z.output<typeof KeyFile>;

/** A fresh root key as the text of its file. `cost` is scrypt's N, a power of two. */
export function makeKeyFile(passphrase: string, cost = COST): string {
  const [seed, salt] = [randomBytes(SEED_BYTES), randomBytes(16)];
  const file: KeyFile = {
    what: 'sunshine-county-key',
    publicKey: toBase64url(ed25519PublicKey(seed)),
    cost,
    salt: toBase64url(salt),
    sealed: toBase64url(aeadSeal(stretch(passphrase, salt, cost), seed, AAD)),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The public key that a file holds, or undefined when its text is not that of such a file. */
export function publicKeyIn(text: string): Uint8Array | undefined {
  const file = parse(text);
  return file && bytesOf(file.publicKey);
}

/** The root key's seed; undefined when the passphrase is another, or the file was altered. */
export function openKeyFile(text: string, passphrase: string): Uint8Array | undefined {
  const file = parse(text);
  const sealed = file && fromBase64url(file.sealed);
  if (!sealed) return undefined;
  const seed = aeadOpen(stretch(passphrase, bytesOf(file.salt), file.cost), sealed, AAD);
  return seed && toBase64url(ed25519PublicKey(seed)) === file.publicKey ? seed : undefined;
}

function parse(text: string): KeyFile | undefined {
  try {
    return KeyFile.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function stretch(passphrase: string, salt: Uint8Array, cost: number): Uint8Array {
  const maxmem = 2048 * cost + 2 ** 20;
  return scryptSync(passphrase.normalize('NFC'), salt, SEED_BYTES, { N: cost, r: 8, p: 1, maxmem });
}
