import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { Publication } from '#shared/roll/contract';
import type { LegalDate } from '#shared/time';
import {
  ABSENT,
  atRevision,
  Binary,
  either,
  equals,
  type Key,
  put,
  remove,
  type Write,
} from '../platform/item';
import type { RollPlace } from './items';

// In `people`: what is published of a roll. A page is written once, under the roll's own version, which never changes
// after it was the head; nobody sees a page before the publication names its version.

/** The newest publication of a village's roll. */
export const publicationKey = (village: AreaCode): Key => ({ PK: `ROLLPUBLISHED#${village}`, SK: '-' });
export const StoredPublication = z.object({
  publication: Publication,
  /** 32 bytes that every nonce follows from: without them no leaf can be told from any other. */
  salt: Binary,
  /** The root of each page of the tree, and the entry each begins with. */
  roots: z.array(Binary),
  firsts: z.array(Binary),
  revision: z.number(),
  auditHash: z.string(),
});
export type StoredPublication = z.output<typeof StoredPublication>;

/** Where what is published of a village's roll is read. */
export const publishedAt = (village: AreaCode) => ({
  table: 'people' as const,
  key: publicationKey(village),
});

/** The day a term's roll was first published, in what was read there. */
export function publishedOn(item: Record<string, unknown> | undefined, term: number): LegalDate | undefined {
  const newest = item && StoredPublication.parse(item).publication;
  return newest?.term === term ? newest.firstDay : undefined;
}

/** Publishes over the publication that was read. */
export function putPublication(village: AreaCode, stored: StoredPublication): Write {
  const version = stored.publication.version;
  return put('people', { ...publicationKey(village), ...stored, version }, atRevision(stored.revision - 1));
}

/** Takes it away with its salt, if nobody has published since. */
export function removePublication(village: AreaCode, revision: number): Write {
  return remove('people', publicationKey(village), atRevision(revision));
}

export const pagePartition = ({ village, version }: RollPlace): string => `ROLLPAGE#${village}#${version}`;
const pageItem = (place: RollPlace, SK: string): Key => ({ PK: pagePartition(place), SK });

/** People of one page of the tree: a whole subtree of its root. A power of two; at most 54 KB. */
export const TREE_PAGE = 256;
export const treePageKey = (place: RollPlace, page: number): Key =>
  pageItem(place, `T#${String(page).padStart(3, '0')}`);
/** In the order of the entries' bytes. */
export const StoredTreePage = z.object({
  entries: z.array(Binary),
  names: z.array(z.string()),
  groups: z.array(z.string()),
});
export type StoredTreePage = z.output<typeof StoredTreePage>;

/** Names of one page of a group: at most 62 KB. */
export const GROUP_PAGE = 500;
export const groupPageKey = (place: RollPlace, group: number, page: number): Key =>
  pageItem(place, `G#${String(group).padStart(3, '0')}#${String(page).padStart(2, '0')}`);
export const StoredGroupPage = z.object({ group: z.string(), names: z.array(z.string()) });
export type StoredGroupPage = z.output<typeof StoredGroupPage>;

/** Writes a page; one that lies there must be the same, whoever has written it. */
export function putPage(key: Key, page: StoredTreePage | StoredGroupPage, digest: string): Write {
  return put('people', { ...key, ...page, digest }, either(ABSENT, equals('digest', digest)));
}
