import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Timetable } from '#shared/election/contract';
import { LegalDate } from '#shared/time';
import { byName, render, settle, tap } from './render';
import { opened, params } from './taro';
import { advanced, answerWith, LOGGED, NOTICE, planned, TODAY, VILLAGE } from './village-county';

const { default: OneVillage } = await import('../../miniapp/src/election/one-village/index');
const { default: ChartPage } = await import('../../miniapp/src/election/chart/index');

const realFetch = globalThis.fetch;
beforeEach(() => {
  localStorage.clear();
  opened.length = 0;
  Object.assign(params, { area: VILLAGE });
});
afterEach(() => {
  Reflect.deleteProperty(params, 'area');
  globalThis.fetch = realFetch;
});

async function shown(table: Timetable, page = <OneVillage />): Promise<HTMLElement> {
  answerWith((_, path) =>
    path.endsWith('/timetable')
      ? { status: 200, value: { ...table, logged: LOGGED } }
      : { status: 404, value: { code: 'not-found' } },
  );
  const box = render(page);
  await settle();
  return box;
}

const party = { meetingDay: LegalDate.parse('2026-12-20'), secretaryLeads: false };
const change = {
  step: 'B16',
  firstDay: LegalDate.parse('2027-01-06'),
  lastDay: LegalDate.parse('2027-01-07'),
  reason: '五日村里赶集',
};
const record = { step: 'B4', title: '村民选举委员会名单公告', day: TODAY, place: '第4号', notice: NOTICE };
const stepOf = (box: HTMLElement, title: string) =>
  [...box.querySelectorAll('.thing, .chart-step')].find((one) => one.textContent.includes(title))!;

describe('the timetable of a village', () => {
  it('names the edition it rests on, and who planned it in the village’s place', async () => {
    expect((await shown(planned())).textContent).toContain('依据村组法(2025)');
    const box = await shown({ ...planned(), plannedBy: 'town' });
    expect(box.textContent).toContain('镇换届办代定');
  });

  it('shows a step done by its notice, which opens', async () => {
    const box = await shown(advanced(planned(), [record]));
    tap(byName(box, 'button', '制定方案：看 3 件事'));
    expect(box.textContent).toContain('方案');
    const table = advanced(planned());
    const again = await shown({ ...table, records: [...table.records, record] });
    tap(byName(again, 'button', '第4号·村民选举委员会名单公告 11月26日'));
    expect(opened).toEqual([`navigateTo /notice/detail/index?area=${VILLAGE}&id=${NOTICE}`]);
  });

  it('says who put a paper down where the village did not, and where it lies', async () => {
    const table = advanced(planned());
    const paper = { step: 'B4', title: '推选记录', day: TODAY, place: '镇档案室', by: 'town' } as const;
    const box = await shown({ ...table, records: [...table.records, paper] });
    expect(stepOf(box, '推选村民选举委员会').textContent).toContain('镇档案室·推选记录 11月26日（镇里代办）');
  });

  it('keeps in sight a record that was struck, with the reason and whose act it was', async () => {
    const table = {
      ...advanced(planned()),
      struck: [{ record, reason: '贴错了公告', on: TODAY, by: 'town' }],
    };

    const box = await shown(table as never);
    expect(stepOf(box, '推选村民选举委员会').textContent).toContain(
      '11月26日更正：原来存的“村民选举委员会名单公告”11月26日不作数，贴错了公告（镇里代办）',
    );
  });

  it('takes the tick from a stage that was passed by a record which was struck', async () => {
    const table = advanced(planned(), [record]);
    const rest = table.records.filter(({ step }) => step !== table.steps[0]?.id);
    const first = (box: HTMLElement) => box.querySelectorAll('.st')[0]!;
    const isTicked = (box: HTMLElement) => first(box).classList.contains('done');
    expect(isTicked(await shown(table))).toBe(true);
    const box = await shown({ ...table, records: rest });
    expect(isTicked(box)).toBe(false);
    expect(first(box).textContent).toContain('这一步还没有办完');
  });

  it('leads to the proxies at their step, until its last day and where there are any', async () => {
    const linkIn = (box: HTMLElement) => {
      tap(box.querySelector<HTMLElement>('button[aria-label^="公布候选人：看"]')!);
      return [...box.querySelectorAll<HTMLElement>('button')].find((one) => one.textContent === '委托投票');
    };
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.parse(`${TODAY}T04:00:00Z`));
    try {
      tap(linkIn(await shown(planned()))!);
      expect(opened).toEqual(['navigateTo /proxy/mine/index']);
      expect(linkIn(await shown({ ...planned(), electedBy: '居民代表' }))).toBeUndefined();
      clock.mockReturnValue(Date.parse('2027-01-10T04:00:00Z'));
      expect(linkIn(await shown(planned()))).toBeUndefined();
    } finally {
      clock.mockRestore();
    }
  });

  it('gives the reason for a village’s own days, and the last day that the law leaves', async () => {
    const box = await shown(planned({ changes: [change] }));
    const own = stepOf(box, '候选人和村民见面');
    expect(own.textContent).toContain('1月6日至7日');
    expect(own.textContent).toContain('本村另定的日子：五日村里赶集');
    const roll = planned().steps.find(({ id }) => id === 'B7')!;
    expect(roll.limit).toBe('2026-12-21');
    expect(stepOf(box, roll.title).textContent).toContain('（依法最迟12月21日）');
  });

  it('folds the party’s own election before the first stage, and the emergency plan at the end', async () => {
    const box = await shown(planned({ party, emergency: '下雨改在村小学礼堂。\n停电用备用灯。' }));
    expect(box.querySelector('h2')?.textContent).toBe('村（社区）党组织换届');
    expect(box.querySelector('.st .st-dot')?.textContent).toBe('党');
    tap(byName(box, 'button', '村（社区）党组织换届：看 14 件事'));
    expect(stepOf(box, '召开党员大会').textContent).toContain('12月20日');
    tap(byName(box, 'button', '应急预案：看遇到意外怎么办'));
    expect([...box.querySelectorAll('p')].map((one) => one.textContent)).toContain('停电用备用灯。');
  });

  it('has neither where the village has neither', async () => {
    const box = await shown(planned());
    expect(box.textContent).not.toContain('党组织换届');
    expect(box.textContent).not.toContain('遇到意外怎么办');
  });

  it('leads to the flow chart', async () => {
    tap(byName(await shown(planned()), 'button', '看流程图'));
    expect(opened).toEqual([`navigateTo /election/chart/index?area=${VILLAGE}`]);
  });
});

