import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act } from 'react';
import { toBase64url } from '#shared/crypto/bytes';
import { u64 } from '#shared/crypto/codec';
import { Office, officeText } from '#shared/directory/office';
import { Id } from '#shared/ids';
import { Session } from '#shared/identity/contract';
import type { FirstContent } from '#shared/tip/content';
import type { InboxLine } from '#shared/tip/contract';
import type { Work } from '#shared/tip/notes';
import { dayOf } from '#shared/time';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { byName, render, settle, tap, type } from './render';
import { opened } from './taro';

const COUNTY = '990101000000';
const TOWN = '990101100000';
const OTHER_TOWN = '990101101000';

/** What was opened at this desk, and whether its keys are open. */
let glimpses = new Map<string, FirstContent>();
let keys: object | undefined;
let works = new Map<string, Work>();
const forgotten: string[] = [];
jest.unstable_mockModule('../../miniapp/src/casework/notes', () => ({
  useWorks: () => works,
  forgetWork: (id: string) => forgotten.push(`work ${id}`),
}));
jest.unstable_mockModule('../../miniapp/src/casework/opening', () => ({
  useGlimpses: () => glimpses,
  forgetGlimpse: (id: string) => forgotten.push(`glimpse ${id}`),
}));
jest.unstable_mockModule('../../miniapp/src/platform/keyring', () => ({
  useKeys: () => keys,
  lockKeys: () => undefined,
}));
const entries = [TOWN, OTHER_TOWN].map((area) => ({ office: { area, kind: 1 } }));
jest.unstable_mockModule('../../miniapp/src/platform/directory', () => ({
  fetchDirectory: () => Promise.resolve({ ok: true, value: { entries } }),
}));

const { default: Inbox } = await import('../../miniapp/src/casework/inbox/index');
const { default: DuePage } = await import('../../miniapp/src/casework/due/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');
const { online } = await import('../../miniapp/src/platform/network');

const today = dayOf(Math.floor(Date.now() / 1000));
const caseId = (n: number): string =>
  toBase64url(new Uint8Array([0, 0, ...u64(n).slice(4), ...u64(0), 0, 0]));
const label = (n: number): string => `T-0000-${String(n).padStart(4, '0')}`;

/** The `n`th letter of an office, due on the `n`th day from now, from `since` on. */
function letter(n: number, area = TOWN, left = n): object {
  const due = { day: today + left, provisional: false, law: '', unit: 'calendar', left };
  const line: Omit<InboxLine, 'case' | 'office'> = {
    state: 'received',
    received: today - 3,
    due: due as InboxLine['due'],
    records: 1,
    waiting: true,
    verified: false,
  };
  return { ...line, case: caseId(n), office: { area, kind: 1 } };
}
const letters = (count: number, area = TOWN): object[] =>
  Array.from({ length: count }, (_, i) => letter(i + 1, area));

/** What lies on the server, by office and bucket; a page it refuses; what it was asked. */
let stored: Record<string, object[]>;
let refused: string | undefined;
let asked: string[];

