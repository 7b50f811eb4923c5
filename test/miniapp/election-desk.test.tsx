import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act } from 'react';
import { AreaCode } from '#shared/area/code';
import { boardRowOf } from '#shared/election/board';
import * as elections from '#shared/election/contract';
import type { Timetable } from '#shared/election/contract';
import * as rules from '#shared/election/rules';
import { STEPS } from '#shared/election/steps';
import { Session } from '#shared/identity/contract';
import { Id } from '#shared/ids';
import type { Minutes } from '#shared/meeting/contract';
import { draftMinutes, signMinutes } from '#shared/meeting/rules';
import { LegalDate } from '#shared/time';
import { TEXT } from '#test/meeting/text';
import { byName, render, settle, tap, type } from './render';
import { params } from './taro';
import { answerWith, COMMUNITY, LOGGED, NOTICE, planned, TODAY, TOWN, TREE, VILLAGE } from './village-county';

const { default: ElectionOffice } = await import('../../miniapp/src/election/office/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');

const NOON = Date.parse(`${TODAY}T04:00:00Z`);
const PUBLISHED = {
  id: NOTICE,
  area: VILLAGE,
  title: '村民选举委员会名单公告',
  number: 4,
  issuer: '枣坪村村民选举委员会',
  stage: 2,
  state: { kind: 'published', publishedAt: NOON / 1000, changedAt: NOON / 1000 },
  version: 1,
  revision: 1,
  createdAt: NOON / 1000,
};

const tables = new Map<string, Timetable>();
const sent: string[] = [];
/** What was put down of meetings. */
let meetings: Minutes[] = [];
/** The next requests that are lost on their way. */
let lost = 0;

const realFetch = globalThis.fetch;
beforeEach(() => {
  localStorage.clear();
  tables.clear();
  sent.length = 0;
  meetings = [];
  lost = 0;
  jest.spyOn(Date, 'now').mockReturnValue(NOON);
  answerWith(county);
});
afterEach(() => {
  Reflect.deleteProperty(params, 'area');
  globalThis.fetch = realFetch;
  jest.restoreAllMocks();
  act(() => dropSession());
});

/** The office's server, by the same rules. */
function county(method: string, path: string, body: unknown): { status: number; value: unknown } {
  const area = /areas\/(\d+)/.exec(path)![1]!;
  const before = tables.get(area);
  if (path.endsWith('/board')) {
    return { status: 200, value: { rows: [...tables.values()].map((table) => boardRowOf(table)) } };
  }
  if (path.endsWith('/minutes')) {
    return { status: 200, value: { body: '村民委员会', term: 12, minutes: meetings } };
  }
  if (path.includes('/notices')) return { status: 200, value: { notices: [PUBLISHED] } };
  if (method === 'GET') {
    return before
      ? { status: 200, value: { ...before, logged: LOGGED } }
      : { status: 404, value: { code: 'not-found' } };
  }
  if (lost > 0) {
    lost -= 1;
    return { status: 503, value: { code: 'busy' } };
  }
  sent.push(`${method} ${path}`);
  const next = decide(path, before, AreaCode.parse(area), body);
  if (!next.ok) return { status: 422, value: next.error };
  tables.set(area, next.value);
  return { status: 200, value: next.value };
}

function decide(path: string, before: Timetable | undefined, area: AreaCode, body: unknown) {
  if (path.endsWith('/stage')) {
    const { from, stage } = elections.enterStage.body.parse(body);
    return rules.enterStage(before, from, stage);
  }
  if (path.endsWith('/strike')) {
    const { from, ...struck } = elections.strikeRecord.body.parse(body);
    return rules.strikeRecord(before, from, struck, TODAY);
  }
  if (path.endsWith('/records')) {
    const { from, records } = elections.recordSteps.body.parse(body);
    return rules.recordSteps(before, from, records, TODAY);
  }
  const { from, ...plan } = elections.planElection.body.parse(body);
  return rules.planElection(before, area, from, plan, TODAY);
}

