import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { AreaCode, levelOf } from '#shared/area/code';
import { base64urlOf } from '#shared/ids';
import { type Authenticate, authenticator } from './authenticate';
import { type DynamoOptions, openDynamo } from './dynamo';
import { jsonLog } from './log';
import type { Platform } from './platform';
import { preparedReader } from './prepared';
import { sessionCheckingKey } from './session-key';
import { textSetting } from './settings';

const WHAT_COUNTY = 'the 12-digit code of a county';

/** What every deployed boundary is told. */
export const DeployedSettings = z.object({
  COUNTY: z
    .string(WHAT_COUNTY)
    .refine((code) => AreaCode.safeParse(code).success, WHAT_COUNTY)
    .transform((code) => AreaCode.parse(code))
    .refine((code) => levelOf(code) === 'county', WHAT_COUNTY),
  TABLE_PREFIX: textSetting('what the names of the tables begin with'),
  AWS_REGION: textSetting('the region of the database'),
  /** A DynamoDB-compatible service of the county's own; absent in the cloud, where the region says it. */
  DYNAMODB_ENDPOINT: z.url('the address of a DynamoDB-compatible service').optional(),
  LOG_LEVEL: z.enum(['info', 'warn', 'error'], 'info, warn or error').default('info'),
});
export type DeployedSettings = z.output<typeof DeployedSettings>;

const WHAT_KEY = 'an Ed25519 public key, 32 bytes in base64url';

/** A public key among the settings. */
export const PublicKeySetting = z
  .string(WHAT_KEY)
  .refine((text) => base64urlOf(32).safeParse(text).success, WHAT_KEY);

/** What a boundary with sessions is told besides. */
export const SessionSettings = DeployedSettings.extend({ SESSION_PUBLIC_KEY: PublicKeySetting });

/** Where the tables are. */
export function dynamoOptions(settings: DeployedSettings): DynamoOptions {
  return {
    ...(settings.DYNAMODB_ENDPOINT && { endpoint: settings.DYNAMODB_ENDPOINT }),
    region: settings.AWS_REGION,
    tablePrefix: settings.TABLE_PREFIX,
  };
}

/** Nobody has a session where none is needed. */
const nobody: Authenticate = () => Promise.resolve(undefined);

/** The platform of a boundary that knows nobody. */
export function deployedPlatform(settings: DeployedSettings, authenticate: Authenticate = nobody): Platform {
  const dynamo = openDynamo(dynamoOptions(settings));
  return {
    county: settings.COUNTY,
    stage: 'deployed',
    dynamo,
    prepared: preparedReader(dynamo, Date.now),
    authenticate,
    now: () => Math.floor(Date.now() / 1000),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    log: jsonLog((line) => process.stdout.write(`${line}\n`), settings.LOG_LEVEL),
  };
}

/** The platform of a boundary that reads sessions. */
export async function sessionPlatform(settings: z.output<typeof SessionSettings>): Promise<Platform> {
  const key = await sessionCheckingKey(settings.SESSION_PUBLIC_KEY);
  return deployedPlatform(settings, authenticator(key, settings.COUNTY));
}
