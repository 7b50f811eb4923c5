import { beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { documentKey } from '#functions/transparency/document-items';
import { toBase64url, toHex } from '#shared/crypto/bytes';
import { leafHash } from '#shared/crypto/merkle';
import { dayOf } from '#shared/time';
import { dayDocument, dayLeaf, dayLogLeaf, leavesFor, LEAST_LEAVES, readDayList } from '#shared/tip/day';
import { encodeLeaf } from '#shared/transparency/leaf';
import { readLog } from '#functions/transparency/sequencer-store';
import { faultsOf } from '#test/faults';
import { interleave } from '#test/interleave';
import { runs } from '#test/runs';
import { COUNTY, setup, START, type TestCounty } from '#test/setup';
import { listOf, noonOf, runDays, treeCase, type TreeCase, writeInTree } from '#test/tip/days';

const FIRST = dayOf(START);

/** What happens in a county: a letter, a record in one of its cases, the last one of it, a night, the schedule. */
type Step = { what: 'letter' | 'night' | 'run' } | { what: 'record' | 'end'; which: number };
const step = fc.oneof(
  fc.constantFrom<Step>({ what: 'letter' }, { what: 'night' }, { what: 'night' }, { what: 'run' }),
  fc.record({ what: fc.constantFrom('record' as const, 'end' as const), which: fc.nat() }),
);

/** The record under which a case stands on a day, if it does: its newest, unless it ended before. */
function standing({ history }: TreeCase, day: number): Uint8Array | undefined {
  const last = history.findLast((one) => one.day <= day);
  return last && (last.open || last.day === day) ? last.hash : undefined;
}

/** That a list is one: its size, its order, its document beside the log and its leaf on the way there. */
async function expectLogged(county: TestCounty, day: number): Promise<Uint8Array[]> {
  const list = (await listOf(county, day))!;
  expect(readDayList(Uint8Array.from(Buffer.concat(list)))).toEqual(list);
  const document = dayDocument(COUNTY, day, list);
  const leaf = encodeLeaf(dayLogLeaf(COUNTY, day, document));
  const beside = await county.dynamo.get('public', documentKey(toBase64url(leafHash(leaf))));
  expect(beside).toMatchObject({ document, nonce: new Uint8Array(16) });
  return list;
}

/** Every leaf that ever waited for the log of this county, in hexadecimal. */
async function leavesEntered(county: TestCounty): Promise<string[]> {
  const found = await county.dynamo.query('affairs', { PK: 'LEAVES' });
  return found.map(({ leaf }) => toHex(leaf as Uint8Array));
}

let county: TestCounty;
beforeAll(async () => {
  county = await setup();
});

it('holds every case once on each of its days, under its newest record, whenever its schedule ran', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      county = await setup();
      const cases: TreeCase[] = [];
      let today = FIRST;
      const isOpen = (one: TreeCase) => one.history.at(-1)?.open === true;
      for (const one of steps) {
        county.clock.now = noonOf(today);
        if (one.what === 'night') today += 1;
        if (one.what === 'run') await runDays(county);
        if (one.what === 'letter') cases.push(treeCase());
        const open = cases.filter((held) => isOpen(held) || held.history.length === 0);
        const held = 'which' in one ? open[one.which % Math.max(1, open.length)] : open.at(-1);
        if (held && one.what !== 'night' && one.what !== 'run')
          await writeInTree(county, held, today, one.what !== 'end');
      }
      county.clock.now = noonOf(today + 1);
      await runDays(county);
      const first = await firstListed(county, today);
      for (let day = first; day <= today; day += 1) {
        const list = (await expectLogged(county, day)).map(toHex);
        for (const held of cases) {
          const hash = standing(held, day);
          const leaves = held.history.map((record) => toHex(dayLeaf(held.tag, day, record.hash)));
          const stands = list.filter((leaf) => leaves.includes(leaf));
          expect([day, stands]).toEqual([day, hash ? [toHex(dayLeaf(held.tag, day, hash))] : []]);
        }
        expect(list).toHaveLength(LEAST_LEAVES);
      }
      expect(await leavesEntered(county)).toHaveLength(today - first + 1);
    }),
    { numRuns: runs(10), endOnFailure: true },
  );
}, 600_000);

async function firstListed(one: TestCounty, last: number): Promise<number> {
  for (let day = last; ; day -= 1) if (!(await listOf(one, day - 1))) return day;
}

it('gives the same list for a day, at whichever call its schedule was killed, and never half of one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(9), fc.nat(100), fc.nat(2), async (killAt, drawn, missed) => {
      county = await setup();
      const cases = [treeCase(), treeCase(), treeCase()];
      for (const one of cases) await writeInTree(county, one, FIRST);
      county.clock.now = noonOf(FIRST + 1);
      await runDays(county);
      county.clock.now = noonOf(FIRST + 2 + missed);
      let calls = 0;
      county.hooks.fault = ({ command }) => {
        calls += 1;
        const possible = faultsOf(command);
        return calls > killAt ? possible[drawn % possible.length] : undefined;
      };
      await runDays(county).catch(() => undefined);
      delete county.hooks.fault;
      const cut = await Promise.all([0, 1, 2].map((i) => listOf(county, FIRST + 1 + i)));
      await writeInTree(county, cases[0]!, FIRST + 2 + missed);
      await runDays(county);
      for (let i = 0; i <= missed; i += 1) {
        const list = await expectLogged(county, FIRST + 1 + i);
        expect(cut[i] ?? list).toEqual(list);
        for (const { tag, history } of cases)
          expect(list.map(toHex)).toContain(toHex(dayLeaf(tag, FIRST + 1 + i, history[0]!.hash)));
      }
      expect(await leavesEntered(county)).toHaveLength(missed + 2);
    }),
    { numRuns: runs(12), endOnFailure: true },
  );
}, 600_000);

it('lists a day once, in whatever order the calls of two runs reach the database', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      county = await setup();
      await writeInTree(county, treeCase(), FIRST);
      county.clock.now = noonOf(FIRST + 1);
      const run = () => runDays(county);
      const listed = await interleave(county, scheduler, [run, run]);
      expect(listed.reduce((sum, one) => sum + one, 0)).toBe(1);
      await expectLogged(county, FIRST);
      expect((await readLog(county.dynamo, 1)).pending).toHaveLength(1);
    }),
    { numRuns: runs(8), endOnFailure: true },
  );
}, 600_000);

it('has 256 leaves, or the next power of two that holds all cases', () => {
  fc.assert(
    fc.property(fc.nat(70_000), (cases) => {
      const leaves = leavesFor(cases);
      expect(leaves).toBeGreaterThanOrEqual(Math.max(cases, 256));
      expect(Number.isInteger(Math.log2(leaves))).toBe(true);
      expect(leaves === 256 || leaves / 2 < cases).toBe(true);
    }),
  );
});
