import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act } from 'react';
import { toBase64url } from '#shared/crypto/bytes';
import type { Office } from '#shared/directory/office';
import { TREE } from './one-village';
import { byName, render, settle, tap } from './render';
import { sessionOf } from './session';

const TOWN: Office = { area: TREE.areas[1]!.code as Office['area'], kind: 1 };
const COUNTY: Office = { area: TREE.county, kind: 1 };

let keys: object | undefined;
let chosen: object | undefined;
let read: () => Promise<object>;
let withheld: string[];
jest.unstable_mockModule('../../miniapp/src/casework/archived/reading', () => ({
  readArchive: () => read(),
}));
jest.unstable_mockModule('../../miniapp/src/platform/choose-archive', () => ({
  chooseArchive: () => Promise.resolve(chosen),
}));
jest.unstable_mockModule('../../miniapp/src/casework/notes', () => ({
  openNotesOf: () => Promise.reject(new Error('not here')),
  sealNote: () => Promise.reject(new Error('not here')),
  sendNote: () => Promise.reject(new Error('not here')),
  sendRecusal: () => Promise.reject(new Error('not here')),
}));
jest.unstable_mockModule('../../miniapp/src/platform/enclosed', () => ({
  openEnclosure: () => Promise.reject(new Error('not here')),
  filesOf: () => [],
}));
jest.unstable_mockModule('../../miniapp/src/platform/keyring', () => ({
  useKeys: () => keys,
  holdsKeys: () => true,
  openKeys: () => Promise.resolve(undefined),
  lockKeys: () => undefined,
}));
jest.unstable_mockModule('../../miniapp/src/platform/county', () => ({
  useCounty: () => ({ reading: { kind: 'ready', value: TREE }, again: () => undefined }),
  countyHere: () => TREE,
}));

const { default: ArchivedPage } = await import('../../miniapp/src/casework/archived/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');

const BUTTON = '[role="button"], button, a, [role="link"]';
const text = (): string => document.body.textContent;
const press = (name: string): void => tap(byName(document.body, BUTTON, name));
const idOf = (n: number): string => toBase64url(new Uint8Array(16).fill(n));

function letter(n: number, said: string, holds = true, notes?: object): object {
  const first = { text: said, matter: 'bribery', subject: 'village-cadre' };
  const entries = [
    { ok: true, seq: 0, direction: 0, signerId: 0, content: { kind: 'first', said: first } },
    holds
      ? {
          ok: true,
          seq: 1,
          direction: 1,
          signerId: 7,
          content: { kind: 'message', said: { text: '已经核实' } },
        }
      : { ok: false, seq: 1, flaw: 'signature' },
  ];
  const state = { state: 'closed', received: 20_000, decided: 20_001, closed: 20_002 };
  return {
    open: {
      view: { case: idOf(n), role: 'office', state, records: [{ day: 20_000 }, { day: 20_001 }] },
      entries,
      records: entries.map(() => ({ head: null, hash: new Uint8Array(32) })),
      first,
      held: { office: TOWN, second: null, astray: false },
      directory: { snapshot: { day: 20_000 }, entries: [] },
    },
    notes,
    holds,
  };
}
const NOTES = {
  of: {
    view: { records: [{ day: 20_001 }] },
    records: [],
    notes: [
      { ok: true, seq: 0, office: TOWN, signerId: 7, said: { note: 'remark', text: '先找村会计核对' } },
    ],
    work: { recused: [], tied: [] },
  },
  names: new Map([[7, '沈一帆']]),
};
const archive =
  (...cases: object[]) =>
  () =>
    Promise.resolve({
      ok: true,
      value: {
        from: TOWN,
        by: { officer: 7, epoch: 3 },
        day: 20_785,
        hash: new Uint8Array(32).fill(0xcd),
        cases,
        withheld,
      },
    });

