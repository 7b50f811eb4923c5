import { put, remove, type Write } from '#functions/platform/item';
import type { TestCounty } from '#test/setup';

/** Where a log and what waits for it lie. */
const PARTITIONS = [
  ['public', 'LOG#1'],
  ['ledger', 'LOG#1'],
  ['ledger', 'LEAF'],
  ['ledger', 'LEASE#sequencer'],
] as const;
type Table = (typeof PARTITIONS)[number][0];

async function itemsOf({ dynamo }: TestCounty, tables: readonly Table[]) {
  const wanted = PARTITIONS.filter(([table]) => tables.includes(table));
  const found = await Promise.all(
    wanted.map(async ([table, PK]) => ({ table, all: await dynamo.query(table, { PK }) })),
  );
  return found.flatMap(({ table, all }) =>
    all.map((item) => ({ table, item: item as { PK: string; SK: string } })),
  );
}

/** Remembers the tables of a small log as they stand; the answer restores them, as an engineer does from a backup. */
export async function backUp(
  county: TestCounty,
  tables: readonly Table[] = ['public', 'ledger'],
): Promise<() => Promise<void>> {
  const kept = await itemsOf(county, tables);
  return async () => {
    const now = await itemsOf(county, tables);
    const isKept = (one: (typeof now)[number]) =>
      kept.some(
        ({ table, item }) => table === one.table && item.PK === one.item.PK && item.SK === one.item.SK,
      );
    const writes: Write[] = [
      ...now.filter((one) => !isKept(one)).map(({ table, item: { PK, SK } }) => remove(table, { PK, SK })),
      ...kept.map(({ table, item }) => put(table, item)),
    ];
    for (let at = 0; at < writes.length; at += 100) await county.dynamo.transact(writes.slice(at, at + 100));
  };
}
