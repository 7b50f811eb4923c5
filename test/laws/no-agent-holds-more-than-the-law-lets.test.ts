import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import * as contracts from '#shared/proxy/contract';
import { rollRow } from '#test/roll/rows';
import { interleave } from '#test/interleave';
import { enter } from '#test/proxy/people';
import { registering, rollOf } from '#test/registration/village';
import { runs } from '#test/runs';
import { freshId, setup, VILLAGE } from '#test/setup';

/** Two who are asked to take, who may give too, and four who give; other people in the next runs. */
const PEOPLE = 6;
const SETS = 7;

it('lets no agent hold more than three, and nobody both give and hold, however clerks interleave', async () => {
  const county = await setup();
  const clerks = await Promise.all([0, 1, 2].map(() => county.staff('committee', VILLAGE)));
  const times = runs(6);
  const rows = Array.from({ length: SETS * PEOPLE }, (_, n) => rollRow(n + 1));
  await registering(county, VILLAGE, '村民委员会', clerks[0]!);
  await rollOf(county, VILLAGE, rows, clerks[0]!);
  let run = 0;
  const act = fc.record({
    principal: fc.nat(PEOPLE - 1),
    agent: fc.nat(1),
    ends: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(act, { minLength: 5, maxLength: 7 }),
      async (scheduler, acts) => {
        const base = (run % SETS) * PEOPLE + 1;
        run += 1;
        const person = (n: number) => rollRow(base + n);
        await interleave(
          county,
          scheduler,
          acts.map(({ principal, agent, ends }, i) => async () => {
            const id = freshId();
            const who = { principal: person(principal), agent: person(agent), askedOn: '2026-11-26' };
            const entered = await enter(county, VILLAGE, id, clerks[i % 3]!, who);
            if (entered.code || !ends) return;
            const params = { area: VILLAGE, id };
            await county.send(contracts.moveProxy, { params, body: { to: 'withdrawn' } }, clerks[i % 3]);
          }),
        );
        const { proxies } = await county.must(
          contracts.readProxies,
          { params: { area: VILLAGE } },
          clerks[0],
        );
        const live = proxies.map(({ proxy }) => proxy).filter(({ state }) => state === 'consented');
        const holders = new Map<string, number>();
        for (const { agent } of live) holders.set(agent.entry, (holders.get(agent.entry) ?? 0) + 1);
        for (const held of holders.values()) expect(held).toBeLessThanOrEqual(3);
        const givers = live.map(({ principal }) => principal.entry);
        expect(new Set(givers).size).toBe(givers.length);
        for (const giver of givers) expect(holders.has(giver)).toBe(false);
        const numbers = proxies.map(({ proxy }) => proxy.number);
        expect(numbers).toEqual(numbers.map((_, i) => i + 1));
      },
    ),
    { numRuns: times },
  );
});
