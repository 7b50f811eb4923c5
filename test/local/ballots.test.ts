import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { put } from '#functions/platform/item';
import { type BallotsDatabase, startBallots } from '#local/ballots';
import { openTables } from '#local/database';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ballots-'));
});
let ballots: BallotsDatabase | undefined;

afterEach(async () => {
  await ballots?.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Where each sort key first stands in the files: rows lie in the order they were written. */
function orderInFile(keys: readonly string[]): string[] {
  const bytes = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('');
  return [...keys].sort((a, b) => bytes.indexOf(`mark-${a}`) - bytes.indexOf(`mark-${b}`));
}

it('forgets the order of casting at closing, keeps every record, and keeps them over a restart', async () => {
  ballots = await startBallots(directory, 'x-');
  const dynamo = openTables(ballots, 'x-');
  const cast = ['q', 'c', 'z', 'a', 'm', 'f'];
  for (const SK of cast) {
    await dynamo.transact([put('ballots', { PK: 'RECORD', SK, mark: `mark-${SK}` })]);
  }
  await ballots.forgetOrder();
  await ballots.forgetOrder();
  const stored = await dynamo.query('ballots', { PK: 'RECORD' });
  expect(stored.map((item) => item['SK'])).toEqual([...cast].sort());

  await ballots.stop();
  const sorted = [...cast].sort();
  // SQLite fills a page from its end: what was written later stands earlier.
  expect([sorted, [...sorted].reverse()]).toContainEqual(orderInFile(cast));
  expect(readdirSync(directory).sort()).toEqual(['2', 'current']);

  ballots = await startBallots(directory, 'x-');
  const again = openTables(ballots, 'x-');
  expect(await again.query('ballots', { PK: 'RECORD' })).toHaveLength(cast.length);
});

it('goes on taking records when a rewriting fails, and rewrites at the next asking', async () => {
  ballots = await startBallots(directory, 'x-');
  const dynamo = openTables(ballots, 'x-');
  await dynamo.transact([put('ballots', { PK: 'RECORD', SK: 'b' })]);
  // The pointer to the new file cannot be written.
  mkdirSync(join(directory, 'current.new'));
  await expect(ballots.forgetOrder()).rejects.toThrow('EISDIR');
  await dynamo.transact([put('ballots', { PK: 'RECORD', SK: 'a' })]);

  rmSync(join(directory, 'current.new'), { recursive: true });
  await ballots.forgetOrder();
  const stored = await dynamo.query('ballots', { PK: 'RECORD' });
  expect(stored.map((item) => item['SK'])).toEqual(['a', 'b']);
});
