import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { toBase64url } from '#shared/crypto/bytes';
import type { Office } from '#shared/directory/office';
import type { TipState } from '#shared/tip/state';
import { byName, render, settle, tap } from './render';

const TOWN = { area: '990101100000', kind: 1 } as Office;
const unanswered = { ok: false, problem: { code: 'tip-unanswered', title: '没有收到回音' } };
const did: object[] = [];
const answers: object[] = [];
jest.unstable_mockModule('../../miniapp/src/casework/opening', () => ({
  openCase: () => Promise.resolve(unanswered),
  leadOf: () => undefined,
  sealAct: (_: object, __: object, ___: object, saying: object) => {
    did.push(saying);
    return Promise.resolve({ ok: true, value: { saying } });
  },
  sendAct: () => Promise.resolve(answers.shift() ?? unanswered),
}));
jest.unstable_mockModule('../../miniapp/src/casework/closing', () => ({
  confirmProposed: () => Promise.resolve(unanswered),
  takeBack: () => Promise.resolve(unanswered),
  eraseOn: () => Promise.resolve(answers.shift() ?? unanswered),
}));
let noted: () => object;
jest.unstable_mockModule('../../miniapp/src/casework/notes', () => ({
  openNotesOf: () => Promise.resolve(noted()),
}));
// Where a letter stands in the list of a day is looked at in in-list.test.
jest.unstable_mockModule('../../miniapp/src/tip/in-list', () => ({ InList: () => null }));

const { today } = await import('../../miniapp/src/platform/clock');
const { EraseCase, Erased } = await import('../../miniapp/src/casework/case/erase');
const { CaseSide } = await import('../../miniapp/src/casework/case/side');
const { Proposed } = await import('../../miniapp/src/casework/case/proposed');
const { FollowThread } = await import('../../miniapp/src/tip/follow-thread');

const BUTTON = '[role="button"], button';
/** Ended so long ago that its content may go on any ground. */
const CLOSED: TipState = { state: 'closed', received: 10_000, decided: 10_001, closed: 10_002 };
const END = { as: 'closed', day: 20_002 } as const;
const gone = (state: 'erasing' | 'erased'): TipState => ({
  ...{ state, received: 20_000, decided: 20_001, ended: END, erased: 20_010, ground: 'kept' },
});
const SIGNED = {
  ok: true,
  seq: 4,
  direction: 1,
  signerId: 8,
  content: { kind: 'status', said: { status: 'erased', ground: 'kept' } },
};

beforeEach(() => {
  noted = () => ({ ok: true, value: { notes: [] } });
  did.length = 0;
  answers.length = 0;
});

type Acting = Parameters<typeof EraseCase>[0];
function actingOn(state: TipState, more: object = {}, role = 'office'): Acting {
  const view = { case: 'a', role, state, records: [], erasure: { day: 20_010 } };
  const acting = {
    open: { view, entries: [], ...more },
    office: TOWN,
    keys: { officer: 7 },
    onDone: () => undefined,
  };
  return acting as object as Acting;
}

