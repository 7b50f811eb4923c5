import * as z from 'zod';
import { AreaCode } from '../area/code';
import { AreaPath } from '../area/contract';
import { contract } from '../contract';
import { Id, Version } from '../ids';
import { STAFF } from '../identity/role';
import { Seconds } from '../time';
import { Attachment, NoticePage, NoticeText, PublishedNotice } from './notice';

const NoticePath = z.strictObject({ area: AreaCode, id: Id });
const Reason = z.string().trim().min(4).max(200);

/** What people of an area see: the newest page of the village, of its town and of its county. */
export const noticeLists = contract({
  method: 'GET',
  path: '/public/areas/:area/notices',
  access: 'anyone',
  params: AreaPath,
  responses: { 200: z.array(NoticePage) },
  prepared: true,
});

/** An older page of one area's own list. */
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

/** A notice as it stood in an older version; it stays readable for good. */
export const readNoticeVersion = contract({
  method: 'GET',
  path: '/public/areas/:area/notices/:id/versions/:version',
  access: 'anyone',
  params: NoticePath.extend({ version: z.coerce.number().int().min(1).max(9999) }),
  responses: { 200: PublishedNotice },
  prepared: true,
});

/** A notice as its office sees it, in any state. */
export const OfficeNotice = z.object({
  id: Id,
  area: AreaCode,
  text: NoticeText,
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('draft') }),
    z.object({ kind: z.literal('scheduled'), publishAt: Seconds }),
    z.object({
      kind: z.literal('published'),
      publishedAt: Seconds,
      changedAt: Seconds,
      reason: Reason.optional(),
    }),
    z.object({ kind: z.literal('withdrawn'), publishedAt: Seconds, withdrawnAt: Seconds, reason: Reason }),
  ]),
  /** The published text's version, from 1; a draft is at version 1 before it is published. */
  version: Version,
  /** Counts every change; a change names the revision it was decided from. */
  revision: Version,
});
export type OfficeNotice = z.output<typeof OfficeNotice>;

const office = { access: { roles: STAFF }, params: NoticePath, responses: { 200: OfficeNotice } } as const;
const From = z.strictObject({ revision: Version });

/** All notices of an area for its office, newest first. */
export const officeNotices = contract({
  method: 'GET',
  path: '/office/areas/:area/notices',
  access: { roles: [...STAFF, 'observer'] },
  params: AreaPath,
  responses: { 200: z.array(OfficeNotice) },
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

/** Publishes now, or schedules when `publishAt` lies ahead. */
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

/** Withdraws a published notice; it stays in the list with the reason. */
export const withdrawNotice = contract({
  ...office,
  method: 'POST',
  path: '/office/areas/:area/notices/:id/withdraw',
  body: From.extend({ reason: Reason }),
});

/** A place to put one attachment, valid for ten minutes. */
export const attachmentUpload = contract({
  method: 'POST',
  path: '/office/areas/:area/attachments',
  access: { roles: STAFF },
  params: AreaPath,
  body: Attachment,
  responses: { 200: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }) },
});
