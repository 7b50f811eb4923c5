import { beforeAll, describe, expect, it } from '@jest/globals';
import { areaTree, importAreas, previewAreas, takesLetters } from '#shared/area/contract';
import type { Session } from '#shared/identity/contract';
import { COUNTY, setup, type TestCounty, TOWN, VILLAGE } from '#test/setup';
import { AREAS, row } from './rows';

let county: TestCounty;
let office: Session;
beforeAll(async () => {
  county = await setup();
  office = await county.staff('county', COUNTY);
});

const params = { area: COUNTY };
const importing = (areas = AREAS, from = 0) =>
  county.send(importAreas, { params, body: { from, areas: [...areas] } }, office);
const tree = () => county.must(areaTree, { params: { area: VILLAGE } });

describe('importing areas', () => {
  it('is looked at first, and looking writes nothing', async () => {
    const body = { from: 0, areas: [...AREAS] };
    const preview = await county.must(previewAreas, { params, body }, office);
    expect(preview.same).toBe(0);
    expect(preview.changes.map(({ name, change }) => `${change} ${name}`)).toEqual([
      'new 棠水县',
      'new 柳塘镇',
      'new 上营社区',
      'new 枣坪村',
    ]);
    expect((await county.send(areaTree, { params })).code).toBe('not-found');
  });

  it('shows the areas to everybody, with two calls', async () => {
    county.calls.length = 0;
    expect((await importing()).value).toMatchObject({ version: 1 });
    expect(county.calls.map(({ command }) => command)).toEqual([
      'GetItemCommand',
      'TransactWriteItemsCommand',
    ]);
    county.clock.now += 2;
    expect(await tree()).toEqual({ county: COUNTY, version: 1, areas: AREAS });
  });

  it('again changes nothing, whatever it was decided from', async () => {
    county.calls.length = 0;
    expect((await importing()).value).toEqual({ version: 1, changes: [] });
    expect((await importing(AREAS, 1)).value).toEqual({ version: 1, changes: [] });
    expect(county.calls.map(({ command }) => command)).toEqual(['GetItemCommand', 'GetItemCommand']);
  });

  it('names what is new, renamed, rung elsewhere and gone', async () => {
    const [head, town] = AREAS;
    const next = [
      head!,
      { ...town!, phone: '0000-628 0199' },
      row('990101100201', '枣坪新村', 'village', '0000-628 0110'),
      row('990101100202', '白杨店村', 'village'),
    ];
    expect((await importing(next, 1)).value?.changes).toEqual([
      { code: '990101100000', name: '柳塘镇', change: 'phone', was: '0000-628 0100' },
      { code: '990101100001', name: '上营社区', change: 'gone' },
      { code: '990101100201', name: '枣坪新村', change: 'renamed', was: '枣坪村' },
      { code: '990101100202', name: '白杨店村', change: 'new' },
    ]);
  });

  it('decided from an older tree is a conflict', async () => {
    expect((await importing(AREAS, 1)).code).toBe('conflict');
  });

  it('of two at once lets one through', async () => {
    const other = [...AREAS, row('990101100203', '东渠村', 'village')];
    const replies = await Promise.all([importing(AREAS, 2), importing(other, 2)]);
    expect(replies.map(({ code }) => code ?? 'done').sort()).toEqual(['conflict', 'done']);
  });

  it('leaves one audit event for each change', async () => {
    const events = await county.dynamo.query('ledger', { PK: `AUDIT#AREA#${COUNTY}` });
    expect(events.map((event) => [event['SK'], event['actor']])).toEqual([
      ['00000001', office.person],
      ['00000002', office.person],
      ['00000003', office.person],
    ]);
    expect(events.slice(1).map((event) => event['previous'])).toEqual(
      events.slice(0, -1).map((event) => event['hash']),
    );
  });

  it('refuses rows that make no tree, by row', async () => {
    const reply = await importing([...AREAS, row('990101101201', '马家铺村', 'village')], 3);
    expect(reply.code).toBe('areas-unfit');
    expect(JSON.parse(reply.text).fields).toEqual([
      {
        path: 'areas.4',
        message: '表里没有它的上级 990101101000。请加上 990101101000 这一行。',
      },
    ]);
  });
});

