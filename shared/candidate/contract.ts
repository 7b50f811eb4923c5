import * as z from 'zod';
import { AreaCode } from '../area/code';
import { AreaPath } from '../area/contract';
import { contract } from '../contract';
import { Version } from '../ids';
import { STAFF } from '../identity/role';
import { LegalDate } from '../time';
import { Logged } from '../transparency/logged';
import { Text } from '../text';
import { whole } from '../whole';

export const Candidate = z.strictObject({
  name: Text.trim().min(1).max(40),
  sex: z.enum(['男', '女']),
  age: whole(18, 110),
  group: Text.trim().max(20),
  introduction: Text.trim().max(400),
});
export type Candidate = z.output<typeof Candidate>;

/** Candidates of one position, in the order the office states; `order` says which order that is. */
export const Slate = z.strictObject({
  position: z.enum(['主任', '副主任', '委员']),
  seats: whole(1, 9),
  candidates: z.array(Candidate).min(1).max(18),
});
export type Slate = z.output<typeof Slate>;

export const CandidateText = z.strictObject({
  kind: z.enum(['初步候选人', '正式候选人']),
  order: z.enum(['姓氏笔画', '得票多少']),
  /** The last day to object, inclusive. */
  objectUntil: LegalDate,
  slates: z.array(Slate).min(1).max(3),
});
export type CandidateText = z.output<typeof CandidateText>;

/** The published candidates; no counts, no share card (product.md). */
export const CandidateList = CandidateText.extend({
  area: AreaCode,
  version: Version,
  publishedOn: LegalDate,
});
export type CandidateList = z.output<typeof CandidateList>;

/** A list as everybody reads it, with where its proof is found in the public log. */
export const PublishedCandidates = CandidateList.extend({ logged: Logged });
export type PublishedCandidates = z.output<typeof PublishedCandidates>;

/** The published list of candidates. */
export const readCandidates = contract({
  method: 'GET',
  path: '/public/areas/:area/candidates',
  access: 'anyone',
  params: AreaPath,
  responses: { 200: PublishedCandidates },
  prepared: true,
});

/** Publishes the list of candidates; `from` is the version it replaces, 0 when there is none yet. */
export const publishCandidates = contract({
  method: 'PUT',
  path: '/office/areas/:area/candidates',
  access: { roles: STAFF },
  params: AreaPath,
  body: z.strictObject({ from: whole(0), list: CandidateText }),
  responses: { 200: CandidateList },
});
