import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { type Dynamo, openDynamo } from '#functions/platform/dynamo';
import type { Table } from '#functions/platform/item';
import { createTables as makeTables } from '#functions/platform/tables';

/** The embedded database asks for a key and takes any. */
export const LOCAL = {
  region: 'local',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;

/** A running embedded database; `stop` ends its process. */
export interface Database {
  endpoint: string;
  port: number;
  stop: () => Promise<void>;
}

/** Something a person can mend before starting again; its message is the one sentence that is printed. */
export class StartFailure extends Error {
  override name = 'StartFailure';
}

/** The embedded database's program: DYNOXIDE_BINARY, or the one of the package for this machine. */
export function databaseBinary(): string {
  const named = process.env['DYNOXIDE_BINARY'];
  if (named !== undefined) {
    if (existsSync(named)) return named;
    throw new StartFailure(`DYNOXIDE_BINARY names ${named}, and no such program is there.`);
  }
  try {
    const manifest = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json');
    const binary = join(dirname(manifest), 'dynoxide');
    if (existsSync(binary)) return binary;
  } catch {
    // Not installed: said below.
  }
  throw new StartFailure(
    'The embedded database is not installed for this machine (it comes for Linux x64); set DYNAMODB_ENDPOINT to a DynamoDB-compatible service instead.',
  );
}

/**
 * Runs a program until standard input ends: our end of that pipe closes however this process dies, `kill -9`
 * included, so no database is left behind holding the file.
 */
const LIVE_WITH_PARENT = '"$@" </dev/null & read -r _; kill $! 2>/dev/null; wait $!';

/** Starts the database on the loopback: in memory when no file is named, on a free port when none is. */
export async function startDatabase(file?: string, wantedPort?: number): Promise<Database> {
  const binary = databaseBinary();
  const port = wantedPort ?? (await freePort());
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port), ...(file ? ['--db-path', file] : [])];
  const child = spawn('sh', ['-c', LIVE_WITH_PARENT, 'sh', binary, ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => {
    if (said.length < 20) said.push(chunk.toString());
  });
  const endpoint = `http://127.0.0.1:${port}`;
  await untilReady(endpoint, child, said);
  return { endpoint, port, stop: () => stopProcess(child) };
}

/** A service that runs elsewhere: what DYNAMODB_ENDPOINT names. Nothing is started, and nothing stopped. */
export function outsideDatabase(endpoint: string): Database {
  return { endpoint, port: Number(new URL(endpoint).port), stop: () => Promise.resolve() };
}

/** A port nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('no port'));
      });
    });
  });
}

async function untilReady(endpoint: string, child: ChildProcess, said: readonly string[]): Promise<void> {
  for (let waited = 0; waited < 5000; waited += 20) {
    if (child.exitCode !== null) break;
    try {
      await fetch(endpoint);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  throw new StartFailure(
    `The embedded database did not start: ${said.join(' ').trim() || 'no reason given'}`,
  );
}

function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.stdin?.end();
  });
}

/** Makes the tables of an embedded database that are not there yet. */
export function createTables(endpoint: string, tablePrefix: string, tables: readonly Table[]): Promise<void> {
  return makeTables({ ...LOCAL, endpoint, tablePrefix }, tables);
}

/** The tables of an embedded database, without any boundary. */
export function openTables({ endpoint }: Database, tablePrefix: string): Dynamo {
  return openDynamo({ ...LOCAL, endpoint, tablePrefix });
}
