import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { TipState } from '#shared/tip/state';
import { byName, render, settle, tap, type } from './render';

const unanswered = { ok: false, problem: { code: 'tip-unanswered', title: '没有收到回音' } };
const answers: object[] = [];
const sent: unknown[] = [];
const seal = jest.fn((text: string) => ({ ok: true, value: { sealed: text } }));

/** What was sent goes to the list; the answer is the next one of the test's. */
function deliver(letter: unknown): Promise<object> {
  sent.push(letter);
  return Promise.resolve(answers.shift() ?? unanswered);
}

const state: TipState = { state: 'received', received: 20_000 };
const open = {
  view: { state, role: 'office', records: [] },
  answer: { records: [] },
  records: [],
  entries: [],
};

/** What is found when a case is read once more. */
let found: object = {};

jest.unstable_mockModule('../../miniapp/src/tip/sending', () => ({
  openCase: () =>
    Promise.resolve({ ok: true, value: { ...open, officeName: '镇纪委', nameOf: () => '镇纪委' } }),
  openAgain: () =>
    Promise.resolve({ ok: true, value: { ...open, officeName: '镇纪委', nameOf: () => '镇纪委', ...found } }),
  sealMore: (_: object, { text }: { text: string }) => Promise.resolve(seal(text)),
  deliverMore: (_: object, letter: unknown) => deliver(letter),
  sealFirst: () => Promise.resolve(unanswered),
  deliver: () => Promise.resolve(unanswered),
  beginLetter: () => Promise.resolve(unanswered),
  putPiece: () => Promise.resolve(unanswered),
  getPiece: () => Promise.resolve(unanswered),
}));
jest.unstable_mockModule('../../miniapp/src/casework/opening', () => ({
  openCase: () => Promise.resolve({ ok: true, value: open }),
  sealAct: (_: object, __: object, ___: object, { text }: { text: string }) => Promise.resolve(seal(text)),
  sendAct: (_: object, __: object, ___: object, act: unknown) => deliver(act),
  useGlimpses: () => new Map(),
  pieceGetter: () => () => Promise.resolve(unanswered),
  putPiece: () => Promise.resolve(unanswered),
}));
// The receipt is typed elsewhere; here it is there already.
jest.unstable_mockModule('../../miniapp/src/tip/enter-receipt', () => ({
  EnterReceipt: ({ onOpen }: { onOpen: (receipt: object) => void }) => (
    <button type="button" onClick={() => onOpen([])}>
      打开
    </button>
  ),
}));

const { FollowChannel } = await import('../../miniapp/src/tip/channel');
const { CaseActions } = await import('../../miniapp/src/casework/case/actions');
const { WriteLetter } = await import('../../miniapp/src/tip/write');

beforeEach(() => {
  sent.length = 0;
  answers.length = 0;
  found = {};
  seal.mockClear();
});

const textOf = (box: HTMLElement): HTMLTextAreaElement => {
  const field = box.querySelector('textarea');
  if (!field) throw new Error('no text field');
  return field;
};

describe('a later message without an answer', () => {
  it('is sealed once, cannot be changed, and goes again as it is until it is answered', async () => {
    const box = render(<FollowChannel />);
    tap(byName(box, 'button', '打开'));
    await settle();
    type(textOf(box), '那天是星期六');
    tap(byName(box, '[role="button"], button', '密封并送出'));
    await settle();
    expect(textOf(box).disabled).toBe(true);
    answers.push({ ok: true, value: { ...open, officeName: '镇纪委', nameOf: () => '镇纪委' } });
    tap(byName(box, '[role="button"], button', '再送一次'));
    await settle();
    expect(sent).toEqual([{ sealed: '那天是星期六' }, { sealed: '那天是星期六' }]);
    expect(sent[0]).toBe(sent[1]);
    expect(seal).toHaveBeenCalledTimes(1);
    expect([textOf(box).disabled, textOf(box).value]).toEqual([false, '']);
  });

  it('is sealed anew behind what came in between, once it is known to be refused', async () => {
    const box = render(<FollowChannel />);
    tap(byName(box, 'button', '打开'));
    await settle();
    answers.push({ ok: false, problem: { code: 'tip-out-of-order', title: '又有新的' } });
    type(textOf(box), '补充');
    tap(byName(box, '[role="button"], button', '密封并送出'));
    await settle();
    expect([textOf(box).disabled, textOf(box).value]).toEqual([false, '补充']);
    tap(byName(box, '[role="button"], button', '密封并送出'));
    await settle();
    expect(seal).toHaveBeenCalledTimes(2);
  });

  it('is kept on the page, with the ways left open, when the letter has ended meanwhile', async () => {
    const box = render(<FollowChannel />);
    tap(byName(box, 'button', '打开'));
    await settle();
    const said = { status: 'closed', text: '已经查清。' };
    found = { entries: [{ ok: true, seq: 0, direction: 1, content: { kind: 'status', said } }] };
    answers.push({ ok: false, problem: { code: 'tip-ended', title: '到此结束' } });
    type(textOf(box), '那天是星期六');
    tap(byName(box, '[role="button"], button', '密封并送出'));
    await settle();
    expect(box.querySelector('textarea')).toBeNull();
    expect(box.textContent).toContain('这几句没有送出');
    expect(box.textContent).toContain('那天是星期六');
    expect(box.textContent).toContain('有新的情况，另写一封');
  });
});

describe('an act of the office without an answer', () => {
  it('is sealed once and goes again as it is', async () => {
    const done = jest.fn();
    const acting = { open, office: { area: '990101100000', kind: 1 }, keys: {}, onDone: done } as never;
    const box = render(<CaseActions {...(acting as object as Parameters<typeof CaseActions>[0])} />);
    tap(byName(box, '[role="button"], button', '受理……'));
    tap(byName(document.body, '[role="button"], button', '密封并受理'));
    await settle();
    answers.push({ ok: true, value: open });
    tap(byName(document.body, '[role="button"], button', '再送一次'));
    await settle();
    expect(sent).toHaveLength(2);
    expect(sent[0]).toBe(sent[1]);
    expect(seal).toHaveBeenCalledTimes(1);
    expect(done).toHaveBeenCalledTimes(1);
  });
});

describe('a first letter without an answer', () => {
  it('cannot be changed, and the page does not say that it was not sent', () => {
    const letter = { text: '有人送米', named: false, name: '', phone: '', files: [] };
    const nothing = (): void => undefined;
    const box = render(
      <WriteLetter
        letter={letter}
        office="镇纪委"
        state={{ sending: false, problem: unanswered.problem as never }}
        unsettled
        onStop={nothing}
        onChange={nothing}
        onSend={nothing}
        onBack={nothing}
      />,
    );
    expect(textOf(box).disabled).toBe(true);
    expect(box.textContent).toContain('还不知道送到没有');
    expect(box.textContent).not.toContain('没有送出');
    expect(byName(box, '[role="button"], button', '再送一次')).toBeDefined();
  });
});
