import type { AreaCode } from '#shared/area/code';
import type { NoticeLine, NoticePage } from '#shared/notice/notice';

/** Lines of a page that never grows again. The newest page holds this many to twice as many less one. */
export const FROZEN = 20;

/** How many pages are frozen when an area has published so many notices; the newest page is the one after. */
export function frozenPages(published: number): number {
  return Math.max(0, Math.floor(published / FROZEN) - 1);
}

/** The page that holds the notice published as the `ordinal`th, from 1. */
export function pageOf(ordinal: number, published: number): number {
  return Math.min(Math.ceil(ordinal / FROZEN), frozenPages(published) + 1);
}

/** A page without lines: an area that has published nothing. */
export function emptyPage(area: AreaCode): NoticePage {
  return { area, page: 1, notices: [] };
}

/** The newest page with a line on top and, when it has become too long, the page that freezes. */
export function withPublished(
  newest: NoticePage,
  line: NoticeLine,
): { newest: NoticePage; frozen?: NoticePage } {
  const notices = [line, ...newest.notices];
  if (notices.length < 2 * FROZEN) return { newest: { ...newest, notices } };
  return {
    newest: { ...newest, page: newest.page + 1, notices: notices.slice(0, FROZEN) },
    frozen: { ...newest, notices: notices.slice(FROZEN) },
  };
}

/** A page with the line of one notice replaced. */
export function withChanged(page: NoticePage, line: NoticeLine): NoticePage {
  return { ...page, notices: page.notices.map((one) => (one.id === line.id ? line : one)) };
}
