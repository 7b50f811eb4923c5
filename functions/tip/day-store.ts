import { bytesOf, concatBytes, toBase64url } from '#shared/crypto/bytes';
import type { AreaCode } from '#shared/area/code';
import { dayDocument, dayLeaf, dayLogLeaf, DAY_LEAF_BYTES, dayList } from '#shared/tip/day';
import type { Dynamo } from '../platform/dynamo';
import { enterStructure } from '../transparency/document-items';
import * as items from './day-items';

/** The newest day whose list is published; undefined before the first. */
export async function readNewestDay(dynamo: Dynamo): Promise<number | undefined> {
  const item = await dynamo.get('public', items.newestKey);
  return item && items.StoredNewest.parse(item).day;
}

/** All cases of the daily tree. Read after a day has ended, they say for good which stood on it. */
export async function readTree(dynamo: Dynamo): Promise<items.StoredTreeLeaf[]> {
  const shards = await Promise.all(items.treePartitions().map((PK) => dynamo.query('cases', { PK })));
  return shards.flat().map((item) => items.StoredTreeLeaf.parse(item));
}

/** The leaves of the cases that stood on a day: open at its end, or ended in it. */
export function leavesOn(day: number, tree: readonly items.StoredTreeLeaf[]): Uint8Array[] {
  return tree.flatMap(({ SK, history }) => {
    const last = history.findLast((one) => one.day <= day);
    const stood = last !== undefined && (last.open || last.day === day);
    return stood ? [dayLeaf(bytesOf(SK), day, last.hash)] : [];
  });
}

/** A day's list, to be published after that of the day `newest`. */
export interface DayToPublish {
  readonly county: AreaCode;
  readonly day: number;
  readonly newest: number | undefined;
  readonly leaves: readonly Uint8Array[];
  /** Fillers by their place; the same ones however often the day is tried. */
  readonly filler: (place: number) => Uint8Array;
}

/**
 * Publishes a day's list and enters its root into the log, in one transaction that names pages laid down before it;
 * false when another run was faster.
 */
export async function publishDay(dynamo: Dynamo, one: DayToPublish): Promise<boolean> {
  const { county, day, newest } = one;
  const list = dayList(one.leaves, one.filler);
  const document = dayDocument(county, day, list);
  const root = toBase64url(document.slice(-32));
  const pages = pagesOf(list);
  // A page that lies there already is the same one: its root says so.
  for (const [page, leaves] of pages.entries())
    await dynamo.transact([items.putPage(day, root, page, leaves)]);
  const written = await dynamo.transact([
    ...items.putDay(day, root, pages.length, newest),
    ...enterStructure(dayLogLeaf(county, day, document), document),
  ]);
  return written.ok;
}

function pagesOf(list: readonly Uint8Array[]): Uint8Array[] {
  const count = Math.ceil(list.length / items.PAGE_LEAVES);
  return Array.from({ length: count }, (_, page) =>
    concatBytes(...list.slice(page * items.PAGE_LEAVES, (page + 1) * items.PAGE_LEAVES)),
  );
}

/** The leaves of a day's list, in order; undefined when it is not published. */
export async function readDay(dynamo: Dynamo, day: number): Promise<Uint8Array[] | undefined> {
  const found = await dynamo.query('public', { PK: items.dayPartition(day) });
  const head = found.map((item) => items.StoredDay.safeParse(item)).find(({ success }) => success)?.data;
  if (!head) return undefined;
  const pages = found.filter(({ SK }) => SK !== 'HEAD').map((item) => items.StoredPage.parse(item));
  const named = Array.from({ length: head.pages }, (_, page) => items.pageName(head.root, page));
  const bytes = concatBytes(...named.map((name) => leavesOf(pages, name)));
  return Array.from({ length: bytes.length / DAY_LEAF_BYTES }, (_, i) =>
    bytes.slice(i * DAY_LEAF_BYTES, (i + 1) * DAY_LEAF_BYTES),
  );
}

function leavesOf(pages: readonly { SK: string; leaves: Uint8Array }[], name: string): Uint8Array {
  const page = pages.find(({ SK }) => SK === name);
  if (!page) throw new Error('a published list lacks a page');
  return page.leaves;
}
