import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Office } from '#shared/directory/office';
import { dateOfDay, dayOf, sayDate } from '#shared/time';
import type { TipState } from '#shared/tip/state';
import { byName, render, settle, tap, type } from './render';

const ELECTION = { area: '990101100000', kind: 2 } as Office;
const DISCIPLINE = { area: '990101100000', kind: 1 } as Office;

const said: object[] = [];
jest.unstable_mockModule('../../miniapp/src/casework/opening', () => ({
  openCase: () => Promise.resolve({ ok: false, problem: { code: 'offline', title: '' } }),
  sealAct: (_: object, __: object, ___: object, saying: object) => {
    said.push(saying);
    return Promise.resolve({ ok: true, value: {} });
  },
  sendAct: () => Promise.resolve({ ok: true, value: {} }),
}));
// Where a letter stands in the list of a day is looked at in in-list.test.
jest.unstable_mockModule('../../miniapp/src/tip/in-list', () => ({ InList: () => null }));

const { Extend } = await import('../../miniapp/src/casework/case/extend');
const { FollowThread } = await import('../../miniapp/src/tip/follow-thread');

const BUTTON = '[role="button"], button';
const today = dayOf(Math.floor(Date.now() / 1000));
const handling = (more: object = {}): TipState => ({
  state: 'handling',
  received: today - 3,
  decided: today - 2,
  ...more,
});

beforeEach(() => {
  said.length = 0;
});

function desk(state: TipState, office = ELECTION, role = 'office'): HTMLElement {
  const acting = { open: { view: { state, role } }, office, keys: {}, onDone: () => undefined };
  return render(<Extend {...(acting as object as Parameters<typeof Extend>[0])} />);
}

describe('the desk of an election office', () => {
  it('puts a result off with who approved it and why, and shows until when', async () => {
    tap(byName(desk(handling()), BUTTON, '延长 30 天……'));
    const page = document.body;
    expect(page.textContent).toContain('信访工作条例第三十四条');
    expect(page.textContent).toContain(`最晚${sayDate(dateOfDay(today + 88))}`);
    expect(page.textContent).toContain('先写哪位负责人批准的。');
    type(page.querySelector('input')!, '王卫东');
    expect(page.textContent).toContain('最后一句还没写完，写完再送。');
    tap(byName(page, BUTTON, '密封并延长'));
    await settle();
    expect(said).toEqual([]);
    type(page.querySelector('textarea')!, '名单还没有核对完。');
    tap(byName(page, BUTTON, '密封并延长'));
    await settle();
    expect(said).toEqual([{ act: { act: 'extend' }, text: '名单还没有核对完。', approver: '王卫东' }]);
    expect(page.querySelector('textarea')).toBeNull();
  });

  it.each([
    ['a second time', handling({ extended: true }), ELECTION, 'office'],
    ['past its last day', handling({ decided: today - 61 }), ELECTION, 'office'],
    ['before it is accepted', { state: 'received', received: today } satisfies TipState, ELECTION, 'office'],
    ['while an end is proposed', { ...handling(), state: 'proposed' } as TipState, ELECTION, 'office'],
    ['at a discipline office', handling(), DISCIPLINE, 'office'],
    ['from the office above', handling(), ELECTION, 'above'],
  ])('offers it not %s', (_, state, office, role) => {
    expect(desk(state, office, role).textContent).toBe('');
  });
});

it('the writer reads that it was put off, once, by whom and why, and that the letter is still being looked into', () => {
  const entry = (seq: number, content: object) => ({
    ok: true,
    seq,
    direction: seq === 0 ? 0 : 1,
    signerId: 7,
    content,
  });
  const words = { status: 'extended', text: '名单还没有核对完。', approver: '王卫东' };
  const due = {
    day: today + 88,
    provisional: false,
    law: '信访工作条例第三十四条',
    unit: 'calendar',
    left: 88,
  };
  const open = {
    answer: { due, records: [{ day: today - 3 }, { day: today - 2 }, { day: today }] },
    records: [0, 1, 2].map(() => ({ head: { office: ELECTION } })),
    entries: [
      entry(0, { kind: 'first', said: { text: '名单不对' } }),
      entry(1, { kind: 'status', said: { status: 'accepted', text: '已经受理。' } }),
      entry(2, { kind: 'status', said: words }),
    ],
    held: { office: ELECTION, second: null, astray: false },
    nameOf: () => '柳塘镇换届办',
    officeName: '柳塘镇换届办',
  };
  const props = { open, sending: false, problem: undefined, onSend: () => Promise.resolve(true) };
  const box = render(<FollowThread {...(props as object as Parameters<typeof FollowThread>[0])} />);
  expect(box.textContent).toContain('已经受理');
  expect(box.textContent).toContain(`${sayDate(dateOfDay(today))}说要晚些告诉结果，为什么写在下面。`);
  expect(box.textContent).toContain('柳塘镇换届办推后告诉结果，最多 30 天，只能推一次，负责人王卫东批准');
  expect(box.textContent).toContain('名单还没有核对完。');
  expect(box.textContent).toContain(`承诺最晚${sayDate(dateOfDay(today + 88))}告诉您结果`);
});
