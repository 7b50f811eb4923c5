import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { act } from 'react';
import type { AreaTree } from '#shared/area/contract';
import { nextTree } from '#shared/area/rules';
import { AreaCode } from '#shared/area/code';
import { byName, render, settle, tap, type } from './render';
import { sessionOf } from './session';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';

const { default: ImportAreas } = await import('../../miniapp/src/area/import/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');

const COUNTY = AreaCode.parse('990101000000');
const TABLE = ['代码,名称', `${COUNTY},棠水县`, '990101100000,柳塘镇', '990101100201,枣坪村'];

let tree: AreaTree | undefined;
const asked: string[] = [];

/** A county that answers what this page asks. */
function answer(path: string, body: unknown): { status: number; value: unknown } {
  if (path === '/trust.json') {
    return {
      status: 200,
      value: { county: COUNTY, rootPk: '', log: LOG_TRUST, hosts: { api: '', ballotbox: '', tipline: '' } },
    };
  }
  if (path.startsWith('/public')) {
    return tree ? { status: 200, value: tree } : { status: 404, value: { code: 'not-found' } };
  }
  const { from, areas } = body as { from: number; areas: AreaTree['areas'] };
  const next = nextTree(tree, COUNTY, from, areas);
  if (!next.ok) return { status: 409, value: next.error };
  tree = next.value.tree;
  return { status: 200, value: { version: tree.version, changes: next.value.changes } };
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  tree = undefined;
  asked.length = 0;
  localStorage.clear();
  globalThis.fetch = ((path: string, init: RequestInit = {}) => {
    asked.push(`${init.method ?? 'GET'} ${path}`);
    const { status, value } = answer(path, typeof init.body === 'string' ? JSON.parse(init.body) : undefined);
    const text = () => Promise.resolve(JSON.stringify(value));
    return Promise.resolve({ status, text, headers: { get: () => null } });
  }) as never;
  takeSession(sessionOf({ role: 'county', area: COUNTY }));
});
afterEach(() => {
  globalThis.fetch = realFetch;
  dropSession();
});

async function opened(): Promise<HTMLElement> {
  const box = render(<ImportAreas />);
  await settle();
  return box;
}

function check(box: HTMLElement, ...lines: readonly string[]): void {
  type(box.querySelector('textarea')!, lines.join('\n'));
  tap(byName(box, 'button', '核对粘贴的内容'));
}

const cells = (box: HTMLElement) =>
  [...box.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map((cell) => cell.textContent),
  );

it('shows what a table would change, writes it whole, and then the same table changes nothing', async () => {
  const box = await opened();
  check(box, ...TABLE);
  expect(cells(box).map(([code, name]) => `${code} ${name}`)).toEqual([
    `${COUNTY} 棠水县`,
    '990101100000 柳塘镇',
    '990101100201 枣坪村',
  ]);
  expect(asked.filter((one) => one.startsWith('PUT'))).toEqual([]);
  tap(byName(box, 'button', '写入这 3 行'));
  await settle();
  expect(box.textContent).toContain('已写入 3 个，第 1 版');
  check(box, ...TABLE);
  expect(box.textContent).toContain('和现在一样，不用写');
  expect(() => byName(box, 'button', '写入这 3 行')).toThrow();
});

it('names the row that is wrong and how to mend it, and can write the others first', async () => {
  const box = await opened();
  check(box, ...TABLE, '99010110020,白杨店村');
  expect(cells(box)).toEqual([
    ['5', '代码', '99010110020', '少了 1 位，要填 12 位', '请对照统计用区划代码补全'],
  ]);
  expect(box.textContent).toContain('还有 1 行有错');
  tap(byName(box, 'button', '先写入没错的 3 行'));
  await settle();
  expect(tree?.areas).toHaveLength(3);
});

it('says that somebody else was first, and writes nothing', async () => {
  const box = await opened();
  check(box, ...TABLE);
  tree = { county: COUNTY, version: 4, areas: [] };
  tap(byName(box, 'button', '写入这 3 行'));
  await settle();
  expect(box.textContent).toContain('没有写入');
  expect(tree.version).toBe(4);
});

it('is closed to whoever is not of the county office', async () => {
  act(() => dropSession());
  expect((await opened()).textContent).toContain('要先登录');
});
