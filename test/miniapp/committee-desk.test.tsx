import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act } from 'react';
import type { Committee } from '#shared/committee/contract';
import * as rules from '#shared/committee/rules';
import { Session } from '#shared/identity/contract';
import { Id } from '#shared/ids';
import * as meetings from '#shared/meeting/rules';
import type { Result } from '#shared/result';
import { TEXT } from '#test/meeting/text';
import { byName, render, settle, tap, type } from './render';
import { answerWith, LOGGED, planned, TODAY, VILLAGE } from './village-county';

const { default: CommitteeDesk } = await import('../../miniapp/src/committee/desk/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');

const NOON = Date.parse(`${TODAY}T04:00:00Z`);
const ACTING = { today: TODAY, by: undefined };
const ELECTION = { body: '村民委员会', term: 12 } as const;

/** Signed minutes that chose a committee. */
function chosen(letter: string) {
  const at = { id: Id.parse(`AAAAAAAAAAAAAAAAAAAA${letter}A`), area: VILLAGE, from: 0 };
  const draft = meetings.draftMinutes(undefined, ELECTION, at, TEXT);
  const signed = draft.ok ? meetings.signMinutes(draft.value, 1, ACTING) : draft;
  if (!signed.ok) throw new Error(JSON.stringify(signed.error));
  return signed.value;
}

let minutes = [chosen('A')];
let committee: Committee | undefined;
let candidates: string[] = [];

/** The office's server, by the same rules. */
function county(method: string, path: string, body: unknown): { status: number; value: unknown } {
  const missing = { status: 404, value: { code: 'not-found' } };
  if (path.endsWith('/minutes')) return { status: 200, value: { ...ELECTION, minutes } };
  if (path.endsWith('/timetable')) return { status: 200, value: { ...planned(), logged: LOGGED } };
  if (path.endsWith('/candidates')) return candidates.length > 0 ? { status: 200, value: listed() } : missing;
  if (method === 'GET') return committee ? { status: 200, value: committee } : missing;
  const next = decide(path, body as never);
  if (!next.ok) return { status: 422, value: { title: '有的地方填得不对', ...next.error } };
  committee = next.value;
  return { status: 200, value: committee };
}

function decide(path: string, body: { from: number } & Record<string, never>): Result<Committee> {
  const { from } = body;
  if (path.endsWith('/leave')) return rules.leaveCommittee(committee, from, body['leaving']!, ACTING);
  const id = /objections\/([\w-]{22})/.exec(path)?.[1] as Id | undefined;
  if (id) return rules.objectToCommittee(committee, { id, from }, body['objection']!, ACTING);
  const choice: { minutes: Id[] } = body['choice']!;
  const used = minutes.filter((one) => choice.minutes.includes(one.id));
  return rules.formCommittee(
    committee,
    ELECTION,
    { area: VILLAGE, from, minutes: used },
    body['choice']!,
    ACTING,
  );
}

function listed() {
  const people = candidates.map((name) => ({ name, sex: '女', age: 40, group: '', introduction: '' }));
  const slates = [{ position: '委员', seats: 1, candidates: people }];
  const text = { kind: '初步候选人', order: '姓氏笔画', objectUntil: TODAY, slates };
  return { ...text, area: VILLAGE, version: 1, publishedOn: TODAY, logged: LOGGED };
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  localStorage.clear();
  minutes = [chosen('A')];
  committee = undefined;
  candidates = [];
  jest.spyOn(Date, 'now').mockReturnValue(NOON);
  answerWith(county);
});
afterEach(() => {
  globalThis.fetch = realFetch;
  jest.restoreAllMocks();
  act(() => dropSession());
});

async function desk(): Promise<HTMLElement> {
  const session = Session.parse({
    person: 'AAAAAAAAAAAAAAAAAAAAAA',
    access: 'token',
    until: NOON / 1000 + 600,
    refresh: 'refresh',
    grants: [{ role: 'committee', area: VILLAGE }],
  });
  act(() => takeSession(session));
  const box = render(<CommitteeDesk />);
  await settle();
  return box;
}

function field(box: HTMLElement, label: string): HTMLInputElement {
  const found = [...box.querySelectorAll('label')].find((one) => one.textContent === label);
  return box.querySelector(`[id="${found?.htmlFor ?? ''}"]`)!;
}
const fill = (box: HTMLElement, label: string, text: string) => type(field(box, label), text);
const press = async (box: HTMLElement, name: string, role = 'button') => {
  tap(byName(box, role, name));
  await settle();
};
const pick = (box: HTMLElement, list: string, begins: string) => {
  const rows = byName(box, '[role=radiogroup], [role=group]', list).querySelectorAll<HTMLElement>('button');
  tap([...rows].find((one) => one.textContent.startsWith(begins))!);
};
const side = (box: HTMLElement) => box.querySelector('.desk-side')!;
const notice = (box: HTMLElement) => side(box).querySelector('textarea')!.value;

