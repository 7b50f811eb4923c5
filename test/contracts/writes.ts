import { isDeepStrictEqual } from 'node:util';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Key, Table } from '#functions/platform/item';
import type { TestCounty } from '#test/setup';

/** Watches what requests write: `changed` tells which items differ from what they were, tries aside. */
export function watchWrites(county: TestCounty): { stop: () => void; changed: () => Promise<Key[]> } {
  const before = new Map<string, { table: Table; key: Key; item: unknown }>();
  county.hooks.before = async (_, { input }) => {
    for (const write of (input as TransactWriteCommandInput).TransactItems ?? []) {
      const one = write.Put ?? write.Update ?? write.Delete;
      if (!one) continue;
      const { PK, SK } = ('Item' in one ? one.Item : one.Key) as Key;
      const table = one.TableName!.replace(county.wiring.tablePrefix, '') as Table;
      const place = `${table} ${PK} ${SK}`;
      if (!before.has(place))
        before.set(place, { table, key: { PK, SK }, item: await county.dynamo.get(table, { PK, SK }) });
    }
  };
  return {
    stop: () => {
      delete county.hooks.before;
    },
    changed: async () => {
      const changed: Key[] = [];
      for (const { table, key, item } of before.values()) {
        // A wrong try is counted: that is what it is for.
        if (key.PK.startsWith('TRY#')) continue;
        const now: unknown = await county.dynamo.get(table, key);
        if (!isDeepStrictEqual(now, item)) changed.push(key);
      }
      return changed;
    },
  };
}
