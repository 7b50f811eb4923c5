import * as z from 'zod';
import { AreaCode } from '../area/code';
import { contract } from '../contract';
import { ActingWire, EntryWire } from '../directory/contract';
import { Office, OfficeKind } from '../directory/office';
import { base64urlOf, base64urlUpTo, Id } from '../ids';
import { GROUNDS } from './ground';
import { TipAct } from './rules';
import { Chain, Day, DueWire, MOST_HEAD_BYTES, ServedWire } from './served';
import {
  ACK_BYTES,
  BODY_BYTES,
  CONFIRM_BYTES,
  MOST_ENCLOSURES,
  PIECES,
  SEALED_PIECE_BYTES,
  SLOTS_BYTES,
  WRAP_BYTES,
} from './sizes';
import { STATES, TipState } from './state';
import { SPEND_BYTES } from '../token/sizes';
import { whole } from '../whole';

const MOST_RECORD_BYTES = 2 + MOST_HEAD_BYTES + SLOTS_BYTES + 4 + BODY_BYTES[2];

/** How many records one case may hold. */
export const MOST_RECORDS = 200;

/** How many internal notes one case may hold. */
export const MOST_NOTES = 200;

/** How often one case may go to another office. */
export const MOST_TRANSFERS = 15;

/** The place in the chain from which a page of it is read. */
const From = whole(0, MOST_RECORDS - 1);

/** Sealed files that a record encloses, in the order of its content: each lies there whole before the record is sent. */
const Files = { files: z.array(Id).min(1).max(MOST_ENCLOSURES).optional() };

const MOST_PIECE_LETTERS = Math.ceil((SEALED_PIECE_BYTES * 4) / 3);
/** Sealed bytes of a piece. Their form is looked at in one pass: they are long. */
const Piece = z
  .string()
  .max(MOST_PIECE_LETTERS)
  .regex(/^[A-Za-z0-9_-]*$/, '不是 base64url');
export const SealedPiece = Piece.length(MOST_PIECE_LETTERS, '长度不对').regex(
  /[AEIMQUYcgkosw048]$/,
  '长度不对',
);

/** One piece of a file, by its place. */
const PlaceOfPiece = { file: Id, piece: whole(0, 63) };

/** One piece of a file on its way, and how many the file has. */
const PieceToKeep = { ...PlaceOfPiece, pieces: z.literal([...PIECES]), sealed: SealedPiece };

const Mailbox = { mailbox: base64urlOf(32), auth: base64urlOf(32) };
export const Record = { record: base64urlUpTo(MOST_RECORD_BYTES) };

/** What the writer is answered of a case: one shape whatever was asked, so that the answer does not tell what it was. */
const LetterAnswer = z.object({
  state: TipState,
  due: DueWire.optional(),
  ...Chain,
  /** The signed acknowledgement of the record that was sent; of the newest when none was. */
  ack: base64urlOf(ACK_BYTES),
});
export type TiplineAnswer = z.output<typeof LetterAnswer>;

/** A piece that was asked for; nothing when one was laid down. */
const PieceAnswer = z.strictObject({ piece: Piece });

/** The writer's whole channel is one fixed path: what is done, and to which case, is only in the body. */
export const tipline = contract({
  method: 'POST',
  path: '/tipline',
  access: 'anyone',
  even: true,
  body: z.discriminatedUnion('do', [
    z.strictObject({
      do: z.literal('create'),
      ...Mailbox,
      ...Record,
      tag: base64urlOf(32),
      /** The office that handles the case jointly. */
      second: Office.optional(),
      ...Files,
      /** A villager's token, spent on this record. One that does not hold is no failure: the letter then waits with the others. */
      spend: base64urlOf(SPEND_BYTES).optional(),
    }),
    z.strictObject({
      do: z.literal('append'),
      ...Mailbox,
      ...Record,
      /** The writer lets the case go to this office of another kind; the record says it signed. */
      agree: Office.optional(),
      /** The writer lets this office of another kind handle the case jointly; the record says it signed. */
      join: Office.optional(),
      /** The writer lets it no longer, or not: leave that was given for just that is taken back. */
      disagree: z.strictObject({ to: Office, joint: z.literal(true).optional() }).optional(),
      ...Files,
    }),
    z.strictObject({ do: z.literal('read'), ...Mailbox, from: From.default(0) }),
    /** Lays a piece of a file down, for a record that is sent after it. */
    z.strictObject({ do: z.literal('put'), ...Mailbox, ...PieceToKeep }),
    z.strictObject({ do: z.literal('get'), ...Mailbox, ...PlaceOfPiece }),
  ]),
  bodyLimit: 512 << 10,
  responses: { 200: z.union([LetterAnswer, PieceAnswer]) },
});

