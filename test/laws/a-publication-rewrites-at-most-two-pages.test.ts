import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import * as contracts from '#shared/notice/contract';
import { noticeText, drafted, linesOf, published } from '#test/notice/writing';
import { runs } from '#test/runs';
import { setup, type TestCounty, VILLAGE } from '#test/setup';
import type { Id } from '#shared/ids';

/** The list documents that the transactions since the last reset have written. */
function pagesWritten({ calls }: TestCounty): string[] {
  return calls
    .filter(({ command }) => command === 'TransactWriteItemsCommand' || command === 'TransactWriteCommand')
    .flatMap(({ input }) => (input as TransactWriteCommandInput).TransactItems ?? [])
    .flatMap(({ Put }) => {
      const name = Put?.Item?.['SK'];
      return typeof name === 'string' && name.startsWith('notices#') ? [name] : [];
    });
}

it('rewrites one list page, or two when one freezes, at 1 and at 130 notices, whatever is changed', async () => {
  const county = await setup();
  const clerk = await county.staff('committee', VILLAGE);
  const ids: Id[] = [];
  let two = 0;
  for (let count = 1; count <= 130; count += 1) {
    county.calls.length = 0;
    ids.push(await published(county, clerk, VILLAGE));
    const written = pagesWritten(county).length;
    expect([1, 2]).toContain(written);
    two += written - 1;
  }
  // Pages 1 to 5 are frozen, and the newest holds 30.
  expect(two).toBe(5);

  await fc.assert(
    fc.asyncProperty(fc.nat(ids.length - 1), fc.boolean(), async (which, withdraws) => {
      const params = { area: VILLAGE, id: ids[which]! };
      const { revision, state } = await county.must(contracts.officeNotice, { params }, clerk);
      fc.pre(state.kind === 'published');
      county.calls.length = 0;
      const reason = '有一处写错了';
      if (withdraws)
        await county.must(contracts.withdrawNotice, { params, body: { revision, reason } }, clerk);
      else
        await county.must(
          contracts.correctNotice,
          { params, body: { revision, text: noticeText(), reason } },
          clerk,
        );
      expect(pagesWritten(county)).toHaveLength(1);
    }),
    { numRuns: runs(15) },
  );
  county.clock.now += 2;
  expect((await linesOf(county, VILLAGE)).map((line) => line.id)).toEqual([...ids].reverse());
  county.calls.length = 0;
  await drafted(county, clerk, VILLAGE);
  expect(pagesWritten(county)).toEqual([]);
});
