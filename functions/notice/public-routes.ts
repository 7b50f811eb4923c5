import { lineOf } from '#shared/area/code';
import * as contracts from '#shared/notice/contract';
import { fail, ok } from '#shared/result';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { documentJoiner, noticeDocument, prepare } from '../platform/prepared';
import { isOurs, publicDocument } from '../platform/published';
import * as documents from './documents';
import { emptyPage } from './pages';

/** What anybody reads of notices, but for their earlier versions. Areas of other counties are not known here, and cost nothing. */
export function noticePublicRoutes(p: Platform): Route[] {
  const join = documentJoiner();
  return [
    route(contracts.noticeLists, async ({ params }) => {
      if (!isOurs(p, params.area)) return fail('not-found');
      const line = lineOf(params.area);
      const newest = await p.prepared(line.map((area) => ({ area, name: documents.NEWEST_PAGE })));
      return ok(join(params.area, newest, (i) => prepare(emptyPage(line[i] ?? params.area))));
    }),
    route(contracts.noticePage, ({ params }) =>
      publicDocument(p, params.area, documents.pageDocument(params.page)),
    ),
    route(contracts.readNotice, ({ params }) => publicDocument(p, params.area, noticeDocument(params.id))),
  ];
}
