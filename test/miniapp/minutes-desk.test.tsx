import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act } from 'react';
import { keepAssembly } from '#shared/meeting/assembly';
import type { Assembly, Minutes, MinutesText } from '#shared/meeting/contract';
import * as rules from '#shared/meeting/rules';
import type { Result } from '#shared/result';
import { Session } from '#shared/identity/contract';
import { Id } from '#shared/ids';
import type { RollEntry } from '#shared/roll/contract';
import { TEXT } from '#test/meeting/text';
import { byName, render, settle, tap, type } from './render';
import { params } from './taro';
import { answerWith, TODAY, VILLAGE } from './village-county';

const { default: MinutesDesk } = await import('../../miniapp/src/meeting/desk/index');
const { default: PrintMinutes } = await import('../../miniapp/src/meeting/print/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');

const ELECTION = { body: '村民委员会', term: 12 } as const;
const NOON = Date.parse(`${TODAY}T04:00:00Z`);
const kept = new Map<string, Minutes>();
const earlier = new Map<string, Minutes[]>();

/** Who makes up the meeting of representatives. */
let assembly: Assembly | undefined;
/** Who stands on the roll; nobody before it is imported. */
let listed: readonly RollEntry[] = [];
const CHOSEN = TEXT.items.flatMap(({ vote }) =>
  vote.kind === 'persons'
    ? vote.persons.map(({ name }, i) => ({
        ...({ name, group: '第1组', category: '户籍在村', member: false, idLastFour: '0017' } as const),
        entry: Id.parse(`EEEEEEEEEEEEEEEEEEEE${String.fromCharCode(65 + i)}A`),
      }))
    : [],
);

function ofAssembly(method: string, body: unknown): { status: number; value: unknown } {
  if (method === 'PUT') {
    const { from, ...list } = body as { from: number } & Pick<Assembly, 'since' | 'members'>;
    const next = keepAssembly(assembly, { area: VILLAGE, body: ELECTION.body, from }, list, TODAY);
    if (!next.ok) return { status: 422, value: { title: '有的地方填得不对', ...next.error } };
    assembly = next.value;
  }
  return assembly ? { status: 200, value: assembly } : { status: 404, value: { code: 'not-found' } };
}

/** The office's server, by the same rules. */
function county(method: string, path: string, body: unknown): { status: number; value: unknown } {
  if (path.includes('/entries')) return { status: 200, value: { entries: listed } };
  if (path.endsWith('/assembly')) return ofAssembly(method, body);
  if (path.endsWith('/roll'))
    return {
      status: 200,
      value: { area: VILLAGE, version: listed.length > 0 ? 1 : 0, entries: 0, members: 0 },
    };
  const id = /minutes\/([\w-]{22})/.exec(path)?.[1] as Id | undefined;
  if (!id) return { status: 200, value: { ...ELECTION, minutes: [...kept.values()] } };
  const before = kept.get(id);
  if (method === 'GET') return { status: 200, value: { minutes: before, earlier: earlier.get(id) ?? [] } };
  const next = decide(path, id, before, body as never);
  if (!next.ok) return { status: 422, value: { title: '有的地方填得不对', ...next.error } };
  if (before && next.value.state === 'corrected') earlier.set(id, [...(earlier.get(id) ?? []), before]);
  kept.set(id, next.value);
  return { status: 200, value: next.value };
}

function decide(
  path: string,
  id: Id,
  before: Minutes | undefined,
  { from, text, reason }: { from: number; text: MinutesText; reason: string },
): Result<Minutes> {
  const signing = { today: TODAY, by: undefined };
  if (path.endsWith('/sign')) return rules.signMinutes(before, from, signing);
  if (path.endsWith('/correct')) return rules.correctMinutes(before, from, { text, reason }, signing);
  return rules.draftMinutes(before, ELECTION, { id, area: VILLAGE, from }, text);
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  localStorage.clear();
  kept.clear();
  earlier.clear();
  listed = CHOSEN;
  assembly = undefined;
  jest.spyOn(Date, 'now').mockReturnValue(NOON);
  answerWith(county);
});
afterEach(() => {
  for (const key of ['area', 'id']) Reflect.deleteProperty(params, key);
  globalThis.fetch = realFetch;
  jest.restoreAllMocks();
  act(() => dropSession());
});

async function desk(role: 'committee' | 'observer' = 'committee'): Promise<HTMLElement> {
  const session = Session.parse({
    person: 'AAAAAAAAAAAAAAAAAAAAAA',
    access: 'token',
    until: NOON / 1000 + 600,
    refresh: 'refresh',
    grants: [{ role, area: VILLAGE }],
  });
  act(() => takeSession(session));
  const box = render(<MinutesDesk />);
  await settle();
  return box;
}

