/** Command lines, refused in words: node's own speak of code. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Problem } from './problem';
import { fromDecimal } from './text';

/** The options that a program knows. */
export type Known = NonNullable<ParseArgsConfig['options']>;

/** Minutes that everything may take, unless asked otherwise, and at most: a week. */
export const MINUTES = 30;
const MOST_MINUTES = 10_080;

/** The value of --minutes; throws a problem when it is none. */
export function minutesOf(given: string | undefined): number {
  const minutes = given === undefined ? MINUTES : fromDecimal(given);
  if (minutes === null || minutes < 1 || minutes > MOST_MINUTES)
    throw new Problem(`--minutes is a number of minutes, from 1 to ${MOST_MINUTES}`);
  return minutes;
}

/** Throws a problem that names the first option which is unknown, lacks its value or has one it cannot take. */
export function refuseUnknown(args: readonly string[], options: Known, program: string): void {
  const asked = { args: [...args], options, strict: false, tokens: true, allowPositionals: true } as const;
  for (const token of parseArgs(asked).tokens) {
    if (token.kind !== 'option') continue;
    const type = Object.hasOwn(options, token.name) ? options[token.name]?.type : undefined;
    if (type === undefined)
      throw new Problem(`there is no option ${token.rawName}; ${program} --help says which there are`);
    // A name that follows is the next option, not the value of this one.
    const isBare = token.value === undefined || (!token.inlineValue && token.value.startsWith('-'));
    if (type === 'string' && isBare) throw new Problem(`${token.rawName} needs a value after it`);
    if (type === 'boolean' && token.value !== undefined) throw new Problem(`${token.rawName} takes no value`);
  }
}
