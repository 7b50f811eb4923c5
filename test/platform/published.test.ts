import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keepLatest } from '#functions/platform/keep-latest';
import type { Dynamo } from '#functions/platform/dynamo';
import { type DocumentName, prepare, preparedReader } from '#functions/platform/prepared';
import { AreaCode } from '#shared/area/code';
import { everyContract } from '#test/contracts/every';
import { appOf, freshId, setup, type TestCounty, VILLAGE } from '#test/setup';

let county: TestCounty;
beforeAll(async () => {
  county = await setup();
});

const prepared = (await everyContract())
  .filter(([, contract]) => contract.prepared)
  .map(([name, contract]) => ({ name, contract }));

it.each(prepared)('$name of an area of another county is not found, without a call', async ({ contract }) => {
  const id = freshId();
  const values: Record<string, string> = { page: '1', version: '1', position: '13', hash: 'A'.repeat(43) };
  for (const area of ['110101001001', '990102000000', '990100000000']) {
    const path = contract.path
      .replace(':area', area)
      .replace(/:(\w+)/g, (_, name: string) => values[name] ?? id);
    county.calls.length = 0;
    const response = await appOf(county.apps, path).request(path);
    expect([response.status, county.calls]).toEqual([404, []]);
  }
});

describe('what a process remembers of published documents', () => {
  const real: DocumentName = { area: VILLAGE, name: 'timetable' };

  /** A reader on a table that holds one document, with the calls it makes. */
  async function reader() {
    const held = new Map<string, Record<string, unknown>>([
      [`DOC#${VILLAGE} VERSION`, { v: 1 }],
      [`DOC#${VILLAGE} timetable`, { ...prepare({ step: 1 }) }],
    ]);
    const calls = { count: 0 };
    const batchGet: Dynamo['batchGet'] = (keys) => {
      if (keys.length > 0) calls.count += 1;
      return Promise.resolve(keys.map(({ key: { PK, SK } }) => held.get(`${PK} ${SK}`)));
    };
    const read = preparedReader({ ...county.dynamo, batchGet }, () => county.clock.now * 1000);
    await read([real]);
    return { read, calls };
  }

  it('is not pushed out by made-up areas, which cost one call each', async () => {
    const { read, calls } = await reader();
    calls.count = 0;
    for (let n = 0; n < 300; n += 1) {
      const made = Array.from({ length: 20 }, (_, i) => AreaCode.parse(String(990_101_300_001 + n * 20 + i)));
      await read(made.map((area) => ({ area, name: 'timetable' })));
    }
    expect(calls.count).toBe(300);
    calls.count = 0;
    expect((await read([real]))[0]?.body).toBe('{"step":1}');
    expect(calls.count).toBe(0);
  });

  it('is not pushed out by made-up names of its own area', async () => {
    const { read, calls } = await reader();
    for (let n = 0; n < 300; n += 1)
      await read(Array.from({ length: 50 }, (_, i) => ({ area: VILLAGE, name: `notice#${n}-${i}` })));
    calls.count = 0;
    expect((await read([real]))[0]?.body).toBe('{"step":1}');
    expect(calls.count).toBe(0);
  });

  it('never weighs more than it may, and keeps what was used last', () => {
    const uses = fc.array(fc.record({ key: fc.nat(6), weight: fc.nat(12), isRead: fc.boolean() }));
    fc.assert(
      fc.property(uses, (all) => {
        const kept = keepLatest<{ weight: number }>(20, ({ weight }) => weight);
        const model = new Map<string, { weight: number }>();
        for (const { key: n, weight, isRead } of all) {
          const key = String(n);
          const value = isRead ? model.get(key) : { weight };
          if (isRead) expect(kept.get(key)).toBe(value);
          else kept.set(key, value!);
          if (!value) continue;
          model.delete(key);
          model.set(key, value);
          const total = () => [...model.values()].reduce((sum, one) => sum + one.weight, 0);
          while (total() > 20) model.delete([...model.keys()][0]!);
        }
        for (const [key, value] of model) expect(kept.get(key)).toBe(value);
      }),
    );
  });
});
