import * as z from 'zod';
import { AreaCode } from '../area/code';
import { AreaPath } from '../area/contract';
import { contract } from '../contract';
import { Version } from '../ids';
import { STAFF } from '../identity/role';
import { Stage } from '../notice/notice';
import { LegalDate } from '../time';
import { Logged } from '../transparency/logged';
import { ElectionBody } from './body';

/** One step of the timetable: who acts, when, what comes out, and the article that asks for it. */
export const Step = z.object({
  /** `B7`, as in shared/election/villagers. */
  id: z.string(),
  stage: Stage,
  title: z.string(),
  actor: z.string(),
  firstDay: LegalDate,
  lastDay: LegalDate,
  /** 待节假日安排: `lastDay` leans on a year whose holidays are not known yet. */
  provisional: z.literal(true).optional(),
  /** The last day the law allows, where it names one. */
  limit: LegalDate.optional(),
  output: z.string(),
  /** Short name and article: `村组法(2025) 第17条`; the article's words in `law`. */
  basis: z.string().optional(),
  law: z.string().optional(),
});
export type Step = z.output<typeof Step>;

/** A village's timetable as it is published: the stage that is now, and the steps in order. */
export const Timetable = z.object({
  area: AreaCode,
  version: Version,
  body: ElectionBody,
  term: z.number().int().min(1).max(99),
  electionDay: LegalDate,
  /** The day the roll is posted. */
  rollDay: LegalDate,
  /** The stage that is now; entered by the office, never ticked by a clock. */
  stage: Stage,
  steps: z.array(Step),
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
  body: z.strictObject({
    /** 0 when there is none yet. */
    from: z.number().int().min(0),
    body: ElectionBody,
    term: z.number().int().min(1).max(99),
    electionDay: LegalDate,
    /** The day the roll is posted, or was posted on the wall before the village came here. */
    rollDay: LegalDate.optional(),
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
