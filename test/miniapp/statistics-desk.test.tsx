import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act } from 'react';
import { toBase64url } from '#shared/crypto/bytes';
import { u64 } from '#shared/crypto/codec';
import { Session } from '#shared/identity/contract';
import { dayOfDate } from '#shared/time';
import type { FirstContent } from '#shared/tip/content';
import type { InboxLine } from '#shared/tip/contract';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { byName, render, settle, tap } from './render';
import { params } from './taro';

const COUNTY = '990101000000';
const TOWN = '990101100000';

let keys: object | undefined;
const unopenable = new Set<string>();
const { createStore, useStore } = await import('../../miniapp/src/platform/store');
const memory = createStore<ReadonlyMap<string, FirstContent>>(new Map());
jest.unstable_mockModule('../../miniapp/src/casework/opening', () => ({
  useGlimpses: () => useStore(memory),
  openCase: (_: object, id: string) => {
    const first = said[order.indexOf(id) % said.length];
    if (unopenable.has(id) || !first) return Promise.resolve({ ok: false, problem: { code: 'not-found' } });
    memory.set(new Map([...memory.get(), [id, first]]));
    return Promise.resolve({ ok: true, value: { first } });
  },
}));
jest.unstable_mockModule('../../miniapp/src/platform/keyring', () => ({
  useKeys: () => keys,
  holdsKeys: () => false,
  openKeys: () => Promise.resolve(undefined),
  lockKeys: () => undefined,
}));
jest.unstable_mockModule('../../miniapp/src/platform/directory', () => ({
  fetchDirectory: () => Promise.resolve({ ok: true, value: { entries: [{ office: OFFICE }] } }),
}));

const OFFICE = { area: TOWN, kind: 1 };
const { default: Statistics } = await import('../../miniapp/src/casework/statistics/index');
const { byMonth, guarded, sayCount } = await import('../../miniapp/src/casework/statistics/counts');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');

const caseId = (n: number): string =>
  toBase64url(new Uint8Array([0, 0, ...u64(n).slice(4), ...u64(0), 0, 0]));
const order = Array.from({ length: 400 }, (_, i) => caseId(i));
/** Five letters of each seven are of bribery; the others of forgery. */
const said: FirstContent[] = Array.from({ length: 7 }, (_, i) => ({
  text: '晒谷场上有人送烟酒',
  matter: i < 5 ? 'bribery' : 'forgery',
  subject: 'village-cadre',
}));

type State = InboxLine['state'];
function letter(n: number, state: State, left?: number, month = '2026-11'): object {
  const due =
    left === undefined
      ? {}
      : { due: { day: 21_000 + left, provisional: false, law: '', unit: 'calendar', left } };
  const received = dayOfDate(`${month}-02`);
  return {
    case: caseId(n),
    state,
    received,
    records: 1,
    office: OFFICE,
    waiting: false,
    verified: false,
    ...due,
  };
}

let stored: Record<string, object[]>;
const asked: string[] = [];
const sent: unknown[] = [];
const realFetch = globalThis.fetch;
beforeEach(() => {
  memory.set(new Map());
  keys = { officer: 7 };
  stored = {};
  asked.length = 0;
  sent.length = 0;
  unopenable.clear();
  delete params['office'];
  const tree = { county: COUNTY, version: 1, areas: [{ code: TOWN, name: '柳塘镇', level: 'town' }] };
  const trust = {
    county: COUNTY,
    rootPk: '',
    log: LOG_TRUST,
    hosts: { api: '', ballotbox: '', tipline: '' },
  };
  globalThis.fetch = ((path: string, how: { method?: string; body?: unknown } = {}) => {
    asked.push(`${how.method ?? 'GET'} ${path}`);
    if (how.body !== undefined) sent.push(how.body);
    const url = new URL(path, 'http://desk');
    const area = /areas\/(\d+)\/offices/.exec(url.pathname)?.[1] ?? '';
    const value = path.includes('/inbox')
      ? { lines: stored[`${area} ${url.searchParams.get('bucket') ?? ''}`] ?? [] }
      : path === '/trust.json'
        ? trust
        : tree;
    const text = () => Promise.resolve(JSON.stringify(value));
    return Promise.resolve({ status: 200, text, headers: { get: () => null } });
  }) as never;
});
afterEach(() => {
  globalThis.fetch = realFetch;
  act(() => dropSession());
});

async function page(area: string, words: string): Promise<HTMLElement> {
  const until = Math.floor(Date.now() / 1000) + 600;
  const grants = [{ role: 'officer', area }];
  const session = { person: 'AAAAAAAAAAAAAAAAAAAAAA', access: 'token', until, refresh: 'r', grants };
  act(() => takeSession(Session.parse(session)));
  const box = render(<Statistics />);
  for (let i = 0; i < 60 && !box.textContent.includes(words); i++) await settle();
  expect(box.textContent).toContain(words);
  return box;
}

/** What a list counts: `受理 3`. */
const rowsOf = (box: HTMLElement, label: string): string[] =>
  [...box.querySelectorAll(`ul[aria-label="${label}"] li`)].map(({ textContent }) => textContent);

