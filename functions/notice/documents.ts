import type { Id } from '#shared/ids';
import type { NoticeLine, OfficeNotice, OfficeNoticeLine, PublishedNotice } from '#shared/notice/notice';
import { isPublic } from '#shared/notice/rules';

/** Names of the prepared documents of notices. */
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
    changedAt: changedAt(state),
    reason: state.reason,
  };
}

function changedAt(state: Exclude<OfficeNotice['state'], { kind: 'draft' | 'scheduled' }>): number {
  switch (state.kind) {
    case 'published':
      return state.changedAt;
    case 'withdrawn':
      return state.withdrawnAt;
    case 'erased':
      return state.erasedAt;
  }
}

/** What everybody reads of a notice. */
export function publishedNotice(line: NoticeLine, { text, versions, state }: OfficeNotice): PublishedNotice {
  const ending = 'logged' in state ? { ending: state.logged } : {};
  return { ...line, html: text.html, attachments: text.attachments, versions, ...ending };
}