describe('the row of a county', () => {
  const reach = { disciplinePhone: '0000-628 0009', address: '人民路 1 号' };

  it('turns sealed letters off and on again, and a table without the column leaves it as it stands', async () => {
    const other = await setup();
    const founder = await other.staff('county', COUNTY);
    const [head, ...rest] = AREAS;
    let from = 0;
    const put = async (county: object) => {
      const areas = [{ ...head!, ...county }, ...rest];
      const done = await other.must(importAreas, { params, body: { from, areas } }, founder);
      from = done.version;
      other.clock.now += 2;
      const now = await other.must(areaTree, { params });
      return { changes: done.changes, takes: takesLetters(now), head: now.areas[0] };
    };
    expect((await put({})).takes).toBe(true);
    const off = await put({ letters: 'off', ...reach });
    expect(off.takes).toBe(false);
    expect(off.changes).toEqual([{ code: COUNTY, name: '棠水县', change: 'letters', was: '开' }]);
    const again = await put({});
    expect([again.takes, again.changes]).toEqual([false, []]);
    expect(again.head).toMatchObject(reach);
    const moved = await put({ disciplinePhone: '0000-628 0010' });
    expect(moved.changes).toEqual([{ code: COUNTY, name: '棠水县', change: 'phone', was: '0000-628 0009' }]);
    const on = await put({ letters: 'on' });
    expect([on.takes, on.changes[0]?.was]).toEqual([true, '停']);
  });
});

it('a county of three thousand areas fits, one more does not', async () => {
  const large = await setup();
  const founder = await large.staff('county', COUNTY);
  const towns = Array.from({ length: 9 }, (_, i) => row(`99010110${i}000`, `第${i}镇`, 'town'));
  const villages = Array.from({ length: 2990 }, (_, i) => {
    const digits = `99010110${Math.floor(i / 400)}${String(1 + (i % 400)).padStart(3, '0')}`;
    return row(digits, `村民委员会第${i}村`, 'village');
  });
  const areas = [AREAS[0]!, ...towns, ...villages];
  const reply = await large.send(importAreas, { params, body: { from: 0, areas } }, founder);
  expect(reply.value).toMatchObject({ version: 1 });
  expect((await large.must(areaTree, { params })).areas).toHaveLength(3000);
  const more = [...areas, row('990101108999', '又一村', 'village')];
  expect((await large.send(importAreas, { params, body: { from: 1, areas: more } }, founder)).code).toBe(
    'invalid',
  );
});

describe('who may not', () => {
  it('is anybody but the county office, for the county itself', async () => {
    const town = await county.staff('township', TOWN);
    const input = { params, body: { from: 0, areas: [...AREAS] } };
    expect((await county.send(importAreas, input, town)).code).toBe('forbidden');
    expect((await county.send(previewAreas, { ...input, params: { area: TOWN } }, town)).code).toBe(
      'forbidden',
    );
    const inside = { ...input, params: { area: TOWN } };
    expect((await county.send(importAreas, inside, office)).code).toBe('not-found');
    expect((await county.send(previewAreas, inside, office)).code).toBe('not-found');
  });
});

describe('reading the areas', () => {
  it('costs nothing within a second and one call after it', async () => {
    county.clock.now += 2;
    await tree();
    county.calls.length = 0;
    await tree();
    expect(county.calls).toEqual([]);
    county.clock.now += 1;
    await tree();
    expect(county.calls).toHaveLength(1);
  });

  it('is answered 304 to whoever has them', async () => {
    const { etag } = await county.send(areaTree, { params });
    const again = await county.send(areaTree, { params }, undefined, { 'if-none-match': etag! });
    expect(again.status).toBe(304);
  });

  it('of another county finds nothing, without a call', async () => {
    county.calls.length = 0;
    const reply = await county.send(areaTree, {
      params: { area: row('110101000000', '某县', 'county').code },
    });
    expect(reply.code).toBe('not-found');
    expect(county.calls).toEqual([]);
  });
});