export const OfficePath = z.strictObject({ area: AreaCode, kind: z.coerce.number().pipe(OfficeKind) });
export const CasePath = OfficePath.extend({ case: Id });

/** Who may come near cases at all; whose office it must be is decided by office. */
export const OFFICERS = ['officer', 'committee', 'township', 'county'] as const;

/** Letters with a villager's token, those without, and those that have ended. */
export const BUCKETS = ['verified', 'other', 'closed'] as const;
export type Bucket = (typeof BUCKETS)[number];

export const InboxLine = z.object({
  case: Id,
  state: z.enum(STATES),
  received: Day,
  due: DueWire.optional(),
  records: z.int(),
  /** Which office holds it: another one where this office is the second. */
  office: Office,
  /** Whether the newest record is the writer's. */
  waiting: z.boolean(),
  /** Whether it came with a villager's token. */
  verified: z.boolean(),
});
export type InboxLine = z.output<typeof InboxLine>;

/** Where a page of an inbox ended: the order day and the case of its last line. */
const After = z.string().regex(/^\d{8}#[A-Za-z0-9_-]{21}[AQgw]$/, '页码不对');

/**
 * An office's cases of one queue by due day, at most 100 a page, joint ones too; the office above sees those past their last
 * day, and nobody those that they keep away from.
 */
export const inbox = contract({
  method: 'GET',
  path: '/casework/areas/:area/offices/:kind/inbox',
  access: { roles: OFFICERS },
  params: OfficePath,
  query: z.strictObject({ bucket: z.enum(BUCKETS).default('other'), after: After.optional() }),
  responses: { 200: z.object({ lines: z.array(InboxLine), next: After.optional() }) },
});

/** A case as the desk opens it. */
export const CaseView = z.object({
  case: Id,
  state: TipState,
  due: DueWire.optional(),
  /** Whose slot the records carry: the office's own, the one above's, or the second office's. */
  role: z.enum(['office', 'above', 'second']),
  /** The record by which an officer would end the case, until another one confirms it. */
  proposed: ServedWire.optional(),
  ...Chain,
});
export type CaseView = z.output<typeof CaseView>;

export const readCase = contract({
  method: 'GET',
  path: '/casework/areas/:area/offices/:kind/cases/:case',
  access: { roles: OFFICERS },
  params: CasePath,
  query: z.strictObject({ from: z.coerce.number().pipe(From).default(0) }),
  responses: { 200: CaseView },
});

/** Does something with a case; the sealed record tells the writer. */
export const actOnCase = contract({
  method: 'POST',
  path: '/casework/areas/:area/offices/:kind/cases/:case/records',
  access: { roles: OFFICERS },
  params: CasePath,
  body: z.strictObject({
    ...Record,
    act: TipAct,
    ...Files,
    /** The office's entry under the snapshot that the record names: kept with the case for its readers. */
    signer: ActingWire,
  }),
  bodyLimit: 256 << 10,
  responses: { 200: CaseView },
});

/** Lays a piece of a file down, for a record that an officer sends after it. */
export const keepCasePiece = contract({
  method: 'POST',
  path: '/casework/areas/:area/offices/:kind/cases/:case/pieces',
  access: { roles: OFFICERS },
  params: CasePath,
  body: z.strictObject(PieceToKeep),
  bodyLimit: 512 << 10,
  responses: { 200: PieceAnswer },
});

/** A piece of a file that came with a record of the case, as it is sealed. */
export const readCasePiece = contract({
  method: 'GET',
  path: '/casework/areas/:area/offices/:kind/cases/:case/files/:file/:piece',
  access: { roles: OFFICERS },
  params: CasePath.extend({ file: Id, piece: z.coerce.number().pipe(PlaceOfPiece.piece) }),
  responses: { 200: PieceAnswer },
});

/** A page of an office's own internal notes of a case, each with its slot; after a write, the one that was written. */
export const NotesView = z.object(Chain);
export type NotesView = z.output<typeof NotesView>;

/** The office's internal notes of a case: for the office that has it, and its own for the one that handles it jointly. */
export const readNotes = contract({
  method: 'GET',
  path: '/casework/areas/:area/offices/:kind/cases/:case/notes',
  access: { roles: OFFICERS },
  params: CasePath,
  query: z.strictObject({
    from: z.coerce
      .number()
      .pipe(whole(0, MOST_NOTES - 1))
      .default(0),
  }),
  responses: { 200: NotesView },
});

/** Writes an internal note: sealed to the office alone, in a chain of its own. */
export const writeNote = contract({
  method: 'POST',
  path: '/casework/areas/:area/offices/:kind/cases/:case/notes',
  access: { roles: OFFICERS },
  params: CasePath,
  body: z.strictObject({ ...Record, signer: ActingWire }),
  bodyLimit: 256 << 10,
  responses: { 200: NotesView },
});

/** An officer keeps away from a case for good: the sealed note says why, and nothing of it is served to them any more. */
export const recuse = contract({
  method: 'POST',
  path: '/casework/areas/:area/offices/:kind/cases/:case/recusals',
  access: { roles: OFFICERS },
  params: CasePath,
  body: z.strictObject({ ...Record, signer: ActingWire }),
  bodyLimit: 256 << 10,
  responses: { 200: z.object({ case: Id }) },
});

export const Rewrapped = z.strictObject({ slots: base64urlOf(SLOTS_BYTES), wrap: base64urlOf(WRAP_BYTES) });

/** Moves a case to another office, or brings a second one in where it is: every record's slots sealed anew, and the record that tells the writer. All or nothing. */
export const transferCase = contract({
  method: 'POST',
  path: '/casework/areas/:area/offices/:kind/cases/:case/transfers',
  access: { roles: OFFICERS },
  params: CasePath,
  body: z.strictObject({
    ...Record,
    signer: ActingWire,
    to: Office,
    /** The office that handles it jointly from then on. */
    second: Office.optional(),
    /** For each record there is, in order. */
    wraps: z.array(Rewrapped).min(1).max(MOST_RECORDS),
    /** For each internal note there is, in order: to the new office, or to nobody. */
    notes: z.array(Rewrapped).max(MOST_NOTES).default([]),
  }),
  bodyLimit: 1 << 20,
  responses: { 200: z.object({ case: Id, office: Office }) },
});

/** Proposes how a case ends, or, on a ground, that the content of one that has ended is erased: the record is sealed and signed, and becomes one of the case when another officer confirms it. */
export const proposeClosing = contract({
  method: 'POST',
  path: '/casework/areas/:area/offices/:kind/cases/:case/closing',
  access: { roles: OFFICERS },
  params: CasePath,
  body: z.strictObject({ ...Record, signer: ActingWire, ground: z.enum(GROUNDS).optional() }),
  bodyLimit: 256 << 10,
  responses: { 200: CaseView },
});

/** Confirms a proposed end, by another person of the office, or of the one above where the office has one officer alone. */
export const confirmClosing = contract({
  method: 'POST',
  path: '/casework/areas/:area/offices/:kind/cases/:case/closing/confirmation',
  access: { roles: OFFICERS },
  params: CasePath,
  body: z.strictObject({ confirm: base64urlOf(CONFIRM_BYTES), signer: EntryWire }),
  bodyLimit: 256 << 10,
  responses: { 200: CaseView },
});

/** Takes a proposed end back, by whoever could confirm it or proposed it. */
export const withdrawClosing = contract({
  method: 'POST',
  path: '/casework/areas/:area/offices/:kind/cases/:case/closing/withdrawal',
  access: { roles: OFFICERS },
  params: CasePath,
  /** Hash of the record that was proposed. */
  body: z.strictObject({ proposed: base64urlOf(32) }),
  responses: { 200: CaseView },
});

/** Goes on erasing a case's content where it was cut off: once two officers have signed for it, anybody of the office may. */
export const eraseCase = contract({
  method: 'POST',
  path: '/casework/areas/:area/offices/:kind/cases/:case/erasure',
  access: { roles: OFFICERS },
  params: CasePath,
  body: z.strictObject({}),
  responses: { 200: CaseView },
});