async function desk(area: string): Promise<HTMLElement> {
  params['area'] = area;
  const session = Session.parse({
    person: 'AAAAAAAAAAAAAAAAAAAAAA',
    access: 'token',
    until: NOON / 1000 + 600,
    refresh: 'refresh',
    grants: [{ role: 'township', area: TOWN }],
  });
  act(() => takeSession(session));
  const box = render(<ElectionOffice />);
  await settle();
  return box;
}

/** The field under a label. */
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
const MEET = '候选人和村民见面';

describe('planning a village', () => {
  it('lays every step from the election day and publishes what it shows', async () => {
    const box = await desk(VILLAGE);
    expect(box.textContent).toContain('还没有定选举日');
    fill(box, '第几届', '12');
    fill(box, '选举日', '2027-01-10');
    expect(box.textContent).toContain('每一步都合法律的日期');
    expect(box.querySelectorAll('.thing')).toHaveLength(STEPS['村民委员会'].length);
    expect(sent).toEqual([]);
    await press(box, '公布时间表');
    expect(box.textContent).toContain('时间表已公布');
    expect(tables.get(VILLAGE)).toEqual(planned());
  });

  it('lets a community choose who votes, and a village not', async () => {
    expect((await desk(VILLAGE)).textContent).not.toContain('居民代表');
    const box = await desk(COMMUNITY);
    fill(box, '第几届', '12');
    fill(box, '选举日', '2027-01-10');
    tap(byName(box, '[role=radio]', '居民代表'));
    expect(box.textContent).toContain('不实行委托投票（居组法第19条）');
    await press(box, '公布时间表');
    expect(tables.get(COMMUNITY)).toMatchObject({ body: '居民委员会', electedBy: '居民代表' });
  });

  it('asks for what is missing once publishing is tried, and sends nothing', async () => {
    const box = await desk(VILLAGE);
    expect(errorOf(box, '第几届')).toBeUndefined();
    await press(box, '公布时间表');
    expect(errorOf(box, '第几届')).toBe('写第几届，1 到 99');
    expect(errorOf(box, '选举日')).toBe('选一天，例如 2026年12月20日');
    expect(sent).toEqual([]);
  });

  it('says at the field by which article a day is too late, before anything is sent', async () => {
    const box = await desk(VILLAGE);
    fill(box, '第几届', '12');
    fill(box, '选举日', '2027-01-10');
    fill(box, '公布选民名单那天', '2026-12-25');
    const words = errorOf(box, '公布选民名单那天');
    expect(words).toContain('最迟12月21日');
    expect(words).toContain('村组法(2025) 第17条：');
    expect(words).toContain('选举日的二十日前');
    await press(box, '公布时间表');
    expect(sent).toEqual([]);
    fill(box, '公布选民名单那天', '2026-12-20');
    expect(errorOf(box, '公布选民名单那天')).toBeUndefined();
    await press(box, '公布时间表');
    expect(tables.get(VILLAGE)?.rollDay).toBe('2026-12-20');
  });

  it('moves one step with its reason, within the law alone', async () => {
    const box = await desk(VILLAGE);
    fill(box, '第几届', '12');
    fill(box, '选举日', '2027-01-10');
    await press(box, `另定日期：${MEET}`);
    const reason = `为什么另定：${MEET}`;
    expect(errorOf(box, reason)).toContain('写明为什么另定');
    fill(box, reason, '五日村里赶集');
    fill(box, `最后一天：${MEET}`, '2027-01-12');
    fill(box, `第一天：${MEET}`, '2027-01-11');
    expect(errorOf(box, reason)).toContain(`“${MEET}”最迟1月9日`);
    await press(box, '公布时间表');
    expect(sent).toEqual([]);
    fill(box, `第一天：${MEET}`, '2027-01-06');
    fill(box, `最后一天：${MEET}`, '2027-01-07');
    await press(box, '公布时间表');
    const step = tables.get(VILLAGE)?.steps.find(({ title }) => title === MEET);
    expect(step).toMatchObject({ firstDay: '2027-01-06', lastDay: '2027-01-07', changed: '五日村里赶集' });
  });

  it('plans the party’s part, a province’s days and the emergency plan with it', async () => {
    const box = await desk(VILLAGE);
    fill(box, '第几届', '12');
    fill(box, '选举日', '2027-01-10');
    fill(box, '党员大会那天', '2026-12-20');
    expect(box.textContent).toContain('村（社区）党组织换届');
    await press(box, '本省另定的天数');
    const days = '委托投票的名单应当在选举日的二日前公布：几天';
    fill(box, days, '40');
    expect(errorOf(box, days)).toContain('要在 1 到 7 天之间');
    fill(box, days, '3');
    fill(box, '应急预案', '下雨改在村小学礼堂。');
    await press(box, '公布时间表');
    expect(tables.get(VILLAGE)).toMatchObject({
      party: { meetingDay: '2026-12-20', secretaryLeads: false },
      options: { 'proxy-list': 3 },
      emergency: '下雨改在村小学礼堂。',
    });
  });

  it('lets the roll’s day follow when a planned election moves', async () => {
    tables.set(VILLAGE, planned());
    const box = await desk(VILLAGE);
    expect(field(box, '选举日').value).toBe('2027-01-10');
    fill(box, '选举日', '2027-01-17');
    await press(box, '公布时间表');
    expect(tables.get(VILLAGE)).toMatchObject({
      version: 2,
      electionDay: '2027-01-17',
      rollDay: '2026-12-16',
    });
  });

  it('says that somebody else was first', async () => {
    tables.set(VILLAGE, planned());
    const box = await desk(VILLAGE);
    tables.set(VILLAGE, { ...planned(), version: 5 });
    fill(box, '选举日', '2027-01-17');
    await press(box, '公布时间表');
    expect(box.textContent).toContain('没有公布');
    expect(tables.get(VILLAGE)?.version).toBe(5);
  });
});

