import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { AreaCode } from '#shared/area/code';
import { isHoliday } from '#shared/calendar';
import { decideObjection, fileObjection, readObjections } from '#shared/objection/contract';
import * as rules from '#shared/objection/rules';
import { addDays, dayOfDate, LegalDate } from '#shared/time';
import { interleave } from '#test/interleave';
import { OBJECTION, rollPosted } from '#test/objection/filing';
import { runs } from '#test/runs';
import { freshId, setup, VILLAGE } from '#test/setup';

const FIRST = LegalDate.parse('2026-01-01');

it('is taken on each day of five after the posting and of a holiday they end in, on no other, and due in three', () => {
  fc.assert(
    fc.property(fc.nat(300), fc.integer({ min: -3, max: 20 }), (posted, later) => {
      const rollDay = addDays(FIRST, posted);
      const election = { body: '村民委员会', term: 12, electionDay: addDays(rollDay, 40), rollDay } as const;
      const receivedOn = addDays(rollDay, later);
      const at = { id: freshId(), area: AreaCode.parse(VILLAGE), count: 0, receivedOn, atCounter: false };
      const filed = rules.fileObjection(undefined, election, at, OBJECTION);
      const isAfterAHoliday = (from: number): boolean =>
        from === later || (isHoliday(addDays(rollDay, from)) && isAfterAHoliday(from + 1));
      expect(filed.ok).toBe(later >= 0 && (later <= 5 || isAfterAHoliday(5)));
      if (filed.ok) expect(dayOfDate(filed.value.due) - dayOfDate(receivedOn)).toBe(3);
    }),
  );
});

it('has one number and one decision, however filings and decisions interleave', async () => {
  const county = await setup();
  const clerks = await Promise.all([0, 1].map(() => county.staff('committee', VILLAGE)));
  const people = await Promise.all([0, 1].map((n) => county.person(`objects ${n}`)));
  await rollPosted(county, VILLAGE, '2026-11-26', clerks[0]!);
  const params = (id: ReturnType<typeof freshId>) => ({ area: VILLAGE, id });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const [known, ...fresh] = [freshId(), freshId(), freshId()];
      await county.must(fileObjection, { params: params(known), body: OBJECTION }, people[0]);
      const decide = (upheld: boolean, as: number) => () =>
        county.send(
          decideObjection,
          { params: params(known), body: { upheld, reason: '已核对户口册。' } },
          clerks[as],
        );
      const file = (id: ReturnType<typeof freshId>, as: number) => () =>
        county.send(fileObjection, { params: params(id), body: OBJECTION }, people[as]);
      const replies = await interleave<{ status: number; code: string | undefined; value: unknown }>(
        county,
        scheduler,
        [decide(true, 0), decide(false, 1), file(fresh[0], 0), file(fresh[1], 1), file(fresh[0], 0)],
      );
      const decisions = replies.slice(0, 2);
      expect(decisions.filter(({ value }) => value)).toHaveLength(1);
      expect(decisions.find(({ value }) => !value)!.code).toBe('objection-decided');
      for (const { status } of replies.slice(2)) expect(status).toBe(200);
    }),
    { numRuns: runs(8) },
  );
  const { filed } = await county.must(readObjections, { params: { area: VILLAGE } }, clerks[0]);
  expect(filed.map(({ number }) => number)).toEqual(filed.map((_, i) => i + 1));
  const chains = await Promise.all(
    filed.map(({ id }) => county.dynamo.query('ledger', { PK: `AUDIT#OBJECTION#${id}` })),
  );
  for (const [i, events] of chains.entries()) {
    expect(events).toHaveLength(filed[i]!.state === 'decided' ? 2 : 1);
    if (events[1]) expect(events[1]['previous']).toBe(events[0]!['hash']);
  }
});
