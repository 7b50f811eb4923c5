import { beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { AreaCode } from '#shared/area/code';
import type { Session } from '#shared/identity/contract';
import { findEntries, finishRoll, putRollBatch, rollHead } from '#shared/roll/contract';
import { interleave } from '#test/interleave';
import { rollRow } from '#test/roll/rows';
import { runs } from '#test/runs';
import { COUNTY, OTHER_VILLAGE, setup, type TestCounty, VILLAGE } from '#test/setup';

const VILLAGES = [VILLAGE, OTHER_VILLAGE];
const PEOPLE = 3;

let county: TestCounty;
let clerk: Session;
beforeAll(async () => {
  county = await setup();
  clerk = await county.staff('county', COUNTY);
});

/** One clerk's import: its people one a batch; one that is cut never asks for the finish. */
const importing = fc.record({
  village: fc.constantFrom(...VILLAGES),
  /** How far past the head its version lies: two clerks may use the same one, or one after the other. */
  ahead: fc.oneof({ arbitrary: fc.constant(1), weight: 3 }, fc.constant(2)),
  people: fc.uniqueArray(fc.nat(PEOPLE - 1), { minLength: 1, maxLength: PEOPLE }),
  isCut: fc.oneof({ arbitrary: fc.constant(false), weight: 3 }, fc.constant(true)),
});
type Importing = typeof importing extends fc.Arbitrary<infer One> ? One : never;

async function run({ village: area, ahead, people, isCut }: Importing, from: number): Promise<void> {
  const version = from + ahead;
  for (let batch = 0; batch < people.length; batch += 1) {
    const rows = [rollRow(people[batch]!)];
    const reply = await county.send(
      putRollBatch,
      { params: { area, version, batch }, body: { rows } },
      clerk,
    );
    expect(['roll-elsewhere', 'roll-frozen', undefined]).toContain(reply.code);
    if (reply.code) return;
  }
  if (isCut) return;
  const body = { from, entries: people.length };
  const reply = await county.send(finishRoll, { params: { area, version }, body }, clerk);
  expect(['roll-incomplete', 'roll-taken', 'roll-frozen', 'conflict', undefined]).toContain(reply.code);
}

const headOf = (area: AreaCode) => county.must(rollHead, { params: { area } }, clerk);

/** Who stands on a village's roll. */
async function standing(area: AreaCode): Promise<string[]> {
  const found = await county.must(findEntries, { params: { area }, query: { name: '村民' } }, clerk);
  return found.map(({ name }) => name);
}

it('nobody stands on two rolls, and a roll holds as many as it says, however imports interleave or are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(importing, { minLength: 2, maxLength: 4 }),
      fc.array(importing, { maxLength: 2 }),
      async (scheduler, atOnce, after) => {
        const heads = new Map(
          await Promise.all(VILLAGES.map(async (v) => [v, (await headOf(v)).version] as const)),
        );
        const runners = atOnce.map((one) => () => run(one, heads.get(one.village)!));
        await interleave(county, scheduler, runners);
        // What the others have left pending or cut is met again by imports that come later, one by one.
        for (const one of after) await run(one, (await headOf(one.village)).version);

        const [here, there] = await Promise.all(VILLAGES.map(standing));
        expect(here!.filter((name) => there!.includes(name))).toEqual([]);
        expect((await headOf(VILLAGE)).entries).toBe(here!.length);
        expect((await headOf(OTHER_VILLAGE)).entries).toBe(there!.length);
      },
    ),
    { numRuns: runs(12), endOnFailure: true },
  );
});
