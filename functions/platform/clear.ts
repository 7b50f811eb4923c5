import type { Dynamo, Range } from './dynamo';
import { type Key, remove, type Table } from './item';

/** A transaction holds a hundred writes. */
const AT_ONCE = 100;

/** Removes what lies in a range and is wanted gone, page by page; answers how many. Cut off, it is called again. */
export async function clear(
  dynamo: Dynamo,
  table: Table,
  range: Omit<Range, 'after' | 'limit' | 'newest'>,
  isGone: (item: Record<string, unknown>) => boolean = () => true,
): Promise<number> {
  let removed = 0;
  let after: string | undefined;
  do {
    const page = await dynamo.query(table, { ...range, limit: AT_ONCE, ...(after && { after }) });
    const gone = page.filter(isGone).map((item) => remove(table, keyOf(item)));
    if (gone.length > 0) await dynamo.transact(gone);
    removed += gone.length;
    after = page.length === AT_ONCE ? keyOf(page.at(-1) ?? {}).SK : undefined;
  } while (after);
  return removed;
}

function keyOf({ PK, SK }: Record<string, unknown>): Key {
  return { PK: String(PK), SK: String(SK) };
}
