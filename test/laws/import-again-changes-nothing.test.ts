import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readAreas } from '#shared/area/import';
import { changesBetween, nextTree } from '#shared/area/rules';
import { areaRows, asJson, asSheet } from '#test/area/arbitraries';
import { COUNTY } from '#test/setup';

it('a tree written out and imported again, in any order and form, is the tree that stands', () => {
  fc.assert(
    fc.property(
      areaRows,
      fc.infiniteStream(fc.nat()),
      fc.constantFrom(asSheet, asJson),
      (rows, order, write) => {
        const first = nextTree(undefined, COUNTY, 0, rows);
        if (!first.ok) throw new Error(first.error.code);
        const shuffled = rows
          .map((row) => ({ row, at: order.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ row }) => row);
        const read = readAreas(write(shuffled), COUNTY);
        expect(read).toEqual({ rows: first.value.tree.areas, errors: [] });
        const again = nextTree(first.value.tree, COUNTY, 0, read.rows);
        expect(again).toEqual({ ok: true, value: { tree: first.value.tree, changes: [] } });
      },
    ),
  );
});

it('changes, and nothing else, lead from one tree to the other', () => {
  fc.assert(
    fc.property(areaRows, areaRows, (before, after) => {
      const changed = new Set(changesBetween(before, after).map(({ code }) => code));
      const codes = new Set([...before, ...after].map(({ code }) => code));
      for (const code of codes) {
        const was = before.find((row) => row.code === code);
        const is = after.find((row) => row.code === code);
        expect(changed.has(code)).toBe(JSON.stringify(was) !== JSON.stringify(is));
      }
    }),
  );
});
