import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { REFUSAL_WAYS, REFUSAL_WORDS, REFUSALS } from '#shared/tip/refusal';
import type { TipState } from '#shared/tip/state';
import type { Entry } from '#shared/tip/thread';
import { COUNTY_TEMPLATES } from '#shared/wording/county';
import { templatesFor } from '#shared/wording/template';
import { byName, render, settle, tap, type } from './render';

const sealed = jest.fn();
jest.unstable_mockModule('../../miniapp/src/casework/opening', () => ({
  openCase: () => Promise.resolve({ ok: false }),
  sealAct: (...args: unknown[]) => {
    sealed(args[3]);
    return Promise.resolve({ ok: false, problem: { code: 'too-large', title: '太长' } });
  },
  sendAct: () => Promise.resolve({ ok: false }),
  leadOf: () => ({ ...TOWN, above: null }),
  pieceGetter: () => () => Promise.resolve({ ok: false }),
  putPiece: () => Promise.resolve({ ok: false }),
}));
const signed: string[] = [];
const settled = (what: string) => {
  signed.push(what);
  return Promise.resolve({ ok: false, problem: { code: 'tip-second-officer', title: '要另一个人确认' } });
};
jest.unstable_mockModule('../../miniapp/src/casework/closing', () => ({
  confirmProposed: () => settled('confirmed'),
  takeBack: () => settled('taken back'),
  eraseOn: () => settled('erased'),
}));
jest.unstable_mockModule('#shared/directory/directory', () => ({ entryOf: () => SECOND }));
jest.unstable_mockModule('../../miniapp/src/casework/case/archived-before', () => ({
  ArchivedBefore: () => null,
}));

const { CaseActions } = await import('../../miniapp/src/casework/case/actions');
const { CaseSide } = await import('../../miniapp/src/casework/case/side');
const { CaseThread } = await import('../../miniapp/src/casework/case/thread');
const { Ended } = await import('../../miniapp/src/tip/ended');
const { textFault } = await import('../../miniapp/src/casework/case/wording');

const officers = (most: number) => [true, true, true].map((_, id) => ({ id, mayHoldKey: id < most }));
const TOWN = { name: '柳塘镇换届办', office: { area: '990101100000', kind: 2 }, officers: officers(1) };
const SECOND = { name: '柳塘镇纪委', office: { area: '990101100000', kind: 1 }, officers: officers(3) };

/** The county's words for a refusal. */
const refused = (reason: (typeof REFUSALS)[number]): string =>
  templatesFor(COUNTY_TEMPLATES, 'refuse', reason)[0]!.text;

const RECEIVED: TipState = { state: 'received', received: 20_000 };
const REFUSED: TipState = { state: 'refused', received: 20_000, decided: 20_003, reason: 'other-remit' };

const told: Entry = {
  ok: true,
  seq: 0,
  direction: 1,
  signerId: 7,
  content: { kind: 'status', said: { status: 'refused', reason: 'other-remit', text: '请向林业站反映。' } },
};

/** A case as the desk has it open. */
const caseAt = (state: TipState, more: object = {}) => ({
  open: { view: { state, role: 'office', records: [{ day: 20_003 }] }, records: [], entries: [], ...more },
  office: TOWN.office,
  keys: {},
  onDone: () => undefined,
});
const actions = (acting: object) => <CaseActions {...(acting as Parameters<typeof CaseActions>[0])} />;
const side = ({ open }: { open: object }) => (
  <CaseSide open={open as Parameters<typeof CaseSide>[0]['open']} name="" />
);
const thread = (acting: object) => <CaseThread {...(acting as Parameters<typeof CaseThread>[0])} />;

beforeEach(() => {
  sealed.mockClear();
});

