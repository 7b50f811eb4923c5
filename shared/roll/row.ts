import * as z from 'zod';
import { Text } from '../text';
import { LegalDate } from '../time';
import { idNumberHolds } from './id-number';

/** The dot between the parts of a name, in whatever form the keyboard had it. */
export const DOTS = /[.．。•・‧∙⋅]/g;

/**
 * A name as it is compared: rolls are set with spaces between two characters, and the middle dot in names of
 * minorities is typed as whatever dot the keyboard has.
 */
export function comparableName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '').replace(DOTS, '·');
}

/** The legal category a person is registered under: 村组法(2025) 第16条. */
export const CATEGORIES = ['户籍在村', '户籍在村外出', '居住一年以上'] as const;

/** The third category: only with the consent of the villagers' meeting or of their representatives' meeting. */
export const BY_CONSENT = CATEGORIES[2];

/** One line of an electoral roll, as an office imports it. */
export const RollRow = z.strictObject({
  name: Text.trim().min(1).max(40),
  idNumber: z.string().trim().toUpperCase().refine(idNumberHolds, '身份证号不对，请核对 18 位'),
  group: Text.trim().min(1).max(20),
  category: z.enum(CATEGORIES),
  /** 中共党员. */
  member: z.boolean(),
  /** The day of the meeting that agreed to the registration: the third category. */
  agreed: LegalDate.optional(),
  /** Whether a certificate says that the person is not registered where their household is. */
  unregisteredAtHome: z.literal(true).optional(),
  remark: Text.trim().min(1).max(60).optional(),
});
export type RollRow = z.output<typeof RollRow>;