describe('the flow chart', () => {
  it('has the party’s lane first, then a box for each stage with every step once', async () => {
    const table = planned({ party });
    const box = await shown(table, <ChartPage />);
    const boxes = [...box.querySelectorAll('.chart-stage')];
    expect(boxes).toHaveLength(9);
    expect(boxes[0]?.textContent).toContain('党组织换届');
    expect(box.querySelectorAll('.chart-step')).toHaveLength(14 + table.steps.length);
    expect(boxes[8]?.textContent).toContain('公布移交');
    // Every box but the last leads on.
    expect(box.querySelectorAll('.chart-arrow')).toHaveLength(8);
  });

  it('gives each step its days, who acts and the article, and what shows it done', async () => {
    const table = advanced(planned());
    const box = await shown({ ...table, records: [...table.records, record] }, <ChartPage />);
    const roll = stepOf(box, '公布参加选举的村民名单').textContent;
    for (const words of ['12月9日', '村民选举委员会', '村组法(2025) 第17条']) expect(roll).toContain(words);
    expect(stepOf(box, '推选村民选举委员会').textContent).toContain('已办：村民选举委员会名单公告 11月26日');
    const stages = [...box.querySelectorAll('.chart-stage')].map(({ className }) => className);
    expect(stages.slice(0, 3)).toEqual([
      'chart-stage done-stage',
      'chart-stage now-stage',
      'chart-stage later-stage',
    ]);
  });

  it('says when it will be there', async () => {
    answerWith(() => ({ status: 404, value: { code: 'not-found' } }));
    const box = render(<ChartPage />);
    await settle();
    expect(box.textContent).toContain('时间表公布以后，流程图就在这里');
  });
});
