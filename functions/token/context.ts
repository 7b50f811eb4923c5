import type { AreaCode } from '#shared/area/code';

/** The context a month's issuing key is sealed under. */
export function tokenContext(county: AreaCode, month: number): string {
  return `tokens ${county} ${month}`;
}
