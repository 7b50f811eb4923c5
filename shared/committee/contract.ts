import * as z from 'zod';
import { AreaCode } from '../area/code';
import { AreaPath } from '../area/contract';
import { contract } from '../contract';
import { ElectionBody } from '../election/body';
import { ActedFor } from '../election/contract';
import { Id, Version } from '../ids';
import { STAFF } from '../identity/role';
import { Chosen } from '../meeting/contract';
import { MeetingKind } from '../meeting/kinds';
import { Text } from '../text';
import { LegalDate } from '../time';
import { whole } from '../whole';

export const POSTS = ['主任', '副主任', '委员'] as const;

/** Why somebody leaves: 村组法(2025) 第15条, 居组法(2025) 第15条. */
export const WHY_LEFT = ['本人被提名', '近亲属被提名', '辞职', '去世', '异议成立', '其他'] as const;

/** A person of the committee; the group tells namesakes apart. */
export const Who = Chosen.pick({ name: true, group: true });
export type Who = z.output<typeof Who>;

export const Member = Chosen.extend({ post: z.enum(POSTS) });
export type Member = z.output<typeof Member>;

const Left = z.object({
  ...Who.shape,
  post: z.enum([...POSTS, '候补']),
  why: z.enum(WHY_LEFT),
  day: LegalDate,
  /** Who moved up; nobody where there was no alternate, or where an alternate left. */
  followed: Who.optional(),
});
export type Left = z.output<typeof Left>;

const Says = Text.trim().min(4).max(300);

const Decision = z.strictObject({ decidedOn: LegalDate, upheld: z.boolean(), reason: Says });

/** What somebody said against the list, without who said it. */
export const ListObjection = z.object({
  id: Id,
  receivedOn: LegalDate,
  says: Says,
  decision: Decision.optional(),
});
export type ListObjection = z.output<typeof ListObjection>;

/** An election committee as it stands; `short`: a place could not be filled, and the law's way on is to choose anew. */
export const Committee = z.object({
  area: AreaCode,
  term: z.number(),
  body: ElectionBody,
  state: z.enum(['standing', 'short']),
  revision: Version,
  /** The signed minutes that chose it. */
  minutes: z.array(Id),
  kind: MeetingKind,
  chosenOn: LegalDate,
  postedOn: LegalDate,
  /** The last day to object, inclusive. */
  objectUntil: LegalDate,
  members: z.array(Member),
  /** In the order in which they move up. */
  alternates: z.array(Chosen),
  left: z.array(Left),
  objections: z.array(ListObjection),
  /** Who entered it last, where the village did not. */
  by: ActedFor.optional(),
});
export type Committee = z.output<typeof Committee>;

/** What is settled beside the votes: how many, who leads, and when the list was posted. */
export const Choice = z.strictObject({
  minutes: z.array(Id).min(1).max(30),
  size: whole(1, 40),
  chair: Who,
  deputies: z.array(Who).max(5),
  postedOn: LegalDate,
});
export type Choice = z.output<typeof Choice>;

export const Leaving = z.strictObject({
  ...Who.shape,
  why: z.enum(WHY_LEFT),
  day: LegalDate,
  /** Who leads from now on, where the chair leaves. */
  chair: Who.optional(),
});
export type Leaving = z.output<typeof Leaving>;

export const ObjectionEntry = z.strictObject({
  receivedOn: LegalDate,
  says: Says,
  decision: Decision.optional(),
});
export type ObjectionEntry = z.output<typeof ObjectionEntry>;

const From = z.strictObject({ from: whole(0) });
const office = { access: { roles: STAFF }, params: AreaPath, responses: { 200: Committee } } as const;

/** The election committee of a village's election. */
export const readCommittee = contract({
  ...office,
  access: { roles: [...STAFF, 'observer'] },
  method: 'GET',
  path: '/office/areas/:area/committee',
});

/** Forms the committee from signed minutes, or chooses it anew from later ones. */
export const formCommittee = contract({
  ...office,
  method: 'PUT',
  path: '/office/areas/:area/committee',
  body: From.extend({ choice: Choice }),
});

/** Puts down that a member or an alternate left; the next alternate moves up. */
export const leaveCommittee = contract({
  ...office,
  method: 'POST',
  path: '/office/areas/:area/committee/leave',
  body: From.extend({ leaving: Leaving }),
});

/** Puts down an objection to the list and, then or later, its decision. */
export const objectToCommittee = contract({
  ...office,
  method: 'PUT',
  path: '/office/areas/:area/committee/objections/:id',
  params: z.strictObject({ area: AreaCode, id: Id }),
  body: From.extend({ objection: ObjectionEntry }),
});
