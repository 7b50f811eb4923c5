import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { enterStage, planElection, recordSteps, type Timetable } from '#shared/election/contract';
import { addDays, LegalDate } from '#shared/time';
import { requiredPapers } from '#test/election/reach';
import { interleave } from '#test/interleave';
import { runs } from '#test/runs';
import { type Reply, setup, VILLAGE } from '#test/setup';

type Outcome = Pick<Reply<typeof enterStage>, 'code' | 'value'>;
const outcome = ({ code, value }: Outcome): Outcome => ({ code, value });

it('of changes decided from one version a single one is made, however their calls interleave', async () => {
  const county = await setup();
  const clerk = await county.staff('committee', VILLAGE);
  const params = { area: VILLAGE };
  const plan = (from: number, days: number) => {
    const electionDay = addDays(LegalDate.parse('2027-01-10'), days);
    const body = { from, body: '村民委员会', term: 12, electionDay } as const;
    return county.send(planElection, { params, body }, clerk).then(outcome);
  };
  const enter = (from: number, stage: number) =>
    county.send(enterStage, { params, body: { from, stage } }, clerk).then(outcome);

  const planned = (await plan(0, 0)).value!;
  const records = requiredPapers(planned, LegalDate.parse('2026-11-20'));
  const body = { from: 1, records };
  let stands: Timetable = await county.must(recordSteps, { params, body }, clerk);
  let days = 0;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const { version, stage } = stands;
      days += 3;
      const next = Math.min(stage + 1, 7);
      const replies = await interleave(county, scheduler, [
        () => enter(version, next),
        () => plan(version, days),
        () => plan(version, days + 1),
        () => enter(version, next),
      ]);
      const made = replies.filter(({ value }) => value !== undefined).map(({ value }) => value!);
      for (const { code } of replies) expect([undefined, 'conflict', 'stage-out-of-order']).toContain(code);
      expect(new Set(made.map((one) => JSON.stringify(one))).size).toBe(1);
      expect(made[0]!.version).toBe(version + 1);
      stands = made[0]!;
    }),
    { numRuns: runs(10) },
  );

  const events = await county.dynamo.query('ledger', { PK: `AUDIT#ELECTION#${VILLAGE}` });
  expect(events).toHaveLength(stands.version);
  expect(events.slice(1).map((event) => event['previous'])).toEqual(
    events.slice(0, -1).map((event) => event['hash']),
  );
});
