import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generateKeyPair, exportJWK, importJWK, type CryptoKey } from 'jose';
import * as z from 'zod';

const Secrets = z.object({
  /** 32 bytes each, base64url. */
  hash: z.string(),
  service: z.string(),
  blobs: z.string(),
  root: z.string(),
  foundingCode: z.string(),
  session: z.object({
    private: z.record(z.string(), z.unknown()),
    public: z.record(z.string(), z.unknown()),
  }),
});

/** A county's server secrets on one machine; in the cloud each lies in the parameter store for its one function. */
export interface LocalSecrets {
  hash: Uint8Array;
  /** Seed of the service key that signs acknowledgements. */
  service: Uint8Array;
  blobs: Uint8Array;
  /** Seed of the demo root: a deployment's root is made offline and never comes near a server. */
  root: Uint8Array;
  foundingCode: string;
  sessionPrivate: CryptoKey;
  sessionPublic: CryptoKey;
}

/** Makes fresh secrets. */
export async function makeSecrets(): Promise<z.output<typeof Secrets>> {
  const random = () => randomBytes(32).toString('base64url');
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return {
    hash: random(),
    service: random(),
    blobs: random(),
    root: random(),
    foundingCode: [...randomBytes(12)].map((byte) => letters.charAt(byte % 32)).join(''),
    session: { private: await exportJWK(pair.privateKey), public: await exportJWK(pair.publicKey) },
  };
}

/** Reads the secrets of a data directory, making them on the first start. */
export async function readSecrets(file: string): Promise<LocalSecrets> {
  return openSecrets(Secrets.parse(readOr(file) ?? keep(file, await makeSecrets())));
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
  return {
    hash: bytes(stored.hash),
    service: bytes(stored.service),
    blobs: bytes(stored.blobs),
    root: bytes(stored.root),
    foundingCode: stored.foundingCode,
    sessionPrivate: await keyOf(stored.session.private),
    sessionPublic: await keyOf(stored.session.public),
  };
}

async function keyOf(jwk: Record<string, unknown>): Promise<CryptoKey> {
  const key = await importJWK({ ...jwk, kty: 'OKP' }, 'EdDSA');
  if (key instanceof Uint8Array) throw new Error('not a key pair');
  return key;
}
