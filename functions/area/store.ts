import type { AreaCode } from '#shared/area/code';
import type { AreaTree } from '#shared/area/contract';
import type { Id } from '#shared/ids';
import { fail, type Result } from '#shared/result';
import { audit } from '../platform/audit';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import type { PreparedDocument } from '../platform/prepared';
import { isOurs, publicDocument, type PublicReader } from '../platform/published';
import * as items from './items';

/** The county's areas as everybody reads them, asked for by any area of it. */
export async function readPublished(p: PublicReader, area: AreaCode): Promise<Result<PreparedDocument>> {
  return isOurs(p, area) ? publicDocument(p, p.county, items.TREE_DOCUMENT) : fail('not-found');
}

/** A county's areas as they stand; undefined before the first import. */
export async function readTree(dynamo: Dynamo, county: AreaCode): Promise<items.StoredTree | undefined> {
  const item = await dynamo.get('affairs', items.treeKey(county));
  return item && items.StoredTree.parse(item);
}

/** Writes the tree that follows from `before`; a tree that moved meanwhile is a conflict. */
export async function writeTree(
  dynamo: Dynamo,
  before: items.StoredTree | undefined,
  tree: AreaTree,
  actor: Id,
  now: number,
): Promise<Result<void>> {
  const { write, auditHash } = audit({
    entity: `AREA#${tree.county}`,
    revision: tree.version,
    previous: before?.auditHash ?? '',
    actor,
    action: 'import',
    at: now,
  });
  const writes = [...items.putTree(tree, auditHash, before?.version ?? 0), write];
  return unlessConflict(await dynamo.transact(writes));
}
