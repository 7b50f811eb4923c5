import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { issuedKey } from '#functions/token/items';
import { AreaCode } from '#shared/area/code';
import { myEntries } from '#shared/roll/contract';
import { makeSlips, readSlips, takeSlip } from '#shared/slip/contract';
import { monthOf } from '#shared/token/month';
import { interleave } from '#test/interleave';
import { imported } from '#test/roll/publishing';
import { rollRow } from '#test/roll/rows';
import { runs } from '#test/runs';
import { COUNTY, freshId, setup } from '#test/setup';
import { entriesOf, slipsFor } from '#test/slip/village';

const AREA = AreaCode.parse('990101100571');
const ROWS = Array.from({ length: 40 }, (_, n) => rollRow(n));

it('a slip ties one person once, however two show it while a new one is made', async () => {
  const county = await setup();
  const clerk = await county.staff('county', COUNTY);
  await imported(county, AREA, clerk, ROWS);
  const entries = [...(await entriesOf(county, AREA, clerk)).values()];
  let used = 0;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, remade) => {
      const entry = entries[used]!;
      used += 1;
      const [slip] = await slipsFor(county, AREA, clerk, [entry]);
      const people = await Promise.all([0, 1].map(() => county.person(`shows ${freshId()}`)));
      const show = (code: string, at: number) =>
        county.send(takeSlip, { params: { area: AREA }, body: { code } }, people[at]);
      const body = { id: freshId(), entries: [entry] };
      const make = () => county.send(makeSlips, { params: { area: AREA }, body }, clerk);
      const [first, second, making] = await interleave<{ status: number; code?: string | undefined }>(
        county,
        scheduler,
        [() => show(slip!.code, 0), () => show(slip!.code, 1), ...(remade ? [make] : [])],
      );
      const shown = [first!, second!];
      const won = shown.filter(({ status }) => status === 200);
      expect(won.length).toBeLessThanOrEqual(1);
      for (const { status, code } of shown)
        if (status !== 200) expect(['slip-unknown', 'roll-tied']).toContain(code);
      if (making) expect(making.status === 200 || making.code === 'conflict').toBe(true);
      else expect(won).toHaveLength(1);
      const ties = await Promise.all(people.map((person) => county.must(myEntries, {}, person)));
      expect(ties.flat().map((own) => own.entry)).toEqual(won.map(() => entry));
      // Whoever came by it is withheld the month's tokens; who did not, is not.
      const noted = await county.dynamo.get('people', issuedKey(monthOf(county.clock.now), entry));
      expect(noted !== undefined).toBe(won.length === 1);
      const { tied } = await county.must(readSlips, { params: { area: AREA } }, clerk);
      expect(tied.some((one) => one.entry === entry)).toBe(won.length === 1);
    }),
    { numRuns: Math.min(ROWS.length, runs(20)), endOnFailure: true },
  );
});
