import * as z from 'zod';
import { AreaCode } from '../area/code';
import { AreaPath } from '../area/contract';
import { contract } from '../contract';
import { Id, Version } from '../ids';
import { BOARD_READERS, STAFF } from '../identity/role';
import { Reason, Stage } from '../notice/notice';
import { Text } from '../text';
import { LegalDate } from '../time';
import { Logged } from '../transparency/logged';
import { ElectedBy, ElectionBody } from './body';
import { OPTION_IDS } from './editions/provincial';
import { whole } from '../whole';

/** One step of the timetable: who acts, when, what comes out, and the article that asks for it. */
export const Step = z.object({
  /** `B7`, as in shared/election/villagers; `A10`, as in shared/election/party. */
  id: z.string(),
  /** The party's steps have none. */
  stage: Stage.optional(),
  title: z.string(),
  actor: z.string(),
  firstDay: LegalDate,
  lastDay: LegalDate,
  /** 待节假日安排: `lastDay` leans on a year whose holidays are not known yet. */
  provisional: z.literal(true).optional(),
  /** The first day that the steps before it leave. */
  earliest: LegalDate.optional(),
  /** The last day the law allows, where it names one. */
  limit: LegalDate.optional(),
  /** 一村一策: why its days are not the usual ones. */
  changed: z.string().optional(),
  output: z.string(),
  /** Short name and article: `村组法(2025) 第17条`; the article's words in `law`. */
  basis: z.string().optional(),
  law: z.string().optional(),
});
export type Step = z.output<typeof Step>;

const StepId = z.string().regex(/^[AB][1-9]\d?$/);

/** 一村一策: a village's own days for one step, with the reason that everybody reads. */
export const StepChange = z.strictObject({
  step: StepId,
  firstDay: LegalDate,
  lastDay: LegalDate,
  reason: Text.trim().min(4).max(200),
});
export type StepChange = z.output<typeof StepChange>;

/** What an office decides; the timetable follows from it. */
export const ElectionPlan = z.strictObject({
  body: ElectionBody,
  /** All voters where nothing is said. */
  electedBy: ElectedBy.optional(),
  term: whole(1, 99),
  electionDay: LegalDate,
  /** The day the roll is posted, or was posted on the wall before the village came here. */
  rollDay: LegalDate.optional(),
  /** The party branch's own election; `secretaryLeads`: the new secretary is to chair the election committee or stand. */
  party: z.strictObject({ meetingDay: LegalDate, secretaryLeads: z.boolean() }).optional(),
  /** Days a province sets otherwise. */
  options: z.partialRecord(z.enum(OPTION_IDS), whole(0, 60)).optional(),
  changes: z.array(StepChange).max(40).optional(),
  /** 应急预案: what is done in rain, without power, when too few come. */
  emergency: Text.trim().min(1).max(2000).optional(),
});
export type ElectionPlan = z.output<typeof ElectionPlan>;

/** Which level acted in a village's place: 代办, which everybody can see. */
export const ActedFor = z.enum(['town', 'county']);
export type ActedFor = z.output<typeof ActedFor>;

/** What shows that a step is done: a notice published here, signed minutes of a meeting, or a paper kept there. */
export const StepRecord = z.strictObject({
  step: StepId,
  title: Text.trim().min(2).max(80),
  /** The day it was made or posted. */
  day: LegalDate,
  /** `第4号`, or where the paper is kept. */
  place: Text.trim().min(1).max(60).optional(),
  notice: Id.optional(),
  /** Signed minutes, which offices alone can read. */
  minutes: Id.optional(),
});
export type StepRecord = z.output<typeof StepRecord>;

/** A record as it stands, with who put it down where the village did not. */
export const KeptRecord = StepRecord.extend({ by: ActedFor.optional() });
export type KeptRecord = z.output<typeof KeptRecord>;

/** A record that was struck because its document was the wrong one (已更正): it shows nothing any more, and is kept. */
export const StruckRecord = z.object({
  record: KeptRecord,
  /** Read by everybody. */
  reason: z.string(),
  on: LegalDate,
  /** Who struck it, where the village did not. */
  by: ActedFor.optional(),
});
export type StruckRecord = z.output<typeof StruckRecord>;

/** A village's timetable as it is published: the stage that is now, and the steps in order. */
export const Timetable = z.object({
  ...ElectionPlan.shape,
  area: AreaCode,
  version: Version,
  /** The law's edition in force on the election day: `村组法(2025)`. */
  edition: z.string(),
  rollDay: LegalDate,
  /** The stage that is now; entered by the office once its records are there, never ticked by a clock. */
  stage: Stage,
  steps: z.array(Step),
  partySteps: z.array(Step).optional(),
  records: z.array(KeptRecord),
  /** In the order they were struck. */
  struck: z.array(StruckRecord).optional(),
  /** Who planned it last, where the village did not. */
  plannedBy: ActedFor.optional(),
});
export type Timetable = z.output<typeof Timetable>;

/** A timetable as everybody reads it, with where its proof is found in the public log. */
export const PublishedTimetable = Timetable.extend({ logged: Logged });
export type PublishedTimetable = z.output<typeof PublishedTimetable>;

/** The published timetable. */
export const readTimetable = contract({
  method: 'GET',
  path: '/public/areas/:area/timetable',
  access: 'anyone',
  params: AreaPath,
  responses: { 200: PublishedTimetable },
  prepared: true,
});

/** Sets up a village's election: the steps and dates are computed from the law and published. */
export const planElection = contract({
  method: 'PUT',
  path: '/office/areas/:area/election',
  access: { roles: STAFF },
  params: z.strictObject({ area: AreaCode }),
  body: ElectionPlan.extend({
    /** 0 when there is none yet. */
    from: whole(0),
  }),
  responses: { 200: Timetable },
});

/** Enters the next stage. */
export const enterStage = contract({
  method: 'POST',
  path: '/office/areas/:area/election/stage',
  access: { roles: STAFF },
  params: AreaPath,
  body: z.strictObject({ from: Version, stage: Stage }),
  responses: { 200: Timetable },
});

/** Puts down the documents and papers that show steps done. */
export const recordSteps = contract({
  method: 'POST',
  path: '/office/areas/:area/election/records',
  access: { roles: STAFF },
  params: AreaPath,
  body: z.strictObject({ from: Version, records: z.array(StepRecord).min(1).max(40) }),
  responses: { 200: Timetable },
});

/** Strikes a record whose document was the wrong one, with the reason that everybody reads. */
export const strikeRecord = contract({
  method: 'POST',
  path: '/office/areas/:area/election/records/strike',
  access: { roles: STAFF },
  params: AreaPath,
  body: z.strictObject({ from: Version, record: StepRecord, reason: Reason }),
  responses: { 200: Timetable },
});

/** One village on the board: its stage, and what is awaited with its last day; the day itself is the reader's. */
export const BoardRow = z.object({
  village: AreaCode,
  body: ElectionBody,
  term: z.number(),
  stage: Stage,
  electionDay: LegalDate,
  /** Steps up to the next stage whose document or record is not there yet. */
  awaited: z.array(z.object({ step: z.string(), due: LegalDate })),
  by: ActedFor.optional(),
});
export type BoardRow = z.output<typeof BoardRow>;

/** Every village of a county or town that has an election, by its code. No totals, no order of merit. */
export const readBoard = contract({
  method: 'GET',
  path: '/office/areas/:area/board',
  access: { roles: BOARD_READERS },
  params: AreaPath,
  responses: { 200: z.object({ rows: z.array(BoardRow) }) },
});