/** A page of a hundred, as the server cuts it. */
function answer(path: string): { status: number; value: object } {
  const url = new URL(path, 'http://desk');
  const [, area, kind] = /areas\/(\d+)\/offices\/(\d)/.exec(url.pathname) ?? [];
  const bucket = url.searchParams.get('bucket');
  const after = Number(url.searchParams.get('after')?.slice(0, 8) ?? 0);
  const place = `${officeText(Office.parse({ area, kind: Number(kind) }))} ${bucket} ${after}`;
  asked.push(place);
  if (refused !== undefined && new RegExp(`^${refused}$`).test(place))
    return { status: 500, value: { code: 'internal' } };
  const all = stored[`${area} ${bucket}`] ?? [];
  const lines = all.slice(after, after + 100);
  const next = `${String(after + 100).padStart(8, '0')}#${caseId(after)}`;
  return { status: 200, value: { lines, ...(lines.length === 100 && { next }) } };
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  glimpses = new Map();
  works = new Map();
  keys = { officer: 7 };
  stored = {};
  refused = undefined;
  asked = [];
  forgotten.length = 0;
  opened.length = 0;
  const trust = {
    county: COUNTY,
    rootPk: '',
    log: LOG_TRUST,
    hosts: { api: '', ballotbox: '', tipline: '' },
  };
  const tree = { county: COUNTY, version: 1, areas: [{ code: TOWN, name: '柳塘镇', level: 'town' }] };
  globalThis.fetch = ((path: string) => {
    const { status, value } = path.includes('/inbox')
      ? answer(path)
      : { status: 200, value: path === '/trust.json' ? trust : tree };
    const text = () => Promise.resolve(JSON.stringify(value));
    return Promise.resolve({ status, text, headers: { get: () => null } });
  }) as never;
});
afterEach(() => {
  globalThis.fetch = realFetch;
  act(() => dropSession());
});

function signIn(area: string): void {
  const until = Math.floor(Date.now() / 1000) + 600;
  const grants = [{ role: 'officer', area }];
  takeSession(
    Session.parse({ person: 'AAAAAAAAAAAAAAAAAAAAAA', access: 'token', until, refresh: 'r', grants }),
  );
}

/** Waits until the page says what it comes to. */
async function says(box: HTMLElement, words: string): Promise<void> {
  for (let i = 0; i < 60 && !box.textContent.includes(words); i++) await settle();
  expect(box.textContent).toContain(words);
}

async function inboxOf(area: string, words: string): Promise<HTMLElement> {
  signIn(area);
  const box = render(<Inbox />);
  await says(box, words);
  return box;
}

const rows = (box: HTMLElement): HTMLElement[] => [
  ...box.querySelectorAll<HTMLElement>('tbody tr:not([aria-hidden])'),
];
const labels = (box: HTMLElement): (string | undefined)[] =>
  rows(box).map((row) => row.querySelector('td')?.textContent);
const count = (box: HTMLElement): string | null | undefined =>
  box.querySelector('table')?.getAttribute('aria-rowcount');
const searchOf = (box: HTMLElement): HTMLInputElement => {
  const field = box.querySelector<HTMLInputElement>('input[type="search"]');
  if (!field) throw new Error('no search');
  return field;
};
const press = (on: Element, key: string): void =>
  act(() => void on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));

describe('an inbox of several pages', () => {
  it('is fetched to its end, so that a hundred letters due earlier hide none', async () => {
    stored = { [`${TOWN} other`]: letters(250) };
    const box = await inboxOf(TOWN, '要办的 250');
    expect(count(box)).toBe('250');
    expect(asked.filter((place) => place.includes('other'))).toEqual([
      `${TOWN}-1 other 0`,
      `${TOWN}-1 other 100`,
      `${TOWN}-1 other 200`,
    ]);
    type(searchOf(box), label(150));
    expect(labels(box)).toEqual([label(150)]);
  });

  it('keeps what came when its second page fails, says so, and goes on from there', async () => {
    stored = { [`${TOWN} other`]: letters(250) };
    refused = `${TOWN}-1 other 100`;
    const box = await inboxOf(TOWN, '还有信没取到');
    expect(box.textContent).toContain('已取到的 100 封都在');
    expect(box.textContent).toContain('要办的 100+');
    expect(count(box)).toBe('100');
    refused = undefined;
    asked = [];
    tap(byName(box, 'button', '再取一次'));
    await says(box, '要办的 250');
    expect(box.textContent).not.toContain('还有信没取到');
    expect(asked).toEqual([`${TOWN}-1 other 100`, `${TOWN}-1 other 200`]);
  });

  it('keeps all of it when it is read once more in vain, and drops what is gone when that succeeds', async () => {
    stored = { [`${TOWN} other`]: letters(150) };
    const box = await inboxOf(TOWN, '要办的 150');
    refused = `${TOWN}-1 other 100`;
    act(() => online.set(true));
    await says(box, '还有信没取到');
    expect(count(box)).toBe('150');
    refused = undefined;
    stored = { [`${TOWN} other`]: letters(149) };
    act(() => online.set(true));
    await says(box, '要办的 149');
    expect(count(box)).toBe('149');
  });

  it('says that it did not open when not even its first page comes', async () => {
    refused = `${TOWN}-1 (verified|other) 0`;
    const box = await inboxOf(TOWN, '收件箱没打开');
    expect(box.querySelector('table')).toBeNull();
    refused = undefined;
    tap(byName(box, 'button', '再试一次'));
    await says(box, '现在没有要办的信');
  });

  it('of 10,000 letters has the rows in sight in the page, and fetches those behind them when asked', async () => {
    stored = { [`${TOWN} other`]: letters(10_050) };
    const box = await inboxOf(TOWN, '后面还有信');
    expect(count(box)).toBe('10000');
    expect(rows(box).length).toBeLessThan(60);
    expect(box.textContent).toContain('要办的 10000+');
    tap(byName(box, 'button', '接着取'));
    await says(box, '要办的 10050');
    expect(count(box)).toBe('10050');
    expect(rows(box).length).toBeLessThan(60);
  });
});

