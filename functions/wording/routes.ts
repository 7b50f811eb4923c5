import { sameOffice } from '#shared/directory/office';
import { worksAt } from '#shared/directory/standing';
import { entryToWire } from '#shared/directory/wire';
import { fail, ok } from '#shared/result';
import { dayOf } from '#shared/time';
import { readBook } from '#shared/wording/book';
import { keepTemplates, readTemplates, type TemplatesView } from '#shared/wording/contract';
import { bytesOf, toBase64url } from '../platform/base64url';
import { type Route, route } from '../platform/mount';
import type { AnchoredPlatform } from '../platform/platform';
import { actingSigner } from '../platform/signer';
import * as store from './store';

/** An office's own reply templates, sealed as they came. */
export function wordingRoutes(p: AnchoredPlatform): Route[] {
  return [
    route(readTemplates, async ({ params, caller }) => {
      if (!worksAt(caller.grants, params)) return fail('forbidden');
      return ok(viewOf(await store.readBook(p.dynamo, params)));
    }),

    route(keepTemplates, async ({ params, body, caller, now }) => {
      if (!worksAt(caller.grants, params)) return fail('forbidden');
      const { version } = body;
      const book = bytesOf(body.book);
      const read = readBook(book);
      const fits = read !== null && sameOffice(read.office, params) && read.version === version;
      if (!fits) return fail('tip-refused');
      const at = { office: params, directory: read.directory };
      const signer = await actingSigner(p, body.signer, book, at, dayOf(now));
      if (!signer.ok) return signer;
      const kept = await store.keepBook(p.dynamo, params, {
        revision: version,
        book,
        signer: signer.value.sent,
      });
      return kept.ok ? ok(viewOf(kept.value)) : kept;
    }),
  ];
}

function viewOf(stored: store.Book | undefined): TemplatesView {
  if (!stored) return { version: 0 };
  const { revision: version, book, signer } = stored;
  return { version, book: toBase64url(book), signer: entryToWire(signer) };
}
