import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Id } from '#shared/ids';
import { checkFigure, inGroups } from '#shared/slip/code';
import { SLIPS_AT_ONCE } from '#shared/slip/contract';
import { addDays, dateOfDay, dayOf, sayDate } from '#shared/time';
import { rollRow } from '#test/roll/rows';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { CHOSEN, COUNTY, TREE, VILLAGE } from './one-village';
import { byName, render, settle, tap, type } from './render';
import { sessionOf } from './session';

const { default: EnterPage } = await import('../../miniapp/src/slip/enter/index');
const { default: DeskPage } = await import('../../miniapp/src/slip/desk/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');
const { changeSettings } = await import('../../miniapp/src/platform/settings');

const LAST = addDays(dateOfDay(dayOf(Math.floor(Date.now() / 1000))), 14);

const entryId = (n: number) => Id.parse(`AAAAAAAAAAAAAAAAAAA${String(n).padStart(2, '0')}A`);
const marked = (entry: Id) => ({ entry, mark: Id.parse(entry.replace('AAA', 'MMM')) });
/** More than one request makes slips for. */
const ROLL = Array.from({ length: SLIPS_AT_ONCE + 4 }, (_, n) => {
  const { idNumber, ...row } = rollRow(n + 1);
  return { ...row, entry: entryId(n), idLastFour: idNumber.slice(-4) };
});
const codeOf = (entry: string) => {
  const figures = entry.slice(19, 21).padStart(15, '7');
  return `${figures}${checkFigure(figures)}`;
};

let tied: Id[] = [];
let given: { entry: Id; lastDay: string }[] = [];
/** What was sent, and which request is refused. */
let sent: { path: string; body: unknown }[] = [];
let refused: (path: string) => string | undefined = () => undefined;

function make(body: { entries: Id[] }) {
  const some = body.entries.filter((entry) => !tied.includes(entry));
  given = [
    ...given.filter(({ entry }) => !some.includes(entry)),
    ...some.map((entry) => ({ entry, lastDay: LAST })),
  ];
  return { lastDay: LAST, made: some.map((entry) => ({ entry, code: codeOf(entry) })) };
}

function answer(method: string, path: string, body: unknown): unknown {
  if (path === '/trust.json')
    return { county: COUNTY, rootPk: '', log: LOG_TRUST, hosts: { api: '', ballotbox: '', tipline: '' } };
  if (path.startsWith('/public')) return TREE;
  if (path.startsWith('/resident')) {
    const { entry, name, group, member } = ROLL[2]!;
    return { area: VILLAGE, entry, name, group, member };
  }
  if (path.endsWith('/end')) {
    tied = tied.filter((entry) => !path.includes(entry));
    return undefined;
  }
  if (path.endsWith('/slips'))
    return method === 'GET' ? { tied: tied.map(marked), given } : make(body as { entries: Id[] });
  if (path.includes('/entries')) return { entries: ROLL };
  return { area: VILLAGE, version: 1, entries: ROLL.length, members: 0 };
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  [tied, given, sent] = [[entryId(0)], [], []];
  refused = () => undefined;
  localStorage.clear();
  globalThis.fetch = ((path: string, init: RequestInit = {}) => {
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const method = init.method ?? 'GET';
    if (method !== 'GET') sent.push({ path, body });
    const code = method === 'GET' ? undefined : refused(path);
    const value =
      code === undefined ? answer(method, path, body) : { status: 409, code, title: '没有办成。' };
    const text = () => Promise.resolve(value === undefined ? '' : JSON.stringify(value));
    const status = code === undefined ? (value === undefined ? 204 : 200) : 409;
    return Promise.resolve({ status, text, headers: { get: () => null } });
  }) as never;
  takeSession(sessionOf({ role: 'committee', area: VILLAGE }));
  changeSettings({ village: CHOSEN });
});
afterEach(() => {
  globalThis.fetch = realFetch;
  dropSession();
});

async function open(page: React.ReactNode): Promise<HTMLElement> {
  const box = render(page);
  await settle();
  await settle();
  return box;
}
const names = (box: HTMLElement) =>
  [...box.querySelectorAll('tbody tr')].map((row) => row.querySelector('td')!.textContent);

