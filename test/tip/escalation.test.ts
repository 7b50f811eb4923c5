import { expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { DISCIPLINE, ELECTION, sameOffice } from '#shared/directory/office';
import { escalationOf, hasBelow } from '#shared/directory/standing';
import { inbox, readCase, tipline } from '#shared/tip/contract';
import { openRecord } from '#shared/tip/record';
import { fromWire } from '#shared/tip/wire';
import { openOffice, publish } from '#test/directory/ceremony';
import { COUNTY, TOWN, VILLAGE } from '#test/setup';
import { acceptedDirectory, caseOf, mailbox, newCase, tipCounty } from './case';

it.each([
  [VILLAGE, ELECTION, TOWN],
  [VILLAGE, DISCIPLINE, COUNTY],
  [TOWN, ELECTION, COUNTY],
  [TOWN, DISCIPLINE, COUNTY],
  [COUNTY, ELECTION, null],
  [AreaCode.parse('990000000000'), ELECTION, null],
] as const)('the office above %s of kind %i is that of %s, whose desk looks for it', (area, kind, above) => {
  const up = escalationOf({ area, kind });
  expect(up).toEqual(above && { area: above, kind });
  expect(up === null || hasBelow(up)).toBe(true);
});

it('no desk looks for what never comes up to it', () => {
  const offices = [VILLAGE, TOWN, COUNTY].flatMap((area) =>
    ([DISCIPLINE, ELECTION] as const).map((kind) => ({ area, kind })),
  );
  for (const office of offices) {
    const below = offices.some((one) => sameOffice(escalationOf(one), office));
    expect([office, hasBelow(office)]).toEqual([office, below]);
  }
});

it('a village committee’s undecided case comes up to the town that its slot is sealed to, and to nobody else', async () => {
  const place = await tipCounty();
  const { county } = place;
  const office = { area: VILLAGE, kind: ELECTION } as const;
  const village = await openOffice(county, 'committee', {
    ...office,
    name: '村民选举委员会',
  });
  await publish(county, await county.staff('county', COUNTY));
  county.clock.now += 2;
  const keys = await newCase({ ...place, directory: await acceptedDirectory(county) }, village);
  const { due } = await county.must(tipline, { body: { do: 'read', ...mailbox(keys) } });
  county.clock.now = (due!.day + 1) * 86_400;
  const town = await county.staff('township', TOWN);
  const params = { ...office, case: caseOf(keys) };
  const seen = await county.must(readCase, { params }, town);
  expect(seen.role).toBe('above');
  const opener = { role: 'above', pairs: [place.election.officeKey] } as const;
  expect(openRecord(fromWire(seen.records[0]!)!, opener)).toHaveProperty('content');
  const { lines } = await county.must(inbox, { params: office, query: {} }, town);
  expect(lines.map((line) => line.case)).toEqual([caseOf(keys)]);
  const top = await county.staff('county', COUNTY);
  expect((await county.send(readCase, { params }, top)).code).toBe('forbidden');
});
