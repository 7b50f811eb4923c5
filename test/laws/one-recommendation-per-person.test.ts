import { beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Id } from '#shared/ids';
import * as contracts from '#shared/recommendation/contract';
import * as paper from '#shared/recommendation/paper';
import { findEntries } from '#shared/roll/contract';
import * as r from '#test/recommendation/county';
import { rollRow } from '#test/roll/rows';
import { interleave } from '#test/interleave';
import { VILLAGE } from '#test/setup';

let county: r.RoundCounty;
let round: Id;
beforeAll(async () => {
  county = await r.roundCounty();
  round = await r.opened(county);
  county.clock.now += 2;
});

it('however phones and the office race, a person gets one token or one paper flag for a position', async () => {
  const place = await r.trusted(county, round);
  const params = { ...r.at(round), position: 13 as const };
  const left = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, withPaper) => {
      const i = left.shift()!;
      const person = await r.resident(county, i);
      const query = { name: rollRow(i).name };
      const [found] = await county.must(findEntries, { params: { area: VILLAGE }, query }, county.clerk);
      const asks = ['a', 'a', 'b'].map((name) => {
        const asked = r.value(paper.begin(place, r.random(`${name} ${i}`, paper.BEGIN_RANDOM_BYTES)));
        return async () => {
          const body = { blinded: asked.blinded };
          const { status, value } = await county.send(contracts.issueToken, { params, body }, person);
          return { status, token: value?.signature };
        };
      });
      const onPaper = async () => {
        const input = { params: { ...params, entry: found!.entry } };
        const { status } = await county.send(contracts.recordPaper, input, county.clerk);
        return { status, token: undefined };
      };
      const replies = await interleave(county, scheduler, withPaper ? [...asks, onPaper] : asks);

      const tokens = new Set(replies.flatMap(({ token }) => token ?? []));
      const papers = replies.filter(({ status }) => status === 204).length;
      expect(tokens.size + papers).toBe(1);
      for (const { status } of replies) expect([200, 204, 409]).toContain(status);
    }),
    { numRuns: left.length, endOnFailure: true },
  );
});
