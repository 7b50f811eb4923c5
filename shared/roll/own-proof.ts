/** What a phone computes of its own line: whether the published root, and so the log, holds exactly this. */
import { bytesOf } from '../crypto/bytes';
import { leafHash, verifyInclusion } from '../crypto/merkle';
import type { ListedEntry, Publication } from './contract';
import { decodeRollList, personLeaf } from './list';

/**
 * Whether a line leads to the root of the publication's own structure, and the structure says what is shown of it. That
 * the structure's leaf stands in the log is proved apart.
 */
export function leadsToRoot(own: ListedEntry, publication: Publication): boolean {
  const list = decodeRollList(bytesOf(publication.document));
  if (!list) return false;
  const { area, term, version, entries } = publication;
  const isShown =
    list.area === area && list.term === term && list.version === version && list.entries === entries;
  const person = { entry: bytesOf(own.entry), name: own.name, group: own.group };
  const leaf = leafHash(personLeaf(person, bytesOf(own.nonce)));
  return isShown && verifyInclusion(leaf, own.index, entries, own.path.map(bytesOf), list.root);
}
