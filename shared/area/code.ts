import * as z from 'zod';

/** A 12-digit statistical code: province 2, city 2, county 2, town 3, village 3; zeros on the right. */
export const AreaCode = z
  .string()
  .regex(/^[1-9]\d{11}$/, '区划代码是 12 位数字')
  .brand<'AreaCode'>();
export type AreaCode = z.output<typeof AreaCode>;

export const LEVELS = ['county', 'town', 'village'] as const;
export type AreaLevel = (typeof LEVELS)[number];

const PREFIX = { county: 6, town: 9, village: 12 } as const satisfies Record<AreaLevel, number>;

function padded(prefix: string): AreaCode {
  return AreaCode.parse(prefix.padEnd(12, '0'));
}

/** The level of a code; codes above a county have none here. */
export function levelOf(code: AreaCode): AreaLevel | undefined {
  if (!code.endsWith('000')) return 'village';
  if (!code.endsWith('000000')) return 'town';
  return code.endsWith('00000000') ? undefined : 'county';
}

/** The county that holds a code. */
export function countyOf(code: AreaCode): AreaCode {
  return padded(code.slice(0, PREFIX.county));
}

/** The town that holds a code (of a county: the county itself). */
export function townOf(code: AreaCode): AreaCode {
  return padded(code.slice(0, PREFIX.town));
}

/** A village's, its town's and its county's code, without repeats: the areas whose documents it shows. */
export function lineOf(code: AreaCode): AreaCode[] {
  return [...new Set([code, townOf(code), countyOf(code)])];
}

/** Whether a grant over `area` covers `code`: the area itself and all below it. */
export function covers(area: AreaCode, code: AreaCode): boolean {
  const level = levelOf(area);
  return level !== undefined && code.startsWith(area.slice(0, PREFIX[level]));
}
