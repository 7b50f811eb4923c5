import { beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { AreaCode } from '#shared/area/code';
import { DISCIPLINE } from '#shared/directory/office';
import { acceptInvitation, invite, renewSession, type Session } from '#shared/identity/contract';
import type { Grant } from '#shared/identity/grant';
import { ROLES } from '#shared/identity/role';
import { inbox } from '#shared/tip/contract';
import { runs } from '#test/runs';
import { COUNTY, freshId, setup, type TestCounty, TOWN, VILLAGE } from '#test/setup';

let county: TestCounty;
beforeAll(async () => {
  county = await setup();
});

/** One invitation among a few people, by their places in the list. */
const step = (people: number, areas: readonly AreaCode[]) =>
  fc.record({
    by: fc.nat(people - 1),
    taker: fc.nat(people - 1),
    // Officers more often than chance: that is what is looked for.
    role: fc.oneof(fc.constantFrom(...ROLES), fc.constant('officer' as const)),
    area: fc.constantFrom(...areas),
  });

type Step = ReturnType<typeof step> extends fc.Arbitrary<infer One> ? One : never;

interface Taken {
  by: number;
  taker: number;
  grant: Grant;
  /** What the inviter held when the code was made. */
  held: Grant[];
}

/** Makes and takes up invitations one after another; each new grant stands in the session that comes next. */
async function play(people: Session[], steps: readonly Step[]): Promise<Taken[]> {
  const taken: Taken[] = [];
  for (const { by, taker, role, area } of steps) {
    const held = people[by]!.grants;
    const body = { id: freshId(), role, name: '某人' };
    const made = await county.send(invite, { params: { area }, body }, people[by]);
    if (!made.value) continue;
    const accepted = await county.send(acceptInvitation, { body: { code: made.value.code } }, people[taker]);
    if (!accepted.value) continue;
    taken.push({ by, taker, grant: { role, area }, held });
    people[taker] = await county.must(renewSession, { body: { refresh: people[taker]!.refresh } });
  }
  return taken;
}

it('no chain of invitations leads from a township clerk and her friends to an officer’s desk', async () => {
  const areas = [COUNTY, TOWN, VILLAGE];
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(step(4, areas), { minLength: 4, maxLength: 10 }),
      async (alreadyStaffed, steps) => {
        if (alreadyStaffed) await county.staff('officer', TOWN);
        const friends = await Promise.all([1, 2, 3].map((n) => county.person(`friend-${n}-${freshId()}`)));
        const people = [await county.staff('township', TOWN), ...friends];
        await play(people, steps);
        for (const person of people) {
          expect(person.grants.map(({ role }) => role)).not.toContain('officer');
          for (const area of [TOWN, COUNTY]) {
            const asked = { params: { area, kind: DISCIPLINE }, query: {} };
            expect((await county.send(inbox, asked, person)).code).toBe('forbidden');
          }
        }
      },
    ),
    { numRuns: runs(6) },
  );
});

let towns = 100;

it('an officer is the first of the office, invited by the county, or invited by an officer of that office; never by themselves', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step(5, [TOWN]), { minLength: 6, maxLength: 14 }), async (steps) => {
      towns += 1;
      const town = AreaCode.parse(`990101${towns}000`);
      const others = await Promise.all([1, 2, 3].map((n) => county.person(`other-${n}-${freshId()}`)));
      const people = [
        await county.staff('county', COUNTY),
        await county.person(`county-${freshId()}`),
        await county.staff('township', town),
        ...others,
      ];
      await play(people, [{ by: 0, taker: 1, role: 'county', area: COUNTY }]);
      people.shift();
      const inTown = steps.map((one) => ({ ...one, area: town }));
      const taken = await play(people, inTown);
      let officers = 0;
      for (const { by, taker, grant, held } of taken) {
        expect(by).not.toBe(taker);
        if (grant.role !== 'officer') continue;
        const isColleague = held.some(({ role, area }) => role === 'officer' && area === town);
        const isCounty = held.some(({ role, area }) => role === 'county' && area === COUNTY);
        expect(isColleague || (isCounty && officers === 0)).toBe(true);
        officers += 1;
      }
    }),
    { numRuns: runs(6) },
  );
});