beforeEach(() => {
  keys = { officer: 7 };
  withheld = [];
  chosen = { name: '封存.dat' };
  act(() => takeSession(sessionOf({ role: 'officer', area: COUNTY.area })));
});
afterEach(() => act(() => dropSession()));

async function opened(): Promise<void> {
  render(<ArchivedPage />);
  await settle();
  press('选档案文件……');
  await settle();
}

describe('opening an archive at the desk', () => {
  it('lists its cases once all of it was checked, with whose it is and the code to compare', async () => {
    read = archive(letter(1, '晒谷场上有人送烟酒', true, NOTES), letter(2, '名单上多了两个人'));
    await opened();
    expect(text()).toContain('里面有 2 封');
    expect(text()).toContain('柳塘镇纪委');
    expect(text()).toContain('CDCD CDCD CDCD CDCD');
    expect(text()).toContain('名录第 3 期里的 7 号办理人员');
    expect(text()).toContain('2026年11月28日（封的人写的）');
    expect(text()).not.toContain('没有缺');
    expect(text()).toContain('都对得上，都办结了');
    expect(text()).toContain('名单上多了两个人');
    expect(text()).toContain('有内部记录');
  });

  it('shows a letter with its thread and notes, to be printed, and nothing to be done with it', async () => {
    read = archive(letter(1, '晒谷场上有人送烟酒', true, NOTES));
    await opened();
    tap(document.body.querySelector<HTMLElement>('li .li-in')!);
    for (const words of ['晒谷场上有人送烟酒', '已经核实', '先找村会计核对', '沈一帆', '打印这封信……'])
      expect(text()).toContain(words);
    for (const words of ['写给来信人', '记一条……', '删除内容']) expect(text()).not.toContain(words);
    press('回到档案');
    expect(text()).toContain('里面有 1 封');
  });

  it('says which cases it does not show to whoever keeps away from them', async () => {
    withheld = [idOf(3)];
    read = archive(letter(1, '晒谷场上有人送烟酒'));
    await opened();
    expect(text()).toContain('里面有 2 封');
    expect(text()).toContain('您回避的 1 封不给您看');
  });

  it('says loudly where a record does not hold', async () => {
    read = archive(letter(1, '晒谷场上有人送烟酒', false), letter(2, '名单上多了两个人'));
    await opened();
    expect(text()).toContain('有 1 封核对不上');
    expect(text()).not.toContain('都对得上，都办结了');
    tap(document.body.querySelector<HTMLElement>('li .li-in')!);
    expect(text()).toContain('这一封有核对不上的');
    expect(text()).toContain('没有显示');
  });

  it.each([
    ['none', '这不是档案文件'],
    ['large', '这个文件太大'],
    ['county', '这是别的县的档案'],
    ['office', '这份档案没有封给本办公室'],
    ['closed', '早先的钥匙'],
    ['altered', '文件不完整，或者被改过'],
    ['signer', '做这份档案的人核对不上'],
    ['foreign', '里面有不该收进来的信'],
  ])('says what is wrong with a file: %s', async (flaw, words) => {
    read = () => Promise.resolve({ ok: true, value: flaw });
    await opened();
    expect(document.body.querySelector('[role="alert"]')?.textContent).toContain(words);
  });

  it('says what failed on the way, a stick that was pulled out too, and takes no file for an answer', async () => {
    read = () => Promise.resolve({ ok: false, problem: { code: 'offline', title: '现在没有网' } });
    await opened();
    expect(text()).toContain('现在没有网');
    read = () => Promise.reject(new Error('gone'));
    press('选档案文件……');
    await settle();
    expect(text()).toContain('看看 U 盘还在不在');
    chosen = undefined;
    read = archive(letter(1, '晒谷场'));
    press('选档案文件……');
    await settle();
    expect(text()).not.toContain('晒谷场');
  });

  it('opens nothing with locked keys', async () => {
    keys = undefined;
    render(<ArchivedPage />);
    await settle();
    expect(text()).not.toContain('选档案文件');
  });
});
