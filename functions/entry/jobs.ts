import * as z from 'zod';
import { openCommands, openJobs } from '../jobs';
import { BucketSettings } from '../platform/bucket-blobs';
import { bucketTexts } from '../platform/bucket-texts';
import { DeployedSettings, deployedPlatform } from '../platform/deployed';
import { deployedEnvelope } from '../platform/deployed-envelope';
import { keyedHash } from '../platform/keyed-hash';
import { readSecrets } from '../platform/secrets';
import { type Environment, readSettings } from '../platform/settings';
import { postToWitness } from '../transparency/ask-over-http';
import { openLog } from '../transparency/log-platform';
import { opening } from './lambda';
import { LogSettings } from './log-settings';

interface DeployedJobs {
  readonly schedules: ReturnType<typeof openJobs>;
  readonly commands: ReturnType<typeof openCommands>;
}

/** Opens `jobs` as it is deployed: its schedules and its commands. Seals issuing keys and cannot open them. */
export async function openDeployedJobs(env: Environment): Promise<DeployedJobs> {
  const platform = deployedPlatform(readSettings(DeployedSettings, env));
  const secrets = await readSecrets(env, ['HASH_SECRET', 'LOG_SEED', 'CLOCK_SEED']);
  const log = readSettings(LogSettings, env);
  const { seal } = await deployedEnvelope(env);
  const jobs = {
    ...platform,
    hash: keyedHash(secrets.bytes('HASH_SECRET')),
    sealEnvelope: seal,
    // A deployed table keeps no order of rows.
    forgetCastingOrder: () => Promise.resolve(),
    signed: bucketTexts(readSettings(BucketSettings, env)),
    transparency: openLog(
      {
        host: log.LOG_HOST,
        number: log.LOG_NUMBER,
        logSeed: secrets.bytes('LOG_SEED'),
        clockSeed: secrets.bytes('CLOCK_SEED'),
        witnesses: log.LOG_WITNESSES,
        quorum: log.LOG_QUORUM ?? log.LOG_WITNESSES.length,
      },
      postToWitness,
    ).keys,
  };
  return { schedules: openJobs(jobs), commands: openCommands(jobs) };
}

const Event = z.object({
  job: z.enum([
    'notices',
    'rounds',
    'log',
    'days',
    'files',
    'erasings',
    'tokens',
    'retention',
    'enter-lost-leaves',
  ]),
});
const opened = opening(openDeployedJobs);

/** What a schedule or an engineer sends: `{ "job": "notices" }`. A job that fails is logged by its throwing, and comes round again. */
export async function handler(event: unknown): Promise<void> {
  const { job } = Event.parse(event);
  const { schedules, commands } = await opened();
  await { ...schedules, ...commands }[job]();
}