describe('the counts of an office', () => {
  it('tell by state, by time and by month how many letters there are, open and ended', async () => {
    stored = {
      [`${TOWN} other`]: [letter(0, 'received', -2), letter(1, 'received', 2), letter(2, 'handling', 30)],
      [`${TOWN} verified`]: [letter(3, 'received', 10, '2026-09')],
      [`${TOWN} closed`]: [letter(4, 'closed'), letter(5, 'refused')],
    };
    const box = await page(TOWN, '收到的月份');
    expect(rowsOf(box, '状态')).toEqual([
      '收到 3',
      '受理 0',
      '不受理 1',
      '核实 1',
      '待确认办结 0',
      '办结 1',
      '正在删除 0',
      '内容已删除 0',
    ]);
    expect(rowsOf(box, '期限')).toEqual(['超期 1', '快到期 1', '还没到期 2', '已经办结 2']);
    expect(rowsOf(box, '收到的月份')).toEqual(['2026年11月 5', '2026年10月 0', '2026年9月 1']);
  });

  it('tell a kind only of what was opened here, and nothing of fewer than five', async () => {
    stored = { [`${TOWN} other`]: Array.from({ length: 14 }, (_, i) => letter(i, 'received', 5)) };
    const box = await page(TOWN, '打开过 0 封，没打开的 14 封没有数');
    expect(rowsOf(box, '类别')).toEqual([]);
    unopenable.add(caseId(6));
    tap(byName(box, '[role="button"], button', '打开其余 14 封来数'));
    for (let i = 0; i < 20 && !box.textContent.includes('没能打开'); i++) await settle();
    expect(box.textContent).toContain('打开过 13 封，没打开的 1 封没有数');
    expect(box.textContent).toContain('有 1 封没能打开，没有数进去');
    const rows = rowsOf(box, '类别');
    expect(rows).toContain('贿选拉票 10');
    expect(rows).toContain('伪造选票 少于 5');
    expect(rows).toContain('打击报复 少于 5');
    expect(rowsOf(box, '说的是谁')).toContain('村干部 13');
  });

  it('send nothing: the server is asked for the inbox alone', async () => {
    stored = { [`${TOWN} other`]: Array.from({ length: 7 }, (_, i) => letter(i, 'received', 5)) };
    const box = await page(TOWN, '没打开的 7 封没有数');
    tap(byName(box, '[role="button"], button', '打开其余 7 封来数'));
    for (let i = 0; i < 20 && !box.textContent.includes('打开过 7 封'); i++) await settle();
    expect(rowsOf(box, '类别')).toContain('贿选拉票 5');
    expect(sent).toEqual([]);
    for (const path of asked) expect(path).toMatch(/^GET .*(\/inbox\?bucket=|trust\.json|areas)/);
  });

  it('show no kind while the keys are locked, nor of fewer than five opened letters', async () => {
    stored = { [`${TOWN} other`]: [letter(0, 'received', 5)] };
    memory.set(new Map([[caseId(0), said[0]!]]));
    const few = await page(TOWN, '打开过的不到 5 封');
    expect(few.textContent).not.toContain('贿选拉票');
    keys = undefined;
    const locked = await page(TOWN, '这个浏览器里没有您的钥匙');
    expect(locked.textContent).not.toContain('打开过 1 封');
  });

  it('tell the county of offices below what the server tells it, by state', async () => {
    stored = {
      [`${TOWN} other`]: [letter(0, 'received', -2), letter(1, 'handling', -1), letter(2, 'received', -9)],
    };
    const box = await page(COUNTY, '收到 2，核实 1');
    const rows = box.querySelectorAll('table[aria-label="下级超期没办的"] tbody tr');
    expect([...rows].map(({ textContent }) => textContent)).toEqual(['柳塘镇纪委收到 2，核实 1']);
  });

  it('say what will stand there when no letter came yet', async () => {
    await page(TOWN, '有信来以后，这里数出各有多少封');
  });
});

describe('guarded counts', () => {
  const counts = (...all: number[]) => all.map((count, i) => ({ name: `第${i}`, count }));
  const saidOf = (...all: number[]) => guarded(counts(...all)).map(sayCount);

  it('hide none and one alike', () => {
    expect(saidOf(0, 1, 4, 5, 12)).toEqual(['少于 5', '少于 5', '少于 5', '5', '12']);
  });

  it('hold one more back where a single hidden one would follow from the sum', () => {
    expect(saidOf(3, 9, 7, 7)).toEqual(['少于 5', '9', '不显示', '7']);
    expect(saidOf(3)).toEqual(['少于 5']);
    expect(saidOf(9, 7)).toEqual(['9', '7']);
  });

  it('are of months without a gap over the turn of a year', () => {
    const lines = ['2027-01', '2026-11'].map((month, i) => letter(i, 'received', 1, month));
    expect(byMonth(lines as InboxLine[]).map(({ name, count }) => `${name} ${count}`)).toEqual([
      '2027年1月 1',
      '2026年12月 0',
      '2026年11月 1',
    ]);
  });
});