describe('records and stages', () => {
  const stand = async () => {
    const box = await desk(VILLAGE);
    await press(box, '凭据和阶段');
    return box;
  };

  it('names the records that are missing, and enters the next stage once they are there', async () => {
    tables.set(VILLAGE, planned());
    const box = await stand();
    expect(box.textContent).toContain('还缺');
    expect(byName(box, 'button', '进入“准备”').getAttribute('aria-disabled')).toBe('true');
    for (const { title, stage, required } of STEPS['村民委员会']) {
      if (stage !== 1 || !required) continue;
      expect(box.querySelector('.desk-side')?.textContent).toContain(`“${title}”还没有凭据`);
      await press(box, `存凭据：${title}`);
      fill(box, `是什么：${title}`, `${title}的材料`);
      fill(box, '第几号，或者纸放在哪里', '镇档案室');
      await press(box, '存下凭据');
    }
    await press(box, '进入“准备”');
    expect(tables.get(VILLAGE)?.stage).toBe(2);
    expect(box.textContent).toContain('现在：准备');
  });

  it('takes a published notice for a record, and no day that is still to come', async () => {
    tables.set(VILLAGE, planned());
    const box = await stand();
    await press(box, '存凭据：推选村民选举委员会');
    await press(box, '第4号村民选举委员会名单公告');
    fill(box, '哪一天做成的', '2026-12-01');
    await press(box, '存下凭据');
    expect(errorOf(box, '哪一天做成的')).toContain('不能晚于今天');
    fill(box, '哪一天做成的', TODAY);
    await press(box, '存下凭据');
    expect(tables.get(VILLAGE)?.records).toEqual([
      { step: 'B4', title: '村民选举委员会名单公告', day: TODAY, place: '第4号', notice: NOTICE },
    ]);
    expect(box.textContent).toContain('第4号·村民选举委员会名单公告 11月26日');
  });

  it('strikes a wrong record with its reason, keeps it in sight, and wants the right one', async () => {
    const record = { step: 'B4', title: '旧的名单公告', day: TODAY, place: '村档案室' };
    const table = planned();
    tables.set(VILLAGE, { ...table, records: [record] });
    const box = await stand();
    await press(box, '存错了：旧的名单公告');
    fill(box, '哪里错了：旧的名单公告', '这是上一届的公告');
    await press(box, '划去这份凭据');
    expect(tables.get(VILLAGE)).toMatchObject({
      records: [],
      struck: [{ record, reason: '这是上一届的公告', on: TODAY }],
    });
    expect(box.textContent).toContain('11月26日更正：原来存的“旧的名单公告”11月26日不作数，这是上一届的公告');
  });

  it('takes signed minutes whose meeting decided the step, and offers no others', async () => {
    tables.set(VILLAGE, planned());
    const id = Id.parse('CCCCCCCCCCCCCCCCCCCCCA');
    const draft = draftMinutes(undefined, planned(), { id, area: VILLAGE, from: 0 }, TEXT);
    const signed = draft.ok ? signMinutes(draft.value, 1, { today: TODAY, by: undefined }) : draft;
    if (!signed.ok) throw new Error(JSON.stringify(signed.error));
    meetings = [signed.value];
    const box = await stand();
    await press(box, '存凭据：定下应选几人、女委员名额');
    expect(box.textContent).not.toContain('村民代表会议记录');
    await press(box, '收起：定下应选几人、女委员名额');
    await press(box, '存凭据：推选村民选举委员会');
    await press(box, '村民代表会议记录 11月20日');
    await press(box, '存下凭据');
    expect(tables.get(VILLAGE)?.records).toEqual([
      { step: 'B4', title: '村民代表会议记录', day: '2026-11-20', minutes: id },
    ]);
  });
});

