import type { Id } from '#shared/ids';
import type { NoticeLine, OfficeNotice, OfficeNoticeLine, PublishedNotice } from '#shared/notice/notice';
import { isPublic } from '#shared/notice/rules';

/** Names of the prepared documents of notices. */
export const noticeDocument = (id: Id): string => `notice#${id}`;
export const versionDocument = (id: Id, version: number): string => `notice#${id}-${version}`;
export const NEWEST_PAGE = 'notices#newest';
export const pageDocument = (page: number): string => `notices#${page}`;

/** A notice's line in its office's list. */
export function officeLine(notice: OfficeNotice): OfficeNoticeLine {
  const { id, area, state, version, revision, createdAt, text } = notice;
  const { title, number, issuer, stage } = text;
  return { id, area, title, number, issuer, stage, state, version, revision, createdAt };
}

/** A notice's line in the public list; undefined while people have not seen it. */
export function publicLine(notice: OfficeNotice): NoticeLine | undefined {
  if (!isPublic(notice)) return undefined;
  const { id, area, version, text, state } = notice;
  return {
    id,
    area,
    title: text.title,
    number: text.number,
    issuer: text.issuer,
    stage: text.stage,
    version,
    state: state.kind,
    publishedAt: state.publishedAt,
    changedAt: state.kind === 'withdrawn' ? state.withdrawnAt : state.changedAt,
    reason: state.reason,
  };
}

/** What everybody reads of a notice. */
export function publishedNotice(line: NoticeLine, { text, versions }: OfficeNotice): PublishedNotice {
  return { ...line, html: text.html, attachments: text.attachments, versions };
}
