import * as z from 'zod';
import { AreaCode } from '../area/code';
import { AreaPath } from '../area/contract';
import { contract } from '../contract';
import { ElectionBody } from '../election/body';
import { ActedFor } from '../election/contract';
import { Id, Version } from '../ids';
import { STAFF } from '../identity/role';
import { Reason } from '../notice/notice';
import { Text } from '../text';
import { LegalDate } from '../time';
import { ItemAbout, MeetingKind } from './kinds';
import { whole } from '../whole';

/** No village has more people. */
const People = whole(0, 99_999);
const Name = Text.trim().min(1).max(40);

/** One whom votes were given to. */
export const Chosen = z.strictObject({ name: Name, group: Text.trim().max(20), votes: People });
export type Chosen = z.output<typeof Chosen>;

/** How an item was decided: not at all, by raised hands, or by votes for persons. */
export const Vote = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('show'), for: People, against: People, abstain: People }),
  z.strictObject({
    kind: z.literal('persons'),
    seats: whole(1, 40),
    /** In the order they were counted; of equal votes the one written first comes first. */
    persons: z.array(Chosen).min(1).max(60),
  }),
]);
export type Vote = z.output<typeof Vote>;

export const AgendaItem = z.strictObject({
  title: Text.trim().min(2).max(100),
  /** What was said and settled. */
  says: Text.trim().max(800),
  about: ItemAbout.optional(),
  vote: Vote,
});
export type AgendaItem = z.output<typeof AgendaItem>;

/** `14:30` */
const Hour = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, '写成 14:30 这样');

/** What the recorder writes. Chair, recorder and the sheet's place may follow until the minutes are signed. */
export const MinutesText = z.strictObject({
  kind: MeetingKind,
  /** Whose meeting, where each group has its own. */
  group: Text.trim().max(20),
  day: LegalDate,
  from: Hour,
  to: Hour,
  place: Text.trim().min(2).max(60),
  chair: Text.trim().max(40),
  recorder: Text.trim().max(40),
  /** 应到, whom the article counts; 实到; women among them. */
  due: People.min(1),
  present: People,
  women: People,
  items: z.array(AgendaItem).min(1).max(20),
  /** Where the signed sign-in sheet is kept. */
  sheet: Text.trim().max(60),
});
export type MinutesText = z.output<typeof MinutesText>;

const Kept = z.object({
  id: Id,
  area: AreaCode,
  term: z.number(),
  body: ElectionBody,
  text: MinutesText,
  /** Counts every change; a change names the revision it was decided from. */
  revision: Version,
});
/** Who put it down, where the village did not. */
const signed = { version: Version, signedOn: LegalDate, by: ActedFor.optional() };

export const Draft = Kept.extend({ state: z.literal('draft') });
export type Draft = z.output<typeof Draft>;
export const Signed = Kept.extend({ state: z.literal('signed'), ...signed });
export type Signed = z.output<typeof Signed>;
export const Corrected = Kept.extend({
  state: z.literal('corrected'),
  ...signed,
  correctedOn: LegalDate,
  reason: Reason,
});
export type Corrected = z.output<typeof Corrected>;

/** The minutes of a meeting (会议记录), in the state they are in: docs/states/minutes.md. */
export const Minutes = z.discriminatedUnion('state', [Draft, Signed, Corrected]);
export type Minutes = z.output<typeof Minutes>;

/** One of those who make up the meeting of representatives: a representative, or a member of the committee. */
export const AssemblyMember = z.strictObject({
  name: Name,
  group: Text.trim().max(20),
  as: z.enum(['代表', '委员']),
  woman: z.boolean(),
});
export type AssemblyMember = z.output<typeof AssemblyMember>;

/** More make up no meeting of representatives. */
const ASSEMBLY_AT_MOST = 400;

const AssemblyList = z.strictObject({
  /** Since when they make it up. */
  since: LegalDate,
  members: z.array(AssemblyMember).min(1).max(ASSEMBLY_AT_MOST),
});

/** Who makes up a village's meeting of representatives (代表会议全体组成人员): its quorum is counted of them. */
export const Assembly = AssemblyList.extend({ area: AreaCode, body: ElectionBody, revision: Version });
export type Assembly = z.output<typeof Assembly>;

const MinutesPath = z.strictObject({ area: AreaCode, id: Id });
const READERS = [...STAFF, 'observer'] as const;
const office = { access: { roles: STAFF }, params: MinutesPath, responses: { 200: Minutes } } as const;

/** Who makes up the meeting of representatives; 404 before it is put down. */
export const readAssembly = contract({
  method: 'GET',
  path: '/office/areas/:area/assembly',
  access: { roles: READERS },
  params: AreaPath,
  responses: { 200: Assembly },
});

/** Puts down who makes it up, over the list that stands; `from` is 0 when there is none. */
export const keepAssembly = contract({
  method: 'PUT',
  path: '/office/areas/:area/assembly',
  access: { roles: STAFF },
  params: AreaPath,
  body: AssemblyList.extend({ from: whole(0) }),
  responses: { 200: Assembly },
});

/** The minutes of a village's election, by the day of the meeting. */
export const listMinutes = contract({
  method: 'GET',
  path: '/office/areas/:area/minutes',
  access: { roles: READERS },
  params: AreaPath,
  responses: { 200: z.object({ body: ElectionBody, term: z.number(), minutes: z.array(Minutes) }) },
});

/** One meeting's minutes with every version that was corrected, oldest first. */
export const readMinutes = contract({
  method: 'GET',
  path: '/office/areas/:area/minutes/:id',
  access: { roles: READERS },
  params: MinutesPath,
  responses: { 200: z.object({ minutes: Minutes, earlier: z.array(Minutes) }) },
});

/** Writes a draft, or writes it anew; `from` is the revision it replaces, 0 when there is none. */
export const draftMinutes = contract({
  ...office,
  method: 'PUT',
  path: '/office/areas/:area/minutes/:id',
  body: z.strictObject({ from: whole(0), text: MinutesText }),
});

/** Freezes the minutes as chair and recorder signed them on paper. */
export const signMinutes = contract({
  ...office,
  method: 'POST',
  path: '/office/areas/:area/minutes/:id/sign',
  body: z.strictObject({ from: Version }),
});

/** Puts a corrected text in place of the signed one, with the reason; the earlier stays. */
export const correctMinutes = contract({
  ...office,
  method: 'POST',
  path: '/office/areas/:area/minutes/:id/correct',
  body: z.strictObject({ from: Version, text: MinutesText, reason: Reason }),
});
