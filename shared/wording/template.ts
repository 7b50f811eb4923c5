/** Reply templates (答复模板): what an office says again and again. Filled from the case, seen and changed before it is sent. */
import * as z from 'zod';
import { Text } from '../text';
import { REFUSALS } from '../tip/refusal';

/** What an officer is about to tell a writer, in the order of a case. */
export const PURPOSES = ['accept', 'refuse', 'ask', 'handle', 'extend', 'propose', 'thanks'] as const;
export type Purpose = (typeof PURPOSES)[number];

export const PURPOSE_WORDS = {
  accept: '受理',
  refuse: '不受理',
  ask: '请来信人补充',
  handle: '开始核实',
  extend: '延长期限',
  propose: '告诉结果',
  thanks: '感谢留名的来信人',
} as const satisfies Record<Purpose, string>;

/** What is filled in from the case, by the word that stands between 【 and 】. */
export const BLANKS = ['今天', '办公室', '电话', '最后一天'] as const;
export type Blank = (typeof BLANKS)[number];

export const MAX_TEMPLATE_NAME = 20;
export const MAX_TEMPLATE_TEXT = 1500;

export const Template = z.strictObject({
  purpose: z.enum(PURPOSES),
  /** The legal reason, of one that does not accept; any where it says none. */
  reason: z.enum(REFUSALS).optional(),
  name: Text.trim().min(1, '写一个名字').max(MAX_TEMPLATE_NAME),
  text: Text.trim().min(1, '写几句').max(MAX_TEMPLATE_TEXT),
});
export type Template = z.output<typeof Template>;

/** How many an office may keep: as many as one looks through. */
export const MOST_TEMPLATES = 30;

/** An office's own templates, as they lie in their sealed book. */
export const Templates = z.strictObject({ templates: z.array(Template).max(MOST_TEMPLATES) });
export type Templates = z.output<typeof Templates>;

/** Where something is still to be written. */
export const GAP = '＿＿';

/** The words with what is known put into their blanks; a gap stands for what is not. */
export function filled(text: string, known: Readonly<Partial<Record<Blank, string>>>): string {
  return BLANKS.reduce((words, blank) => words.split(`【${blank}】`).join(known[blank] ?? GAP), text);
}

/** Those for a purpose; of refusals, those for the reason, or for any. */
export function templatesFor(
  templates: readonly Template[],
  purpose: Purpose,
  reason: Template['reason'],
): readonly Template[] {
  return templates.filter(
    (one) => one.purpose === purpose && (one.reason === undefined || one.reason === reason),
  );
}
