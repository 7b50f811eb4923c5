import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll } from '@jest/globals';
import * as z from 'zod';
import { TABLES } from '#functions/platform/item';
import type { Call } from './calls';

/** Where the calls of the API tests are written down, for the test of the packaged roles. */
export const RECORDS = resolve(import.meta.dirname, '../.build/calls');

/** What a boundary asked of the database: the permission that it takes, and on which leading key. */
export const RecordedCall = z.object({
  boundary: z.string(),
  action: z.string(),
  table: z.enum(TABLES),
  leadingKey: z.string(),
});
export type RecordedCall = z.output<typeof RecordedCall>;

const Key = z.object({ PK: z.string() });
const Keyed = z.object({ TableName: z.string(), Key });
const Batch = z.object({ RequestItems: z.record(z.string(), z.object({ Keys: z.array(Key) })) });
const Ranged = z.object({
  TableName: z.string(),
  ExpressionAttributeValues: z.looseObject({ ':pk': z.string() }),
});
const Transaction = z.object({
  TransactItems: z.array(
    z.union([
      z.object({ Put: z.object({ TableName: z.string(), Item: Key }) }),
      z.object({ Update: Keyed }),
      z.object({ Delete: Keyed }),
      z.object({ ConditionCheck: Keyed }),
    ]),
  ),
});

const tableOf = (name: string) => z.enum(TABLES).parse(name.split('-').at(-1));

/** The permissions that one call takes. */
export function permissionsOf({ command, input }: Call): Omit<RecordedCall, 'boundary'>[] {
  const one = (action: string, name: string, { PK }: z.output<typeof Key>) => ({
    action: `dynamodb:${action}`,
    table: tableOf(name),
    leadingKey: PK,
  });
  switch (command) {
    case 'GetItemCommand': {
      const { TableName, Key: key } = Keyed.parse(input);
      return [one('GetItem', TableName, key)];
    }
    case 'DeleteItemCommand': {
      const { TableName, Key: key } = Keyed.parse(input);
      return [one('DeleteItem', TableName, key)];
    }
    case 'BatchGetItemCommand':
      return Object.entries(Batch.parse(input).RequestItems).flatMap(([name, { Keys }]) =>
        Keys.map((key) => one('BatchGetItem', name, key)),
      );
    case 'QueryCommand': {
      const { TableName, ExpressionAttributeValues: values } = Ranged.parse(input);
      return [one('Query', TableName, { PK: values[':pk'] })];
    }
    case 'TransactWriteItemsCommand':
      return Transaction.parse(input).TransactItems.map((item) => {
        if ('Put' in item) return one('PutItem', item.Put.TableName, item.Put.Item);
        if ('Update' in item) return one('UpdateItem', item.Update.TableName, item.Update.Key);
        if ('Delete' in item) return one('DeleteItem', item.Delete.TableName, item.Delete.Key);
        return one('ConditionCheckItem', item.ConditionCheck.TableName, item.ConditionCheck.Key);
      });
    default:
      throw new Error(`a call that no role knows: ${command}`);
  }
}

const seen = new Map<string, RecordedCall>();

/** Notes a call; of those alike in all but what follows the first # of the key, one is kept. */
export function recordCall(boundary: string, call: Call): void {
  for (const permission of permissionsOf(call)) {
    const { action, table, leadingKey } = permission;
    seen.set([boundary, action, table, leadingKey.split('#')[0]].join(' '), { boundary, ...permission });
  }
}

afterAll(() => {
  if (seen.size === 0) return;
  mkdirSync(RECORDS, { recursive: true });
  const name = `${process.pid}-${process.hrtime.bigint()}.json`;
  writeFileSync(join(RECORDS, name), JSON.stringify([...seen.values()]));
  seen.clear();
});
