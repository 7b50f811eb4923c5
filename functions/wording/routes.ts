import { equalBytes } from '#shared/crypto/bytes';
import { type LoggedAnchor, readActingEntry } from '#shared/directory/directory';
import { sameOffice } from '#shared/directory/office';
import { worksAt } from '#shared/directory/standing';
import { entryFromWire, entryToWire } from '#shared/directory/wire';
import { fail, ok } from '#shared/result';
import { dayOf } from '#shared/time';
import { readBook } from '#shared/wording/book';
import { keepTemplates, readTemplates, type TemplatesView } from '#shared/wording/contract';
import { bytesOf, toBase64url } from '../platform/base64url';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import * as store from './store';

/** An office's own reply templates, sealed as they came. */
export function wordingRoutes(p: Platform & { readonly anchor: LoggedAnchor }): Route[] {
  return [
    route(readTemplates, async ({ params, caller }) => {
      if (!worksAt(caller.grants, params)) return fail('forbidden');
      return ok(viewOf(await store.readBook(p.dynamo, params)));
    }),

    route(keepTemplates, async ({ params, body, caller, now }) => {
      if (!worksAt(caller.grants, params)) return fail('forbidden');
      const { version } = body;
      const [book, signer] = [bytesOf(body.book), entryFromWire(body.signer)];
      const read = readBook(book);
      const fits = read !== null && sameOffice(read.office, params) && read.version === version;
      if (!fits) return fail('tip-refused');
      const acting = readActingEntry(signer, p.anchor, dayOf(now));
      const isTheirs =
        acting && equalBytes(acting.hash, read.directory) && sameOffice(acting.entry.office, params);
      if (!isTheirs) return fail('tip-signer');
      const kept = await store.keepBook(p.dynamo, params, { revision: version, book, signer });
      return kept.ok ? ok(viewOf(kept.value)) : kept;
    }),
  ];
}

function viewOf(stored: store.Book | undefined): TemplatesView {
  if (!stored) return { version: 0 };
  const { revision: version, book, signer } = stored;
  return { version, book: toBase64url(book), signer: entryToWire(signer) };
}
