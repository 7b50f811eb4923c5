import { LegalDate } from '../time';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';

/** The check character of the first seventeen figures (GB 11643). */
function checkOf(seventeen: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(seventeen.charAt(i)), 0);
  return CHECKS.charAt(sum % 11);
}

/** Whether an 18-character ID number carries the right check character (GB 11643) and a day that there is. */
export function idNumberHolds(id: string): boolean {
  if (!/^\d{17}[\dX]$/.test(id)) return false;
  return checkOf(id) === id.charAt(17) && LegalDate.safeParse(birthOf(id)).success;
}

/** The date of birth an ID number carries. */
export function birthOf(id: string): string {
  return `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
}

/** The sex an ID number carries; the last four are enough. */
export function sexOf(id: string): '男' | '女' {
  return Number(id.charAt(id.length - 2)) % 2 === 1 ? '男' : '女';
}

/** An ID number of the first generation, fifteen figures, as the eighteen it became: all its bearers were born before 2000. */
export function eighteenOf(fifteen: string): string {
  const seventeen = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`;
  return seventeen + checkOf(seventeen);
}
