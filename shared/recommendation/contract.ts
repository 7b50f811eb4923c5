import * as z from 'zod';
import { AreaCode } from '../area/code';
import { AreaPath } from '../area/contract';
import { contract } from '../contract';
import { STAFF } from '../identity/role';
import { base64urlOf, base64urlUpTo, Id, Version } from '../ids';
import { Seconds } from '../time';
import { RSA_BYTES } from '../crypto/rsa-bytes';
import { MOST_RECORD_BYTES } from './limits';
import {
  COMMITTEE_SEAT,
  MOST_POSITIONS,
  MOST_TRUSTEES,
  OfficeRound,
  PositionCode,
  PublicRound,
  RoundLine,
  RoundPosition,
} from './round';
import { TallyBody } from './tally';
import { Text } from '../text';
import { whole } from '../whole';

const RoundPath = AreaPath.extend({ round: Id });
const PositionPath = RoundPath.extend({ position: z.coerce.number().pipe(PositionCode) });
const PagePath = PositionPath.extend({ page: z.coerce.number().int().min(0).max(9999) });
const SeatPath = RoundPath.extend({ seat: z.coerce.number().int().min(1).max(MOST_TRUSTEES) });
const EndorserPath = RoundPath.extend({
  seat: z.coerce.number().int().min(COMMITTEE_SEAT).max(MOST_TRUSTEES),
});
const SEES_ROUNDS = [...STAFF, 'observer', 'trustee'] as const;

// ---- anyone

/** A village's rounds, newest first; empty when there is none. */
export const roundList = contract({
  method: 'GET',
  path: '/public/areas/:area/rounds',
  access: 'anyone',
  params: AreaPath,
  responses: { 200: z.array(RoundLine) },
  prepared: true,
});

/** One round with its parameters and endorsements. */
export const readRound = contract({
  method: 'GET',
  path: '/public/areas/:area/rounds/:round',
  access: 'anyone',
  params: RoundPath,
  responses: { 200: PublicRound },
  prepared: true,
});

/** Who may be recommended: the document whose hash stands in the parameters. */
export const readEligible = contract({
  method: 'GET',
  path: '/public/areas/:area/rounds/:round/eligible',
  access: 'anyone',
  params: RoundPath,
  responses: { 200: z.object({ document: z.string() }) },
  prepared: true,
});

/** Record hashes of a closed round, 1,000 a page, in order; only rounds with 200 records and more have them. */
export const readBoard = contract({
  method: 'GET',
  path: '/public/areas/:area/rounds/:round/positions/:position/board/:page',
  access: 'anyone',
  params: PagePath,
  responses: { 200: z.object({ pages: z.number(), hashes: z.array(base64urlOf(32)) }) },
  prepared: true,
});

// ---- a person on the roll

const Issued = z.enum(['no', 'phone', 'paper']);

/** Whether I have recommended, by position; after closing with the proof that it was so recorded. */
export const myRound = contract({
  method: 'GET',
  path: '/resident/areas/:area/rounds/:round/mine',
  access: 'session',
  params: RoundPath,
  responses: { 200: z.array(z.object({ position: PositionCode, issued: Issued })) },
});

/** My line of the issued list of a closed round, with its inclusion proof under the closing's issued_root. */
export const myProof = contract({
  method: 'GET',
  path: '/resident/areas/:area/rounds/:round/positions/:position/proof',
  access: 'session',
  params: PositionPath,
  responses: {
    200: z.object({
      entry: Id,
      issued: Issued,
      nonce: base64urlOf(16),
      index: whole(0),
      size: whole(1),
      path: z.array(base64urlOf(32)),
    }),
  },
});

/** Signs a blinded token: once for each person and position; the same blinded bytes get the same answer. */
export const issueToken = contract({
  method: 'POST',
  path: '/resident/areas/:area/rounds/:round/positions/:position/token',
  access: 'session',
  params: PositionPath,
  body: z.strictObject({ blinded: base64urlOf(RSA_BYTES) }),
  responses: { 200: z.object({ signature: base64urlOf(RSA_BYTES) }) },
});

// ---- nobody in particular

/** Casts a sealed record, from a phone that says nothing about itself. The same bytes again: the same answer. */
export const castRecord = contract({
  method: 'POST',
  path: '/ballotbox/records',
  access: 'anyone',
  body: z.strictObject({ round: Id, position: PositionCode, record: base64urlUpTo(MOST_RECORD_BYTES) }),
  bodyLimit: 4096,
  responses: { 200: z.object({ ack: base64urlUpTo(256) }) },
});

// ---- office and trustees

const changes = { params: RoundPath, responses: { 200: OfficeRound } } as const;
const perPosition = <T extends z.ZodType>(one: T) => z.array(one).min(1).max(MOST_POSITIONS);
const OfficerRef = z.strictObject({
  officer: whole(1, 0xffffffff),
  name: Text.trim().min(2).max(40),
  area: AreaCode,
});

