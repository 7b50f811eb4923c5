import { H } from '#shared/crypto/hash';
import { inclusionProof, leafHash, merkleRoot } from '#shared/crypto/merkle';
import { type ListedPerson, personLeaf } from '#shared/roll/list';

/** Hides a person's leaf from guessing: it follows from the publication's salt, and is gone with it. */
export function nonceOf(salt: Uint8Array, entry: Uint8Array): Uint8Array {
  return H('roll/nonce', salt, entry).slice(0, 16);
}

/** Leaf hashes of people, in their order. */
export function leavesOf(salt: Uint8Array, people: readonly ListedPerson[]): Uint8Array[] {
  return people.map((person) => leafHash(personLeaf(person, nonceOf(salt, person.entry))));
}

/** The root of a page's people. */
export function pageRoot(salt: Uint8Array, people: readonly ListedPerson[]): Uint8Array {
  return merkleRoot(leavesOf(salt, people));
}

/** The way from a person's place on a page to the root over all pages. */
export function pathOf(
  leaves: readonly Uint8Array[],
  at: number,
  roots: readonly Uint8Array[],
  page: number,
): Uint8Array[] {
  return [...inclusionProof(leaves, at), ...inclusionProof(roots, page)];
}

/** People in the order of their entries' bytes: a keyed hash, so that their order tells nothing of them. */
export function inEntryOrder<P extends Pick<ListedPerson, 'entry'>>(people: readonly P[]): P[] {
  return [...people].sort((a, b) => Buffer.compare(a.entry, b.entry));
}

/** The page that an entry would stand on, by the entries that pages begin with. */
export function pageAt(firsts: readonly Uint8Array[], entry: Uint8Array): number {
  const next = firsts.findIndex((first) => Buffer.compare(first, entry) > 0);
  return (next < 0 ? firsts.length : next) - 1;
}
