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

/**
 * How words for somebody else give a writer away: their name, their telephone, or their own words; `own` where those stand
 * in what should be the reader's own name and organisation.
 */
export type Betrayal = 'name' | 'phone' | 'quote' | 'own';

/** Of whoever wrote about it, what must not be said. */
export interface Protected {
  readonly letters: readonly string[];
  /** Names and telephones that were left. */
  readonly names: readonly { readonly name: string; readonly phone: string }[];
}

/** What whoever reads the words knows without them. */
export interface Known {
  /** Their name and organisation, as they were typed. */
  readonly own: readonly string[];
  /** Names of places. */
  readonly places: readonly string[];
}

/** So many characters in a row that a letter has too are a quotation. */
const QUOTED = 8;

/** From so many letters on a name is one, and from so many figures on a telephone: less stands everywhere. */
const NAME = 2;
const FIGURES = 5;

/** Words that stand in every second letter and in every answer. */
const COMMON = ['村民委员会', '居民委员会', '选举委员会', '党支部', '换届选举', '纪委监委'] as const;

/** The first way in which these words give the writer away. */
export function betrayalIn(
  words: string,
  { letters, names }: Protected,
  { own, places }: Known,
): Betrayal | undefined {
  const said = bare(words);
  if (names.some(({ name }) => isNamed(said, bare(name)))) return 'name';
  const figures = figuresOf(words).replace(/\D/g, '');
  if (names.some(({ phone }) => telephonesOf(phone).some((one) => figures.includes(one)))) return 'phone';
  const written = letters.map(bare);
  const theirs = own.map(bare);
  if (theirs.some((one) => isQuoted(one, written, [...places.map(bare), ...COMMON]))) return 'own';
  return isQuoted(said, written, [...theirs, ...COMMON]) ? 'quote' : undefined;
}

function isNamed(said: string, name: string): boolean {
  return Array.from(name).length >= NAME && said.includes(name);
}

/** The numbers in what somebody left as their telephone; blanks and strokes inside one part nothing. */
function telephonesOf(phone: string): readonly string[] {
  const runs = figuresOf(phone).replace(/[\s\p{Pd}−().·]/gu, '');
  return runs.match(/\d+/g)?.filter((one) => one.length >= FIGURES) ?? [];
}

/** Whether anywhere a letter goes on like this for so long, what everybody knows not counted. */
function isQuoted(said: string, written: readonly string[], known: readonly string[]): boolean {
  const letters = Array.from(said);
  const isKnown = marked(letters, known);
  return letters.some((_, from) => {
    const length = sharedRun(letters.slice(from), written);
    return isKnown.slice(from, from + length).filter((one) => !one).length >= QUOTED;
  });
}

/** Of each letter, whether it stands in one of these words. */
function marked(letters: readonly string[], words: readonly string[]): readonly boolean[] {
  const marks = letters.map(() => false);
  for (const word of words.map((one) => Array.from(one)))
    for (const at of letters.keys())
      if (word.every((letter, i) => letters[at + i] === letter)) marks.fill(true, at, at + word.length);
  return marks;
}

/** How long the longest beginning is that stands in one of the letters. */
function sharedRun(letters: readonly string[], written: readonly string[]): number {
  let run = '';
  for (const [length, letter] of letters.entries()) {
    run += letter;
    if (!written.some((text) => text.includes(run))) return length;
  }
  return letters.length;
}

/** The letters and figures alone, in their plain width: a comma more, or a full-width figure, makes no other words. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const CHINESE_FIGURES = '零一二三四五六七八九';

/** A text with its figures in plain width, those written as Chinese numerals too. */
function figuresOf(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/〇/g, '零')
    .replace(/[零一二三四五六七八九]/g, (one) => String(CHINESE_FIGURES.indexOf(one)));
}

/** The letter's first line and its paragraphs. */
export function clarificationText({ person, unit, about, finding }: Clarification): {
  readonly to: string;
  readonly paragraphs: readonly string[];
} {
  return {
    to: `${person}同志并${unit}：`,
    paragraphs: [
      `我们收到过关于您${about}的反映，已经核实完毕。${ended(finding)}`,
      `根据《纪检监察机关处理检举控告工作规则》第五十条，经批准，现向您和${unit}予以澄清。请${unit}在适当范围内说明，消除影响。`,
      '希望您放下包袱，照常工作。不要打听、猜测是谁反映的；对反映人打击报复的，依规依纪依法处理。',
    ],
  };
}

/** A sentence has its full stop on paper, however it was typed. */
const ended = (said: string): string => (/[。！？…）”]$/.test(said) ? said : `${said}。`);
