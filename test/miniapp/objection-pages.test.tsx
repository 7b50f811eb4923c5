import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Id } from '#shared/ids';
import type { DecisionText, Objection, ObjectionText } from '#shared/objection/contract';
import * as rules from '#shared/objection/rules';
import { addDays, dateOfDay, dayOf, sayDate } from '#shared/time';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { CHOSEN, COUNTY, TREE, VILLAGE } from './one-village';
import { byName, render, settle, tap, type } from './render';
import { sessionOf } from './session';

const { default: FilePage } = await import('../../miniapp/src/objection/file/index');
const { default: DeskPage } = await import('../../miniapp/src/objection/office/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');
const { changeSettings } = await import('../../miniapp/src/platform/settings');

const today = dateOfDay(dayOf(Math.floor(Date.now() / 1000)));
let rollDay = today;
let filed: Objection[] = [];
const election = () =>
  ({ body: '村民委员会', term: 12, electionDay: addDays(rollDay, 40), rollDay }) as const;

function file(path: string, text: ObjectionText, receivedOn = today): { status: number; value: unknown } {
  const id = Id.parse(path.split('/').slice(-1)[0]);
  const at = { id, area: VILLAGE, count: filed.length, receivedOn, atCounter: path.startsWith('/office') };
  const made = rules.fileObjection(undefined, election(), at, text);
  if (!made.ok) return { status: 409, value: made.error };
  filed = [...filed, made.value];
  return { status: 200, value: made.value };
}

function decide(path: string, text: DecisionText): { status: number; value: unknown } {
  const id = path.split('/').slice(-2)[0];
  const deciding = { decidedOn: today, roll: 2, by: undefined };
  const made = rules.decideObjection(
    filed.find((one) => one.id === id),
    text,
    deciding,
  );
  if (!made.ok) return { status: 422, value: { title: '有的地方填得不对', ...made.error } };
  filed = filed.map((one) => (one.id === id ? made.value : one));
  return { status: 200, value: made.value };
}

/** A village that answers as its rules do. */
function answer(method: string, path: string, body: unknown): { status: number; value: unknown } {
  if (path === '/trust.json') {
    const hosts = { api: '', ballotbox: '', tipline: '' };
    return { status: 200, value: { county: COUNTY, rootPk: '', log: LOG_TRUST, hosts } };
  }
  if (path.startsWith('/public')) return { status: 200, value: TREE };
  if (method === 'POST') return decide(path, body as DecisionText);
  if (method === 'PUT' && path.startsWith('/resident')) return file(path, body as ObjectionText);
  if (method === 'PUT') {
    const { receivedOn, text } = body as { receivedOn: typeof today; text: ObjectionText };
    return file(path, text, receivedOn);
  }
  const window = rules.objectionWindow(election());
  const office = { basis: rules.objectionBasis(election()), roll: 2 };
  return { status: 200, value: { window, filed, ...(path.startsWith('/office') ? office : {}) } };
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  rollDay = today;
  filed = [];
  localStorage.clear();
  globalThis.fetch = ((path: string, init: RequestInit = {}) => {
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const { status, value } = answer(init.method ?? 'GET', path, body);
    const text = () => Promise.resolve(JSON.stringify(value));
    return Promise.resolve({ status, text, headers: { get: () => null } });
  }) as never;
  takeSession(sessionOf({ role: 'committee', area: VILLAGE }));
  changeSettings({ village: CHOSEN });
});
afterEach(() => {
  globalThis.fetch = realFetch;
  dropSession();
});

const field = (box: HTMLElement, label: string) =>
  box.querySelector<HTMLInputElement>(`#${byName(box, 'label', label).getAttribute('for') ?? ''}`)!;

function write(box: HTMLElement): void {
  tap(
    [...box.querySelectorAll<HTMLElement>('[role=radio]')].find((one) =>
      one.textContent.startsWith('名单上没有'),
    )!,
  );
  type(field(box, '这个人的姓名'), '周桂枝');
  type(field(box, '怎么不对'), '户口在村里，名单上没有她。');
  type(field(box, '提的人的姓名'), '周小满');
}

