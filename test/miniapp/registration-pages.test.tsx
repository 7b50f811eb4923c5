import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Id } from '#shared/ids';
import type { Answer, Certificate, ContactText, Registration } from '#shared/registration/contract';
import * as rules from '#shared/registration/rules';
import { addDays, dateOfDay, dayOf } from '#shared/time';
import { rollRow } from '#test/roll/rows';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { CHOSEN, COUNTY, TREE, VILLAGE } from './one-village';
import { byName, render, settle, tap, type } from './render';
import { sessionOf } from './session';

const { default: AnswerPage } = await import('../../miniapp/src/registration/answer/index');
const { default: DeskPage } = await import('../../miniapp/src/registration/desk/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');
const { changeSettings } = await import('../../miniapp/src/platform/settings');

const today = dateOfDay(dayOf(Math.floor(Date.now() / 1000)));
const entryId = (n: number) => Id.parse(`AAAAAAAAAAAAAAAAAAAAA${'AQgw'[n] ?? 'A'}`);
/** One at home, one away, one away who has answered. */
const ROLL = [0, 1, 2].map((n) => {
  const { idNumber, ...row } = rollRow(n + 1);
  const category = n === 0 ? '户籍在村' : '户籍在村外出';
  return { ...row, entry: entryId(n), category, idLastFour: idNumber.slice(-4) };
});

let rollDay = addDays(today, 5);
let known = new Map<Id, Registration>();
let certificates: Certificate[] = [];
const of = (entry: Id) => known.get(entry) ?? rules.unanswered(entry);

function take(entry: Id, answer: Answer) {
  const next = rules.takeAnswer(of(entry), { rollDay }, answer, today);
  if (!next.ok) return { status: 409, value: next.error };
  known.set(entry, next.value);
  return { status: 200, value: next.value };
}

function put(path: string, text: ContactText) {
  const [entry, , id] = path
    .split('/')
    .slice(-3)
    .map((part) => part);
  const at = { id: Id.parse(id), by: undefined, today };
  const next = rules.putContact(of(Id.parse(entry)), text, at);
  if (!next.ok) return { status: 409, value: next.error };
  known.set(next.value.entry, next.value);
  return { status: 200, value: next.value };
}

function issue(text: Parameters<typeof rules.issueCertificate>[1]) {
  const from = { before: undefined, count: certificates.length, onThisRoll: false, today, by: undefined };
  const next = rules.issueCertificate(from, text);
  if (!next.ok) return { status: 409, value: next.error };
  certificates = [...certificates, next.value];
  return { status: 200, value: next.value };
}

/** A village that answers as its rules do. */
function answer(method: string, path: string, body: unknown): { status: number; value: unknown } {
  const ok = (value: unknown) => ({ status: 200, value });
  if (path === '/trust.json')
    return ok({ county: COUNTY, rootPk: '', log: LOG_TRUST, hosts: { api: '', ballotbox: '', tipline: '' } });
  if (path.startsWith('/public')) return ok(TREE);
  const term = { body: '村民委员会', term: 12, lastDay: rules.lastDayToAnswer({ rollDay }) };
  if (path.startsWith('/resident') && method === 'PUT')
    return take(entryId(1), { ...(body as { takesPart: boolean }), on: today, how: 'self' });
  if (path.startsWith('/resident')) {
    const { name, group } = ROLL[1]!;
    return ok({ ...of(entryId(1)), ...term, name, group, electionDay: addDays(rollDay, 26) });
  }
  if (path.endsWith('/answer')) return take(Id.parse(path.split('/').slice(-2)[0]), body as Answer);
  if (path.includes('/contacts/')) return put(path, body as ContactText);
  if (path.endsWith('/certificates'))
    return method === 'GET' ? ok({ body: term.body, term: 12, certificates }) : issue(body as never);
  if (path.includes('/registrations')) return ok({ ...term, registrations: [...known.values()] });
  if (path.includes('/entries')) return ok({ entries: ROLL });
  return ok({ area: VILLAGE, version: 1, entries: 3, members: 0 });
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  rollDay = addDays(today, 5);
  known = new Map();
  certificates = [];
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
const radio = (box: HTMLElement, name: string) =>
  [...box.querySelectorAll<HTMLElement>('[role=radio]')].find((one) => one.textContent.startsWith(name))!;

describe('the page of a villager', () => {
  it('sends an answer, says what stands, and shows every attempt to reach them', async () => {
    put(`x/${entryId(1)}/contacts/AAAAAAAAAAAAAAAAAAAAAw`, {
      day: today,
      way: '电话',
      reached: false,
      came: '没有人接。',
    });
    const box = render(<AnswerPage />);
    await settle();
    expect(box.textContent).toContain('还没有答复');
    expect(box.textContent).toContain('没有人接。');
    tap(radio(box, '参加'));
    tap(byName(box, 'button', '送出我的答复'));
    await settle();
    expect(box.textContent).toContain('现在记的是：参加');
    expect(rules.answerOf(of(entryId(1)))).toMatchObject({ takesPart: true, how: 'self' });
  });

  it('takes no more answers once the roll is posted, and leads to the objections', async () => {
    rollDay = today;
    const box = render(<AnswerPage />);
    await settle();
    expect(box.textContent).toContain('名单已经公布');
    expect(box.textContent).toContain('对名单提异议');
    expect(box.querySelector('[role=radio]')).toBeNull();
  });
});

describe('the desk', () => {
  const names = (box: HTMLElement) =>
    [...box.querySelectorAll('tbody tr')].map((row) => row.querySelector('td')!.textContent);

  it('lists first who lives away and has not answered, takes what was told, and notes an attempt', async () => {
    take(entryId(2), { takesPart: false, on: today, how: 'counter' });
    const box = render(<DeskPage />);
    await settle();
    await settle();
    expect(names(box)).toEqual([ROLL[1]!.name]);
    type(field(box, '结果'), '女儿说下周回来。');
    tap(byName(box, 'button', '记下这次联系'));
    await settle();
    expect(of(entryId(1)).contacts).toEqual([expect.objectContaining({ came: '女儿说下周回来。' })]);
    tap(byName(box, 'button', '记下答复'));
    await settle();
    expect(rules.answerOf(of(entryId(1)))).toMatchObject({ takesPart: true, how: 'counter' });
    tap(byName(box, '[role=checkbox]', '全部 3'));
    expect(names(box)).toHaveLength(3);
  });

  it('gives a certificate and prints it with the village’s name and place for the seal', async () => {
    const box = render(<DeskPage />);
    await settle();
    await settle();
    tap(byName(box, 'button', '未登记证明'));
    await settle();
    const { name, idNumber } = rollRow(9);
    type(field(box, '姓名'), name);
    type(field(box, '身份证号'), idNumber);
    type(field(box, '到哪里登记'), '白杨县清河镇石桥村');
    tap(byName(box, 'button', '开这份证明'));
    await settle();
    expect(box.textContent).toContain('开好了，第 1 号');
    tap(byName(box, '[role=link]', '打印第 1 号'));
    expect(box.querySelector('h1')!.textContent).toBe('未在户籍地登记证明');
    expect(box.textContent).toContain('枣坪村村民选举委员会（盖章）');
    expect(box.textContent).not.toContain(idNumber);
  });
});
