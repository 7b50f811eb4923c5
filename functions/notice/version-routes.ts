import { readNoticeVersion } from '#shared/notice/contract';
import { PublishedNotice } from '#shared/notice/notice';
import { fail, ok } from '#shared/result';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { noticeDocument, type PreparedDocument, prepare } from '../platform/prepared';
import { isOurs } from '../platform/published';
import { versionDocument } from './documents';

/** What anybody reads of a notice's earlier versions. */
export function noticeVersionRoutes(p: Platform): Route[] {
  return [
    route(readNoticeVersion, async ({ params: { area, id, version } }) => {
      if (!isOurs(p, area)) return fail('not-found');
      const names = [versionDocument(id, version), noticeDocument(id)];
      const [asked, newest] = await p.prepared(names.map((name) => ({ area, name })));
      return asked && newest ? ok(versionAsOfNow(asked, newest)) : fail('not-found');
    }),
  ];
}

/** A version as people could read it, which is never written again, with what has become of the notice since. */
function versionAsOfNow(asked: PreparedDocument, newest: PreparedDocument): PreparedDocument {
  const then = PublishedNotice.parse(JSON.parse(asked.body));
  const now = PublishedNotice.parse(JSON.parse(newest.body));
  const { state, changedAt, reason } = now.state === 'published' ? then : now;
  const { versions, ending } = now;
  return prepare({ ...then, state, changedAt, reason, versions, ending });
}
