import { AreaCode } from '#shared/area/code';
import type { AreaRow } from '#shared/area/contract';

/** A county with a town, a village and a community, as an office imports it. */
export const AREAS: readonly AreaRow[] = [
  row('990101000000', '棠水县', 'county', '0000-628 0001'),
  row('990101100000', '柳塘镇', 'town', '0000-628 0100'),
  row('990101100001', '上营社区', 'village'),
  row('990101100201', '枣坪村', 'village', '0000-628 0110'),
];

export function row(code: string, name: string, level: AreaRow['level'], phone?: string): AreaRow {
  return { code: AreaCode.parse(code), name, level, ...(phone && { phone }) };
}