describe('erasing the content of a case at the desk', () => {
  const archived = (notes: boolean, files: boolean, seq = 1) => ({
    ok: true,
    seq,
    said: { note: 'archived', day: 20_785, file: toBase64url(new Uint8Array(32).fill(0xab)), notes, files },
  });
  const REMARK = { ok: true, said: { note: 'remark', text: '先找村会计核对' } };
  const WITH_FILES = { entries: [{ ok: true, content: { kind: 'first', files: [{}] } }] };
  const text = (): string => document.body.textContent;

  it('says before, on every ground, whether its notes tell of an archive', async () => {
    const pick = async (words: string): Promise<void> => {
      const radios = [...document.body.querySelectorAll<HTMLElement>('[role="radio"]')];
      tap(radios.find(({ textContent }) => textContent.includes(words))!);
      await settle();
    };
    const begin = async (words: string): Promise<void> => {
      document.body.replaceChildren();
      tap(byName(render(<EraseCase {...actingOn(CLOSED, WITH_FILES)} />), BUTTON, '删除内容……'));
      await pick(words);
    };
    for (const ground of ['保管期限', '无关的他人隐私', '依法要删掉']) {
      noted = () => ({ ok: true, value: { notes: [REMARK] } });
      await begin(ground);
      expect(text()).toContain('内部记录里没有封存过档案');
      noted = () => ({ ok: true, value: { notes: [REMARK, archived(true, true)] } });
      await begin(ground);
      expect(text()).toContain('2026年11月28日，核对码 ABAB ABAB ABAB ABAB');
      expect(text()).not.toContain('没有封');
      expect(text()).toContain(ground === '保管期限' ? '先问收的人' : '那个文件里也有要删的内容');
      noted = () => ({ ok: false, problem: { code: 'offline', title: '现在没有网' } });
      await begin(ground);
      expect(text()).toContain('不知道封没封过档案');
    }
  });

  it.each([
    [[REMARK, archived(false, false)], WITH_FILES, '没有封随信的文件、内部记录'],
    [[REMARK, archived(true, false)], WITH_FILES, '没有封随信的文件一删就没有了'],
    [[REMARK, archived(true, false), archived(false, true, 2)], WITH_FILES, undefined],
    [[archived(false, false)], {}, undefined],
  ])('says what no archive took along, to whoever confirms it too', async (notes, more, words) => {
    noted = () => ({ ok: true, value: { notes } });
    render(<Proposed {...actingOn(CLOSED, { ...more, proposal: { entry: SIGNED } })} />);
    await settle();
    expect(text()).toContain('核对码 ABAB ABAB ABAB ABAB');
    if (!words) expect(text()).not.toContain('没有封');
    else for (const word of words.split(/(?=一删)/)) expect(text()).toContain(word);
  });

  it('is proposed on a ground, sealed once, and told to be for good', async () => {
    tap(byName(render(<EraseCase {...actingOn(CLOSED)} />), BUTTON, '删除内容……'));
    expect(document.body.textContent).toContain('另一名办理人员在自己的电脑上确认才删');
    tap(byName(document.body, BUTTON, '提出删除'));
    await settle();
    expect(did).toEqual([]);
    tap(document.body.querySelector<HTMLElement>('[role="radio"]')!);
    tap(byName(document.body, BUTTON, '提出删除'));
    await settle();
    expect(document.body.textContent).toContain('还不知道办成没有');
    answers.push({ ok: true, value: {} });
    tap(byName(document.body, BUTTON, '再送一次'));
    await settle();
    expect(did).toEqual([{ act: { act: 'propose' }, text: '', erase: 'kept' }]);
    expect(document.body.querySelector('[role="dialog"]')).toBeNull();
  });

  it.each([
    ['before it has ended', { state: 'handling', received: 1, decided: 2 } satisfies TipState, 'office', {}],
    ['from another office', CLOSED, 'second', {}],
    ['while something is proposed', CLOSED, 'office', { proposal: {} }],
    ['once it is done', gone('erased'), 'office', {}],
  ] as const)('is not offered %s', (_, state, role, more) => {
    expect(render(<EraseCase {...actingOn(state, more, role)} />).textContent).toBe('');
  });

  it('shows the day from which on it is possible, and then the grounds that are', () => {
    const closed = today();
    const just: TipState = { state: 'closed', received: closed, decided: closed, closed };
    const box = render(<EraseCase {...actingOn(just)} />);
    expect(box.querySelector(BUTTON)).toBeNull();
    expect(box.textContent).toMatch(/\d{4}年\d+月\d+日起才可以删除内容/);
    const reviewed: TipState = { ...just, closed: closed - 120 };
    tap(byName(render(<EraseCase {...actingOn(reviewed)} />), BUTTON, '删除内容……'));
    expect(document.body.querySelectorAll('[role="radio"]').length).toBe(2);
    expect(document.body.textContent).toContain('“保管期限已经满了”');
  });

  it('is confirmed by another one, who is told what goes and what stays', async () => {
    const box = render(<Proposed {...actingOn(CLOSED, { proposal: { entry: SIGNED } })} />);
    await settle();
    expect(box.textContent).toContain('有人提出删除内容，等第二个人确认');
    expect(box.textContent).toContain('理由：保管期限已经满了。');
    expect(box.textContent).toContain('找不回来');
    byName(box, BUTTON, '签字确认删除内容');
    byName(box, BUTTON, '撤回，不删除');
  });

  it('shows the day and the ground afterwards, and finishes what was cut off', async () => {
    const box = render(<Erased {...actingOn(gone('erased'), { erasure: SIGNED })} />);
    expect(box.textContent).toContain('10月14日内容已删除');
    expect(box.textContent).toContain('保管期限已经满了');
    expect(box.querySelector(BUTTON)).toBeNull();
    expect(box.textContent).toContain('打印过的、另外记下的，不在里面');
    const cut = render(<Erased {...actingOn(gone('erasing'), { erasure: SIGNED })} />);
    expect(cut.textContent).toContain('正在删除内容');
    expect(cut.textContent).not.toContain('都没有了');
    tap(byName(cut, BUTTON, '接着删完'));
    await settle();
    expect(cut.textContent).toContain('没有删完');
  });

  it('has neither a clock nor steps beside it that look untouched, and nobody who can read it', () => {
    const box = render(<CaseSide open={actingOn(gone('erased')).open} name="柳塘镇纪委" />);
    expect(box.textContent).toContain('内容从删除起谁也看不到');
    expect(box.querySelector('[role="list"]')).toBeNull();
    expect(box.textContent).not.toContain('柳塘镇纪委');
  });

  it('says loudly that nobody signed for it, where nobody did', () => {
    const flawed = { ok: false, seq: 4, flaw: 'confirm' };
    const box = render(<Erased {...actingOn(gone('erased'), { erasure: flawed })} />);
    expect(box.querySelector('[role="alert"]')?.textContent).toContain('没有两个人的签字');
  });
});