describe('the page of a villager', () => {
  it('says what is missing beside each field, files it, and says by which day it is decided', async () => {
    const box = render(<FilePage />);
    await settle();
    tap(byName(box, 'button', '提出这条异议'));
    await settle();
    expect(box.textContent).toContain('还没有写清楚');
    write(box);
    tap(byName(box, 'button', '提出这条异议'));
    await settle();
    expect(box.textContent).toContain('收到了，第 1 号');
    expect(box.textContent).toContain(`${sayDate(filed[0]!.due)}（含当天）前作出决定`);
  });

  it('shows the decision with its reason, and whom to ring once it is overdue', async () => {
    rollDay = addDays(today, -30);
    const id = Id.parse('AAAAAAAAAAAAAAAAAAAAAQ');
    file(`/resident/x/${id}`, said, addDays(today, -29));
    file('/resident/x/AAAAAAAAAAAAAAAAAAAAAg', said, addDays(today, -28));
    decide(`/office/${id}/decision`, { upheld: true, reason: '登记时漏抄，应当补登。' });
    const box = render(<FilePage />);
    await settle();
    expect(box.textContent).toContain('异议成立，补登（超过法定期限 26 天）。理由：登记时漏抄，应当补登。');
    expect(box.textContent).toContain('超过期限，还没有决定');
    expect(box.textContent).toContain('催一催，打 0900-000-0000');
    expect(box.textContent).not.toContain('提出这条异议');
  });

  const said: ObjectionText = {
    about: '漏登',
    concerning: { name: '周桂枝', group: '' },
    says: '户口在村里，名单上没有她。',
    filer: '周小满',
  };
});

describe('the desk', () => {
  it('takes one at the counter, refuses a reason that names somebody, decides, and has the notice ready', async () => {
    const box = render(<DeskPage />);
    await settle();
    tap(byName(box, 'button', '记一条当面提的'));
    write(box);
    tap(byName(box, 'button', '记下这条异议'));
    await settle();
    expect(box.textContent).toContain('记下了，第 1 号');
    tap(box.querySelector('tbody tr')!);
    tap(
      [...box.querySelectorAll<HTMLElement>('[role=radio]')].find((one) =>
        one.textContent.startsWith('异议成立'),
      )!,
    );
    type(field(box, '理由'), '周桂枝户口在本村。');
    tap(byName(box, 'button', '记下决定'));
    await settle();
    expect(box.textContent).toContain('不要写人名');
    type(field(box, '理由'), '本人户口在本村，应当补登。');
    tap(byName(box, 'button', '记下决定'));
    await settle();
    expect(box.textContent).toContain('名单还没有改');
    tap(byName(box, 'button', '处理结果公告'));
    expect(box.querySelector('textarea')!.value).toContain(
      '异议成立，补登。理由：本人户口在本村，应当补登。',
    );
  });

  it('says before a late decision that it is late, and in what is published of it', async () => {
    const said: ObjectionText = {
      about: '漏登',
      concerning: { name: '周桂枝', group: '' },
      says: '户口在村里，名单上没有她。',
      filer: '周小满',
    };
    rollDay = addDays(today, -8);
    file('/resident/x/AAAAAAAAAAAAAAAAAAAAAQ', said, addDays(today, -5));
    const box = render(<DeskPage />);
    await settle();
    expect(box.textContent).toContain('已经超过法定期限 2 天');
    expect(box.textContent).toContain(`${sayDate(filed[0]!.due)}是最后一天`);
    tap(
      [...box.querySelectorAll<HTMLElement>('[role=radio]')].find((one) =>
        one.textContent.startsWith('异议成立'),
      )!,
    );
    type(field(box, '理由'), '本人户口在本村，应当补登。');
    tap(byName(box, 'button', '记下决定'));
    await settle();
    expect(box.querySelector('tbody')!.textContent).toContain('异议成立，补登（超过法定期限 2 天）');
    expect(box.textContent).toContain('处理结果公告里这一条会写明');
    tap(byName(box, 'button', '处理结果公告'));
    expect(box.querySelector('textarea')!.value).toContain('超过法定期限 2 天）：异议成立，补登。');
  });
});
