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
    for (const { table, item } of await itemsOf(county, tables)) {
      const { PK, SK } = item;
      await county.dynamo.transact([{ kind: 'delete', table, key: { PK, SK } }]);
    }
    for (const { table, item } of kept) await county.dynamo.transact([{ kind: 'put', table, item }]);
  };
}