/** A village's rounds in every state, newest first: the forty planned last. */
export const officeRounds = contract({
  method: 'GET',
  path: '/office/areas/:area/rounds',
  access: { roles: SEES_ROUNDS },
  params: AreaPath,
  responses: { 200: z.array(OfficeRound) },
});

/** One round, in any state. */
export const officeRound = contract({
  ...changes,
  method: 'GET',
  path: '/office/areas/:area/rounds/:round',
  access: { roles: SEES_ROUNDS },
});

/** Who may sit in a round of a village: officers of its own and its town's election office whose keys the directory has. */
export const roundOfficers = contract({
  method: 'GET',
  path: '/office/areas/:area/rounds/officers',
  access: { roles: STAFF },
  params: AreaPath,
  responses: { 200: z.array(z.object(OfficerRef.shape)) },
});

/** What an office writes down to plan a round; signing keys come from the directory, the electorate from the roll. */
export const RoundDraft = z.strictObject({
  title: Text.trim().min(2).max(40),
  positions: perPosition(RoundPosition).refine(
    (list) => new Set(list.map(({ position }) => position)).size === list.length,
    '同一个职务只能有一次',
  ),
  opens: Seconds,
  closes: Seconds,
  k: whole(2, MOST_TRUSTEES),
  trustees: z.array(OfficerRef).min(2).max(MOST_TRUSTEES),
  committee: OfficerRef,
  eligible: z
    .array(
      z.strictObject({
        name: Text.trim().min(1).max(40),
        group: Text.trim().min(1).max(40),
      }),
    )
    .min(1)
    .max(2000),
});
export type RoundDraft = z.output<typeof RoundDraft>;

/** Plans a round under an id the caller made; the same plan again is answered with the first. */
export const createRound = contract({
  ...changes,
  method: 'POST',
  path: '/office/areas/:area/rounds/:round',
  access: { roles: STAFF },
  fresh: true,
  body: RoundDraft,
  bodyLimit: 512 << 10,
});

/** A trustee's fresh public keys, one for each position, signed by the trustee's key in the directory. */
export const putTrusteeKeys = contract({
  ...changes,
  method: 'PUT',
  path: '/office/areas/:area/rounds/:round/seats/:seat/keys',
  access: { roles: ['trustee'] },
  params: SeatPath,
  body: z.strictObject({ publicKeys: perPosition(base64urlOf(32)), signature: base64urlOf(64) }),
});

/** The endorsement of a trustee (seat 1..n) or of the election committee (seat 0), one signature a position. */
export const endorseRound = contract({
  ...changes,
  method: 'PUT',
  path: '/office/areas/:area/rounds/:round/seats/:seat/endorsement',
  access: { roles: ['trustee', 'committee'] },
  params: EndorserPath,
  body: z.strictObject({ signatures: perPosition(base64urlOf(64)) }),
});

/** A trustee releases the round's keys after closing, one release structure a position. */
export const releaseKeys = contract({
  ...changes,
  method: 'PUT',
  path: '/office/areas/:area/rounds/:round/seats/:seat/release',
  access: { roles: ['trustee'] },
  params: SeatPath,
  body: z.strictObject({ releases: perPosition(base64urlUpTo(256)) }),
});

/** Records that a person recommended on paper, so that they cannot also do it by phone. */
export const recordPaper = contract({
  method: 'PUT',
  path: '/office/areas/:area/rounds/:round/positions/:position/paper/:entry',
  access: { roles: STAFF },
  params: PositionPath.extend({ entry: Id }),
  responses: { 204: z.undefined() },
});

/** A page of the frozen board with its sealed records, for those who count. */
export const officeBoard = contract({
  method: 'GET',
  path: '/office/areas/:area/rounds/:round/positions/:position/board/:page',
  access: { roles: [...STAFF, 'trustee'] },
  params: PagePath,
  responses: {
    200: z.object({ pages: whole(0), records: z.array(base64urlUpTo(MOST_RECORD_BYTES)) }),
  },
});

/** The sums that the office's browser found, one a position. They are published when a trustee finds the same. */
export const putTotals = contract({
  ...changes,
  method: 'POST',
  path: '/office/areas/:area/rounds/:round/totals',
  access: { roles: STAFF },
  fresh: true,
  body: z.strictObject({ totals: perPosition(TallyBody) }),
  bodyLimit: 128 << 10,
});

/** The sums that a trustee's own browser found, signed; refused unless they are those that the office reported. */
export const confirmTotals = contract({
  ...changes,
  method: 'PUT',
  path: '/office/areas/:area/rounds/:round/seats/:seat/totals',
  access: { roles: ['trustee'] },
  params: SeatPath,
  body: z.strictObject({ totals: perPosition(TallyBody), signatures: perPosition(base64urlOf(64)) }),
  bodyLimit: 128 << 10,
});

/** Calls a round off before it opens. */
export const cancelRound = contract({
  ...changes,
  method: 'POST',
  path: '/office/areas/:area/rounds/:round/cancel',
  access: { roles: STAFF },
  fresh: true,
  body: z.strictObject({ revision: Version, reason: Text.trim().min(4).max(200) }),
});
