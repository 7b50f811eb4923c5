import * as z from 'zod';
import { AreaCode } from '../area/code';
import { Id, Version } from '../ids';
import { Seconds } from '../time';

/** The eight stages people see (shared steps, B): 1 制定方案 … 8 公布移交. */
export const Stage = z.number().int().min(1).max(8);
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
  /** SHA-256 of the file, hex: the blob's name. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().trim().min(1).max(80),
  type: z.enum(['application/pdf', 'image/jpeg', 'image/png', 'audio/mpeg', 'audio/mp4']),
  /** Bytes. */
  size: z
    .number()
    .int()
    .min(1)
    .max(20 << 20),
});
export type Attachment = z.output<typeof Attachment>;

/** What an office writes; `html` is rich text, sanitised by the server before it is stored. */
export const NoticeText = z.strictObject({
  title: z.string().trim().min(2).max(60),
  /** 第几号; absent when the notice carries no number. */
  number: z.number().int().min(1).max(999).optional(),
  issuer: z.string().trim().min(2).max(40),
  stage: Stage,
  html: z.string().min(1).max(24_000),
  attachments: z.array(Attachment).max(9),
});
export type NoticeText = z.output<typeof NoticeText>;

/** A line of a notice list. */
export const NoticeLine = z.object({
  id: Id,
  area: AreaCode,
  title: z.string(),
  number: z.number().optional(),
  issuer: z.string(),
  stage: Stage,
  version: Version,
  state: z.enum(['published', 'withdrawn']),
  /** When version 1 was published. */
  publishedAt: Seconds,
  /** When the shown version was published, or the notice withdrawn. */
  changedAt: Seconds,
  /** Why it was corrected or withdrawn. */
  reason: z.string().optional(),
});
export type NoticeLine = z.output<typeof NoticeLine>;

/** A page of an area's list: newest first. Pages count from the oldest: `page` 1 is the oldest. */
export const NoticePage = z.object({
  area: AreaCode,
  page: z.number().int().min(1),
  notices: z.array(NoticeLine),
});
export type NoticePage = z.output<typeof NoticePage>;

/** A published notice in one version, with the list of all its versions. */
export const PublishedNotice = NoticeLine.extend({
  html: z.string(),
  attachments: z.array(Attachment),
  versions: z.array(z.object({ version: Version, publishedAt: Seconds, reason: z.string().optional() })),
});
export type PublishedNotice = z.output<typeof PublishedNotice>;
