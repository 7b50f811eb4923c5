import { randomBytes } from 'node:crypto';
import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dynamo } from '#functions/platform/dynamo';
import { TABLES } from '#functions/platform/item';
import { createTables, LOCAL, openTables, startDatabase } from '#local/database';
import { AreaCode } from '#shared/area/code';

/** An invented county with a town and a village. */
export const COUNTY = AreaCode.parse('990101000000');
export const TOWN = AreaCode.parse('990101100000');
export const VILLAGE = AreaCode.parse('990101100201');

const TABLE_PREFIX = 'bench-';

/** A county's database of the benchmark's own, with what a process must be told to work on it. */
export interface County {
  dynamo: Dynamo;
  endpoint: string;
  tablePrefix: string;
  env: Record<string, string>;
  close: () => Promise<void>;
}

/** Starts an empty database in a temporary directory; closing ends its process. */
export async function openCounty(): Promise<County> {
  const directory = temporaryDirectory();
  const database = await startDatabase(join(directory, 'county.sqlite'));
  await createTables(database.endpoint, TABLE_PREFIX, TABLES);
  return {
    dynamo: openTables(database, TABLE_PREFIX),
    endpoint: database.endpoint,
    tablePrefix: TABLE_PREFIX,
    env: {
      COUNTY,
      TABLE_PREFIX,
      AWS_REGION: LOCAL.region,
      AWS_ACCESS_KEY_ID: LOCAL.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: LOCAL.credentials.secretAccessKey,
      DYNAMODB_ENDPOINT: database.endpoint,
      SERVICE_SEED: randomBytes(32).toString('base64url'),
      LOG_LEVEL: 'warn',
    },
    close: () => database.stop(),
  };
}

const directories: string[] = [];
process.once('exit', () => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

/** A directory that goes with this process. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'sunshine-bench-'));
  directories.push(directory);
  return directory;
}
