import { idNumberHolds } from '#shared/roll/id-number';

export type Sex = '男' | '女';

/** An invented ID number of 棠水县; `serial` 0 to 499, and the sequence is odd for men, even for women (GB 11643). */
export function idNumber(birth: string, sex: Sex, serial: number): string {
  const sequence = String(2 * serial + (sex === '男' ? 1 : 0)).padStart(3, '0');
  const seventeen = `990101${birth.replaceAll('-', '')}${sequence}`;
  const check = Array.from('0123456789X').find((letter) => idNumberHolds(seventeen + letter));
  if (check === undefined) throw new RangeError(`no such day: ${birth}`);
  return seventeen + check;
}