describe('the two queues', () => {
  it('are shown by turns and counted apart, however much longer the one without tokens is', async () => {
    const verified = [9001, 9002].map((n, i) => ({ ...letter(n, TOWN, 20 + i), verified: true }));
    stored = { [`${TOWN} other`]: letters(3000), [`${TOWN} verified`]: verified };
    const box = await inboxOf(TOWN, '没带令牌的 3000');
    expect(labels(box).slice(0, 5)).toEqual([label(9001), label(1), label(9002), label(2), label(3)]);
    expect(box.textContent).toContain('带村民令牌的 2');
    tap(byName(box, 'button', '带村民令牌的 2'));
    expect(labels(box)).toEqual([label(9001), label(9002)]);
  });

  it('are asked a page of each in turn, so that neither waits for the other', async () => {
    const verified = letters(150).map((one) => ({ ...one, verified: true }));
    stored = { [`${TOWN} other`]: letters(250), [`${TOWN} verified`]: verified };
    await inboxOf(TOWN, '要办的 ');
    for (let i = 0; i < 20; i++) await settle();
    expect(asked.filter((place) => !place.includes('closed')).slice(0, 4)).toEqual([
      `${TOWN}-1 verified 0`,
      `${TOWN}-1 other 0`,
      `${TOWN}-1 verified 100`,
      `${TOWN}-1 other 100`,
    ]);
  });
});

describe('the chips', () => {
  it('count what is open, near, overdue and closed; of what is closed one page until it is looked at', async () => {
    const open = [
      letter(1, TOWN, -2),
      letter(2, TOWN, -1),
      letter(3, TOWN, 0),
      letter(4, TOWN, 3),
      letter(5),
    ];
    stored = { [`${TOWN} other`]: open, [`${TOWN} closed`]: letters(130) };
    const box = await inboxOf(TOWN, '已办结 100+');
    for (const words of ['要办的 5', '快到期的 2', '超期的 2']) byName(box, '.chip', words);
    tap(byName(box, '.chip', '快到期的 2'));
    expect(labels(box)).toEqual([label(3), label(4)]);
    tap(byName(box, '.chip', '超期的 2'));
    expect(labels(box)).toEqual([label(1), label(2)]);
    tap(byName(box, '.chip', '已办结 100+'));
    await says(box, '已办结 130');
    expect(count(box)).toBe('130');
  });

  it('count what the offices below left undecided, all pages of each, though one of them does not answer', async () => {
    const others = Array.from({ length: 120 }, (_, i) => letter(1000 + i, OTHER_TOWN, -1));
    stored = { [`${TOWN} other`]: [letter(1, TOWN, -5)], [`${OTHER_TOWN} other`]: others };
    refused = `${TOWN}-1 other 0`;
    const box = await inboxOf(COUNTY, '下级超期没办的 120+');
    tap(byName(box, '.chip', '下级超期没办的 120+'));
    expect(box.textContent).toContain('还有信没取到');
    refused = undefined;
    tap(byName(box, 'button', '再取一次'));
    await says(box, '下级超期没办的 121');
    expect(labels(box)[0]).toBe(label(1));
    tap(rows(box)[0]!);
    expect(opened[opened.length - 1]).toContain(`holder=${TOWN}-1`);
  });
});

