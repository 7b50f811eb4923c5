import type { Hono } from 'hono';
import { ballotboxApp } from '../ballotbox';
import { DeployedSettings, deployedPlatform } from '../platform/deployed';
import { opensslKey } from '../platform/openssl';
import { readSecrets } from '../platform/secrets';
import { type Environment, readSettings } from '../platform/settings';
import { httpHandler } from './lambda';

/** `ballotbox` as it is deployed. Holds the seed of the service key. */
export async function openBallotbox(env: Environment): Promise<Hono> {
  const platform = deployedPlatform(readSettings(DeployedSettings, env));
  const secrets = await readSecrets(env, ['SERVICE_SEED']);
  return ballotboxApp({ ...platform, serviceKey: opensslKey(secrets.bytes('SERVICE_SEED')) });
}

export const handler = httpHandler(openBallotbox);
