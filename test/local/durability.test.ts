import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import type { Dynamo } from '#functions/platform/dynamo';
import { ABSENT, put } from '#functions/platform/item';
import { createTables, openTables, startDatabase } from '#local/database';
import { familyOf, runs } from '#test/processes';

const directory = mkdtempSync(join(tmpdir(), 'durable-'));
const file = join(directory, 'county.sqlite');
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const KILLS = Number(process.env['SOAK_KILLS'] ?? 3);

/** Ends the database that this test started on a port, and no other process. */
function killDatabase(port: number): void {
  const database = familyOf(process.pid).find((pid) => runs(pid, 'dynoxide', String(port)));
  if (database === undefined) throw new Error('the database is not running');
  process.kill(database, 'SIGKILL');
}

/** Writes pairs of items until the database is gone; answers which were acknowledged. */
async function writeUntilGone(dynamo: Dynamo, round: number): Promise<number[]> {
  const acknowledged: number[] = [];
  for (let n = 0; ; n += 1) {
    const key = `${round}-${String(n).padStart(6, '0')}`;
    try {
      await dynamo.transact([
        put('affairs', { PK: 'PAIR', SK: key }, ABSENT),
        put('ledger', { PK: 'PAIR', SK: key }, ABSENT),
      ]);
      acknowledged.push(n);
    } catch {
      return acknowledged;
    }
  }
}

it('keeps every acknowledged write, and both halves of it, however often the database is killed', async () => {
  let expected = 0;
  for (let round = 0; round < KILLS; round += 1) {
    const database = await startDatabase(file);
    await createTables(database.endpoint, 'x-', ['affairs', 'ledger']);
    const dynamo = openTables(database, 'x-');
    const writing = writeUntilGone(dynamo, round);
    await new Promise((done) => setTimeout(done, 300 + round * 37));
    killDatabase(database.port);
    const acknowledged = await writing;
    await database.stop();
    expect(acknowledged.length).toBeGreaterThan(0);
    expected += acknowledged.length;
  }
  const database = await startDatabase(file);
  const dynamo = openTables(database, 'x-');
  const [one, other] = [
    await dynamo.query('affairs', { PK: 'PAIR' }),
    await dynamo.query('ledger', { PK: 'PAIR' }),
  ];
  await database.stop();
  expect(one.map((item) => item['SK'])).toEqual(other.map((item) => item['SK']));
  // A write whose reply was lost may stand too: at most one a kill.
  expect(one.length).toBeGreaterThanOrEqual(expected);
  expect(one.length).toBeLessThanOrEqual(expected + KILLS);
});
