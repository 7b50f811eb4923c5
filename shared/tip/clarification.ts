/**
 * Clarification (澄清): what a discipline office tells somebody whom a complaint wrongly accused, and their organisation,
 * with leave of its head (检举控告工作规则 第50条). It says what was found, never who wrote nor what stood in the letter (第47条).
 */
import * as z from 'zod';
import { Text } from '../text';

/** What such a letter needs; who gave leave stays in the office's own notes. */
export const Clarification = z.strictObject({
  person: Text.trim().min(1, '写给谁').max(40),
  unit: Text.trim().min(1, '写单位').max(60),
  /** In what the person was complained of, in the office's words. */
  about: Text.trim().min(1, '写哪方面').max(120),
  finding: Text.trim().min(1, '写核实的结果').max(800),
  approver: Text.trim().min(1, '写谁批准的').max(40),
});
export type Clarification = z.output<typeof Clarification>;

/** How words for somebody else give a writer away: their name, their telephone, or their own words. */
export type Betrayal = 'name' | 'phone' | 'quote';

/** Of whoever wrote about it, what must not be said. */
export interface Protected {
  readonly letters: readonly string[];
  /** Names and telephones that were left. */
  readonly names: readonly { readonly name: string; readonly phone: string }[];
}

/** So many characters in a row that a letter has too are a quotation. */
const QUOTED = 8;

/** Words that stand in every second letter and in every answer. */
const COMMON = ['村民委员会', '居民委员会', '选举委员会', '党支部', '换届选举', '纪委监委'] as const;

/** The first way in which these words give the writer away; `told` is what whoever reads them knows of themselves. */
export function betrayalIn(
  words: string,
  { letters, names }: Protected,
  told: readonly string[],
): Betrayal | undefined {
  const said = bare(words);
  if (names.some(({ name }) => said.includes(bare(name)))) return 'name';
  const figures = said.replace(/\D/g, '');
  if (names.some(({ phone }) => figures.includes(phone.replace(/\D/g, '')))) return 'phone';
  const written = letters.map(bare);
  const parts = without(said, told.map(bare));
  return parts.some((part) => isQuoted(part, written)) ? 'quote' : undefined;
}

/** What is left of words, in parts, once some were cut out of them. */
function without(words: string, cut: readonly string[]): readonly string[] {
  return cut
    .filter((one) => one !== '')
    .reduce<readonly string[]>((parts, one) => parts.flatMap((part) => part.split(one)), [words]);
}

/** Whether anywhere a letter goes on like this for so long, the words that everybody uses not counted. */
function isQuoted(part: string, written: readonly string[]): boolean {
  const letters = Array.from(part);
  return letters.some((_, from) => {
    const run = sharedRun(letters.slice(from), written);
    return without(run, COMMON).join('').length >= QUOTED;
  });
}

/** The longest beginning that stands in one of the letters. */
function sharedRun(letters: readonly string[], written: readonly string[]): string {
  let run = '';
  for (const letter of letters) {
    if (!written.some((text) => text.includes(run + letter))) break;
    run += letter;
  }
  return run;
}

/** The letters alone: a comma more makes no other words. */
function bare(text: string): string {
  return text.normalize('NFC').replace(/[\s\p{P}\p{S}]/gu, '');
}

/** The letter's first line and its paragraphs. */
export function clarificationText({ person, unit, about, finding }: Clarification): {
  readonly to: string;
  readonly paragraphs: readonly string[];
} {
  return {
    to: `${person}同志并${unit}：`,
    paragraphs: [
      `我们收到过关于您${about}的反映，已经核实完毕。${finding}`,
      `根据《纪检监察机关处理检举控告工作规则》第五十条，经批准，现向您和${unit}予以澄清。请${unit}在适当范围内说明，消除影响。`,
      '希望您放下包袱，照常工作。不要打听、猜测是谁反映的；对反映人打击报复的，依规依纪依法处理。',
    ],
  };
}
