import type { Hono } from 'hono';
import { caseworkApp } from '../casework';
import { SessionSettings, sessionPlatform } from '../platform/deployed';
import { opensslKey } from '../platform/openssl';
import { readSecrets } from '../platform/secrets';
import { type Environment, readSettings } from '../platform/settings';
import { httpHandler } from './lambda';

/** `casework` as it is deployed. Holds the seed of the service key. */
export async function openCasework(env: Environment): Promise<Hono> {
  const platform = await sessionPlatform(readSettings(SessionSettings, env));
  const secrets = await readSecrets(env, ['SERVICE_SEED']);
  return caseworkApp({ ...platform, serviceKey: opensslKey(secrets.bytes('SERVICE_SEED')) });
}

export const handler = httpHandler(openCasework);
