import * as z from 'zod';
import { AreaCode } from '../area/code';
import { AreaPath } from '../area/contract';
import { contract } from '../contract';
import { Id } from '../ids';
import { STAFF } from '../identity/role';
import { OwnEntry } from '../roll/contract';
import { LegalDate } from '../time';
import { SlipCode } from './code';

/** As many slips as are made at once: a transaction holds a hundred writes, and a slip is six. */
export const SLIPS_AT_ONCE = 16;

/** How many days after the day it is made a slip is good, that last day included. */
export const SLIP_DAYS = 14;

/** A slip as it is printed. */
export const Slip = z.object({ entry: Id, code: SlipCode });
export type Slip = z.output<typeof Slip>;

/**
 * Makes one-time slips, by which people of the roll tie their WeChat to their entry without an ID number; a new one ends
 * the one before. Whoever is tied, or is not on the roll that stands, gets none. The same request again shows the same.
 */
export const makeSlips = contract({
  method: 'POST',
  path: '/office/areas/:area/slips',
  access: { roles: STAFF },
  fresh: true,
  params: AreaPath,
  body: z.strictObject({ id: Id, entries: z.array(Id).min(1).max(SLIPS_AT_ONCE) }),
  responses: { 200: z.object({ lastDay: LegalDate, made: z.array(Slip) }) },
});

/** A tie as offices see it: whose entry, and a mark that another tie of the same entry does not have. */
export const Tied = z.object({ entry: Id, mark: Id });
export type Tied = z.output<typeof Tied>;

/** Who of a village is tied, by entry, and who has a slip that is good until when; not who came by which. */
export const readSlips = contract({
  method: 'GET',
  path: '/office/areas/:area/slips',
  access: { roles: STAFF },
  params: AreaPath,
  responses: {
    200: z.object({
      tied: z.array(Tied),
      given: z.array(z.object({ entry: Id, lastDay: LegalDate })),
    }),
  },
});

/** Why somebody's tie ends: their WeChat is lost or another one by now, or it was never theirs. */
export const UNTIE_REASONS = ['phone-lost', 'wrong-person'] as const;
export const UntieReason = z.enum(UNTIE_REASONS);
export type UntieReason = z.output<typeof UntieReason>;

/**
 * Ends the tie of an entry that the office saw, by decision of the staff: only then may another WeChat be tied to it.
 * A slip of the entry ends with it. A tie that is gone already is no failure, and one made since stays.
 */
export const endTie = contract({
  method: 'POST',
  path: '/office/areas/:area/slips/ties/:entry/end',
  access: { roles: STAFF },
  fresh: true,
  params: z.strictObject({ area: AreaCode, entry: Id }),
  body: z.strictObject({ reason: UntieReason, mark: Id }),
  responses: { 204: z.void() },
});

/** Ties the signed-in person to the entry of a slip, once. Tries count as those of `matchRoll`. */
export const takeSlip = contract({
  method: 'POST',
  path: '/resident/areas/:area/slips',
  access: 'session',
  params: AreaPath,
  body: z.strictObject({ code: SlipCode }),
  responses: { 200: OwnEntry },
});
