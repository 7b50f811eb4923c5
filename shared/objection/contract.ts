import * as z from 'zod';
import { AreaCode } from '../area/code';
import { AreaPath } from '../area/contract';
import { contract } from '../contract';
import { ActedFor } from '../election/contract';
import { Id } from '../ids';
import { STAFF } from '../identity/role';
import { Text } from '../text';
import { LegalDate } from '../time';
import { whole } from '../whole';

/** What is wrong with the roll: somebody is missing, somebody stands there who should not, or an entry is wrong. */
export const ABOUT = ['漏登', '错登', '写错'] as const;

/** What somebody says against the roll: no more than the committee needs to look it up. */
export const ObjectionText = z.strictObject({
  about: z.enum(ABOUT),
  /** Whom it is about; no number, no birthday. */
  concerning: z.strictObject({ name: Text.trim().min(1).max(40), group: Text.trim().max(20) }),
  says: Text.trim().min(4).max(300),
  /** Who objects: the person, someone of the family, or another villager. */
  filer: Text.trim().min(1).max(40),
});
export type ObjectionText = z.output<typeof ObjectionText>;

/** What the election committee decided, in words that name nobody: they are published. */
export const DecisionText = z.strictObject({
  upheld: z.boolean(),
  reason: Text.trim().min(4).max(200),
});
export type DecisionText = z.output<typeof DecisionText>;

const Decision = DecisionText.extend({
  decidedOn: LegalDate,
  /** The version of the roll it was decided on; a later one should be right. */
  roll: whole(0),
  /** Who entered it, where the village did not. */
  by: ActedFor.optional(),
});

const Filed = z.object({
  ...ObjectionText.shape,
  id: Id,
  area: AreaCode,
  term: z.number(),
  /** From 1 in a village's election: what the published decision calls it. */
  number: whole(1),
  receivedOn: LegalDate,
  /** The last day for the decision, inclusive. */
  due: LegalDate,
  /** Brought to the counter, and entered by a clerk. */
  atCounter: z.boolean(),
});

export const Received = Filed.extend({ state: z.literal('received') });
export type Received = z.output<typeof Received>;
export const Decided = Filed.extend({ state: z.literal('decided'), decision: Decision });
export type Decided = z.output<typeof Decided>;

/** An objection to the roll (村组法 第17条), in the state it is in. */
export const Objection = z.discriminatedUnion('state', [Received, Decided]);
export type Objection = z.output<typeof Objection>;

/** The days on which objections are taken, both inclusive. */
export const ObjectionWindow = z.object({
  first: LegalDate,
  last: LegalDate,
  /** 待节假日安排. */
  provisional: z.boolean(),
});
export type ObjectionWindow = z.output<typeof ObjectionWindow>;

const ObjectionPath = z.strictObject({ area: AreaCode, id: Id });

/** Objects to the roll of a village on one's phone; the same again is answered with what stands. */
export const fileObjection = contract({
  method: 'PUT',
  path: '/resident/areas/:area/objections/:id',
  access: 'session',
  params: ObjectionPath,
  body: ObjectionText,
  responses: { 200: Objection },
});

/** When a village takes objections, and those the signed-in person filed there, newest first. */
export const myObjections = contract({
  method: 'GET',
  path: '/resident/areas/:area/objections',
  access: 'session',
  params: AreaPath,
  responses: { 200: z.object({ window: ObjectionWindow, filed: z.array(Objection) }) },
});

/** Enters an objection that somebody brought to the counter, on the day it came. */
export const takeObjection = contract({
  method: 'PUT',
  path: '/office/areas/:area/objections/:id',
  access: { roles: STAFF },
  params: ObjectionPath,
  body: z.strictObject({ receivedOn: LegalDate, text: ObjectionText }),
  responses: { 200: Objection },
});

/** The objections of a village's election by their number, its window, and the version of the roll that stands. */
export const readObjections = contract({
  method: 'GET',
  path: '/office/areas/:area/objections',
  access: { roles: STAFF },
  params: AreaPath,
  responses: {
    200: z.object({
      window: ObjectionWindow,
      /** The law as the published decisions cite it. */
      basis: z.string(),
      roll: z.number(),
      filed: z.array(Objection),
    }),
  },
});

/** Puts down what the committee decided, once; the same again is answered with what stands. */
export const decideObjection = contract({
  method: 'POST',
  path: '/office/areas/:area/objections/:id/decision',
  access: { roles: STAFF },
  params: ObjectionPath,
  body: DecisionText,
  responses: { 200: Objection },
});
