import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act } from 'react';
import { toBase64url } from '#shared/crypto/bytes';
import type { Office } from '#shared/directory/office';
import { Id } from '#shared/ids';
import type { TipState } from '#shared/tip/state';
import { ME, sentNotes, TOWN } from './notes-sent';
import { byName, render, settle, tap, type } from './render';
import { sessionOf } from './session';

const ELECTION = { area: '990101100000', kind: 2 } as Office;

let known: object;
const { sealed, answers, noted } = sentNotes(() => known);
jest.unstable_mockModule('../../miniapp/src/casework/names', () => ({
  useNames: () => new Map([[ME, '沈一帆']]),
  nameOf: () => '沈一帆',
}));
const ALONE = { members: [], unopened: [] };
let group: () => Promise<object>;
jest.unstable_mockModule('../../miniapp/src/casework/merging', () => ({ openEverTied: () => group() }));
const areas = ['棠水县', '柳塘镇', '枣坪村'].map((name) => ({ name }));
jest.unstable_mockModule('../../miniapp/src/platform/county', () => ({
  useCounty: () => ({ reading: { kind: 'ready', value: { areas } }, again: () => undefined }),
}));
let keys: object | undefined;
jest.unstable_mockModule('../../miniapp/src/platform/keyring', () => ({
  useKeys: () => keys,
  lockKeys: () => undefined,
}));
const gone: string[] = [];
jest.unstable_mockModule('../../miniapp/src/platform/navigate', () => ({
  go: (page: string) => gone.push(page),
  backTo: () => undefined,
  back: () => undefined,
  useParams: () => ({}),
  useShown: () => undefined,
}));

const { CaseNotes } = await import('../../miniapp/src/casework/case/notes');
const { default: ClarificationPage } = await import('../../miniapp/src/casework/clarification/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');

const BUTTON = '[role="button"], button, a, [role="link"]';
const idOf = (n: number): Id => Id.parse(toBase64url(new Uint8Array(16).fill(n)));
const [ONE, OTHER] = [idOf(1), idOf(2)];
const CLOSED: TipState = { state: 'closed', received: 20_000, decided: 20_001, closed: 20_002 };
const HANDLING: TipState = { state: 'handling', received: 20_000, decided: 20_001 };
const REFUSED: TipState = { state: 'refused', received: 20_000, decided: 20_001, reason: 'other-remit' };
const LETTER = '十一月二十日傍晚在村口小卖部门前看见钱守正挨家送烟酒';
const NAME = { name: '马秀兰', phone: '13900000000' };
const letterOf = (text: string, name = NAME) => ({
  ok: true,
  direction: 0,
  content: { kind: 'first', said: { text, name } },
});
const entryOfTown = { office: TOWN, name: '柳塘镇纪委', officers: [], firstDay: 0, lastDay: 100_000 };

beforeEach(() => {
  known = noted();
  group = () => Promise.resolve({ ok: true, value: ALONE });
  keys = { officer: ME };
  for (const list of [sealed, answers, gone]) list.length = 0;
  act(() => takeSession(sessionOf({ role: 'officer', area: TOWN.area })));
});
afterEach(() => act(() => dropSession()));

function caseOf(id: Id, first: ReturnType<typeof letterOf>, state = CLOSED, role = 'office') {
  return {
    view: { state, role, case: id, records: [{ day: 20_000 }] },
    entries: [first] as object[],
    records: [{ head: { direction: 0 } }] as object[],
    first: first.content.said as object | undefined,
    held: { office: TOWN, second: null, astray: false },
    directory: { snapshot: { day: 20_000 }, entries: [entryOfTown] },
  };
}

async function panel(
  state: TipState = CLOSED,
  office = TOWN,
  role = 'office',
  unread = false,
): Promise<HTMLElement> {
  const open = caseOf(ONE, letterOf(LETTER), state, role);
  if (unread) {
    open.entries.push({ ok: false, seq: 1, flaw: 'slot' });
    open.records.push({ head: { direction: 0 } });
  }
  const acting = { open, office, keys: { officer: ME }, onDone: () => undefined };
  const box = render(<CaseNotes {...(acting as object as Parameters<typeof CaseNotes>[0])} />);
  await settle();
  return box;
}