describe('a town’s villages at once', () => {
  const villages = TREE.areas.filter(({ level }) => level === 'village');

  async function filled(): Promise<HTMLElement> {
    const box = await desk(TOWN);
    fill(box, '第几届', '12');
    fill(box, '选举日', '2027-01-10');
    return box;
  }

  it('gives three villages and a community the same day, each by its own law', async () => {
    const box = await filled();
    await press(box, '公布这 4 个村的时间表');
    expect([...tables.keys()].sort()).toEqual(villages.map(({ code }) => code));
    expect(tables.get(COMMUNITY)?.edition).toBe('居组法(2025)');
    expect(tables.get(VILLAGE)?.edition).toBe('村组法(2025)');
    for (const { name } of villages) expect(box.textContent).toContain(`${name}：已公布`);
    expect(box.textContent).toContain('已设好 4 / 4 个村');
  });

  it('goes on where it stopped, and sends nothing twice', async () => {
    const box = await filled();
    lost = 1;
    await press(box, '公布这 4 个村的时间表');
    expect(box.textContent).toContain('柳塘社区：没有设好');
    expect(sent).toEqual([]);
    await press(box, '接着设剩下的 4 个村');
    expect(sent).toHaveLength(4);
    expect(new Set(sent).size).toBe(4);
  });

  it('goes on after the window was closed: the plan is here, and what is done is not chosen', async () => {
    await filled();
    tables.set(COMMUNITY, planned({ body: '居民委员会' }, COMMUNITY));
    const again = await desk(TOWN);
    expect(field(again, '选举日').value).toBe('2027-01-10');
    await press(again, '公布这 3 个村的时间表');
    expect(sent).toHaveLength(3);
    expect(tables.size).toBe(4);
  });

  it('keeps the own days of a village that is chosen though it is planned', async () => {
    const change = {
      step: 'B16',
      firstDay: LegalDate.parse('2027-01-06'),
      lastDay: LegalDate.parse('2027-01-07'),
      reason: '五日村里赶集',
    };
    tables.set(VILLAGE, planned({ changes: [change], emergency: '停电用备用灯。' }));
    const box = await filled();
    fill(box, '选举日', '2027-01-09');
    await press(box, '枣坪村村民委员会·已定 1月10日·制定方案');
    await press(box, '公布这 4 个村的时间表');
    expect(tables.get(VILLAGE)).toMatchObject({
      version: 2,
      electionDay: '2027-01-09',
      changes: [change],
      emergency: '停电用备用灯。',
    });
  });

  it('refuses a day against the law before the first village is sent', async () => {
    const box = await filled();
    fill(box, '公布选民名单那天', '2026-12-25');
    expect(errorOf(box, '公布选民名单那天')).toContain('第17条');
    await press(box, '公布这 4 个村的时间表');
    expect(sent).toEqual([]);
  });
});
