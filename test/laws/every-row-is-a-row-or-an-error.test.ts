import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { townOf } from '#shared/area/code';
import { AreaRow } from '#shared/area/contract';
import { readAreas } from '#shared/area/import';
import { runs } from '#test/runs';
import { COUNTY } from '#test/setup';

const code = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('990101100000', '990101101000', '990101100201', '990101101202') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('99010110020', '110101100000', '９９０１０１１００２０１', '9.9E+11'),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 14 }) },
);
const cell = fc.oneof(
  fc.constantFrom('', '村', '镇', '990101100000', '枣坪村'),
  fc.string({ maxLength: 45 }),
);
const line = fc.record({ code, name: cell, level: cell, parent: cell });
const clean = (text: string) => text.replace(/[\r\n]/g, '');

it('every line that is not blank becomes one row, or has an error with its number; rows make a whole tree', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const cells = [{ code: COUNTY as string, name: '棠水县', level: '', parent: '' }, ...lines].map(
        (each) => [each.code, each.name, each.level, each.parent].map((text) => clean(text)),
      );
      const text = ['代码,名称,级别,上级', ...cells.map((each) => each.map(quoted).join(','))].join('\n');
      const { rows, errors } = readAreas(text, COUNTY);

      const filled = cells.flatMap((each, i) => (each.some((one) => one.trim() !== '') ? [i + 2] : []));
      const refused = new Set(errors.map((error) => error.row));
      expect(rows.length + refused.size).toBe(filled.length);
      for (const row of refused) expect(filled).toContain(row);

      const codes = new Set(rows.map((row) => row.code));
      expect(codes.size).toBe(rows.length);
      for (const row of rows) {
        expect(AreaRow.safeParse(row).success).toBe(true);
        expect(row.level !== 'village' || codes.has(townOf(row.code))).toBe(true);
      }
      for (const { wrong, mend } of errors) expect([wrong, mend]).not.toContain('');
    }),
    { numRuns: runs(200) },
  );
});

it('any text at all is read without a throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
      const { rows, errors } = readAreas(text, COUNTY);
      expect(rows.length + errors.length).toBeGreaterThan(0);
    }),
  );
});

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
