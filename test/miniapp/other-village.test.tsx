import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { render, settle } from './render';
import { params } from './taro';

const { default: Candidates } = await import('../../miniapp/src/candidate/list/index');
const { default: OneVillage } = await import('../../miniapp/src/election/one-village/index');
const { changeSettings } = await import('../../miniapp/src/platform/settings');

const OWN = AreaCode.parse('990101100201');
const OTHER = AreaCode.parse('990101100202');
const COUNTY = '990101000000';

const DOCUMENTS: Readonly<Record<string, unknown>> = {
  '/trust.json': {
    county: COUNTY,
    rootPk: 'A'.repeat(43),
    log: { logs: ['x'], clock: 'x', witnesses: [], quorum: 0 },
    hosts: { api: '', ballotbox: '', tipline: '' },
  },
};

let asked: string[];
const realFetch = globalThis.fetch;
beforeEach(() => {
  localStorage.clear();
  asked = [];
  globalThis.fetch = ((url: string) => {
    asked.push(url);
    const found = DOCUMENTS[url];
    const body = JSON.stringify(found ?? { code: 'not-found' });
    return Promise.resolve({
      status: found ? 200 : 404,
      text: () => Promise.resolve(body),
      headers: { get: () => null },
    });
  }) as never;
  changeSettings({ village: { code: OWN, name: '枣坪村', town: '柳塘镇', county: '棠水县' } });
  Object.assign(params, { area: OTHER });
});
afterEach(() => {
  Reflect.deleteProperty(params, 'area');
  globalThis.fetch = realFetch;
});

it.each([
  ['candidates', 'candidates', <Candidates key="candidates" />],
  ['the timetable', 'timetable', <OneVillage key="timetable" />],
])('shows %s of the village that the address names, not of the reader’s own', async (_, path, page) => {
  render(page);
  await settle();
  expect(asked).toContain(`/public/areas/${OTHER}/${path}`);
  expect(asked.join()).not.toContain(OWN);
});