describe('the words of a refusal', () => {
  it('are whole sentences with a way on for every legal reason', () => {
    for (const reason of REFUSALS) {
      expect(refused(reason)).toMatch(/。$/);
      expect(refused(reason)).toContain(REFUSAL_WAYS[reason]);
    }
  });

  it('are unfinished where the last sentence still waits for its end', () => {
    const ends = ['按规定不由我们受理，', '结果是：', '结果是： ', '请到窗口（'];
    for (const text of ends) expect(textFault(text)).toBe('最后一句还没写完，写完再送。');
    expect(['已经办结。', '查实了，作了处理'].filter(textFault)).toEqual([]);
    expect(textFault('请打＿＿。')).toBe('还有一处空着（＿＿），填好再送。');
    expect(textFault(' ')).toBe('先写几句告诉来信人。');
  });

  it('follow the reason that is chosen until the officer writes their own', () => {
    const box = render(actions(caseAt(RECEIVED)));
    tap(byName(box, 'button', '不受理……'));
    const words = (): string => box.querySelector('textarea')?.value ?? '';
    expect(words()).toBe('');
    tap(byName(box, '[role=radio]', REFUSAL_WORDS.litigation));
    expect(words()).toBe(refused('litigation'));
    tap(byName(box, '[role=radio]', REFUSAL_WORDS['no-substance']));
    expect(words()).toBe(refused('no-substance'));
    type(box.querySelector('textarea')!, '我们自己写的。');
    tap(byName(box, '[role=radio]', REFUSAL_WORDS.litigation));
    expect(words()).toBe('我们自己写的。');
  });

  it('are not sent while they end in the middle of a sentence', async () => {
    const box = render(actions(caseAt({ state: 'handling', received: 20_000, decided: 20_001 })));
    tap(byName(box, 'button', '提出办结……'));
    expect(box.textContent).toContain('最后一句还没写完');
    tap(byName(box, 'button', '密封并提出办结'));
    await settle();
    expect(sealed).not.toHaveBeenCalled();
    type(box.querySelector('textarea')!, '已经办结。结果是：查实了。');
    tap(byName(box, 'button', '密封并提出办结'));
    await settle();
    expect(sealed).toHaveBeenCalledWith({ act: { act: 'propose' }, text: '已经办结。结果是：查实了。' });
  });
});

describe('a refused case', () => {
  it('shows its reason and its own rule at the desk, and that neither side writes any more', () => {
    const acting = caseAt(REFUSED, { entries: [told] });
    const beside = render(side(acting)).textContent;
    expect(beside).toContain(`理由：${REFUSAL_WORDS['other-remit']}`);
    expect(beside).toContain('第十三条');
    expect(beside).not.toContain('第二十七条');
    const letters = render(thread(acting));
    expect(letters.textContent).toContain('双方都不能再写');
    expect(letters.querySelector('textarea')).toBeNull();
  });

  it('tells its writer where else to go, and keeps what was not sent', () => {
    const standing = { at: 'refused', reason: 'other-remit', days: {} } as const;
    const box = render(<Ended standing={standing} aboveName="棠水县纪委监委" unsent="还有一件事" />);
    expect(box.textContent).toContain(REFUSAL_WAYS['other-remit']);
    expect(box.textContent).toContain('向棠水县纪委监委反映，或者打 12388');
    expect(box.textContent).toContain('还有一件事');
    expect(box.querySelector('textarea')).toBeNull();
  });
});

describe('a case of two offices', () => {
  const first = { text: '有人送钱', second: SECOND.office };
  const held = { office: TOWN.office, second: SECOND.office, astray: false };

  it('shows how many of each can read it, as the writer was told', () => {
    const seen = render(side(caseAt(RECEIVED, { first, held }))).textContent;
    expect(seen).toContain('柳塘镇换届办 1 名办理人员，柳塘镇纪委 3 名办理人员，和来信人');
  });

  it('tells the one that assists who leads and acts', () => {
    const view = { state: RECEIVED, role: 'second', records: [] };
    const box = render(thread(caseAt(RECEIVED, { first, held, view })));
    expect(box.textContent).toContain('这封信由柳塘镇换届办主办，您这里联合办理');
    expect(box.querySelector('textarea')).toBeNull();
  });
});

it('the step of checking carries its day as soon as it is taken', () => {
  const state: TipState = { state: 'handling', received: 20_000, decided: 20_001 };
  const said = { status: 'handling', text: '正在核实。' } as const;
  const entry: Entry = { ...told, ok: true, content: { kind: 'status', said } };
  const steps = render(side(caseAt(state, { entries: [entry] }))).querySelectorAll('.st');
  expect([...steps].map((step) => step.textContent)[2]).toMatch(/核实.*月\d+日/);
});

describe('an end that is proposed', () => {
  const PROPOSED: TipState = { state: 'proposed', received: 20_000, decided: 20_001 };
  const content = { kind: 'status', said: { status: 'closed', text: '已经查清。' } } as const;
  const proposal = { record: {}, entry: { ...told, ok: true, content } };
  const shown = (officer: number) => render(thread({ ...caseAt(PROPOSED, { proposal }), keys: { officer } }));
  const names = (box: HTMLElement) =>
    [...box.querySelectorAll('[role="button"], button')].map(({ textContent }) => textContent.trim());

  it('is shown to the second officer with what it tells the writer, to sign or to take back', async () => {
    const box = shown(8);
    expect(box.textContent).toContain('告诉来信人的话：已经查清。');
    expect(box.querySelector('textarea')).toBeNull();
    tap(byName(box, '[role="button"], button', '签字确认办结'));
    await settle();
    expect(signed).toEqual(['confirmed']);
    expect(box.textContent).toContain('要另一个人确认');
  });

  it('may only be taken back by who proposed it', () => {
    expect(names(shown(7))).toEqual(['撤回，接着核实']);
  });
});
