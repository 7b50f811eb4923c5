import { addDays } from '../time';
import type { CellNote } from '../table';

/** How numbers of a workbook are meant: its styles that show dates, and the day its calendar begins with. */
export interface NumberMeaning {
  dateStyles: ReadonlySet<number>;
  is1904: boolean;
}

/** A cell as it was read, before its number or text is given its meaning. */
export interface RawCell {
  type: string;
  style: number;
  hasFormula: boolean;
  value: string;
}

/** What stands in a cell, as text, with what there is to know of it. */
export function meaningOf(
  cell: RawCell,
  strings: readonly string[],
  numbers: NumberMeaning,
): { text: string; note?: CellNote } {
  const { type, hasFormula, value } = cell;
  if (type === 'e') return { text: value, note: { kind: 'broken' } };
  const read = textOf(cell, strings, numbers);
  if (hasFormula) return { text: read, note: { kind: read === '' ? 'formula-blank' : 'formula' } };
  return isRounded(cell) ? { text: read, note: { kind: 'rounded' } } : { text: read };
}

function textOf({ type, style, value }: RawCell, strings: readonly string[], numbers: NumberMeaning): string {
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? '是' : '否';
  if (type === 'd') return value.slice(0, 10);
  if (type !== 'n' || value === '') return unescaped(value);
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (numbers.dateStyles.has(style)) return dateOf(number, numbers.is1904) ?? value;
  // As the sheet shows it: whole numbers without an exponent.
  return Number.isInteger(number) && Math.abs(number) < 1e21 ? String(number) : value;
}

/** More figures than a spreadsheet keeps of a number: the last ones are lost. */
function isRounded({ type, value }: RawCell): boolean {
  return type === 'n' && Math.abs(Number(value)) >= 1e15;
}

/** The last day number that a workbook can hold: 9999-12-31. */
const LAST_DAY = 2_958_465;

/**
 * The date of a day number. The calendar of 1900 has a 29 February 1900 that never was (ECMA-376 part 1, 18.17.4): the
 * days before it are counted from one day later.
 */
function dateOf(number: number, is1904: boolean): string | undefined {
  const day = Math.floor(number);
  if (day < 0 || day > LAST_DAY) return undefined;
  if (is1904) return addDays('1904-01-01', day);
  if (day === 0 || day === 60) return undefined;
  return addDays(day < 60 ? '1899-12-31' : '1899-12-30', day);
}

/** `_x000D_` is how a workbook writes what XML has no characters for (ECMA-376 part 1, 22.9.2.19). */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** Built-in number formats that show a day, here and in Chinese versions (ECMA-376 part 1, 18.8.30). */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** Whether a number format shows a day; `code` is there for those a workbook defines itself. */
export function showsDay(format: number, code: string | undefined): boolean {
  if (code === undefined) return DATE_FORMATS.has(format);
  // Quoted words, colours and conditions are no part of the pattern.
  const pattern = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  return /[yd]/i.test(pattern);
}
