import * as z from 'zod';
import { AreaCode } from '../area/code';
import { AreaPath } from '../area/contract';
import { contract } from '../contract';
import { Id, Version } from '../ids';
import { STAFF } from '../identity/role';
import { Seconds } from '../time';
import {
  Attachment,
  NoticePage,
  NoticeText,
  OfficeNotice,
  OfficeNoticeLine,
  PublishedNotice,
  Reason,
} from './notice';

const NoticePath = z.strictObject({ area: AreaCode, id: Id });

/** What people of an area see: the newest page of the village, of its town and of its county. */
export const noticeLists = contract({
  method: 'GET',
  path: '/public/areas/:area/notices',
  access: 'anyone',
  params: AreaPath,
  responses: { 200: z.array(NoticePage) },
  prepared: true,
});

/** A page of one area's own list: the older ones follow from the newest page's number. */
export const noticePage = contract({
  method: 'GET',
  path: '/public/areas/:area/notices/pages/:page',
  access: 'anyone',
  params: z.strictObject({ area: AreaCode, page: z.coerce.number().int().min(1).max(100_000) }),
  responses: { 200: NoticePage },
  prepared: true,
});

/** A notice in its newest version. */
export const readNotice = contract({
  method: 'GET',
  path: '/public/areas/:area/notices/:id',
  access: 'anyone',
  params: NoticePath,
  responses: { 200: PublishedNotice },
  prepared: true,
});

/** A notice as one version said it; every version stays readable for good. */
export const readNoticeVersion = contract({
  method: 'GET',
  path: '/public/areas/:area/notices/:id/versions/:version',
  access: 'anyone',
  params: NoticePath.extend({ version: z.coerce.number().int().min(1).max(9999) }),
  responses: { 200: PublishedNotice },
  prepared: true,
});

const office = { access: { roles: STAFF }, params: NoticePath, responses: { 200: OfficeNotice } } as const;
const From = z.strictObject({ revision: Version });

/** Where the next page of the office's list begins. */
const Cursor = z.string().regex(/^\d{10}#[A-Za-z0-9_-]{22}$/);

/** The notices of an area for its office, in any state, newest first, 50 at a time. */
export const officeNotices = contract({
  method: 'GET',
  path: '/office/areas/:area/notices',
  access: { roles: [...STAFF, 'observer'] },
  params: AreaPath,
  query: z.strictObject({ after: Cursor.optional() }),
  responses: { 200: z.object({ notices: z.array(OfficeNoticeLine), next: Cursor.optional() }) },
});

/** One notice for its office. */
export const officeNotice = contract({
  method: 'GET',
  path: '/office/areas/:area/notices/:id',
  access: { roles: [...STAFF, 'observer'] },
  params: NoticePath,
  responses: { 200: OfficeNotice },
});

/** Starts a draft under an id the caller made; the same draft again is answered with the first. */
export const draftNotice = contract({
  ...office,
  method: 'POST',
  path: '/office/areas/:area/notices/:id',
  body: NoticeText,
});

/** Rewrites a draft. */
export const editNotice = contract({
  ...office,
  method: 'PUT',
  path: '/office/areas/:area/notices/:id',
  body: From.extend({ text: NoticeText }),
});

/** Publishes now or, with `publishAt`, at that time, which lies ahead by at most a year. */
export const publishNotice = contract({
  ...office,
  method: 'POST',
  path: '/office/areas/:area/notices/:id/publish',
  body: From.extend({ publishAt: Seconds.optional() }),
});

/** Takes a scheduled notice back to a draft. */
export const unscheduleNotice = contract({
  ...office,
  method: 'POST',
  path: '/office/areas/:area/notices/:id/unschedule',
  body: From,
});

/** Publishes a corrected text as the next version, with the reason people read. */
export const correctNotice = contract({
  ...office,
  method: 'POST',
  path: '/office/areas/:area/notices/:id/correct',
  body: From.extend({ text: NoticeText, reason: Reason }),
});

/** Throws a draft away; what people never saw leaves nothing but its audit events. */
export const discardNotice = contract({
  ...office,
  method: 'POST',
  path: '/office/areas/:area/notices/:id/discard',
  body: From,
  responses: { 204: z.undefined() },
});

/** Withdraws a published notice; it stays in the list with the reason. */
export const withdrawNotice = contract({
  ...office,
  method: 'POST',
  path: '/office/areas/:area/notices/:id/withdraw',
  body: From.extend({ reason: Reason }),
});

/** Erases the words of a notice in every version, by the county: unlawful or personal text. Its leaves stay in the log. */
export const eraseNotice = contract({
  ...office,
  access: { roles: ['county'] },
  fresh: true,
  method: 'POST',
  path: '/office/areas/:area/notices/:id/erase',
  body: From.extend({ reason: Reason }),
});

/**
 * A place to PUT the bytes of a notice's attachment, valid for ten minutes; an `url` without a host lies on the API's.
 * The bytes are then read at its `filePath`. The notice need not be drafted yet.
 */
export const attachmentUpload = contract({
  method: 'POST',
  path: '/office/areas/:area/notices/:id/attachments',
  access: { roles: STAFF },
  params: NoticePath,
  body: Attachment,
  responses: { 200: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }) },
});