it('the desk forgets what it read of a letter whose content was erased, and of no other', async () => {
  const closed = (n: number, state: InboxLine['state']) => ({ ...letter(n), state });
  stored = {
    [`${TOWN} other`]: letters(1),
    [`${TOWN} closed`]: [closed(4, 'closed'), closed(2, 'erased'), closed(3, 'erasing')],
  };
  const box = await inboxOf(TOWN, '已办结 3');
  for (let i = 0; i < 5; i++) await settle();
  tap(byName(box, '.chip', '已办结 3'));
  await says(box, label(2));
  await settle();
  const erased = [2, 3].flatMap((n) => [`glimpse ${caseId(n)}`, `work ${caseId(n)}`]);
  expect(new Set(forgotten)).toEqual(new Set(erased));
  // What nobody can open any more is not said to be locked.
  expect(box.textContent.match(/（没打开）/g)).toHaveLength(1);
});

describe('the search', () => {
  const said: FirstContent = { text: '村口小卖部挨家送烟酒', matter: 'bribery' };

  beforeEach(() => {
    stored = { [`${TOWN} other`]: letters(250) };
    glimpses = new Map([
      [caseId(150), said],
      [caseId(7), { text: '名单没有贴出来', matter: 'procedure' }],
    ]);
  });

  it('finds an opened letter on line 150 by its words, and says where it could not look', async () => {
    const box = await inboxOf(TOWN, '要办的 250');
    type(searchOf(box), '烟酒 村口');
    expect(labels(box)).toEqual([label(150)]);
    expect(box.textContent).toContain('只在这次打开过的 2 封里找');
    expect(box.textContent).toContain('没打开的 248 封');
    type(searchOf(box), '没有人写过的字');
    expect(box.textContent).toContain('没有找到');
  });

  it('shows the opened letters that are this officer’s own, with how each is handled', async () => {
    works = new Map([
      [caseId(150), { officer: 7, way: 'verification', recused: [], tied: [] }],
      [caseId(7), { officer: 8, recused: [], tied: [] }],
    ]);
    const box = await inboxOf(TOWN, '要办的 250');
    tap(byName(box, '.chip', '我经办的 1'));
    expect(labels(box)).toEqual([label(150)]);
    expect(box.textContent).toContain('处置方式初步核实');
    expect(box.textContent).toContain('只在这次打开过的 2 封里找');
    tap(byName(box, '.chip', '我经办的 1'));
    expect(count(box)).toBe('250');
  });

  it('shows what is handled together in one place, where the first of them is due, as both note it', async () => {
    const tied = (...to: number[]) => ({ recused: [], tied: to.map((n) => Id.parse(caseId(n))) });
    works = new Map([
      [caseId(9), tied(2)],
      [caseId(2), tied(9, 150)],
      [caseId(150), tied(2)],
      [caseId(7), tied(8)],
      [caseId(8), tied()],
    ]);
    const box = await inboxOf(TOWN, '要办的 250');
    const numbers = labels(box).slice(0, 5);
    const together = (n: number): string => `${label(n)}合并 3 封`;
    expect(numbers).toEqual([label(1), together(2), together(9), together(150), label(3)]);
    expect(labels(box)).toContain(label(7));
    expect(count(box)).toBe('250');
  });

  it('says which letters another office has and this one handles jointly', async () => {
    stored = { [`${TOWN} other`]: [letter(1), { ...letter(2), office: { area: TOWN, kind: 2 } }] };
    const box = await inboxOf(TOWN, '要办的 2');
    expect(labels(box)).toEqual([label(1), `${label(2)}共同办理`]);
  });

  it('shows the opened letters of one matter, and all again', async () => {
    const box = await inboxOf(TOWN, '要办的 250');
    tap(byName(box, '.chip', '贿选拉票 1'));
    expect(labels(box)).toEqual([label(150)]);
    tap(byName(box, '.chip', '贿选拉票 1'));
    expect(count(box)).toBe('250');
  });

  it('sends and stores nothing of what is looked for', async () => {
    const box = await inboxOf(TOWN, '要办的 250');
    asked = [];
    const before = JSON.stringify(localStorage);
    type(searchOf(box), '烟酒');
    tap(byName(box, '.chip', '贿选拉票 1'));
    await settle();
    expect(labels(box)).toEqual([label(150)]);
    expect(asked).toEqual([]);
    expect(JSON.stringify(localStorage)).toBe(before);
    expect(location.href).not.toContain(encodeURIComponent('烟酒'));
  });

  it('shows and finds nothing of what letters say while the keys are locked', async () => {
    keys = undefined;
    const box = await inboxOf(TOWN, '要办的 250');
    expect(box.textContent).not.toContain('名单没有贴出来');
    expect(box.textContent).not.toContain('程序违法');
    type(searchOf(box), '烟酒');
    expect(rows(box)).toEqual([]);
  });
});

