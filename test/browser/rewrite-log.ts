import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clear } from '#functions/platform/clear';
import type { Dynamo } from '#functions/platform/dynamo';
import { enterAgain, publishedRange, StoredPending } from '#functions/transparency/pending-items';
import { TABLE_PREFIX } from '#local/data-directory';
import { openTables, startDatabase } from '#local/database';

/**
 * Rewrites the log of a county that stands still, as somebody could who has its machine and its witness's: whatever it
 * has signed is forgotten by all of them, and the log begins again under its old name and keys, without its first leaf.
 */
export async function rewriteLog(directory: string): Promise<void> {
  const database = await startDatabase(join(directory, 'county.sqlite'));
  try {
    const dynamo = openTables(database, TABLE_PREFIX);
    await clear(dynamo, 'public', { PK: 'LOG#1' });
    await clear(dynamo, 'ledger', { PK: 'LOG#1' });
    await clear(dynamo, 'ledger', { PK: 'LEAF' });
    await enterAllButFirst(dynamo);
  } finally {
    await database.stop();
  }
  rmSync(join(directory, 'signed', 'log1'));
  // It ends with the county and takes its lock along, unless it was killed.
  rmSync(join(directory, 'witness', 'lock'), { force: true });
  writeFileSync(join(directory, 'witness', 'state.json'), '{"version":1,"logs":{}}\n');
}

async function enterAllButFirst(dynamo: Dynamo): Promise<void> {
  const published = await dynamo.query('affairs', publishedRange(9_999_999_999));
  const kept = published.slice(1).map((item) => StoredPending.parse(item));
  for (let at = 0; at < kept.length; at += 100) {
    await dynamo.transact(kept.slice(at, at + 100).map(enterAgain));
  }
}
