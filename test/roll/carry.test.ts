import { beforeAll, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import type { Session } from '#shared/identity/contract';
import { carryRoll, compareRoll, matchRoll, myEntries, rollEntries, rollHead } from '#shared/roll/contract';
import type { RollRow } from '#shared/roll/row';
import { COUNTY, freshId, setup, type TestCounty } from '#test/setup';
import { carriedAll, changed } from './carry';
import { imported, planned, tied } from './publishing';
import { rollRow } from './rows';

let county: TestCounty;
let clerk: Session;
let villages = 300;
beforeAll(async () => {
  county = await setup();
  clerk = await county.staff('county', COUNTY);
});

let serial = 0;
/** A village of its own with a roll of as many people, version 1. */
async function village(count: number): Promise<{ area: AreaCode; rows: RollRow[] }> {
  const area = AreaCode.parse(`990101100${(villages += 1)}`);
  const birth = `19${60 + (serial % 30)}-03-04`;
  serial += 1;
  const rows = Array.from({ length: count }, (_, i) => rollRow(i + 1, birth));
  await imported(county, area, clerk, rows);
  return { area, rows };
}

async function entriesOf(area: AreaCode) {
  const { version } = await county.must(rollHead, { params: { area } }, clerk);
  const page = await county.must(rollEntries, { params: { area, version }, query: {} }, clerk);
  return page.entries;
}

async function entryOf(area: AreaCode, { idNumber }: RollRow) {
  const { people } = await county.must(
    compareRoll,
    { params: { area }, body: { idNumbers: [idNumber] } },
    clerk,
  );
  return people[0]!.entry;
}

const named = (entries: readonly { name: string; group: string }[]) =>
  entries.map(({ name, group }) => `${name} ${group}`).sort();

describe('one row entered by hand', () => {
  it('changes that person and nobody else, over more than one batch', async () => {
    const { area, rows } = await village(100);
    const before = await entriesOf(area);
    const row = { ...rows[7]!, name: '改对了的名', group: '第9组' };
    const entry = await entryOf(area, row);
    const head = await changed(county, area, clerk, { version: 2, from: 1, row, without: [entry] });
    expect(head).toMatchObject({ version: 2, entries: 100, change: { kind: 'row', from: 1 } });
    const others = before.filter((one) => one.entry !== entry);
    const expected = [...named(others), '改对了的名 第9组'].sort();
    expect(named(await entriesOf(area))).toEqual(expected);
  });

  it('is nobody’s before it is finished, and the same again changes nothing', async () => {
    const { area } = await village(50);
    const row = rollRow(400);
    expect(await carriedAll(county, area, clerk, { version: 2, from: 1, row })).toBe(51);
    expect((await county.must(rollHead, { params: { area } }, clerk)).version).toBe(1);
    const head = await changed(county, area, clerk, { version: 2, from: 1, row });
    expect(head.entries).toBe(51);
  });

  it('leaves everybody tied to their own entry, whose name and last six another may share', async () => {
    const { area, rows } = await village(3);
    const session = await tied(county, area, rows[1]!);
    const twin = { ...rollRow(2, '1955-05-05'), name: rows[1]!.name };
    await changed(county, area, clerk, { version: 2, from: 1, row: twin });
    const [own] = await county.must(myEntries, {}, session);
    expect(own?.entry).toBe(await entryOf(area, rows[1]!));
    const fresh = await county.person(`fresh ${freshId()}`);
    const body = { name: rows[2]!.name, idLastSix: rows[2]!.idNumber.slice(-6) };
    expect((await county.must(matchRoll, { params: { area }, body }, fresh)).group).toBe(rows[2]!.group);
  });

  it('is carried from the roll that stands alone, and never into it', async () => {
    const { area } = await village(2);
    const carry = (version: number, from: number) =>
      county.send(carryRoll, { params: { area, version, batch: 1 }, body: { from, without: [] } }, clerk);
    await changed(county, area, clerk, { version: 2, from: 1 });
    expect((await carry(3, 1)).code).toBe('conflict');
    expect((await carry(2, 2)).code).toBe('roll-frozen');
    expect((await carry(3, 2)).value).toEqual({ written: 2 });
  });
});

describe('people without a ground to stand on the roll', () => {
  it('are struck with the article, and put back from the version before', async () => {
    const { area, rows } = await village(60);
    await planned(county, area, clerk);
    const without = await Promise.all([rows[3]!, rows[4]!].map((row) => entryOf(area, row)));
    const struck = await changed(county, area, clerk, { version: 2, from: 1, without, kind: 'struck' });
    expect(struck).toMatchObject({
      entries: 58,
      change: { kind: 'struck', from: 1, people: 2, basis: '村组法(2025) 第16条' },
    });
    expect((await entriesOf(area)).some(({ entry }) => without.includes(entry))).toBe(false);
    const back = { version: 3, from: 1, head: 2, kind: 'restored' } as const;
    expect(await changed(county, area, clerk, back)).toMatchObject({
      entries: 60,
      change: { kind: 'restored', from: 2 },
    });
    expect((await entriesOf(area)).filter(({ entry }) => without.includes(entry))).toHaveLength(2);
  });
});
