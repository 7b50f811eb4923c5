import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { issuedPageKey, StoredIssuedPage } from '#functions/recommendation/issuing-items';
import { runRoundJobs } from '#functions/recommendation/jobs';
import { readEntries, readHead } from '#functions/roll/store';
import { bytesOf } from '#shared/crypto/bytes';
import type { Id } from '#shared/ids';
import { decodeClose } from '#shared/recommendation/close';
import { finishRoll, putRollBatch } from '#shared/roll/contract';
import { interleave } from '#test/interleave';
import * as r from '#test/recommendation/county';
import { rollRow } from '#test/roll/rows';
import { runs } from '#test/runs';
import { VILLAGE } from '#test/setup';

const ROWS = 12;

/** Writes the next version of the roll: one person leaves it, another comes. The answer moves the head to it. */
async function prepared(county: r.RoundCounty, first: number) {
  const { version } = await readHead(county.dynamo, VILLAGE);
  const at = { area: VILLAGE, version: version + 1 };
  const rows = Array.from({ length: ROWS }, (_, i) => rollRow(first + i));
  await county.must(putRollBatch, { params: { ...at, batch: 0 }, body: { rows } }, county.clerk);
  return () =>
    county.must(finishRoll, { params: at, body: { from: version, entries: rows.length } }, county.clerk);
}

it('a closing counts over the whole of one roll, however an import and two closings interleave', async () => {
  const county = await r.roundCounty();
  await (await prepared(county, 0))();
  const left = Array.from({ length: 6 }, (_, i) => i);
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const leaves = left.shift()!;
      const draft = {
        ...r.roundDraft(),
        positions: r.POSITIONS.slice(0, 1),
        opens: county.clock.now,
        closes: county.clock.now + 60,
      };
      const round = await r.opened(county, draft);
      const ballot = { round, position: draft.positions[0]!.position };
      for (const i of [leaves, leaves + 1])
        await r.withToken(county, round, await r.resident(county, i), `${round} ${i}`);
      const entriesOf = async (version: number) =>
        (await readEntries(county.dynamo, VILLAGE, version)).map(({ entry }) => entry);
      const { version } = await readHead(county.dynamo, VILLAGE);
      // Whoever leaves the roll with the import has a token already.
      const moveHead = await prepared(county, leaves + 1);
      const closing = runRoundJobs.bind(undefined, { ...county.jobs, now: () => draft.closes });
      await interleave<unknown>(county, scheduler, [closing, moveHead, closing]);

      await r.moveTo(county, draft.closes);
      const { state } = await r.readRound(county, round);
      const close = decodeClose(bytesOf('closings' in state ? state.closings[0]! : ''))!;
      const item = await county.dynamo.get('people', issuedPageKey(ballot, 0));
      const { entries, issued } = StoredIssuedPage.parse(item);
      const before: readonly Id[] = await entriesOf(version);
      const after = await entriesOf(version + 1);
      const dropped = before.filter((entry) => !after.includes(entry));
      expect([sorted(before), sorted([...after, ...dropped])]).toContainEqual(sorted(entries));
      expect(dropped).toHaveLength(1);
      expect(issued[entries.indexOf(dropped[0]!)]).toBe('phone');
      expect([close.issued, close.paper]).toEqual([2, 0]);
      expect(issued.filter((one) => one === 'phone')).toHaveLength(2);
    }),
    { numRuns: Math.min(runs(3), left.length), endOnFailure: true },
  );
});

function sorted(entries: readonly string[]): string[] {
  return [...entries].sort();
}
