import { beforeAll, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import type { Session } from '#shared/identity/contract';
import { planElection } from '#shared/election/contract';
import {
  compareRoll,
  findEntries,
  finishRoll,
  matchRoll,
  myEntries,
  putRollBatch,
  rollEntries,
  rollHead,
} from '#shared/roll/contract';
import { COUNTY, OTHER_VILLAGE, setup, type TestCounty, VILLAGE } from '#test/setup';
import { rollRow } from './rows';

const THIRD_VILLAGE = AreaCode.parse('990101101202');
const FOURTH_VILLAGE = AreaCode.parse('990101101203');

let county: TestCounty;
let clerk: Session;
const rows = Array.from({ length: 60 }, (_, i) => rollRow(i));

beforeAll(async () => {
  county = await setup();
  clerk = await county.staff('county', COUNTY);
});

const batch = (area: typeof VILLAGE, version: number, n: number, some: typeof rows) =>
  county.send(putRollBatch, { params: { area, version, batch: n }, body: { rows: some } }, clerk);
const finish = (area: typeof VILLAGE, version: number, from: number, entries: number) =>
  county.send(finishRoll, { params: { area, version }, body: { from, entries } }, clerk);

describe('importing a roll', () => {
  it('shows nothing until it is finished, and the same batch again changes nothing', async () => {
    expect((await batch(VILLAGE, 1, 0, rows.slice(0, 45))).status).toBe(200);
    expect((await batch(VILLAGE, 1, 0, rows.slice(0, 45))).status).toBe(200);
    expect((await county.must(rollHead, { params: { area: VILLAGE } }, clerk)).version).toBe(0);
    expect((await finish(VILLAGE, 1, 0, 60)).code).toBe('roll-incomplete');
    expect((await batch(VILLAGE, 1, 1, rows.slice(45))).status).toBe(200);
    expect((await finish(VILLAGE, 1, 0, 60)).value).toMatchObject({ version: 1, entries: 60, members: 6 });
    expect((await finish(VILLAGE, 1, 0, 60)).value).toMatchObject({ version: 1 });
  });

  it('refuses to write into the version that stands', async () => {
    expect((await batch(VILLAGE, 1, 2, [rollRow(99)])).code).toBe('roll-frozen');
  });

  it('names the row of a person whom another village has on its roll', async () => {
    const reply = await batch(OTHER_VILLAGE, 1, 0, [rollRow(200), rows[3]!]);
    expect(reply.code).toBe('roll-elsewhere');
    expect(JSON.parse(reply.text).fields[0].path).toBe('rows.1.idNumber');
  });

  it('lets a person move once the old village has a roll without them', async () => {
    expect((await batch(VILLAGE, 2, 0, rows.slice(0, 2))).status).toBe(200);
    expect((await finish(VILLAGE, 2, 1, 2)).status).toBe(200);
    expect((await batch(OTHER_VILLAGE, 1, 0, [rollRow(200), rows[3]!])).status).toBe(200);
    expect((await batch(VILLAGE, 3, 0, rows.slice(4, 49))).status).toBe(200);
    expect((await finish(VILLAGE, 3, 2, 45)).status).toBe(200);
  });

  it('keeps its people while another import of the village is cut, and gives them up only when one is finished', async () => {
    const person = rollRow(400);
    expect((await batch(THIRD_VILLAGE, 1, 0, [person])).status).toBe(200);
    expect((await finish(THIRD_VILLAGE, 1, 0, 1)).status).toBe(200);
    expect((await batch(THIRD_VILLAGE, 2, 0, [person])).status).toBe(200);
    expect((await batch(OTHER_VILLAGE, 1, 5, [person])).code).toBe('roll-elsewhere');
    expect((await batch(THIRD_VILLAGE, 3, 0, [rollRow(401)])).status).toBe(200);
    expect((await finish(THIRD_VILLAGE, 3, 1, 1)).status).toBe(200);
    expect((await finish(THIRD_VILLAGE, 2, 3, 1)).code).toBe('roll-frozen');
    expect((await batch(FOURTH_VILLAGE, 1, 0, [person])).status).toBe(200);
  });

  it('names whoever another import took over before this one was finished', async () => {
    const person = rollRow(402);
    expect((await batch(THIRD_VILLAGE, 4, 0, [person])).status).toBe(200);
    expect((await batch(FOURTH_VILLAGE, 2, 0, [person])).status).toBe(200);
    expect((await finish(THIRD_VILLAGE, 4, 3, 1)).code).toBe('roll-taken');
    expect((await finish(FOURTH_VILLAGE, 2, 0, 1)).status).toBe(200);
    expect((await batch(THIRD_VILLAGE, 4, 0, [person])).code).toBe('roll-elsewhere');
  });

  it('names the row of a person who stands twice in one batch', async () => {
    const person = rollRow(403);
    for (const again of [person, { ...person, name: '另一个名字' }]) {
      const reply = await batch(FOURTH_VILLAGE, 3, 0, [rollRow(404), person, again]);
      expect([reply.status, reply.code]).toEqual([422, 'invalid']);
      expect(JSON.parse(reply.text).fields[0].path).toBe('rows.2.idNumber');
    }
  });

  it('takes three calls at most for a batch, new or of the next version', async () => {
    county.calls.length = 0;
    await batch(FOURTH_VILLAGE, 3, 0, rows.slice(50, 55));
    expect(county.calls.length).toBeLessThanOrEqual(3);
    county.calls.length = 0;
    await batch(FOURTH_VILLAGE, 3, 0, rows.slice(50, 55));
    expect(county.calls.length).toBeLessThanOrEqual(3);
  });

  it('keeps namesakes with the same last six apart', async () => {
    const one = rollRow(300);
    const two = { ...rollRow(301, '1961-02-03'), name: one.name };
    const twins = [one, { ...two, idNumber: sameLastSix(one.idNumber) }];
    const third = { ...one, idNumber: sameLastSix(one.idNumber, 995_000) };
    expect((await batch(OTHER_VILLAGE, 1, 1, [third])).status).toBe(200);
    // Both find the first place taken, and neither may take the place of the other.
    expect((await batch(OTHER_VILLAGE, 1, 2, twins)).status).toBe(200);
    expect((await batch(OTHER_VILLAGE, 1, 2, twins.toReversed())).status).toBe(200);
    expect((await finish(OTHER_VILLAGE, 1, 0, 5)).value?.entries).toBe(5);
  });
});

describe('what the desk asks before it writes', () => {
  it('tells whom another village has, and the entry each person has or would have, writing nothing', async () => {
    const body = { idNumbers: [rollRow(200).idNumber, rows[10]!.idNumber, rollRow(700).idNumber] };
    county.calls.length = 0;
    const { people } = await county.must(compareRoll, { params: { area: VILLAGE }, body }, clerk);
    expect(people.map(({ elsewhere }) => elsewhere)).toEqual([OTHER_VILLAGE, undefined, undefined]);
    expect(county.calls.length).toBeLessThanOrEqual(3);
    const { version } = await county.must(rollHead, { params: { area: VILLAGE } }, clerk);
    const at = { params: { area: VILLAGE, version }, query: {} };
    const { entries } = await county.must(rollEntries, at, clerk);
    expect(entries.find(({ name }) => name === rows[10]!.name)?.entry).toBe(people[1]!.entry);
    expect(entries.some(({ entry }) => entry === people[2]!.entry)).toBe(false);
    expect(JSON.stringify(entries)).not.toContain(rows[10]!.idNumber.slice(0, 14));
  });

  it('is asked of the roll that stands: another version is a conflict', async () => {
    const at = { params: { area: VILLAGE, version: 1 }, query: {} };
    expect((await county.send(rollEntries, at, clerk)).code).toBe('conflict');
  });
});

describe('a batch that the validator refuses', () => {
  const AREA = AreaCode.parse('990101101204');
  const put = (row: unknown) => batch(AREA, 1, 0, [rollRow(800), row as (typeof rows)[number]]);
  const fieldsOf = (text: string) => JSON.parse(text).fields as { path: string; message: string }[];
  const young = () => rollRow(801, '2008-12-21');

  it('is refused by the server, and names the row: consent that is missing, or lies ahead', async () => {
    const third = { ...rollRow(802), category: '居住一年以上' };
    for (const row of [third, { ...third, agreed: '2026-11-27' }]) {
      const reply = await put(row);
      expect([reply.status, reply.code]).toEqual([422, 'invalid']);
      expect(fieldsOf(reply.text)[0]?.path).toBe('rows.1.agreed');
    }
    expect((await put({ ...third, agreed: '2026-11-20', unregisteredAtHome: true })).status).toBe(200);
  });

  it('is refused once an election day is set that somebody is too young for, and none of it is written', async () => {
    expect((await put(young())).status).toBe(200);
    const body = { from: 0, body: '村民委员会', term: 12, electionDay: '2026-12-20' } as const;
    await county.must(planElection, { params: { area: AREA }, body }, clerk);
    const reply = await batch(AREA, 2, 0, [rollRow(803), young()]);
    expect(reply.code).toBe('invalid');
    expect(fieldsOf(reply.text)).toEqual([
      { path: 'rows.1.idNumber', message: '选举日未满 18 周岁，请删去这一行' },
    ]);
    expect((await finish(AREA, 2, 0, 2)).code).toBe('roll-incomplete');
    expect((await batch(AREA, 2, 0, [rollRow(803), rollRow(804, '2008-12-20')])).status).toBe(200);
  });

  it.each([
    ['a wrong check character', { idNumber: '110101196001020011' }],
    ['no name', { name: ' ' }],
    ['no group', { group: '' }],
    ['a category of its own', { category: '外来' }],
    ['a day that is none', { agreed: '2026-02-30' }],
    ['a long remark', { remark: '注'.repeat(61) }],
  ])('is refused by the server, and names the row: %s', async (_, wrong) => {
    const reply = await put({ ...rollRow(805), ...wrong });
    expect([reply.status, reply.code]).toEqual([422, 'invalid']);
    expect(fieldsOf(reply.text)[0]?.path).toBe(`rows.1.${Object.keys(wrong)[0]}`);
  });
});

describe('a person on the roll', () => {
  it('is tied by name and last six, and sees the least of themselves', async () => {
    const row = rows[10]!;
    const person = await county.person('ten');
    const body = { name: row.name, idLastSix: row.idNumber.slice(-6) };
    county.calls.length = 0;
    const own = await county.must(matchRoll, { params: { area: VILLAGE }, body }, person);
    expect(county.calls.length).toBeLessThanOrEqual(3);
    expect(Object.keys(own).sort()).toEqual(['area', 'entry', 'group', 'member', 'name']);
    expect(await county.must(myEntries, {}, person)).toEqual([own]);
    expect(await county.must(matchRoll, { params: { area: VILLAGE }, body }, person)).toEqual(own);
  });

  it.each([
    ['full-width spaces between', (name: string) => Array.from(name).join('\u3000')],
    ['spaces at both ends', (name: string) => ` ${name} `],
  ])('is found by a name that was typed with %s', async (_, typed) => {
    const row = rows[10]!;
    const body = { name: typed(row.name), idLastSix: row.idNumber.slice(-6) };
    const person = await county.person('ten');
    const own = await county.must(matchRoll, { params: { area: VILLAGE }, body }, person);
    expect(own.name).toBe(row.name);
  });

  it('cannot be taken by somebody else', async () => {
    const row = rows[10]!;
    const body = { name: row.name, idLastSix: row.idNumber.slice(-6) };
    const other = await county.person('eleven');
    expect((await county.send(matchRoll, { params: { area: VILLAGE }, body }, other)).code).toBe('roll-tied');
  });

  it('has five tries an hour, even for the right answer', async () => {
    const guesser = await county.person('guesser');
    const row = rows[12]!;
    const guess = (idLastSix: string) =>
      county.send(matchRoll, { params: { area: VILLAGE }, body: { name: row.name, idLastSix } }, guesser);
    const codes = [];
    for (let i = 0; i < 6; i += 1) codes.push((await guess(`00000${i}`)).code);
    expect(codes).toEqual([...Array(5).fill('roll-no-match'), 'too-many-tries']);
    expect((await guess(row.idNumber.slice(-6))).code).toBe('too-many-tries');
    county.clock.now += 3600;
    const later = await county.person('guesser');
    const body = { name: row.name, idLastSix: row.idNumber.slice(-6) };
    expect((await county.send(matchRoll, { params: { area: VILLAGE }, body }, later)).status).toBe(200);
  });

  it('cannot be taken by somebody tied in another village, who keeps the tie they have', async () => {
    const moved = await county.person('ten');
    const row = rollRow(200);
    const body = { name: row.name, idLastSix: row.idNumber.slice(-6) };
    const elsewhere = { params: { area: OTHER_VILLAGE }, body };
    expect((await county.send(matchRoll, elsewhere, moved)).code).toBe('person-tied');
    expect((await county.must(myEntries, {}, moved))[0]?.area).toBe(VILLAGE);
  });

  it('is not told after five tries an hour that an entry is somebody else’s', async () => {
    const row = rows[10]!;
    const body = { name: row.name, idLastSix: row.idNumber.slice(-6) };
    const curious = await county.person('curious');
    const codes = [];
    for (let i = 0; i < 6; i += 1)
      codes.push((await county.send(matchRoll, { params: { area: VILLAGE }, body }, curious)).code);
    expect(codes).toEqual([...Array(5).fill('roll-tied'), 'too-many-tries']);
  });

  it('has twenty tries an hour by anybody at one name', async () => {
    const row = rows[14]!;
    const codes = [];
    for (let n = 0; n < 5; n += 1) {
      const guesser = await county.person(`guesser-${n}`);
      for (let i = 0; i < 5; i += 1) {
        const body = { name: row.name, idLastSix: `0000${n}${i}` };
        codes.push((await county.send(matchRoll, { params: { area: VILLAGE }, body }, guesser)).code);
      }
    }
    expect(codes).toEqual([...Array(20).fill('roll-no-match'), ...Array(5).fill('too-many-tries')]);
  });

  it('is found for staff by name, with no more than the last four', async () => {
    clerk = await county.staff('county', COUNTY);
    const found = await county.must(
      findEntries,
      { params: { area: VILLAGE }, query: { name: rows[20]!.name } },
      clerk,
    );
    expect(found[0]).toMatchObject({ name: rows[20]!.name, idLastFour: rows[20]!.idNumber.slice(-4) });
  });
});

/** Another person's ID number whose last six are the same: born a year apart, in another county, by search. */
function sameLastSix(idNumber: string, from = 990_000): string {
  for (let prefix = from; prefix < 999_999; prefix += 1) {
    const candidate = `${prefix}19${idNumber.slice(8, 12)}${idNumber.slice(12)}`;
    if (candidate !== idNumber && holds(candidate)) return candidate;
  }
  throw new Error('none found');
}

function holds(id: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(id[i]), 0);
  return '10X98765432'[sum % 11] === id[17];
}