describe('the desk', () => {
  it('lists who has neither a WeChat nor a slip, makes slips for all of them, and prints six a sheet', async () => {
    const box = await open(<DeskPage />);
    expect(box.textContent).toContain('1 人的微信已经绑定');
    expect(names(box)).not.toContain(ROLL[0]!.name);
    tap(byName(box, 'button', `给列出来的 ${ROLL.length - 1} 人做`));
    await settle();
    await settle();
    expect(sent.map(({ body }) => (body as { entries: Id[] }).entries.length)).toEqual([SLIPS_AT_ONCE, 3]);
    expect(names(box)).toEqual([]);
    tap(byName(box, 'button', `打印这 ${ROLL.length - 1} 张`));
    expect([...box.querySelectorAll('.slip-a4')].map((sheet) => sheet.children.length)).toEqual([6, 6, 6, 1]);
    const [slip] = [...box.querySelectorAll('.slip')].filter(({ textContent }) =>
      textContent.includes(ROLL[3]!.name),
    );
    expect(slip!.textContent).toContain(inGroups(codeOf(entryId(3))).join(' '));
    expect(slip!.textContent).toContain(`${sayDate(LAST)}（含当天）前有效`);
    const qr = decodeURIComponent(slip!.querySelector('img')!.src);
    expect(qr).toContain('<svg');
  });

  it('keeps what was made when it is cut off, and goes on with the same request', async () => {
    let left = 1;
    refused = () => (sent.length > 1 && left-- > 0 ? 'busy' : undefined);
    const box = await open(<DeskPage />);
    tap(byName(box, 'button', `给列出来的 ${ROLL.length - 1} 人做`));
    await settle();
    await settle();
    expect(box.textContent).toContain('没有都做好');
    expect(box.textContent).toContain(`做好了 ${SLIPS_AT_ONCE} 张`);
    tap(byName(box, 'button', '接着做剩下的 3 人'));
    await settle();
    await settle();
    expect(sent[2]).toEqual(sent[1]);
    expect(box.textContent).toContain(`做好了 ${ROLL.length - 1} 张`);
  });

  it('ends a tie with its reason, and only then makes that person a slip', async () => {
    const box = await open(<DeskPage />);
    tap(byName(box, '[role=checkbox]', '已绑定 1'));
    tap(box.querySelector<HTMLElement>('tbody tr')!);
    expect(box.textContent).not.toContain(`只给${ROLL[0]!.name}做一张`);
    tap(byName(box, 'button', '解除绑定'));
    const dialog = box.querySelector<HTMLElement>('[role=dialog]')!;
    tap([...dialog.querySelectorAll<HTMLElement>('[role=radio]')][0]!);
    tap(byName(dialog, 'button', '解除，记下原因'));
    await settle();
    await settle();
    expect(sent).toEqual([
      {
        path: expect.stringContaining(`/ties/${entryId(0)}/end`),
        body: { reason: 'phone-lost', mark: marked(entryId(0)).mark },
      },
    ]);
    tap(byName(box, '[role=checkbox]', '全部 20'));
    tap(
      [...box.querySelectorAll<HTMLElement>('tbody tr')].find((row) =>
        row.textContent.includes(ROLL[0]!.name),
      )!,
    );
    expect(box.textContent).toContain(`只给${ROLL[0]!.name}做一张`);
  });

  it('finds a name, and makes a slip for one alone', async () => {
    const box = await open(<DeskPage />);
    type(box.querySelector<HTMLInputElement>('input')!, ROLL[5]!.name);
    expect(names(box)).toEqual([ROLL[5]!.name]);
    tap(box.querySelector<HTMLElement>('tbody tr')!);
    tap(byName(box, 'button', `只给${ROLL[5]!.name}做一张`));
    await settle();
    expect(sent.map(({ body }) => (body as { entries: Id[] }).entries)).toEqual([[entryId(5)]]);
  });
});

describe('the page of a villager', () => {
  const key = (box: HTMLElement, figure: string) => tap(byName(box, 'button', figure));
  const code = codeOf(entryId(2));

  it('takes the figures by its own keypad, asks whether the slip is one’s own, and shows whose it was', async () => {
    const box = await open(<EnterPage />);
    for (const figure of code) key(box, figure);
    tap(byName(box, 'button', '下一步'));
    expect(box.textContent).toContain(inGroups(code).join(' '));
    expect(sent).toEqual([]);
    tap(byName(box, 'button', '是我本人，对上名单'));
    await settle();
    expect(sent).toEqual([{ path: expect.stringContaining(`/areas/${VILLAGE}/slips`), body: { code } }]);
    expect(box.textContent).toContain('已登记，名单上有您');
    expect(box.textContent).toContain(ROLL[2]!.name);
  });

  it('says that a figure is wrong before anything is sent, and lets one group be typed anew', async () => {
    const box = await open(<EnterPage />);
    const wrong = `${code.slice(0, 5)}${(Number(code[5]) + 1) % 10}${code.slice(6)}`;
    for (const figure of wrong) key(box, figure);
    expect(box.textContent).toContain('有一位抄错了');
    tap([...box.querySelectorAll<HTMLElement>('.rc-one')][1]!);
    for (const figure of code.slice(4, 8)) key(box, figure);
    expect(box.textContent).toContain('数字输对了');
    expect(sent).toEqual([]);
  });

  it('says why a slip is refused, and lets another be shown', async () => {
    refused = () => 'slip-unknown';
    const box = await open(<EnterPage />);
    for (const figure of code) key(box, figure);
    tap(byName(box, 'button', '下一步'));
    tap(byName(box, 'button', '是我本人，对上名单'));
    await settle();
    expect(box.querySelector('[role=alert]')!.textContent).toContain('没有对上');
    tap(byName(box, 'button', '换一张纸条'));
    expect(box.textContent).toContain('还差 4 组');
  });

  it('tells whoever is not signed in what comes first', async () => {
    dropSession();
    const box = await open(<EnterPage />);
    expect(byName(box, 'button', '去登录')).toBeTruthy();
  });
});