describe('the writer', () => {
  const follow = (erasure: object, state: 'erasing' | 'erased' = 'erased') => {
    const open = {
      answer: { state: gone(state), records: [{ day: 20_000 }], erasure: { day: 20_010 } },
      records: [{ head: null }],
      entries: [{ ok: false, seq: 0, flaw: 'erased' }],
      erasure,
      held: undefined,
      nameOf: () => '柳塘镇纪委',
      officeName: '柳塘镇纪委',
    };
    const props = { open, sending: false, problem: undefined, onSend: () => Promise.resolve(true) };
    return render(<FollowThread {...(props as object as Parameters<typeof FollowThread>[0])} />);
  };

  it('reads plainly that the content is gone, on which day and why, and that the proof still holds', () => {
    const box = follow(SIGNED);
    expect(box.querySelector('h1')?.textContent).toBe('内容已删除');
    expect(box.textContent).toContain('柳塘镇纪委10月14日删除，两名办理人员签过字。');
    expect(box.textContent).toContain('理由：保管期限已经满了。');
    expect(box.textContent).toContain('凭据照样核对得上');
    expect(box.textContent).toContain('原来的结果：2024年10月6日办结。');
    expect(box.querySelector('textarea')).toBeNull();
  });

  it('is not told that it is gone while it is only going', () => {
    const box = follow(SIGNED, 'erasing');
    expect(box.querySelector('h1')?.textContent).toBe('正在删除');
    expect(box.textContent).toContain('还没有删完');
    expect(box.textContent).not.toContain('都没有了');
    expect(follow(SIGNED).textContent).toContain('打印出来的、另外记下的，不在里面');
  });

  it('is warned where the server alone says so', () => {
    expect(
      follow({ ok: false, seq: 1, flaw: 'confirm' }).querySelector('[role="alert"]')?.textContent,
    ).toContain('没有两名办理人员的签字');
  });
});
