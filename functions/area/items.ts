import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { AreaTree } from '#shared/area/contract';
import { ABSENT, equals, type Key, put, type Write } from '../platform/item';
import { publishDocuments } from '../platform/prepared';

/** A county's areas as they were imported last. */
export const treeKey = (county: AreaCode): Key => ({ PK: `AREA#${county}`, SK: 'TREE' });
export const StoredTree = z.object({ tree: AreaTree, version: z.number(), auditHash: z.string() });
export type StoredTree = z.output<typeof StoredTree>;

/** The name of the document people's pickers read. */
export const TREE_DOCUMENT = 'area-tree#current';

/** Replaces the tree that stands at `from` (0: there is none) and publishes the new one. */
export function putTree(tree: AreaTree, auditHash: string, from: number): Write[] {
  const when = from === 0 ? ABSENT : equals('version', from);
  return [
    put('affairs', { ...treeKey(tree.county), tree, version: tree.version, auditHash }, when),
    ...publishDocuments(tree.county, { [TREE_DOCUMENT]: tree }),
  ];
}
