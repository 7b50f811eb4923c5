import { equalBytes } from '#shared/crypto/bytes';
import { sameOffice } from '#shared/directory/office';
import { worksAt } from '#shared/directory/standing';
import { entryFromWire, entryToWire } from '#shared/directory/wire';
import { fail, ok } from '#shared/result';
import { readBook } from '#shared/wording/book';
import { keepTemplates, readTemplates, type TemplatesView } from '#shared/wording/contract';
import { bytesOf, toBase64url } from '../platform/base64url';
import { type Route, route } from '../platform/mount';
import { opensslSha256 } from '../platform/openssl';
import type { Platform } from '../platform/platform';
import * as store from './store';

/** An office's own reply templates, sealed as they came. */
export function wordingRoutes(p: Platform): Route[] {
  return [
    route(readTemplates, async ({ params, caller }) => {
      if (!worksAt(caller.grants, params)) return fail('forbidden');
      return ok(viewOf(await store.readBook(p.dynamo, params)));
    }),

    route(keepTemplates, async ({ params, body, caller }) => {
      if (!worksAt(caller.grants, params)) return fail('forbidden');
      const { version } = body;
      const [book, signer] = [bytesOf(body.book), entryFromWire(body.signer)];
      const read = readBook(book);
      const fits =
        read !== null &&
        sameOffice(read.office, params) &&
        read.version === version &&
        equalBytes(read.directory, opensslSha256(signer.snapshot));
      if (!fits) return fail('tip-refused');
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