/** Minutes as they lie there before the desk opens. */
function lay(text: Partial<MinutesText> = {}, isSigned = true): Minutes {
  const id = Id.parse(`AAAAAAAAAAAAAAAAAAAA${String.fromCharCode(65 + kept.size)}A`);
  const draft = rules.draftMinutes(undefined, ELECTION, { id, area: VILLAGE, from: 0 }, { ...TEXT, ...text });
  const made =
    draft.ok && isSigned ? rules.signMinutes(draft.value, 1, { today: TODAY, by: undefined }) : draft;
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  kept.set(id, made.value);
  return made.value;
}

function field(box: HTMLElement, label: string): HTMLInputElement {
  const found = [...box.querySelectorAll('label')].find((one) => one.textContent === label);
  return box.querySelector(`[id="${found?.htmlFor ?? ''}"]`)!;
}
const fill = (box: HTMLElement, label: string, text: string) => type(field(box, label), text);
const errorOf = (box: HTMLElement, label: string) =>
  field(box, label).closest('.field')?.querySelector('.err')?.textContent;
const press = async (box: HTMLElement, name: string) => {
  tap(byName(box, 'button', name));
  await settle();
};
const side = (box: HTMLElement) => box.querySelector('.desk-side')!.textContent;

describe('writing minutes', () => {
  it('reckons quorum and votes as they are typed, keeps a draft, and freezes it by signing', async () => {
    const box = await desk();
    expect(box.textContent).toContain('还没有会议记录');
    await press(box, '记一次会议');
    fill(box, '哪天开的', '2026-11-20');
    fill(box, '几点开始', '09:00');
    fill(box, '几点散会', '11:30');
    fill(box, '在哪里', '村委会会议室');
    fill(box, '应到几人', '30');
    fill(box, '实到几人', '19');
    fill(box, '其中女的', '8');
    fill(box, '第 1 项：议题', '推选村民选举委员会');
    tap(byName(box, 'button', '推选村民选举委员会'));
    tap(byName(box, '[role=radio]', '选人'));
    fill(box, '第 1 项：要选几人', '3');
    fill(box, '第 1 项：得票', '李守田 18\n陈桂兰 第3组 17票\n马春生 12\n王秀芝 4');
    expect(side(box)).toContain('应到 30 人，实到 19 人，不到三分之二以上（20 人）');
    fill(box, '实到几人', '22');
    expect(side(box)).toContain('到了三分之二以上（20 人），可以作决定。依据村组法(2025) 第30条。');
    expect(side(box)).toContain('李守田（18 票）、陈桂兰（17 票）、马春生（12 票）');
    await press(box, '存草稿');
    expect([...kept.values()][0]).toMatchObject({ state: 'draft', text: { items: [{ about: 'B4' }] } });
    expect(side(box)).toContain('还差：写上主持人');
    await press(box, '接着写');
    fill(box, '主持人', '何建设');
    fill(box, '记录人', '周小满');
    fill(box, '签到表原件放在哪里', '村档案室');
    await press(box, '存草稿');
    await press(box, '签名定稿');
    expect([...kept.values()][0]).toMatchObject({ state: 'signed', revision: 3 });
    expect(box.textContent).toContain('已签名');
    expect(side(box)).toContain('签过名的不能改');
  });

  it('says at the field what cannot be, and sends nothing', async () => {
    const box = await desk();
    await press(box, '记一次会议');
    await press(box, '存草稿');
    expect(errorOf(box, '在哪里')).toContain('写上在哪里开的');
    expect(errorOf(box, '应到几人')).toBe('写人数，至少 1 人');
    expect(errorOf(box, '第 1 项：赞成')).toBe('写上人数，没有请填 0');
    fill(box, '几点开始', '09:00');
    fill(box, '几点散会', '08:00');
    fill(box, '在哪里', '村小学');
    fill(box, '应到几人', '30');
    fill(box, '实到几人', '31');
    fill(box, '其中女的', '0');
    fill(box, '第 1 项：议题', '通过选举办法');
    for (const hands of ['赞成', '反对', '弃权']) fill(box, `第 1 项：${hands}`, '11');
    await press(box, '存草稿');
    expect(errorOf(box, '实到几人')).toContain('不能多于应到的 30 人');
    expect(errorOf(box, '几点散会')).toContain('散会要在开会之后');
    expect(errorOf(box, '第 1 项：赞成')).toContain('多于实到的 31 人');
    expect(kept.size).toBe(0);
  });

  it('adds and takes away items, and drops the step that another kind of meeting does not decide', async () => {
    const box = await desk();
    await press(box, '记一次会议');
    tap(byName(box, 'button', '推选村民选举委员会'));
    await press(box, '加一项');
    expect(box.querySelectorAll('.thing')).toHaveLength(2);
    tap(byName(box, 'button', '删去第 2 项'));
    expect(box.querySelectorAll('.thing')).toHaveLength(1);
    tap(
      [...box.querySelectorAll<HTMLElement>('[role=radio]')].find((one) =>
        one.textContent.startsWith('支委会'),
      )!,
    );
    expect(box.textContent).not.toContain('推选村民选举委员会');
  });
});

