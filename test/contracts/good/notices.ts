import { createHash } from 'node:crypto';
import { pageDocument } from '#functions/notice/documents';
import { emptyPage } from '#functions/notice/pages';
import { publishDocuments } from '#functions/platform/prepared';
import * as notice from '#shared/notice/contract';
import type { World } from '#test/contracts/world';
import { drafted, noticeText, published } from '#test/notice/writing';
import { COUNTY, freshId, VILLAGE } from '#test/setup';
import { clerkOf, type Good, good, village } from './request';

const REASON = '写错了一个人的名字';

/** A notice in the village: a draft, or one that people read. */
async function noticeAt(w: World, state: 'draft' | 'published') {
  const clerk = await clerkOf(w);
  const id = await (state === 'draft' ? drafted : published)(w.county, clerk, VILLAGE);
  return { params: { ...village, id }, clerk };
}

/** Does something to a notice that stands in a state, at its revision. */
const onNotice = (state: 'draft' | 'published') => async (w: World) => {
  const { params, clerk } = await noticeAt(w, state);
  return { params, as: clerk, revision: state === 'draft' ? 1 : 2 };
};

export const NOTICE: Good[] = [
  good(notice.noticeLists, async (w) => {
    await noticeAt(w, 'published');
    return { params: village };
  }),
  good(notice.noticePage, async ({ county }) => {
    // A page is frozen at twenty notices; here it is what a page may be.
    const page = { [pageDocument(1)]: emptyPage(VILLAGE) };
    await county.dynamo.transact(publishDocuments(VILLAGE, page));
    return { params: { ...village, page: 1 } };
  }),
  good(notice.readNotice, async (w) => ({ params: (await noticeAt(w, 'published')).params })),
  good(notice.readNoticeVersion, async (w) => ({
    params: { ...(await noticeAt(w, 'published')).params, version: 1 },
  })),
  good(notice.officeNotices, async (w) => ({ params: village, query: {}, as: await clerkOf(w) })),
  good(notice.officeNotice, onNotice('draft')),
  good(notice.draftNotice, async (w) => ({
    params: { ...village, id: freshId() },
    body: noticeText(),
    as: await clerkOf(w),
  })),
  good(notice.editNotice, async (w) => {
    const { revision, ...at } = await onNotice('draft')(w);
    return { ...at, body: { revision, text: noticeText({ title: '改过的公告' }) } };
  }),
  good(notice.publishNotice, async (w) => {
    const { revision, ...at } = await onNotice('draft')(w);
    return { ...at, body: { revision } };
  }),
  good(notice.unscheduleNotice, async (w) => {
    const { revision, ...at } = await onNotice('draft')(w);
    const body = { revision, publishAt: w.county.clock.now + 600 };
    await w.county.must(notice.publishNotice, { params: at.params, body }, at.as);
    return { ...at, body: { revision: revision + 1 } };
  }),
  good(notice.correctNotice, async (w) => {
    const { revision, ...at } = await onNotice('published')(w);
    return { ...at, body: { revision, text: noticeText({ title: '更正的公告' }), reason: REASON } };
  }),
  good(notice.discardNotice, async (w) => {
    const { revision, ...at } = await onNotice('draft')(w);
    return { ...at, body: { revision } };
  }),
  good(notice.withdrawNotice, async (w) => {
    const { revision, ...at } = await onNotice('published')(w);
    return { ...at, body: { revision, reason: REASON } };
  }),
  good(notice.eraseNotice, async (w) => {
    const { revision, ...at } = await onNotice('published')(w);
    return { ...at, as: await w.as('county', COUNTY), body: { revision, reason: REASON } };
  }),
  good(notice.attachmentUpload, async (w) => ({
    params: { ...village, id: freshId() },
    body: {
      sha256: createHash('sha256').update('%PDF-1.7').digest('hex'),
      name: '名单.pdf',
      type: 'application/pdf' as const,
      size: 8,
    },
    as: await clerkOf(w),
  })),
];
