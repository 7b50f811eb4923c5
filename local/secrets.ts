import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CryptoKey } from 'jose';
import * as z from 'zod';
import { sessionCheckingKey, sessionSigningKey } from '#functions/platform/session-key';
import { toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { StartFailure } from './database';

const Secrets = z.object({
  /** 32 bytes each, base64url. */
  hash: z.string(),
  envelope: z.string(),
  service: z.string(),
  blobs: z.string(),
  root: z.string(),
  session: z.string(),
  log: z.string(),
  clock: z.string(),
  foundingCode: z.string(),
});

/** A county's server secrets on one machine; in the cloud each lies in the parameter store for its one function. */
export interface LocalSecrets {
  hash: Uint8Array;
  /** Seals the issuing keys of rounds. */
  envelope: Uint8Array;
  /** Seed of the service key that signs acknowledgements. */
  service: Uint8Array;
  blobs: Uint8Array;
  /** Seed of the demo root: a deployment's root is made offline and never comes near a server. */
  root: Uint8Array;
  /** Seeds of the keys that sign the public log, and say the time in it. */
  log: Uint8Array;
  clock: Uint8Array;
  foundingCode: string;
  /** Seed of the key that signs sessions. */
  session: Uint8Array;
  sessionPrivate: CryptoKey;
  sessionPublic: CryptoKey;
}

/** Makes fresh secrets. */
export function makeSecrets(): z.output<typeof Secrets> {
  const random = () => randomBytes(32).toString('base64url');
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return {
    hash: random(),
    envelope: random(),
    service: random(),
    blobs: random(),
    root: random(),
    session: random(),
    log: random(),
    clock: random(),
    foundingCode: [...randomBytes(12)].map((byte) => letters.charAt(byte % 32)).join(''),
  };
}

/** Reads the secrets of a data directory, making them on the first start. */
export async function readSecrets(file: string): Promise<LocalSecrets> {
  const secrets = Secrets.safeParse(readOr(file) ?? keep(file, makeSecrets()));
  if (secrets.success) return openSecrets(secrets.data);
  throw new StartFailure(`${file} was made by another version; begin anew with --fresh.`);
}

function readOr(file: string): unknown {
  try {
    const stored: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return stored;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function keep<T>(file: string, secrets: T): T {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(secrets), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

/** The usable form of stored secrets. */
export async function openSecrets(stored: z.output<typeof Secrets>): Promise<LocalSecrets> {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
  const session = bytes(stored.session);
  return {
    hash: bytes(stored.hash),
    envelope: bytes(stored.envelope),
    service: bytes(stored.service),
    blobs: bytes(stored.blobs),
    root: bytes(stored.root),
    log: bytes(stored.log),
    clock: bytes(stored.clock),
    foundingCode: stored.foundingCode,
    session,
    sessionPrivate: await sessionSigningKey(session),
    sessionPublic: await sessionCheckingKey(toBase64url(ed25519PublicKey(session))),
  };
}
