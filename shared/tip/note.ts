/** What an office writes down for itself: the content of an internal note (formats.md section 2, kind 5). */
import * as z from 'zod';
import { DISCIPLINE, type OfficeKind } from '../directory/office';
import { base64urlOf, Id } from '../ids';
import { Text } from '../text';
import { whole } from '../whole';
import { Clarification } from './clarification';

const MAX_NOTE_TEXT = 5000;

/**
 * How an office handles a case: 工作规则 第17条 names four ways for discipline organs; an election office investigates
 * (村组法 第21条, 居组法 第22条) or answers by 信访工作条例 第32条 (R). Neither writer nor server is told which it is.
 */
export const WAYS_OF = {
  1: ['interview', 'verification', 'shelved', 'settled'],
  2: ['investigation', 'explained', 'unfounded'],
} as const;
const WAYS = [...WAYS_OF[1], ...WAYS_OF[2]] as const;
export type HandlingWay = (typeof WAYS)[number];

export const WAY_WORDS = {
  interview: '谈话函询',
  verification: '初步核实',
  shelved: '暂存待查',
  settled: '予以了结',
  investigation: '调查核实',
  explained: '解释说明',
  unfounded: '不予支持',
} as const satisfies Record<HandlingWay, string>;

/** Under which rule an office of a kind chooses its way. */
export const wayLaw = (kind: OfficeKind): string =>
  kind === DISCIPLINE
    ? '检举控告工作规则第十七条'
    : '村组法第二十一条、居组法第二十二条，信访工作条例第三十二条';

/** Why an officer keeps away from a case: 工作规则 第48条; the list itself is from memory (R). */
export const RECUSALS = ['named', 'kin', 'interest', 'other'] as const;
export type Recusal = (typeof RECUSALS)[number];

export const RECUSAL_WORDS = {
  named: '信里说到我本人',
  kin: '信里说到我的近亲属，或者来信人是我的近亲属',
  interest: '这件事和我、我的近亲属有利害关系',
  other: '有别的关系，可能影响公正办理',
} as const satisfies Record<Recusal, string>;

/** Under which rule an officer of an office of a kind keeps away; that of 信访工作条例 is from memory (R). */
export const recusalLaw = (kind: OfficeKind): string =>
  kind === DISCIPLINE
    ? '检举控告工作规则第四十八条：和信里的人、事有关系的，应当回避。'
    : '信访工作条例：和信里的事、和来信人有直接利害关系的，应当回避。';

const NoteText = Text.trim().max(MAX_NOTE_TEXT);
/** An officer's id in the directory. */
const Officer = whole(1, 0xffffffff);

export const NoteSaid = z.discriminatedUnion('note', [
  z.strictObject({ note: z.literal('remark'), text: NoteText.min(1, '请先写几句') }),
  /** How the case is handled from here on. */
  z.strictObject({ note: z.literal('handling'), way: z.enum(WAYS), text: NoteText.optional() }),
  /** Who handles it from here on. */
  z.strictObject({ note: z.literal('assignment'), to: Officer, text: NoteText.optional() }),
  /** The officer who signs keeps away from the case. */
  z.strictObject({ note: z.literal('recusal'), ground: z.enum(RECUSALS), text: NoteText.optional() }),
  /** From here on it is handled together with another case that says the same, which notes it too. */
  z.strictObject({ note: z.literal('merged'), with: Id }),
  /** And no longer. */
  z.strictObject({ note: z.literal('parted'), from: Id }),
  /** A letter of clarification was made, to whom, and what it says. */
  z.strictObject({ note: z.literal('clarification'), ...Clarification.shape }),
  /** It was sealed into an archive on a day, with its notes and files or without; `file` is SHA-256 of that file. */
  z.strictObject({
    note: z.literal('archived'),
    day: whole(0),
    file: base64urlOf(32),
    notes: z.boolean(),
    files: z.boolean(),
  }),
]);
export type NoteSaid = z.output<typeof NoteSaid>;

/** What an officer adds in words. */
export function noteText(said: NoteSaid): string {
  if (said.note === 'clarification') return said.finding;
  return ('text' in said && said.text) || '';
}