async function formed(): Promise<HTMLElement> {
  const box = await desk();
  fill(box, '名单哪天公布的', '2026-11-23');
  await press(box, '存下选举委员会');
  return box;
}

describe('forming the committee at the desk', () => {
  it('takes the order from the minutes, warns of an even number, and has the notice ready', async () => {
    const box = await desk();
    fill(box, '选举委员会几个人', '4');
    expect(side(box).textContent).toContain('4 人是双数');
    fill(box, '选举委员会几个人', '5');
    expect(side(box).textContent).not.toContain('双数');
    expect(side(box).textContent).toContain('候补：赵有粮、郑大山');
    pick(box, '副主任，可以不选', '陈桂兰');
    fill(box, '名单哪天公布的', '2026-11-23');
    await press(box, '存下选举委员会');
    expect(committee).toMatchObject({ members: [{ post: '主任' }, { post: '副主任' }, {}, {}, {}] });
    expect(notice(box)).toContain('枣坪村第12届村民选举委员会');
    expect(notice(box)).toContain('请在11月30日（含当天）以前向村民委员会提出');
  });

  it('says what is missing where no signed minutes chose one, and what is refused', async () => {
    minutes = [];
    const box = await desk();
    expect(side(box).textContent).toContain('先到“会议记录”里存下推选的会议');
  });

  it('shows the sentence of what is refused', async () => {
    const box = await desk();
    fill(box, '名单哪天公布的', '2026-12-30');
    await press(box, '存下选举委员会');
    expect(side(box).textContent).toContain('公布的日子要在推选那天到今天之间');
  });
});

describe('a committee that stands', () => {
  it('says aloud whose name stands among the candidates, and moves the next one up', async () => {
    candidates = ['李守田', '周小满'];
    const box = await formed();
    const alarm = [...box.querySelectorAll('[role=alert]')].map((one) => one.textContent);
    expect(alarm).toEqual([expect.stringContaining('候选人里有李守田')]);
    await press(box, '记李守田退出', '[role=link], button');
    expect(side(box).textContent).toContain('由赵有粮递补');
    pick(box, '为什么退出', '本人被提名');
    expect(byName(box, 'button', '记下退出').getAttribute('aria-disabled')).toBe('true');
    pick(box, '现在谁当主任', '陈桂兰');
    await press(box, '记下退出');
    expect(committee?.members.map(({ name, post }) => `${name} ${post}`)).toEqual([
      '陈桂兰 主任',
      '马春生 委员',
      '王秀芝 委员',
      '孙玉梅 委员',
      '赵有粮 委员',
    ]);
    expect(box.querySelectorAll('[role=alert]')).toHaveLength(0);
    expect(notice(box)).toContain('1. 主任李守田11月26日被提名为候选人，退出，由赵有粮依次递补为委员。');
  });

  it('asks for choosing anew once nobody is left to move up', async () => {
    const box = await formed();
    for (const name of ['陈桂兰', '马春生', '王秀芝']) {
      await press(box, `记退出：${name}`, '[role=link], button');
      pick(box, '为什么退出', '辞职');
      await press(box, '记下退出');
    }
    expect(committee?.state).toBe('short');
    expect(box.textContent).toContain('有缺额，没有候补了');
    minutes = [...minutes, chosen('B')];
    act(() => dropSession());
    const later = await desk();
    fill(later, '名单哪天公布的', '2026-11-24');
    await press(later, '存下选举委员会');
    expect(committee).toMatchObject({ state: 'standing', left: [] });
  });

  it('keeps an objection to the list, and then its decision', async () => {
    const box = await formed();
    await press(box, '记一条异议');
    fill(box, '哪天收到的', '2026-11-24');
    fill(box, '说了什么', '会上没有念到第3组的票。');
    await press(box, '记下异议');
    expect(box.textContent).toContain('11月24日收到：会上没有念到第3组的票。');
    await press(box, '记下决定', '[role=link], button');
    pick(box, '怎么定的', '异议不成立');
    fill(box, '理由', '已当众核对计票单。');
    await press(box, '记下异议');
    expect(box.textContent).toContain('11月26日异议不成立：已当众核对计票单。');
  });
});
