import { describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { toBase64url } from '#shared/crypto/bytes';
import { DISCIPLINE, ELECTION, type Office, sameOffice } from '#shared/directory/office';
import { escalationOf, hasBelow } from '#shared/directory/standing';
import { inbox, readCase } from '#shared/tip/contract';
import { startOfDay } from '#shared/time';
import { openRecord } from '#shared/tip/record';
import type { TipAct } from '#shared/tip/rules';
import { fromWire } from '#shared/tip/wire';
import { openOffice, publish, type TestOfficer } from '#test/directory/ceremony';
import { COUNTY, TOWN, VILLAGE } from '#test/setup';
import {
  acceptedDirectory,
  asWriter,
  caseOf,
  letter,
  mailbox,
  newCase,
  officerActs,
  sent,
  tipCounty,
  type TipCounty,
  writer,
} from './case';

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
  const { due } = await asWriter(county, { body: { do: 'read', ...mailbox(keys) } });
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

/** Acts on a fresh letter of an office, one after another. */
async function handled(place: TipCounty, by: TestOfficer, acts: readonly TipAct['act'][]) {
  const keys = await newCase(place, by);
  const params = { ...by.office, case: caseOf(keys) };
  for (const act of acts) {
    const seen = await place.county.must(readCase, { params }, by.session);
    expect((await officerActs(place, keys, by, seen, act)).code).toBeUndefined();
  }
  const { due } = await place.county.must(readCase, { params }, by.session);
  return { keys, params, due };
}

describe('every clock that has passed', () => {
  it.each([[['accept']], [['accept', 'handle']]] as const)(
    'shows an election office’s case to the office above, after %s too',
    async (acts) => {
      const place = await tipCounty();
      const { county, election } = place;
      const { params, due } = await handled(place, election, acts);
      expect(due).toMatchObject({ left: 60, unit: 'calendar', law: '信访工作条例第三十四条' });
      const onDay = async (day: number) => {
        county.clock.now = startOfDay(day);
        const above = await county.staff('county', COUNTY);
        const { lines } = await county.must(inbox, { params: election.office, query: {} }, above);
        return { read: await county.send(readCase, { params }, above), lines };
      };
      const last = await onDay(due!.day);
      expect([last.read.code, last.lines]).toEqual(['not-found', []]);
      const { read, lines } = await onDay(due!.day + 1);
      expect([read.value?.role, read.value?.due?.left]).toEqual(['above', -1]);
      expect(lines).toMatchObject([{ case: params.case, due: { left: -1 } }]);
      expect(Object.keys(lines[0]!).sort()).toEqual(LINE);
    },
  );

  it('is none for a discipline case that was accepted: the office above never sees it', async () => {
    const place = await tipCounty();
    const { county, town } = place;
    const { params, due } = await handled(place, town, ['accept']);
    expect(due).toBeUndefined();
    county.clock.now += 400 * 86_400;
    const above = await county.staff('officer', COUNTY);
    expect((await county.send(readCase, { params }, above)).code).toBe('not-found');
    expect((await county.must(inbox, { params: town.office, query: {} }, above)).lines).toEqual([]);
  });

  it('shows a joint case to the office above the one that decides, and not above the one that assists', async () => {
    const place = await tipCounty();
    const { county, town, election } = place;
    const keys = writer();
    const second = town.office;
    const record = sent(letter(place, keys, election, '村干部送钱', undefined, { second }));
    const tag = toBase64url(keys.tag);
    const made = { do: 'create', ...mailbox(keys), tag, record, second } as const;
    const { due } = await asWriter(county, { body: made });
    county.clock.now = startOfDay(due!.day + 1);
    const seenBy = async (role: 'county' | 'officer', office: Office) => {
      const above = await county.staff(role, COUNTY);
      const { lines } = await county.must(inbox, { params: office, query: {} }, above);
      return lines.map((line) => line.case);
    };
    expect(await seenBy('county', election.office)).toEqual([caseOf(keys)]);
    expect(await seenBy('officer', town.office)).toEqual([]);
  });
});

const LINE = ['case', 'due', 'office', 'received', 'records', 'state', 'verified', 'waiting'];
