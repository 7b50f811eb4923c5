import * as z from 'zod';
import { AreaCode } from '../area/code';
import { AreaPath } from '../area/contract';
import { contract } from '../contract';
import { ElectionBody } from '../election/body';
import { base64urlOf, base64urlUpTo, Id, Version } from '../ids';
import { STAFF } from '../identity/role';
import { ObjectionWindow } from '../objection/contract';
import { LegalDate, Seconds } from '../time';
import { CATEGORIES, RollRow } from './row';
import { Text } from '../text';
import { whole } from '../whole';

/** A person's own entry, with the least data: what they need to see that it is theirs and right. */
export const OwnEntry = z.object({
  area: AreaCode,
  entry: Id,
  name: z.string(),
  group: z.string(),
  member: z.boolean(),
});
export type OwnEntry = z.output<typeof OwnEntry>;

/**
 * Ties the signed-in person to their roll entry by name and the last six of the ID number; tries are limited. A person
 * has one tie in the county: moving it is a decision of the staff.
 */
export const matchRoll = contract({
  method: 'POST',
  path: '/resident/areas/:area/roll/match',
  access: 'session',
  params: AreaPath,
  body: z.strictObject({
    name: Text.trim().min(1).max(40),
    idLastSix: z
      .string()
      .trim()
      .regex(/^\d{5}[\dXx]$/, '要填身份证号的最后六位'),
  }),
  responses: { 200: OwnEntry },
});

/**
 * Whether somebody of this name and last six stands on the published roll, for whoever looks it up for an elder: the
 * group and nothing else, and nobody is tied. Tries count as those of `matchRoll`.
 */
export const checkRoll = contract({
  method: 'POST',
  path: '/resident/areas/:area/roll/check',
  access: 'session',
  params: AreaPath,
  body: matchRoll.body,
  responses: {
    200: z.object({
      number: Version,
      /** None when nobody is found; two only of namesakes with the same last six. */
      groups: z.array(z.string()),
    }),
  },
});

/** The signed-in person's tie to the roll: none or one. */
export const myEntries = contract({
  method: 'GET',
  path: '/resident/entries',
  access: 'session',
  responses: { 200: z.array(OwnEntry).max(1) },
});

const ImportPath = z.strictObject({ area: AreaCode, version: z.coerce.number().int().min(1).max(9999) });

/**
 * How a version came of the one before it, where no table was imported: one row was entered by hand, people were struck
 * who have no ground to stand on the roll, or those were put back.
 */
export const ROLL_CHANGES = ['row', 'struck', 'restored'] as const;

const RollChange = z.object({
  kind: z.enum(ROLL_CHANGES),
  /** The version it was made of. */
  from: Version,
  /** Struck: how many, and the article they have no ground in. */
  people: whole(0).optional(),
  basis: z.string().optional(),
});
export type RollChange = z.output<typeof RollChange>;

export const RollHead = z.object({
  area: AreaCode,
  /** 0 when no roll has been imported. */
  version: whole(0),
  entries: whole(0),
  members: whole(0),
  change: RollChange.optional(),
});
export type RollHead = z.output<typeof RollHead>;

/** How many the roll holds and which version stands. */
export const rollHead = contract({
  method: 'GET',
  path: '/office/areas/:area/roll',
  access: { roles: [...STAFF, 'observer'] },
  params: AreaPath,
  responses: { 200: RollHead },
});

const RollRows = z
  .array(RollRow)
  .min(1)
  .max(45)
  .superRefine((rows, context) => {
    const first = new Map<string, number>();
    for (const [row, { idNumber }] of rows.entries()) {
      const before = first.get(idNumber);
      if (before === undefined) first.set(idNumber, row);
      else {
        const message = `和这一批第 ${before + 1} 行是同一个身份证号`;
        context.addIssue({ code: 'custom', path: [row, 'idNumber'], message });
      }
    }
  });

