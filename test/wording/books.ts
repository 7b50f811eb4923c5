import { toBase64url } from '#shared/crypto/bytes';
import { entryOf } from '#shared/directory/directory';
import { dayOf } from '#shared/time';
import { sealBook } from '#shared/wording/book';
import { keepTemplates, readTemplates } from '#shared/wording/contract';
import type { Template } from '#shared/wording/template';
import type { TestOfficer } from '#test/directory/ceremony';
import { bytes, signer, type TipCounty } from '#test/tip/case';

export const OWN: Template = {
  purpose: 'ask',
  name: '问账本',
  text: '请问账本现在在谁手里？请在【最后一天】以前写。',
};

/** An office's templates, sealed and signed by one of its officers. */
export function bookBy(
  place: TipCounty,
  by: TestOfficer,
  version: number,
  templates: readonly Template[] = [OWN],
) {
  const entry = entryOf(place.directory, by.office, dayOf(place.county.clock.now))!;
  const head = { office: by.office, version, directory: place.directory.hash };
  return sealBook(head, { templates: [...templates] }, entry, { id: by.id, seed: by.signSeed }, bytes(32))!;
}

/** What an officer sends to keep them. */
export const keeping = (
  place: TipCounty,
  by: TestOfficer,
  version: number,
  book = bookBy(place, by, version),
) => ({
  params: by.office,
  body: { version, book: toBase64url(book), signer: signer(place, by, toBase64url(book)) },
});

export const keep = (place: TipCounty, by: TestOfficer, version: number, book?: Uint8Array) =>
  place.county.send(keepTemplates, keeping(place, by, version, book), by.session);

export const templatesOf = (place: TipCounty, by: TestOfficer) =>
  place.county.must(readTemplates, { params: by.office }, by.session);