/** Opens the dialog, and all that is checked there. */
async function begin(): Promise<void> {
  press('出澄清函……');
  await settle();
}

const press = (name: string): void => tap(byName(document.body, BUTTON, name));
function put(label: string, text: string): void {
  const id = byName(document.body, 'label', label).getAttribute('for') ?? '';
  type(document.body.querySelector<HTMLInputElement>(`[id="${id}"]`)!, text);
}
function fillIn(): void {
  put('写给谁', '钱守正');
  put('单位', '枣坪村党支部');
  put('哪位负责人批准的', '王卫东');
}
const dialog = (): string => document.body.querySelector('[role=dialog]')?.textContent ?? '';

describe('a letter of clarification at the desk', () => {
  it('is noted first, once, and then stands on its page with seal place and no word of who wrote or gave leave', async () => {
    await panel();
    await begin();
    expect(dialog()).toContain('检举控告工作规则第五十条');
    expect(dialog()).toContain('写给谁、单位、哪方面、结果、谁批准的，都要写。');
    press('记下，看函样');
    fillIn();
    answers.push({ ok: false, problem: { code: 'tip-unanswered', title: '没有收到回音' } });
    press('记下，看函样');
    await settle();
    expect(gone).toEqual([]);
    expect(dialog()).toContain('还不知道记下没有');
    press('再送一次');
    await settle();
    expect(sealed).toEqual([
      {
        note: 'clarification',
        person: '钱守正',
        unit: '枣坪村党支部',
        about: '在换届中有关问题',
        finding: '反映的问题不属实。',
        approver: '王卫东',
      },
    ]);
    expect(gone).toEqual(['casework/clarification/index']);
    const paper = render(<ClarificationPage />).querySelector('.form-a4')!.textContent;
    expect(paper).toMatch(/^澄清函钱守正同志并枣坪村党支部：/);
    expect(paper).toMatch(/柳塘镇纪委\d{4}年\d+月\d+日（盖章）$/);
    for (const words of ['王卫东', '马秀兰', '小卖部', 'T-']) expect(paper).not.toContain(words);
  });

  it('takes no words that give the writer away', async () => {
    await panel();
    await begin();
    fillIn();
    for (const [words, fault] of [
      ['马秀兰说的事没有查到。', '里面有来信人的名字'],
      ['打过 139-0000-0000 核实。', '里面有来信人的电话'],
      ['没有在村口小卖部门前送过东西。', '里面有一句和信里的一样'],
    ] as const) {
      put('核实的结果', words);
      expect(dialog()).toContain(fault);
      press('记下，看函样');
      await settle();
    }
    expect(sealed).toEqual([]);
    put('核实的结果', '没有发现问题。');
    put('单位', '柳塘镇村口小卖部门前看见');
    expect(dialog()).toContain('“写给谁”或者“单位”里有一长串和信里的一样');
    put('单位', '棠水县柳塘镇枣坪村党支部');
    expect(dialog()).not.toContain('里面有');
  });

  it('keeps what the writers of the letters wrote that were ever handled together', async () => {
    const theirs = caseOf(
      OTHER,
      letterOf('初三夜里有人从后门抬进两箱东西', { name: '李大有', phone: '13811112222' }),
    );
    group = () => Promise.resolve({ ok: true, value: { ...ALONE, members: [{ open: theirs }] } });
    await panel();
    await begin();
    fillIn();
    for (const [words, fault] of [
      ['李大有说的事没有查到。', '里面有来信人的名字'],
      ['没有从后门抬进两箱东西。', '里面有一句和信里的一样'],
    ] as const) {
      put('核实的结果', words);
      expect(dialog()).toContain(fault);
    }
  });

  it('is not made before all of these are read, and says which one was not and who makes it', async () => {
    const theirs = caseOf(OTHER, letterOf('初三夜里'));
    const dark = { ...theirs, first: undefined, entries: [{ ok: false, seq: 0, flaw: 'slot' }] };
    const label = /T-\d{4}-\d{4} 在这里打不开或者没有读全/;
    for (const members of [{ unopened: [OTHER] }, { members: [{ open: dark }] }]) {
      group = () => Promise.resolve({ ok: true, value: { ...ALONE, ...members } });
      await panel();
      await begin();
      expect(dialog()).toMatch(label);
      expect(dialog()).toContain('请全部打得开的同事出这份函');
      press('记下，看函样');
      await settle();
      press('先不出');
    }
    group = () => new Promise(() => undefined);
    await panel();
    await begin();
    press('记下，看函样');
    press('先不出');
    group = () => Promise.resolve({ ok: false, problem: { code: 'offline', title: '现在没有网' } });
    await panel();
    await begin();
    expect(dialog()).toContain('没有核对，先不能出函');
    expect(sealed).toEqual([]);
    group = () => Promise.resolve({ ok: true, value: ALONE });
    press('再核对一次');
    await settle();
    fillIn();
    press('记下，看函样');
    await settle();
    expect(sealed).toHaveLength(1);
  });

  it('is not made where something of its own writer cannot be read', async () => {
    await panel(CLOSED, TOWN, 'office', true);
    await begin();
    expect(dialog()).toContain('有信没有核对，在这里不能出函');
    expect(document.body.querySelector('[role=dialog] input')).toBeNull();
  });

  it('is seen by the colleagues with who made it, and printed again from the note', async () => {
    known = noted({
      ...{ note: 'clarification', person: '钱守正', unit: '枣坪村党支部' },
      ...{ about: '在换届中有关问题', finding: '没有发现问题。', approver: '王卫东' },
    });
    const box = await panel();
    expect(box.textContent).toContain('出了澄清函，写给钱守正和枣坪村党支部，王卫东批准');
    press('看给钱守正的函样');
    await settle();
    expect(gone).toEqual(['casework/clarification/index']);
    const paper = render(<ClarificationPage />);
    expect(paper.textContent).toContain('没有发现问题。');
    expect(paper.textContent).toContain('2024年10月4日');
    keys = undefined;
    expect(render(<ClarificationPage />).textContent).toContain('函样不存在任何地方');
  });

  it('is not printed again where a letter by now has the same words, or cannot be read', async () => {
    known = noted({
      ...{ note: 'clarification', person: '钱守正', unit: '枣坪村党支部' },
      ...{ about: '在换届中有关问题', finding: '没有从后门抬进两箱东西。', approver: '王卫东' },
    });
    const theirs = caseOf(OTHER, letterOf('初三夜里有人从后门抬进两箱东西'));
    group = () => Promise.resolve({ ok: true, value: { ...ALONE, members: [{ open: theirs }] } });
    const box = await panel();
    press('看给钱守正的函样');
    await settle();
    expect(box.textContent).toContain('现在核对，这份函会露出来信人，不能再印');
    group = () => Promise.resolve({ ok: true, value: { ...ALONE, unopened: [OTHER] } });
    const other = await panel();
    tap(byName(other, BUTTON, '看给钱守正的函样'));
    await settle();
    expect(other.textContent).toContain('有信没有核对，在这里不能出函');
    expect(gone).toEqual([]);
  });

  it.each([
    ['while the case goes on', HANDLING, TOWN, 'office'],
    ['of a letter that was not accepted', REFUSED, TOWN, 'office'],
    ['at an election office', CLOSED, ELECTION, 'office'],
    ['at the office that handles it jointly', CLOSED, TOWN, 'second'],
  ])('is not offered %s', async (_, state, office, role) => {
    const box = await panel(state, office, role);
    expect(box.textContent).toContain('记一条……');
    expect(box.textContent).not.toContain('澄清');
  });
});