/** Writes one batch of a roll version that is not yet the head; the same batch again changes nothing. */
export const putRollBatch = contract({
  method: 'PUT',
  path: '/office/areas/:area/roll/:version/batches/:batch',
  access: { roles: STAFF },
  params: ImportPath.extend({ batch: z.coerce.number().int().min(0).max(999) }),
  body: z.strictObject({ rows: RollRows }),
  responses: { 200: z.object({ written: z.number() }) },
});

/** More are not left behind in one change of a roll. */
export const LEFT_AT_MOST = 1500;

/**
 * Carries some of the roll that stands, or of the one it was struck from, into a version that is not yet the head, but
 * for those who are left behind; `next` is asked for in `after` until there is none. The same again changes nothing.
 */
export const carryRoll = contract({
  method: 'PUT',
  path: '/office/areas/:area/roll/:version/carried/:batch',
  access: { roles: STAFF },
  params: ImportPath.extend({ batch: z.coerce.number().int().min(0).max(999) }),
  body: z.strictObject({
    from: Version,
    after: Text.max(200).optional(),
    without: z.array(Id).max(LEFT_AT_MOST),
  }),
  responses: { 200: z.object({ written: z.number(), next: z.string().optional() }) },
});

/** As many as are compared at once. */
export const COMPARED_AT_ONCE = 500;

/**
 * Who people are by their ID numbers, before anything is written: the entry each has or would have, and the village on
 * whose roll they stand when it is another, and this village's certificate that they register elsewhere.
 */
export const compareRoll = contract({
  method: 'POST',
  path: '/office/areas/:area/roll/compare',
  access: { roles: STAFF },
  params: AreaPath,
  body: z.strictObject({
    idNumbers: z.array(RollRow.shape.idNumber).min(1).max(COMPARED_AT_ONCE),
  }),
  responses: {
    200: z.object({
      people: z.array(
        z.object({
          entry: Id,
          elsewhere: AreaCode.optional(),
          /** This village's last certificate that they are not registered here. */
          certified: z.object({ number: z.number(), to: z.string(), issuedOn: LegalDate }).optional(),
        }),
      ),
    }),
  },
});

/** A person as the office's copy of the roll has them: of the ID number the last four. */
export const RollEntry = z.object({
  entry: Id,
  name: z.string(),
  group: z.string(),
  category: z.enum(CATEGORIES),
  member: z.boolean(),
  idLastFour: z.string(),
  agreed: LegalDate.optional(),
  unregisteredAtHome: z.literal(true).optional(),
  remark: z.string().optional(),
});
export type RollEntry = z.output<typeof RollEntry>;

/** The roll that stands, or the published one, some thousand people at a time; `next` is asked for in `after` until there is none. */
export const rollEntries = contract({
  method: 'GET',
  path: '/office/areas/:area/roll/:version/entries',
  access: { roles: STAFF },
  params: ImportPath,
  query: z.strictObject({ after: Text.max(200).optional() }),
  responses: { 200: z.object({ entries: z.array(RollEntry), next: z.string().optional() }) },
});

/** Makes an imported version the roll: only now does anybody see it. */
export const finishRoll = contract({
  method: 'POST',
  path: '/office/areas/:area/roll/:version/finish',
  access: { roles: STAFF },
  params: ImportPath,
  body: z.strictObject({
    from: whole(0),
    entries: Version,
    /** Absent for an imported table. */
    change: z.enum(ROLL_CHANGES).optional(),
  }),
  responses: { 200: RollHead },
});

/** Roll entries whose name begins with the text: for staff who record what was done on paper. */
export const findEntries = contract({
  method: 'GET',
  path: '/office/areas/:area/roll/entries',
  access: { roles: STAFF },
  params: AreaPath,
  query: z.strictObject({ name: Text.trim().min(1).max(40) }),
  responses: {
    200: z.array(RollEntry),
  },
});

/**
 * Moves the tie of somebody who has moved here: the phone that was tied to this entry in the village they left is tied to
 * it here. The entry follows from the ID number, so it is the same person; they must stand on this village's roll.
 */
export const moveTie = contract({
  method: 'POST',
  path: '/office/areas/:area/roll/ties/:entry/move',
  access: { roles: STAFF },
  fresh: true,
  params: z.strictObject({ area: AreaCode, entry: Id }),
  body: z.strictObject({ from: AreaCode }),
  responses: { 204: z.void() },
});

