import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { AreaCode } from '#shared/area/code';
import { endGrant, renewSession, type Session, staffList } from '#shared/identity/contract';
import { interleave } from '#test/interleave';
import { runs } from '#test/runs';
import { setup } from '#test/setup';

it('colleagues who end each other at once, in any order of calls, leave one of them', async () => {
  const county = await setup();
  let towns = 100;
  const ending = fc.record({ by: fc.nat(2), whom: fc.nat(2), role: fc.constantFrom('township', 'officer') });
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(ending, { minLength: 2, maxLength: 5 }),
      async (scheduler, endings) => {
        towns += 1;
        const area = AreaCode.parse(`990101${towns}000`);
        const people: Record<string, Session[]> = { township: [], officer: [] };
        for (const role of ['township', 'officer'] as const)
          for (let n = 0; n < 3; n += 1) people[role]!.push(await county.staff(role, area));
        const acts = endings.map(({ by, whom, role }) => async () => {
          const as = people[role]![by]!;
          const { revision: from } = await county.must(staffList, { params: { area } }, as);
          const body = { from, person: people[role]![whom]!.person, role, reason: 'left' } as const;
          return county.send(endGrant, { params: { area }, body }, as);
        });
        const replies = await interleave(county, scheduler, acts);
        for (const { code } of replies) expect([undefined, 'conflict', 'grant-last']).toContain(code);
        for (const role of ['township', 'officer']) {
          const renewed = await Promise.all(
            people[role]!.map(({ refresh }) => county.send(renewSession, { body: { refresh } })),
          );
          expect(renewed.some(({ value }) => value?.grants.some((grant) => grant.role === role))).toBe(true);
        }
      },
    ),
    { numRuns: runs(8), endOnFailure: true },
  );
});
