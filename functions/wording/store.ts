import { equalBytes } from '#shared/crypto/bytes';
import type { Office } from '#shared/directory/office';
import { fail, ok, type Result } from '#shared/result';
import type { Dynamo } from '../platform/dynamo';
import * as items from './items';

/** An office's templates, sealed as they came. */
export type Book = items.StoredBook;

/** An office's book as it lies; undefined before it has one. */
export async function readBook(dynamo: Dynamo, office: Office): Promise<Book | undefined> {
  const found = await dynamo.get('cases', items.bookKey(office));
  return found && items.StoredBook.parse(found);
}

/** Keeps the next book, made from the one before it. The same again answers the same. */
export async function keepBook(dynamo: Dynamo, office: Office, next: Book): Promise<Result<Book>> {
  const written = await dynamo.transact([items.putBook(office, next)]);
  if (written.ok) return ok(next);
  const there = await readBook(dynamo, office);
  return there && there.revision === next.revision && equalBytes(there.book, next.book)
    ? ok(there)
    : fail('templates-changed');
}