/** A group of the published list, and on how many pages its names are. */
const ListedGroup = z.object({ name: z.string(), entries: z.int(), pages: z.int() });

/** A published version of the roll: what everybody of the village may know of it. */
export const Publication = z.object({
  area: AreaCode,
  term: z.int(),
  /** From 1 in a term; a later one is a correction. */
  number: Version,
  /** The version of the roll that it froze. */
  version: Version,
  entries: z.int(),
  groups: z.array(ListedGroup),
  publishedAt: Seconds,
  /** The day of the term's first publication. */
  firstDay: LegalDate,
  /** Hash of its leaf in the public log, and the structure that the leaf commits to. */
  leaf: base64urlOf(32),
  document: base64urlUpTo(200),
});
export type Publication = z.output<typeof Publication>;

/** Which publication of a village's roll is the newest, for whoever holds the proof of an older one; nobody is named. */
export const NewestRoll = Publication.pick({
  area: true,
  term: true,
  number: true,
  version: true,
  publishedAt: true,
  leaf: true,
});
export type NewestRoll = z.output<typeof NewestRoll>;

export const newestRoll = contract({
  method: 'GET',
  path: '/public/areas/:area/roll',
  access: 'anyone',
  params: AreaPath,
  responses: { 200: NewestRoll },
  prepared: true,
});

/** By when the roll must be published, and the article that says so. */
export const PublishingLaw = z.object({
  electionDay: LegalDate,
  /** Inclusive. */
  last: LegalDate,
  basis: z.string(),
  words: z.string(),
});
export type PublishingLaw = z.output<typeof PublishingLaw>;

/** A person's own line of the published list, with the way from it to the root in the log. */
export const ListedEntry = z.object({
  entry: Id,
  nonce: base64urlOf(16),
  name: z.string(),
  group: z.string(),
  index: whole(0),
  path: z.array(base64urlOf(32)).max(32),
});
export type ListedEntry = z.output<typeof ListedEntry>;

/** The published roll as a villager who is tied to it sees it; `own` is absent for whoever does not stand on it. */
export const publishedRoll = contract({
  method: 'GET',
  path: '/resident/areas/:area/roll/published',
  access: 'session',
  params: AreaPath,
  responses: { 200: z.object({ publication: Publication, own: ListedEntry.optional() }) },
});

/** A page of a group's names, for villagers who are tied to the village's roll; for nobody else. */
export const publishedPage = contract({
  method: 'GET',
  path: '/resident/areas/:area/roll/published/:version/:group/:page',
  access: 'session',
  params: ImportPath.extend({
    group: z.coerce.number().int().min(0).max(999),
    page: z.coerce.number().int().min(0).max(99),
  }),
  responses: { 200: z.object({ group: z.string(), names: z.array(z.string()) }) },
});

/** What is published of a village's roll, and by when it must be. */
export const RollPublication = z.object({
  law: PublishingLaw,
  body: ElectionBody,
  term: z.int(),
  /** The law as notices cite it. */
  cited: z.string(),
  /** The newest of this term. */
  publication: Publication.optional(),
  /** When objections to it are taken; before the first publication as it is planned. */
  window: ObjectionWindow,
});
export type RollPublication = z.output<typeof RollPublication>;

/** The same of a village; 404 before its election is planned. */
export const rollPublication = contract({
  method: 'GET',
  path: '/office/areas/:area/roll/publication',
  access: { roles: STAFF },
  params: AreaPath,
  responses: { 200: RollPublication },
});

/** Freezes and publishes the roll that stands; the same version again is answered as it stands. */
export const publishRoll = contract({
  method: 'POST',
  path: '/office/areas/:area/roll/:version/publication',
  access: { roles: STAFF },
  fresh: true,
  params: ImportPath,
  body: z.strictObject({
    /** The publication of this term that it corrects; 0 for the first. */
    from: whole(0),
  }),
  responses: { 200: Publication },
});
