import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { AreaCode } from '#shared/area/code';
import { finishRoll, matchRoll, myEntries, putRollBatch } from '#shared/roll/contract';
import type { RollRow } from '#shared/roll/row';
import { interleave } from '#test/interleave';
import { rollRow } from '#test/roll/rows';
import { COUNTY, freshId, OTHER_VILLAGE, setup, VILLAGE } from '#test/setup';

const ROWS = 30;

it('a person has one tie in the county and an entry one person, however matches interleave', async () => {
  const county = await setup();
  const clerk = await county.staff('county', COUNTY);
  const rolls = new Map<AreaCode, RollRow[]>();
  for (const [i, area] of [VILLAGE, OTHER_VILLAGE].entries()) {
    const rows = Array.from({ length: ROWS }, (_, n) => rollRow(i * 100 + n));
    const at = { area, version: 1 };
    await county.must(putRollBatch, { params: { ...at, batch: 0 }, body: { rows } }, clerk);
    await county.must(finishRoll, { params: at, body: { from: 0, entries: ROWS } }, clerk);
    rolls.set(area, rows);
  }
  const match = (area: AreaCode, n: number, as: Parameters<typeof county.send>[2]) => {
    const row = rolls.get(area)![n]!;
    const body = { name: row.name, idLastSix: row.idNumber.slice(-6) };
    return county.send(matchRoll, { params: { area }, body }, as);
  };

  const matching = fc.record({
    by: fc.nat(1),
    area: fc.constantFrom(VILLAGE, OTHER_VILLAGE),
    which: fc.nat(1),
  });
  let used = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(matching, { minLength: 2, maxLength: 4 }),
      async (scheduler, matches) => {
        const people = await Promise.all([0, 1].map(() => county.person(`tied-${freshId()}`)));
        const first = used;
        used += 2;
        const replies = await interleave(
          county,
          scheduler,
          matches.map(
            ({ by, area, which }) =>
              () =>
                match(area, first + which, people[by]),
          ),
        );
        for (const { code } of replies) expect(['roll-tied', 'person-tied', undefined]).toContain(code);
        const taken = new Map<string, number>();
        for (const [by, person] of people.entries()) {
          const got = replies.filter(({ value }, i) => value && matches[i]!.by === by);
          expect(new Set(got.map(({ value }) => value!.entry)).size).toBe(got.length > 0 ? 1 : 0);
          const own = await county.must(myEntries, {}, person);
          expect(own).toEqual(got.slice(0, 1).map(({ value }) => value));
          for (const { entry } of own) taken.set(entry, (taken.get(entry) ?? 0) + 1);
        }
        expect([...taken.values()].filter((times) => times > 1)).toEqual([]);
      },
    ),
    { numRuns: ROWS / 2, endOnFailure: true },
  );
});
