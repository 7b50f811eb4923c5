import type { Hono } from 'hono';
import { deployedEnvelope } from '../platform/deployed-envelope';
import { SessionSettings, sessionPlatform } from '../platform/deployed';
import { keyedHash } from '../platform/keyed-hash';
import { readSecrets } from '../platform/secrets';
import { type Environment, readSettings } from '../platform/settings';
import { residentApp } from '../resident';
import { httpHandler } from './lambda';

/** `resident` as it is deployed. Alone can open issuing keys. */
export async function openResident(env: Environment): Promise<Hono> {
  const platform = await sessionPlatform(readSettings(SessionSettings, env));
  const secrets = await readSecrets(env, ['HASH_SECRET']);
  const { open } = await deployedEnvelope(env);
  return residentApp({
    ...platform,
    hash: keyedHash(secrets.bytes('HASH_SECRET')),
    openEnvelope: open,
  });
}

export const handler = httpHandler(openResident);
