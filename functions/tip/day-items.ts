import * as z from 'zod';
import { toBase64url } from '#shared/crypto/bytes';
import { ABSENT, Binary, equals, type Key, put, update, type Write } from '../platform/item';

/** In how many partitions the cases lie that a day's list is made of. */
const SHARDS = 4;

/** A case in the daily tree: its newest record, and which was its newest on every day on which one came. */
export const StoredTreeLeaf = z.object({
  SK: z.string(),
  hash: Binary,
  /** `open`: whether the office still had something to do. */
  history: z.array(z.object({ day: z.number(), hash: Binary, open: z.boolean() })),
});
export type StoredTreeLeaf = z.output<typeof StoredTreeLeaf>;

/** Every partition of the daily tree. */
export const treePartitions = (): string[] => Array.from({ length: SHARDS }, (_, shard) => `TREE#${shard}`);

function treeKey(tag: Uint8Array): Key {
  return { PK: `TREE#${(tag[0] ?? 0) % SHARDS}`, SK: toBase64url(tag) };
}

/** What a case's leaf of the daily tree moves to. */
export interface TreeMove {
  readonly tag: Uint8Array;
  readonly hash: Uint8Array;
  readonly day: number;
  readonly open: boolean;
}

/** Moves a case's leaf on to the record that was just written; `before` is the hash it moves from. */
export function moveTreeLeaf({ tag, hash, day, open }: TreeMove, before: Uint8Array | undefined): Write {
  return update(
    'cases',
    treeKey(tag),
    'SET #hash = :hash, history = list_append(if_not_exists(history, :none), :moved)',
    { ':hash': hash, ':none': [], ':moved': [{ day, hash, open }] },
    // The tag is the writer's alone: nobody else may put a case under it.
    before ? equals('hash', before) : { ...ABSENT, names: { '#hash': 'hash' } },
  );
}

/** Leaves of a list in one item: 256 KiB. */
export const PAGE_LEAVES = 4096;

/** `public`: the list of a day. Its pages lie under the root that they give. */
export const dayPartition = (day: number): string => `TIPDAY#${day}`;
const HEAD = 'HEAD';
/** The newest day whose list is published. */
export const newestKey: Key = { PK: 'TIPDAYS', SK: 'NEWEST' };
export const StoredNewest = z.object({ day: z.number() });

export const StoredDay = z.object({ SK: z.literal(HEAD), root: z.string(), pages: z.number() });
export const StoredPage = z.object({ SK: z.string(), leaves: Binary });

const digits = (page: number): string => String(page).padStart(4, '0');

/** The sort key of a page. */
export const pageName = (root: string, page: number): string => `${root}#${digits(page)}`;

/** Lays a page down. */
export function putPage(day: number, root: string, page: number, leaves: Uint8Array): Write {
  return put('public', { PK: dayPartition(day), SK: pageName(root, page), leaves }, ABSENT);
}

/** Says which pages are the list of a day, which becomes the newest. */
export function putDay(day: number, root: string, pages: number, newest: number | undefined): Write[] {
  return [
    put('public', { PK: dayPartition(day), SK: HEAD, root, pages }, ABSENT),
    put('public', { ...newestKey, day }, newest === undefined ? ABSENT : equals('day', newest)),
  ];
}
