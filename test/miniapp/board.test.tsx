import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import type { AreaTree } from '#shared/area/contract';
import type { BoardRow } from '#shared/election/contract';
import { Session } from '#shared/identity/contract';
import { dateOfDay, dayOf } from '#shared/time';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { byName, render, settle, tap, type } from './render';
import { params } from './taro';

const { default: Board } = await import('../../miniapp/src/election/board/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');

const COUNTY = AreaCode.parse('990101000000');
const code = (text: string) => AreaCode.parse(text);
const TREE: AreaTree = {
  county: COUNTY,
  version: 1,
  areas: [
    { code: COUNTY, name: '棠水县', level: 'county' },
    { code: code('990101100000'), name: '柳塘镇', level: 'town' },
    { code: code('990101100201'), name: '枣坪村', level: 'village' },
    { code: code('990101100202'), name: '白杨店村', level: 'village' },
    { code: code('990101100203'), name: '东渠村', level: 'village' },
  ],
};
const inDays = (days: number) => dateOfDay(dayOf(Math.floor(Date.now() / 1000)) + days);
const row = (village: string, stage: number, awaited: BoardRow['awaited'], by?: 'town'): BoardRow => ({
  village: code(village),
  body: '村民委员会',
  term: 12,
  stage,
  electionDay: inDays(40),
  awaited,
  ...(by && { by }),
});
const ROWS = [
  row('990101100201', 3, [{ step: 'B7', due: inDays(5) }]),
  row('990101100202', 2, [{ step: 'B5', due: inDays(-2) }], 'town'),
];

const realFetch = globalThis.fetch;
beforeEach(() => {
  localStorage.clear();
  params['area'] = COUNTY;
  globalThis.fetch = ((path: string) => {
    const value =
      path === '/trust.json'
        ? { county: COUNTY, rootPk: '', log: LOG_TRUST, hosts: { api: '', ballotbox: '', tipline: '' } }
        : path.includes('/board')
          ? { rows: ROWS }
          : TREE;
    const text = () => Promise.resolve(JSON.stringify(value));
    return Promise.resolve({ status: 200, text, headers: { get: () => null } });
  }) as never;
  takeSession(
    Session.parse({
      person: 'AAAAAAAAAAAAAAAAAAAAAA',
      access: 'token',
      until: Math.floor(Date.now() / 1000) + 600,
      refresh: 'refresh',
      grants: [{ role: 'county', area: COUNTY }],
    }),
  );
});
afterEach(() => {
  globalThis.fetch = realFetch;
  dropSession();
  delete params['area'];
});

async function opened(): Promise<HTMLElement> {
  const box = render(<Board />);
  await settle();
  await settle();
  return box;
}

it('shows what is due first on top, whose it is, and the villages without an election', async () => {
  const box = await opened();
  const names = [...box.querySelectorAll('tbody tr')].map((tr) => tr.querySelector('td')!.textContent);
  expect(names).toEqual(['白杨店村', '枣坪村', '东渠村']);
  expect(box.textContent).toContain('超期 2 天');
  expect(box.textContent).toContain('还有 5 天');
  expect(box.textContent).toContain('时间表由乡镇代办');
  expect(box.textContent).not.toMatch(/排名第|得分|总数/);
  expect(box.querySelector('[aria-label="第 2 步准备，有超期的"]')).not.toBeNull();
});

it('filters by what is overdue, and finds a village by its name', async () => {
  const box = await opened();
  tap(byName(box, '.chip', '超期 1'));
  await settle();
  expect(box.querySelectorAll('tbody tr')).toHaveLength(1);
  tap(byName(box, '.chip', '全部 3'));
  type(box.querySelector('input[aria-label="找村名"]')!, '枣坪');
  await settle();
  expect([...box.querySelectorAll('tbody tr')].map((tr) => tr.querySelector('td')!.textContent)).toEqual([
    '枣坪村',
  ]);
});
