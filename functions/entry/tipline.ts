import type { Hono } from 'hono';
import { DeployedSettings, deployedPlatform } from '../platform/deployed';
import { opensslKey } from '../platform/openssl';
import { readSecrets } from '../platform/secrets';
import { type Environment, readSettings } from '../platform/settings';
import { tiplineApp } from '../tipline';
import { httpHandler } from './lambda';

/** `tipline` as it is deployed. Holds the seed of the service key. */
export async function openTipline(env: Environment): Promise<Hono> {
  const platform = deployedPlatform(readSettings(DeployedSettings, env));
  const secrets = await readSecrets(env, ['SERVICE_SEED']);
  return tiplineApp({ ...platform, serviceKey: opensslKey(secrets.bytes('SERVICE_SEED')) });
}

export const handler = httpHandler(openTipline);
