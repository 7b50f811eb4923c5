import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import type { AreaTree } from '#shared/area/contract';
import type { BoardRow } from '#shared/election/contract';
import { dateOfDay, dayOf } from '#shared/time';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { act } from 'react';
import { byName, render, settle, tap, type } from './render';
import { params } from './taro';
import { sessionOf } from './session';

const { default: Board } = await import('../../miniapp/src/election/board/index');
const { boardSheet } = await import('../../miniapp/src/election/board/sheet');
const { linesOf } = await import('../../miniapp/src/election/board/lines');
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

let tree = TREE;

const realFetch = globalThis.fetch;
beforeEach(() => {
  tree = TREE;
  localStorage.clear();
  params['area'] = COUNTY;
  globalThis.fetch = ((path: string) => {
    const value =
      path === '/trust.json'
        ? { county: COUNTY, rootPk: '', log: LOG_TRUST, hosts: { api: '', ballotbox: '', tipline: '' } }
        : path.includes('/board')
          ? { rows: ROWS }
          : tree;
    const text = () => Promise.resolve(JSON.stringify(value));
    return Promise.resolve({ status: 200, text, headers: { get: () => null } });
  }) as never;
  takeSession(sessionOf({ role: 'county', area: COUNTY }));
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

it('writes of each village what is due, what is overdue and whose, and who acted for it, and adds nothing up', () => {
  const [late, soon, none] = boardSheet(linesOf(TREE, COUNTY, ROWS, inDays(0)));
  expect(late?.slice(0, 5)).toEqual(['柳塘镇', '白杨店村', inDays(40), '第 2 步准备', '']);
  expect(late?.[5]).toMatch(new RegExp(`（最晚 ${inDays(-2)}）$`));
  expect(late?.slice(6)).toEqual([expect.stringMatching(/./), '乡镇']);
  expect(soon?.[4]).toMatch(new RegExp(`（最晚 ${inDays(5)}）$`));
  expect(soon?.slice(5)).toEqual(['', '', '']);
  expect(none).toEqual(['柳塘镇', '东渠村', '还没有定', '', '', '', '', '']);
});

describe('a county of 1,200 villages', () => {
  const villageOf = (n: number) => ({
    code: code(`9901011${String(n).padStart(5, '0')}`),
    name: `第${n}村`,
    level: 'village' as const,
  });
  beforeEach(() => {
    tree = {
      ...TREE,
      areas: [...TREE.areas.slice(0, 2), ...Array.from({ length: 1200 }, (_, i) => villageOf(i + 201))],
    };
  });
  const drawn = (box: HTMLElement) => [...box.querySelectorAll<HTMLElement>('tbody tr:not([aria-hidden])')];
  const nameOf = (row: HTMLElement | null) => row?.querySelector('td')?.textContent;

  it('has the rows in sight in the page, and room for the others', async () => {
    const box = await opened();
    expect(box.querySelector('table')?.getAttribute('aria-rowcount')).toBe('1200');
    expect(drawn(box).length).toBeLessThan(60);
    const [room] = box.querySelectorAll<HTMLElement>('tbody tr[aria-hidden]');
    expect(parseInt(room!.style.height, 10)).toBe((1200 - drawn(box).length) * 53);
  });

  it('draws the rows that are scrolled to, and goes on from there by keys', async () => {
    const box = await opened();
    box.querySelector('tbody')!.getBoundingClientRect = () => ({ top: -53 * 700 }) as DOMRect;
    act(() => void document.dispatchEvent(new Event('scroll')));
    const names = drawn(box).map(nameOf);
    expect(names.length).toBeLessThan(60);
    expect(names).toContain('第901村');
    const row = drawn(box).find((one) => nameOf(one) === '第901村')!;
    tap(row);
    await settle();
    row.focus();
    act(() => void row.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true })));
    await settle();
    expect(nameOf(box.querySelector('tr[aria-selected="true"]'))).toBe('第902村');
    expect(nameOf(document.activeElement as HTMLElement)).toBe('第902村');
  });

  it('finds a village far down by its name', async () => {
    const box = await opened();
    type(box.querySelector('input[aria-label="找村名"]')!, '第1399村');
    await settle();
    expect(drawn(box).map(nameOf)).toEqual(['第1399村']);
  });
});
