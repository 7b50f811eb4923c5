/** What a message says: the JSON inside a sealed record. The schemas here are the published ones (formats.md section 10). */
import * as z from 'zod';
import { AreaCode } from '../area/code';
import { concatBytes } from '../crypto/bytes';
import { fixed, MAX_JSON, nfc, type Reader, v32 } from '../crypto/codec';
import { Office } from '../directory/office';
import { parseJson } from '../json';
import { Text as WellFormed } from '../text';
import { whole } from '../whole';
import { type Enclosure, encodeEnclosures, readEnclosures } from './enclosure';
import { GROUNDS } from './ground';
import { NoteSaid } from './note';
import { REFUSALS } from './refusal';
import { MOST_ASKED } from './sizes';
import { TRANSFER_REASONS } from './transfer-reason';

export const MAX_TEXT = 5000;

/** What happened, in the order of the first question. */
export const MATTERS = [
  'bribery',
  'clan',
  'violence',
  'forgery',
  'interference',
  'eligibility',
  'procedure',
  'reprisal',
  'other',
] as const;
export type Matter = (typeof MATTERS)[number];

/** About whom, in the order of the second question. */
export const SUBJECTS = ['villager', 'village-cadre', 'town-cadre', 'county-cadre', 'unsure'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Offices that a writer may leave out, because it concerns them or their people. */
export const AVOIDED = ['town', 'county-discipline', 'county-election'] as const;
export type Avoided = (typeof AVOIDED)[number];

const Text = WellFormed.trim().min(1, '请先写几句').max(MAX_TEXT);

/** The first message; a name only when the writer chose to leave one, with a telephone (检举控告工作规则 第24条). */
export const FirstContent = z.strictObject({
  text: Text,
  matter: z.enum(MATTERS).optional(),
  subject: z.enum(SUBJECTS).optional(),
  /** A party member is among those it is about. */
  party: z.literal(true).optional(),
  /** Whom the writer left out: nobody who writes into the case seals to them. */
  avoid: z.array(z.enum(AVOIDED)).max(AVOIDED.length).optional(),
  /** Area code of the village it is about. */
  place: AreaCode.optional(),
  /** The office that handles it jointly. */
  second: Office.optional(),
  name: z
    .strictObject({ name: WellFormed.trim().min(1).max(40), phone: WellFormed.trim().min(5).max(25) })
    .optional(),
});
export type FirstContent = z.output<typeof FirstContent>;

/** The case stays where it is, and another office reads and handles it too. */
const Jointly = z.literal(true).optional();

const MessageContent = z.strictObject({
  text: Text,
  /** The office asks whether the case may go to an office of another kind, or whether that may handle it jointly. */
  ask: z.strictObject({ to: Office, joint: Jointly }).optional(),
  /** The writer's answer, naming the office that was asked about. */
  consent: z.strictObject({ to: Office, agreed: z.boolean(), joint: Jointly }).optional(),
  /** The writer says that somebody takes it out on them because of the letter (打击报复). */
  reprisal: z.literal(true).optional(),
});

/** A recovery holder's place among the three. */
const Place = whole(1, 3);

/** An act of the office, told to the writer: the new state, and what it says about it. */
const StatusContent = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('accepted'), text: Text }),
  z.strictObject({ status: z.literal('refused'), reason: z.enum(REFUSALS), text: Text }),
  z.strictObject({ status: z.literal('handling'), text: Text }),
  /** The result is put off: why, and who as the office's head approved it (信访工作条例 第34条). */
  z.strictObject({
    status: z.literal('extended'),
    text: Text,
    approver: WellFormed.trim().min(1, '请写谁批准的').max(40),
  }),
  z.strictObject({ status: z.literal('closed'), text: Text }),
  /** Its content is erased, which takes another officer's signature too. */
  z.strictObject({ status: z.literal('erased'), ground: z.enum(GROUNDS) }),
  /** It is handled together with a letter that says the same, and no longer: no words, so that none tell of the other one. */
  z.strictObject({ status: z.literal('merged') }),
  z.strictObject({ status: z.literal('parted') }),
  /** The office had lost its keys, and two recovery holders gave these letters back: the day, and of each record its two holders. */
  z.strictObject({
    status: z.literal('recovered'),
    text: Text,
    day: whole(0, 0xffffffff),
    uses: z
      .array(z.tuple([whole(0, MOST_ASKED - 1), Place, Place]))
      .min(1)
      .max(MOST_ASKED),
  }),
]);

/** The case goes to another office, or gets a second one where it is, and under which rule; the same record tells the writer. */
const TransferContent = z.strictObject({
  to: Office,
  /** The office that handles it jointly from then on. */
  second: Office.optional(),
  reason: z.enum(TRANSFER_REASONS),
  text: Text,
});

/** What a record may hold; `kind` is its first byte. */
export type Content = { readonly files?: readonly Enclosure[] } & (
  | {
      readonly kind: 'first';
      readonly hpkePk: Uint8Array;
      readonly signPk: Uint8Array;
      readonly said: FirstContent;
    }
  | { readonly kind: 'message'; readonly said: z.output<typeof MessageContent> }
  | { readonly kind: 'status'; readonly said: z.output<typeof StatusContent> }
  | { readonly kind: 'transfer'; readonly said: z.output<typeof TransferContent> }
  | { readonly kind: 'note'; readonly said: NoteSaid }
);

/** What the writer and the office say to each other. */
export type ThreadContent = Exclude<Content, { kind: 'note' }>;

export const KINDS = { first: 1, message: 2, status: 3, transfer: 4, note: 5 } as const satisfies Record<
  Content['kind'],
  number
>;

/** The words of a content; of what is told without any, none. */
export function wordsOf({ said }: ThreadContent): string {
  return 'text' in said ? said.text : '';
}

/** The content bytes. */
export function encodeContent(content: Content): Uint8Array {
  const json = nfc(JSON.stringify(content.said));
  if (json.length > MAX_JSON) throw new RangeError('content too long');
  const keys = content.kind === 'first' ? [fixed(content.hpkePk, 32), fixed(content.signPk, 32)] : [];
  return concatBytes(...keys, v32(json), encodeEnclosures(content.files ?? []));
}

/** The content of a known kind; anything else refuses the record. */
export function readContent(reader: Reader, kind: number): Content {
  if (kind === KINDS.first) {
    const keys = { hpkePk: reader.fixed(32), signPk: reader.fixed(32) };
    return { kind: 'first', ...keys, ...readSaid(reader, FirstContent) };
  }
  if (kind === KINDS.message) return { kind: 'message', ...readSaid(reader, MessageContent) };
  if (kind === KINDS.status) return { kind: 'status', ...readSaid(reader, StatusContent) };
  if (kind === KINDS.transfer) return { kind: 'transfer', ...readSaid(reader, TransferContent) };
  if (kind === KINDS.note) return { kind: 'note', ...readSaid(reader, NoteSaid) };
  return reader.refuse();
}

function readSaid<T>(reader: Reader, schema: z.ZodType<T>): { said: T; files?: Enclosure[] } {
  const said = parseJson(reader.json());
  const files = readEnclosures(reader);
  return { said: reader.parsed(schema, said), ...(files.length > 0 && { files }) };
}
