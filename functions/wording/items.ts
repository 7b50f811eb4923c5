import * as z from 'zod';
import { type Office, officeText } from '#shared/directory/office';
import { atRevision, Binary, type Key, put, type Write } from '../platform/item';

/** An office's sealed templates, at the revision that their head names as version. */
export const StoredBook = z.object({
  revision: z.number(),
  book: Binary,
  /** The office's entry under the snapshot that the book names; what proves it is checked by whoever reads. */
  signer: z.object({ root: Binary, snapshot: Binary, entry: Binary, proof: Binary }),
});
export type StoredBook = z.output<typeof StoredBook>;

export const bookKey = (office: Office): Key => ({ PK: `OFFICE#${officeText(office)}`, SK: 'TEMPLATES' });

/** Puts a book in the place of the one before it. */
export function putBook(office: Office, { revision, book, signer }: StoredBook): Write {
  const { root, snapshot, entry, proof } = signer;
  const item = { ...bookKey(office), revision, book, signer: { root, snapshot, entry, proof } };
  return put('cases', item, atRevision(revision - 1));
}
