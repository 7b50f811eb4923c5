import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createTables, type Database, LOCAL, startDatabase } from './database';

/** The ballots' own database on one machine, which can forget in which order its rows were written. */
export interface BallotsDatabase extends Database {
  /** Writes the file anew in key order and drops the old one. Casts meanwhile are told to try again. */
  forgetOrder: () => Promise<void>;
}

/** Opens the ballots of a data directory; tables are made with `prefix`. */
export async function startBallots(directory: string, prefix: string): Promise<BallotsDatabase> {
  mkdirSync(directory, { recursive: true });
  let generation = readGeneration(directory);
  let running = await startDatabase(fileOf(directory, generation));
  await createTables(running.endpoint, prefix, ['ballots']);
  const { endpoint, port } = running;

  /** Stops the box, copies it, and starts it again on the copy; on the old file when the copying failed. */
  async function rewrite(): Promise<void> {
    await running.stop();
    try {
      await copy();
    } finally {
      running = await startDatabase(fileOf(directory, generation), port);
    }
  }

  async function copy(): Promise<void> {
    const next = generation + 1;
    // Nobody knows the ports of the copy: no cast can arrive between reading and renaming.
    rmSync(folderOf(directory, next), { recursive: true, force: true });
    const old = await startDatabase(fileOf(directory, generation));
    try {
      await copyTo(fileOf(directory, next), old.endpoint);
    } finally {
      await old.stop();
    }
    writeGeneration(directory, next);
    rmSync(folderOf(directory, generation), { recursive: true });
    generation = next;
  }

  async function copyTo(file: string, from: string): Promise<void> {
    const fresh = await startDatabase(file);
    try {
      await createTables(fresh.endpoint, prefix, ['ballots']);
      await copySorted(from, fresh.endpoint, `${prefix}ballots`);
    } finally {
      await fresh.stop();
    }
  }

  let last: Promise<void> = Promise.resolve();
  return {
    endpoint,
    port,
    stop: () => running.stop(),
    forgetOrder() {
      // One after the other; a failed one is told to whoever asked for it and to nobody after.
      const done = last.then(rewrite);
      last = done.catch(() => undefined);
      return done;
    },
  };
}

const CURRENT = 'current';

function readGeneration(directory: string): number {
  const pointer = join(directory, CURRENT);
  return existsSync(pointer) ? Number(readFileSync(pointer, 'utf8')) : 0;
}

/** The pointer moves in one step, so a crash leaves the old file or the new one, never a half of each. */
function writeGeneration(directory: string, generation: number): void {
  const pointer = join(directory, CURRENT);
  writeFileSync(`${pointer}.new`, String(generation));
  renameSync(`${pointer}.new`, pointer);
}

function folderOf(directory: string, generation: number): string {
  return join(directory, String(generation));
}

function fileOf(directory: string, generation: number): string {
  mkdirSync(folderOf(directory, generation), { recursive: true });
  return join(folderOf(directory, generation), 'ballots.sqlite');
}

async function copySorted(from: string, to: string, TableName: string): Promise<void> {
  const [source, target] = [open(from), open(to)];
  const items: Record<string, unknown>[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await source.send(
      new ScanCommand({ TableName, ...(start && { ExclusiveStartKey: start }) }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  const placed = items.map((Item) => ({ place: JSON.stringify([Item['PK'], Item['SK']]), Item }));
  placed.sort((a, b) => (a.place < b.place ? -1 : 1));
  for (const { Item } of placed) await target.send(new PutCommand({ TableName, Item }));
  source.destroy();
  target.destroy();
}

function open(endpoint: string): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({ ...LOCAL, endpoint }));
}
