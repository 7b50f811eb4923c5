import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act } from 'react';
import { toBase64url } from '#shared/crypto/bytes';
import type { Office } from '#shared/directory/office';
import { Id } from '#shared/ids';
import { SEALED_PIECE_BYTES } from '#shared/tip/sizes';
import { TREE } from './one-village';
import { byName, render, settle, tap } from './render';
import { sessionOf } from './session';

const TOWN: Office = { area: TREE.areas[1]!.code as Office['area'], kind: 1 };
const idOf = (n: number): Id => Id.parse(toBase64url(new Uint8Array(16).fill(n)));
const SECRET = '晒谷场上有人送烟酒';

let keys: object | undefined;
let found: object[];
let fails: object | undefined;
const made: object[] = [];
const noted: string[] = [];
const answers: object[] = [];
const kept: { name: string; length: number }[] = [];
const line = (n: number, state: string, more: object = {}): object => ({
  ...{ case: idOf(n), state, received: 20_000, records: 3, office: TOWN, waiting: false, verified: false },
  ...more,
});
let lines: object[];
jest.unstable_mockModule('../../miniapp/src/casework/lines', () => ({
  useLines: () => ({
    reading: { kind: 'ready', value: { lines, left: [], coming: false } },
    again: () => undefined,
    goOn: () => undefined,
  }),
}));
jest.unstable_mockModule('../../miniapp/src/casework/names', () => ({
  useNames: () => new Map([[7, '沈一帆']]),
  nameOf: () => '沈一帆',
}));
jest.unstable_mockModule('../../miniapp/src/casework/archive/checking', () => ({
  checkCases: (ids: readonly Id[], _: object, __: object, watch: { onCase: (done: number) => void }) => {
    ids.forEach((___, i) => watch.onCase(i));
    if (fails) return Promise.resolve({ ok: false, problem: fails });
    const cases = found.filter((one) => 'open' in one);
    return Promise.resolve({ ok: true, value: { cases, out: found.filter((one) => 'why' in one) } });
  },
  bytesOfFiles: (cases: readonly { files: readonly number[] }[]) =>
    cases.flatMap(({ files }) => files).length * SEALED_PIECE_BYTES,
}));
const FILE = { parts: [new Uint8Array(9)], length: 9, hash: new Uint8Array(32).fill(0xab), day: 20_785 };
jest.unstable_mockModule('../../miniapp/src/casework/archive/making', () => ({
  makeArchive: (cases: readonly object[], along: object) => {
    made.push({ cases: cases.length, along });
    return Promise.resolve(
      fails ? { ok: false, problem: fails } : { ok: true, value: { ...FILE, name: '2026-11-28封存.dat' } },
    );
  },
  notingOf: () => ({
    seal: () => Promise.resolve({ ok: true, value: {} }),
    send: ({ view }: { view: { case: string } }) => {
      const answer = answers.shift() ?? { ok: true, value: {} };
      if ((answer as { ok: boolean }).ok) noted.push(view.case);
      return Promise.resolve(answer);
    },
  }),
}));
jest.unstable_mockModule('../../miniapp/src/platform/show-file', () => ({
  keepFile: (parts: readonly Uint8Array[], name: string) =>
    kept.push({ name, length: parts.reduce((sum, one) => sum + one.length, 0) }),
  showPicture: () => undefined,
  playSound: () => undefined,
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

const { default: ArchivePage } = await import('../../miniapp/src/casework/archive/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');

const BUTTON = '[role="button"], button, a, [role="link"]';
const text = (): string => document.body.textContent;
const press = (name: string): void => tap(byName(document.body, BUTTON, name));
const tick = (words: string): void => {
  const boxes = [...document.body.querySelectorAll<HTMLElement>('[role="checkbox"]')];
  tap(boxes.find(({ textContent }) => textContent.includes(words))!);
};

const can = (n: number, files: readonly number[] = []): object => ({
  open: { view: { case: idOf(n) } },
  notes: {},
  files,
});

beforeEach(() => {
  keys = { officer: 7 };
  lines = [line(1, 'closed'), line(2, 'refused'), line(3, 'erased')];
  found = [can(1), can(2)];
  fails = undefined;
  for (const list of [made, noted, answers, kept]) list.length = 0;
  act(() => takeSession(sessionOf({ role: 'officer', area: TOWN.area })));
});
afterEach(() => act(() => dropSession()));

async function checked(): Promise<void> {
  render(<ArchivePage />);
  await settle();
  press('全选');
  press('核对这 2 封');
  await settle();
}

describe('sealing ended cases for the archive at the desk', () => {
  it('says who can open the file, offers what has ended and was not erased, and begins with nothing chosen', async () => {
    render(<ArchivePage />);
    await settle();
    expect(text()).toContain('文件只有棠水县纪委监委和本办公室的人能打开，捡到的人打不开');
    const boxes = [...document.body.querySelectorAll('[role="checkbox"]')];
    expect(boxes.map((box) => box.getAttribute('aria-checked'))).toEqual(['false', 'false']);
    expect(text()).toContain('不受理');
    press('先选要封的信');
    await settle();
    expect(text()).not.toContain('可以封');
  });

  it('gives the file out only once every case notes it, each once, and under a name that says the day alone', async () => {
    found = [can(1, [1]), can(2)];
    await checked();
    expect(text()).toContain('可以封 2 封');
    tick('内部记录');
    tick('随信的文件');
    answers.push(
      { ok: true, value: {} },
      { ok: false, problem: { code: 'tip-unanswered', title: '没有收到回音' } },
    );
    press('封好并记下');
    await settle();
    expect(made).toEqual([{ cases: 2, along: { notes: new Map([[7, '沈一帆']]), files: true } }]);
    expect(text()).toContain('还没有都记下，文件先不给');
    expect(text()).not.toContain('保存档案文件');
    press('接着记');
    await settle();
    expect(noted).toEqual([idOf(1), idOf(2)]);
    expect(text()).toContain('封好了，2 封都记下了');
    expect(text()).toContain('ABAB ABAB ABAB ABAB');
    press('保存档案文件');
    expect(kept).toEqual([{ name: '2026-11-28封存.dat', length: 9 }]);
    expect(text()).toContain('再保存一次');
  });

  it('takes neither notes nor files along unless they are ticked', async () => {
    found = [can(1, [1])];
    await checked();
    press('封好并记下');
    await settle();
    expect(made).toEqual([{ cases: 1, along: { notes: undefined, files: false } }]);
  });

  it('says which cases stay out and why, and nothing of what they say', async () => {
    found = [
      can(1),
      { id: idOf(2), why: 'concern' },
      { id: idOf(4), why: 'recused' },
      { id: idOf(5), why: { code: 'busy', title: '现在用的人多' } },
    ];
    await checked();
    expect(text()).toContain('这 3 封不封，留在本办公室');
    for (const why of ['县里存档的办公室不收这一封', '您已经回避', '现在用的人多'])
      expect(text()).toContain(why);
    expect(text()).not.toContain(SECRET);
    found = [{ id: idOf(2), why: 'unread' }];
    press('重新选');
    press('全选');
    press('核对这 2 封');
    await settle();
    expect(text()).toContain('没有可以封的');
    expect(text()).not.toContain('封好并记下');
  });

  it('says before sealing that the files are too large for one archive', async () => {
    found = [
      can(
        1,
        Array.from({ length: 700 }, () => 1),
      ),
    ];
    await checked();
    tick('随信的文件');
    expect(text()).toContain('一个档案文件最多 200 MB');
    press('封好并记下');
    await settle();
    expect(made).toEqual([]);
  });

  it('says what failed, and keeps what was found', async () => {
    await checked();
    fails = { code: 'directory-untrusted', title: '名录核对不上' };
    press('封好并记下');
    await settle();
    expect(text()).toContain('没有封成');
    expect(text()).toContain('可以封 2 封');
    press('重新选');
    fails = { code: 'offline', title: '没有网' };
    press('全选');
    press('核对这 2 封');
    await settle();
    expect(text()).toContain('没有核对完');
  });

  it('shows nothing to seal with locked keys', async () => {
    keys = undefined;
    render(<ArchivePage />);
    await settle();
    expect(document.body.querySelector('[role="checkbox"]')).toBeNull();
    expect(text()).toContain('打开钥匙');
  });
});
