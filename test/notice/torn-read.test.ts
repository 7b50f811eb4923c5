import { expect, it } from '@jest/globals';
import type { Dynamo } from '#functions/platform/dynamo';
import { change } from '#functions/notice/store';
import * as rules from '#shared/notice/rules';
import { COUNTY, setup, VILLAGE } from '#test/setup';
import { drafted, linesOf, published } from './writing';

it('loses no notice when the list page was read before another publication and the list head after it', async () => {
  const county = await setup();
  const clerk = await county.staff('committee', VILLAGE);
  const first = await published(county, clerk, VILLAGE);
  const mine = await drafted(county, clerk, VILLAGE);
  let meanwhile: string | undefined;
  // BatchGetItem reads each item by itself: here the page first, then somebody publishes, then the rest.
  const torn: Dynamo = {
    ...county.dynamo,
    async batchGet(keys) {
      const early = await county.dynamo.batchGet(keys.filter(({ table }) => table === 'public'));
      meanwhile ??= await published(county, clerk, VILLAGE);
      const late = await county.dynamo.batchGet(keys.filter(({ table }) => table !== 'public'));
      return keys.map(({ table }) => (table === 'public' ? early.shift() : late.shift()));
    },
  };
  const { now } = county.clock;
  const act = { command: 'publish', actor: 'test', now } as const;
  const done = await change(torn, COUNTY, { area: VILLAGE, id: mine }, act, (notice) =>
    rules.publish(notice, now, new Uint8Array(16)),
  );
  expect(done.ok).toBe(true);
  county.clock.now += 2;
  expect((await linesOf(county, VILLAGE)).map(({ id }) => id)).toEqual([mine, meanwhile, first]);
});
