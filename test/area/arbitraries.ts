import * as fc from 'fast-check';
import { AreaRow } from '#shared/area/contract';
import { COUNTY } from '#test/setup';

const name = fc
  .string({
    unit: fc.constantFrom(...Array.from('枣坪柳塘双井南坡村社区（新）·,"\'；a1 ')),
    minLength: 1,
    maxLength: 12,
  })
  .map((text) => text.trim())
  .filter((text) => text !== '');
const phone = fc.option(
  fc.integer({ min: 0, max: 9999 }).map((n) => `0000-628 ${String(n).padStart(4, '0')}`),
  {
    nil: undefined,
  },
);

const address = fc.option(name, { nil: undefined });

/** A row in which some of what may be left out is there. */
function row(code: string, level: AreaRow['level']): fc.Arbitrary<AreaRow> {
  const switched = level === 'county' ? fc.constantFrom('on', 'off', undefined) : fc.constant(undefined);
  return fc
    .record({
      name,
      phone,
      address,
      disciplinePhone: phone,
      disciplineAddress: address,
      letters: switched,
    })
    .map((given) => {
      const there = Object.entries(given).filter(([, value]) => value !== undefined);
      return AreaRow.parse({ code, level, ...Object.fromEntries(there) });
    });
}

const three = fc.integer({ min: 1, max: 999 }).map((n) => String(n).padStart(3, '0'));
const town = fc.tuple(three, fc.uniqueArray(three, { maxLength: 4 }));

/** A county's areas, in code order. */
export const areaRows: fc.Arbitrary<AreaRow[]> = fc
  .uniqueArray(town, { maxLength: 4, selector: ([digits]) => digits })
  .chain((towns) =>
    fc.tuple(
      row(COUNTY, 'county'),
      ...towns.flatMap(([digits, villages]) => [
        row(`990101${digits}000`, 'town'),
        ...villages.map((village) => row(`990101${digits}${village}`, 'village')),
      ]),
    ),
  )
  .map((rows) => rows.sort((a, b) => (a.code < b.code ? -1 : 1)));

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** Rows as a spreadsheet saves them. */
export function asSheet(rows: readonly AreaRow[]): string {
  const lines = rows.map((each) =>
    [
      each.code,
      each.name,
      each.phone,
      each.address,
      each.disciplinePhone,
      each.disciplineAddress,
      each.letters,
    ]
      .map((cell) => quoted(cell ?? ''))
      .join(','),
  );
  return ['\uFEFF代码,名称,电话,地址,纪委电话,纪委地址,网上举报', ...lines].join('\r\n');
}

export const asJson = (rows: readonly AreaRow[]): string => JSON.stringify(rows);