describe('signed minutes', () => {
  it('are corrected with a reason, and show the version before', async () => {
    lay();
    const box = await desk();
    await press(box, '更正');
    fill(box, '实到几人', '23');
    await press(box, '存下更正');
    expect(errorOf(box, '为什么更正')).toContain('写明为什么更正');
    fill(box, '为什么更正', '签到表上少数了一人');
    await press(box, '存下更正');
    expect(box.textContent).toContain('更正过，第 2 版');
    expect(side(box)).toContain('签到表上少数了一人');
    expect(side(box)).toContain('第 1 版实到 22');
  });

  it('of a meeting that was too small say that it decided nothing', async () => {
    lay({ present: 19, items: [{ title: '通报情况', says: '', vote: { kind: 'none' } }] });
    const box = await desk();
    expect(box.textContent).toContain('人数不够');
    expect(side(box)).toContain('到会的人不够，什么也没有定');
  });

  it('are read by an observer, who has nothing to press', async () => {
    lay();
    const box = await desk('observer');
    expect(side(box)).toContain('李守田（21 票）');
    for (const name of ['更正', '记一次会议']) expect(box.textContent).not.toContain(name);
  });

  it('are printed with what they come to, and an empty sheet for as many as are due', async () => {
    const { id } = lay();
    await desk();
    Object.assign(params, { area: VILLAGE, id });
    const box = render(<PrintMinutes />);
    await settle();
    const [record, sheet] = [...box.querySelectorAll('.meeting-a4')];
    expect(record!.textContent).toContain('村民代表会议记录');
    expect(record!.textContent).toContain('2026年11月20日 09:00—11:30');
    expect(record!.textContent).toContain(
      '赞成 20 人，反对 1 人，弃权 1 人，到了到会 22 人的过半数（12 人），通过',
    );
    expect(sheet!.querySelectorAll('tbody tr')).toHaveLength(15);
    expect(sheet!.textContent).not.toContain('李守田');
  });
});

describe('whom a vote names', () => {
  it('is held against the roll: who is not on it stands beside the votes, with what to do', async () => {
    listed = CHOSEN.slice(1);
    lay();
    const box = await desk();
    await settle();
    await settle();
    expect(box.textContent).toContain('1 人和选民名单对不上');
    expect(box.textContent).toContain('李守田：现在的选民名单上没有');
  });

  it('is asked about by nobody where all stand on the roll, nor of an observer, who reads no roll', async () => {
    lay();
    const box = await desk();
    await settle();
    expect(box.textContent).not.toContain('对不上');
    listed = [];
    const observing = await desk('observer');
    await settle();
    expect(observing.textContent).not.toContain('没有对过');
  });

  it('waits for the roll where there is none yet', async () => {
    listed = [];
    lay();
    const box = await desk();
    await settle();
    expect(box.textContent).toContain('还没有选民名单，写到的人没有对过');
  });
});

describe('who makes up the meeting of representatives', () => {
  it('is put down line by line, held against the law and the roll, and says how many are due', async () => {
    const box = await desk();
    tap(byName(box, 'button', '代表名单'));
    const lines = ['李守田 第1组', '王秀芝 第1组 女', '何建设 委员'];
    type(field(box, '每行一个人'), lines.join('\n'));
    expect(box.textContent).toContain('代表 2 人，要有 3 人，还差 1 人。依据村组法(2025) 第29条。');
    expect(box.textContent).toContain('妇女代表 1 人，不少于 1 人，够了。');
    expect(box.textContent).toContain('何建设：现在的选民名单上没有');
    tap(byName(box, 'button', '存下这 3 人'));
    await settle();
    expect(box.textContent).toContain('存好了，共 3 人');
    expect(assembly?.members.map((one) => one.as)).toEqual(['代表', '代表', '委员']);
    tap(byName(box, 'button', '记一次会议'));
    expect(field(box, '应到几人').value).toBe('3');
  });
});