describe('the keys', () => {
  beforeEach(() => {
    stored = { [`${TOWN} other`]: letters(3) };
  });
  const chosen = (box: HTMLElement) => box.querySelector('tr[aria-selected="true"] td')?.textContent;

  it('lead to the search, from it to the letters, and open one', async () => {
    const box = await inboxOf(TOWN, '要办的 3');
    press(document.body, '/');
    expect(document.activeElement).toBe(searchOf(box));
    press(searchOf(box), 'ArrowDown');
    expect(document.activeElement).toBe(rows(box)[0]);
    press(rows(box)[0]!, 'ArrowDown');
    expect(chosen(box)).toBe(label(2));
    press(document.activeElement!, 'Enter');
    expect(opened[opened.length - 1]).toContain(`case=${caseId(2)}`);
  });

  it('end the search with Esc, and write a stroke that belongs to a number', async () => {
    const box = await inboxOf(TOWN, '要办的 3');
    type(searchOf(box), label(2));
    expect(rows(box)).toHaveLength(1);
    searchOf(box).focus();
    press(searchOf(box), '/');
    expect(document.activeElement).toBe(searchOf(box));
    press(searchOf(box), 'Escape');
    expect(searchOf(box).value).toBe('');
    expect(rows(box)).toHaveLength(3);
    expect(document.activeElement).toBe(rows(box)[1]);
  });

  it('do nothing here while another page lies over the inbox', async () => {
    const box = await inboxOf(TOWN, '要办的 3');
    box.classList.add('taro_page_shade');
    press(document.body, '/');
    expect(document.activeElement).toBe(document.body);
  });
});

it('a phone shows a page of what is due, and the next one when it is asked for', async () => {
  stored = { [`${TOWN} other`]: letters(130) };
  signIn(TOWN);
  const box = render(<DuePage />);
  await says(box, '后面还有信');
  expect(box.textContent).toContain(label(100));
  expect(box.textContent).not.toContain(label(101));
  tap(byName(box, 'button', '接着取'));
  await says(box, label(130));
  expect(box.textContent).not.toContain('后面还有信');
});
