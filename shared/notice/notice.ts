import * as z from 'zod';
import { AreaCode } from '../area/code';
import { Id, Version } from '../ids';
import { Seconds } from '../time';
import { Logged } from '../transparency/logged';
import { Text } from '../text';
import { whole } from '../whole';

/** The eight stages people see (shared steps, B): 1 制定方案 … 8 公布移交. */
export const Stage = whole(1, 8);
export const STAGES = [
  '制定方案',
  '准备',
  '选民登记',
  '推荐提名',
  '资格联审',
  '公布候选人',
  '投票计票',
  '公布移交',
] as const;

export const Attachment = z.strictObject({
  /** SHA-256 of the file, hex: its name among its notice's files. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: Text.trim().min(1).max(80),
  type: z.enum(['application/pdf', 'image/jpeg', 'image/png', 'audio/mpeg', 'audio/mp4']),
  /** Bytes. */
  size: whole(1, 20 << 20),
});
export type Attachment = z.output<typeof Attachment>;

const Title = Text.trim().min(2).max(60);
/** 第几号; absent when the notice carries no number. */
const IssueNumber = whole(1, 999).optional();
const Issuer = Text.trim().min(2).max(40);

/** Why a notice was corrected or withdrawn: people read it beside the notice. */
export const Reason = Text.trim().min(4).max(200);

/** What an office writes; `html` is rich text, sanitised by the server before it is stored. */
export const NoticeText = z.strictObject({
  title: Title,
  number: IssueNumber,
  issuer: Issuer,
  stage: Stage,
  html: Text.min(1).max(24_000),
  attachments: z.array(Attachment).max(9),
});
export type NoticeText = z.output<typeof NoticeText>;

/** Where a notice stands: docs/states/notice.md. */
export const NoticeState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('draft') }),
  z.object({ kind: z.literal('scheduled'), publishAt: Seconds }),
  z.object({
    kind: z.literal('published'),
    /** When version 1 was published, and when the version that stands was. */
    publishedAt: Seconds,
    changedAt: Seconds,
    /** Why it was corrected; absent at version 1. */
    reason: Reason.optional(),
  }),
  z.object({
    kind: z.literal('withdrawn'),
    publishedAt: Seconds,
    withdrawnAt: Seconds,
    reason: Reason,
    logged: Logged,
  }),
  /** Its words, in every version, are gone; why, people read. */
  z.object({
    kind: z.literal('erased'),
    publishedAt: Seconds,
    erasedAt: Seconds,
    reason: Reason,
    logged: Logged,
  }),
]);
export type NoticeState = z.output<typeof NoticeState>;

/** A version people could read: when, and why it replaced the one before. */
export const NoticeVersion = z.object({
  version: Version,
  publishedAt: Seconds,
  reason: Reason.optional(),
});
export type NoticeVersion = z.output<typeof NoticeVersion>;

/** A version with where its proof is found in the public log. */
export const LoggedVersion = NoticeVersion.extend({ logged: Logged });
export type LoggedVersion = z.output<typeof LoggedVersion>;

/** A line of the office's list, in any state. */
export const OfficeNoticeLine = z.object({
  id: Id,
  area: AreaCode,
  title: Title,
  number: IssueNumber,
  issuer: Issuer,
  stage: Stage,
  state: NoticeState,
  /** The version that stands or, before it is published, will be: 1. */
  version: Version,
  /** Counts every change; a change names the revision it was decided from. */
  revision: Version,
  createdAt: Seconds,
});
export type OfficeNoticeLine = z.output<typeof OfficeNoticeLine>;

/** A notice as its office sees it, in any state. */
export const OfficeNotice = OfficeNoticeLine.pick({
  id: true,
  area: true,
  state: true,
  version: true,
  revision: true,
  createdAt: true,
}).extend({ text: NoticeText, versions: z.array(LoggedVersion) });
export type OfficeNotice = z.output<typeof OfficeNotice>;

/** A line of a notice list. */
export const NoticeLine = z.object({
  id: Id,
  area: AreaCode,
  title: z.string(),
  number: z.number().optional(),
  issuer: z.string(),
  stage: Stage,
  version: Version,
  state: z.enum(['published', 'withdrawn', 'erased']),
  /** When version 1 was published. */
  publishedAt: Seconds,
  /** When the shown version was published, or the notice withdrawn or erased. */
  changedAt: Seconds,
  /** Why it was corrected, withdrawn or erased. */
  reason: z.string().optional(),
});
export type NoticeLine = z.output<typeof NoticeLine>;

/** A page of an area's list: newest first. Pages count from the oldest: `page` 1 is the oldest. */
export const NoticePage = z.object({
  area: AreaCode,
  page: whole(1),
  notices: z.array(NoticeLine),
});
export type NoticePage = z.output<typeof NoticePage>;

/** A notice in one version, with all its versions; whether it was withdrawn is said in each of them. */
export const PublishedNotice = NoticeLine.extend({
  html: z.string(),
  attachments: z.array(Attachment),
  versions: z.array(LoggedVersion),
  /** Its withdrawal or its erasure in the log. */
  ending: Logged.optional(),
});
export type PublishedNotice = z.output<typeof PublishedNotice>;
