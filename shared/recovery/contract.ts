import * as z from 'zod';
import { contract } from '../contract';
import { ActingWire, EntryWire, HolderWire } from '../directory/contract';
import { base64urlOf, base64urlUpTo, Id } from '../ids';
import { whole } from '../whole';
import { CasePath, MOST_RECORDS, OFFICERS, OfficePath, Record, Rewrapped } from '../tip/contract';
import { MOST_ASKED, SLOT_BYTES, WRAP_BYTES } from '../tip/sizes';

const MOST_ASK_BYTES = 145 + 4 * MOST_ASKED;
const AGREEMENT_BYTES = 172;
const MOST_DOCUMENT_BYTES = 52 * MOST_ASKED;
const MOST_PARTS_BYTES = 48 + 32 * MOST_ASKED;

const Agreement = z.object({
  agreement: base64urlOf(AGREEMENT_BYTES),
  /** The key on the card of whoever agreed. */
  recoveryPk: base64urlOf(32),
  /** Whose it is, as they registered; nobody's where they left or have another card since. */
  holder: HolderWire.optional(),
});

/** A request to give letters of a case back: how far it has come. */
export const RecoveryView = z.object({
  case: Id,
  ask: base64urlUpTo(MOST_ASK_BYTES),
  /** Everybody who may agree: each holds a key of one of these records at least. */
  holders: z.array(HolderWire),
  agreed: z.array(Agreement).max(2),
  /** What the log was told, and the hash of its leaf: from the second agreement on. */
  use: z.object({ document: base64urlUpTo(MOST_DOCUMENT_BYTES), leaf: base64urlOf(32) }).optional(),
  /** The recovery keys of those who handed their parts on; to the asking office with the parts, sealed to it. */
  parts: z
    .array(z.object({ recoveryPk: base64urlOf(32), sealed: base64urlUpTo(MOST_PARTS_BYTES).optional() }))
    .max(2),
});
export type RecoveryView = z.output<typeof RecoveryView>;

/** An office's request of a case of its own; none when nobody asks. */
export const readRecovery = contract({
  method: 'GET',
  path: '/casework/areas/:area/offices/:kind/cases/:case/recovery',
  access: { roles: OFFICERS },
  params: CasePath,
  responses: { 200: z.object({ recovery: RecoveryView.optional() }) },
});

/** Asks for letters that open with none of the office's keys. The server reads no letter, and cannot check that. */
export const askRecovery = contract({
  method: 'PUT',
  path: '/casework/areas/:area/offices/:kind/cases/:case/recovery',
  access: { roles: OFFICERS },
  params: CasePath,
  body: z.strictObject({ ask: base64urlUpTo(MOST_ASK_BYTES) }),
  responses: { 200: RecoveryView },
});

/** Takes a request back; what the log was told stays there. */
export const withdrawRecovery = contract({
  method: 'POST',
  path: '/casework/areas/:area/offices/:kind/cases/:case/recovery/withdrawal',
  access: { roles: OFFICERS },
  params: CasePath,
  /** The id of the request. */
  body: z.strictObject({ ask: Id }),
  responses: { 204: z.void() },
});

/** The letters given back, sealed anew to the office's key of today, and the record that tells the writer. All or nothing. */
export const finishRecovery = contract({
  method: 'POST',
  path: '/casework/areas/:area/offices/:kind/cases/:case/recovery/records',
  access: { roles: OFFICERS },
  params: CasePath,
  body: z.strictObject({
    ...Record,
    signer: ActingWire,
    /** Of each record of the use that opened. */
    wraps: z.array(Rewrapped).min(1).max(MOST_RECORDS),
  }),
  bodyLimit: 1 << 20,
  responses: { 200: z.object({ case: Id, seq: z.int() }) },
});

/** The requests that the caller may agree to as a recovery holder registered at this office. */
export const recoveriesToHold = contract({
  method: 'GET',
  path: '/casework/areas/:area/offices/:kind/recoveries',
  access: { roles: OFFICERS },
  params: OfficePath,
  responses: { 200: z.object({ recoveries: z.array(RecoveryView) }) },
});

/** A holder agrees. With the second one the use goes to the log. */
export const agreeToRecovery = contract({
  method: 'POST',
  path: '/casework/areas/:area/offices/:kind/recoveries/:case/agreements',
  access: { roles: OFFICERS },
  params: CasePath,
  body: z.strictObject({ agreement: base64urlOf(AGREEMENT_BYTES) }),
  responses: { 200: RecoveryView },
});

/** A record as it is released to the two holders and to the asking office: the holders' slots alone, and no body. */
const ReleasedWire = z.object({
  seq: z.int(),
  head: base64urlUpTo(256),
  wraps: z.array(base64urlOf(WRAP_BYTES)),
  slots: base64urlOf(3 * SLOT_BYTES),
});
export type ReleasedWire = z.output<typeof ReleasedWire>;

/** What two holders agreed to open, once the log has it: a page of the use's records from a place in it. */
export const releasedSlots = contract({
  method: 'GET',
  path: '/casework/areas/:area/offices/:kind/recoveries/:case/slots',
  access: { roles: OFFICERS },
  params: CasePath,
  query: z.strictObject({
    from: z.coerce
      .number()
      .pipe(whole(0, MOST_ASKED - 1))
      .default(0),
  }),
  responses: {
    200: z.object({
      records: z.array(ReleasedWire),
      /** The place of the next page in the use. */
      next: z.int().optional(),
      /** Who could sign for the offices that the case went through; with the first page. */
      signers: z.array(EntryWire),
    }),
  },
});

/** A holder hands their parts on, sealed to the asking office; again in place of those before, until it is done. */
export const handOnParts = contract({
  method: 'POST',
  path: '/casework/areas/:area/offices/:kind/recoveries/:case/parts',
  access: { roles: OFFICERS },
  params: CasePath,
  body: z.strictObject({ recoveryPk: base64urlOf(32), sealed: base64urlUpTo(MOST_PARTS_BYTES) }),
  responses: { 200: RecoveryView },
});
