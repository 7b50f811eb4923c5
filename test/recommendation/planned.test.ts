import { expect, it } from '@jest/globals';
import * as contracts from '#shared/recommendation/contract';
import { freshId, VILLAGE } from '#test/setup';
import * as r from './county';

it('lists a village’s rounds newest first, the forty planned last, in two calls', async () => {
  const county = await r.roundCounty();
  const list = () => county.must(contracts.officeRounds, { params: { area: VILLAGE } }, county.clerk);
  expect(await list()).toEqual([]);
  const made = [];
  for (let i = 0; i < 41; i += 1) {
    const round = freshId();
    const body = r.roundDraft();
    await county.must(contracts.createRound, { params: r.at(round), body }, county.clerk);
    made.unshift(round);
    county.clock.now += 1;
  }
  county.calls.length = 0;
  expect((await list()).map(({ id }) => id)).toEqual(made.slice(0, 40));
  expect(county.calls.length).toBe(2);
});
