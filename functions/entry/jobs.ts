import * as z from 'zod';
import { openJobs } from '../jobs';
import { DeployedSettings, deployedPlatform } from '../platform/deployed';
import { deployedEnvelope } from '../platform/deployed-envelope';
import { keyedHash } from '../platform/keyed-hash';
import { readSecrets } from '../platform/secrets';
import { type Environment, readSettings } from '../platform/settings';
import { opening } from './lambda';

/** `jobs` as it is deployed. Seals issuing keys and cannot open them. */
export async function openDeployedJobs(env: Environment): Promise<ReturnType<typeof openJobs>> {
  const platform = deployedPlatform(readSettings(DeployedSettings, env));
  const secrets = await readSecrets(env, ['HASH_SECRET']);
  const { seal } = await deployedEnvelope(env);
  return openJobs({
    ...platform,
    hash: keyedHash(secrets.bytes('HASH_SECRET')),
    sealEnvelope: seal,
    // A deployed table keeps no order of rows.
    forgetCastingOrder: () => Promise.resolve(),
  });
}

const Event = z.object({ job: z.enum(['notices', 'rounds']) });
const opened = opening(openDeployedJobs);

/** What a schedule sends: `{ "job": "notices" }`. A job that fails is logged by its throwing, and comes round again. */
export async function handler(event: unknown): Promise<void> {
  const { job } = Event.parse(event);
  const jobs = await opened();
  await jobs[job]();
}
