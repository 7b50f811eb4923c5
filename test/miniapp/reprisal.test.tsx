import { describe, expect, it, jest } from '@jest/globals';
import { dateOfDay, sayDate } from '#shared/time';
import { byName, render, settle, tap, type } from './render';

// Where a letter stands in the list of a day is looked at in in-list.test.
jest.unstable_mockModule('../../miniapp/src/tip/in-list', () => ({ InList: () => null }));

const { FollowThread } = await import('../../miniapp/src/tip/follow-thread');
const { CaseThread } = await import('../../miniapp/src/casework/case/thread');

const TOWN = { area: '990101100000', kind: 1 };
const BUTTON = '[role="button"], button';
const DAY = 20_000;
const first = {
  ok: true,
  seq: 0,
  direction: 0,
  signerId: 0,
  content: { kind: 'first', said: { text: '名单不对' } },
};
const more = (said: object) => ({ ...first, seq: 1, content: { kind: 'message', said } });
const records = [{ day: DAY }, { day: DAY + 3 }];

function follow(entries: readonly object[], onSend: (said: object) => Promise<boolean>): HTMLElement {
  const open = {
    answer: { records },
    records: records.map(() => ({ head: { office: TOWN } })),
    entries,
    held: { office: TOWN, second: null, astray: false },
    nameOf: () => '柳塘镇纪委',
    officeName: '柳塘镇纪委',
  };
  const props = { open, sending: false, problem: undefined, onStop: () => undefined, onSend };
  return render(<FollowThread {...(props as object as Parameters<typeof FollowThread>[0])} />);
}

function desk(entries: readonly object[]): string {
  const view = { records, role: 'second', state: { state: 'received', received: DAY } };
  const open = { view, entries, records: records.map(() => ({ head: null })), directory: { entries: [] } };
  const acting = { open, office: TOWN, keys: {}, onDone: () => undefined };
  return render(<CaseThread {...(acting as object as Parameters<typeof CaseThread>[0])} />).textContent;
}

describe('a writer who suffers for the letter', () => {
  it('switches it on, reads what to do, and seals it with what is written, once', async () => {
    const sent: object[] = [];
    const box = follow([first], (said) => Promise.resolve(sent.push(said) > 0));
    tap(byName(box, '[role="switch"]', '有人因为这封信报复我'));
    expect(box.textContent).toContain('对方也许猜得到是谁写的信');
    expect(box.textContent).toContain('有人身危险，先打 110');
    const send = async (words: string): Promise<void> => {
      type(box.querySelector('textarea')!, words);
      tap(byName(box, BUTTON, '密封并送出'));
      await settle();
    };
    await send('昨晚有人砸门');
    await send('还有一件事');
    expect(sent).toEqual([{ text: '昨晚有人砸门', reprisal: true }, { text: '还有一件事' }]);
  });

  it('reads that it was said', () => {
    const box = follow([first, more({ text: '昨晚有人砸门', reprisal: true })], () => Promise.resolve(true));
    expect(box.textContent).toContain('您说受到了报复，办理的人一打开就先看到');
  });
});

it('whoever opens the letter sees it before anything else, with the day and what to do', () => {
  const text = desk([first, more({ text: '昨晚有人砸门', reprisal: true })]);
  const says = `来信人说因为这封信受到打击报复：${sayDate(dateOfDay(DAY + 3))}`;
  expect(text.indexOf(says)).toBe(0);
  expect(text).toContain('宪法第四十一条');
  expect(text).toContain('立即报公安机关');
  expect(desk([first, more({ text: '还有一件事' })])).not.toContain('报复');
});
