import * as z from 'zod';
import { LegalDate } from '../time';
import { Text } from '../text';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';

/** Whether an 18-character ID number carries the right check character (GB 11643). */
export function idNumberHolds(id: string): boolean {
  if (!/^\d{17}[\dX]$/.test(id)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(id.charAt(i)), 0);
  return CHECKS.charAt(sum % 11) === id.charAt(17) && LegalDate.safeParse(birthOf(id)).success;
}

/** The date of birth an ID number carries. */
export function birthOf(id: string): string {
  return `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
}

/**
 * A name as it is compared: rolls are set with spaces between two characters, and the middle dot in names of
 * minorities is typed as whatever dot the keyboard has.
 */
export function comparableName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[.．。•・‧]/g, '·');
}

/** The legal category a person is registered under: 村组法(2025) 第16条. */
export const CATEGORIES = ['户籍在村', '户籍在村外出', '居住一年以上'] as const;

/** One line of an electoral roll, as an office imports it. */
export const RollRow = z.strictObject({
  name: Text.trim().min(1).max(40),
  idNumber: z.string().trim().toUpperCase().refine(idNumberHolds, '身份证号不对，请核对 18 位'),
  group: Text.trim().min(1).max(20),
  category: z.enum(CATEGORIES),
  /** 中共党员. */
  member: z.boolean(),
});
export type RollRow = z.output<typeof RollRow>;
