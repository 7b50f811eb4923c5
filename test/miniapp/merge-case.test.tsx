import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { toBase64url } from '#shared/crypto/bytes';
import type { Office } from '#shared/directory/office';
import { Id } from '#shared/ids';
import type { FirstContent } from '#shared/tip/content';
import type { TipState } from '#shared/tip/state';
import { byName, render, settle, tap, type } from './render';
import { opened } from './taro';

const TOWN = { area: '990101100000', kind: 1 } as Office;
const idOf = (n: number): Id => Id.parse(toBase64url(new Uint8Array(16).fill(n)));
const [ONE, OTHER, THIRD] = [idOf(1), idOf(2), idOf(3)];

/** A letter as this desk has it opened. */
const caseOf = (
  id: Id,
  said: Partial<FirstContent> = {},
  state: TipState = { state: 'received', received: 20_000 },
) => {
  const first = { text: '正月初三送米', ...said };
  const entry = { ok: true, seq: 0, direction: 0, signerId: 0, content: { kind: 'first', said: first } };
  const view = { case: id, role: 'office', state, records: [{ day: 20_000 }] };
  return {
    view,
    first,
    entries: [entry],
    records: [],
    directory: { entries: [], snapshot: { day: 20_000 } },
  };
};
type Opened = ReturnType<typeof caseOf>;
const memberOf = (open: Opened, ...tied: Id[]) => ({
  open,
  notes: { notes: [], work: { recused: [], tied } },
});

let glimpses: Map<Id, FirstContent>;
let openable: Map<Id, Opened>;
const did: unknown[] = [];
const answers: object[] = [];
const unanswered = { ok: false, problem: { code: 'tip-unanswered', title: '没有收到回音' } };
jest.unstable_mockModule('../../miniapp/src/casework/opening', () => ({
  openCase: () => Promise.resolve(unanswered),
  useGlimpses: () => glimpses,
  sealAct: (open: Opened, _: object, __: object, { text }: { text: string }) => {
    did.push(`seal ${open.view.case}`);
    return Promise.resolve({ ok: true, value: { id: open.view.case, text } });
  },
  sendAct: (open: Opened, _: object, __: object, sealed: object) => {
    did.push(sealed);
    return Promise.resolve(answers.shift() ?? { ok: true, value: open });
  },
  pieceGetter: () => () => Promise.resolve(unanswered),
  putPiece: () => Promise.resolve(unanswered),
  leadOf: () => undefined,
}));
jest.unstable_mockModule('../../miniapp/src/casework/merging', () => ({
  openMember: (id: Id) => Promise.resolve({ ok: true, value: memberOf(openable.get(id)!) }),
  canMerge: (_: Opened, { view }: Opened) => view.state.state !== 'closed',
  merge: (one: Id, other: Id) => {
    did.push(['merge', one, other]);
    return Promise.resolve(answers.shift() ?? { ok: true, value: memberOf(caseOf(one), other) });
  },
  part: (one: Id, other: Id) => {
    did.push(['part', one, other]);
    return Promise.resolve({ ok: true, value: memberOf(caseOf(one)) });
  },
}));

const { MergedCases } = await import('../../miniapp/src/casework/case/merged');
const { SideBySide } = await import('../../miniapp/src/casework/case/side-by-side');
// Where a letter stands in the list of a day is looked at in in-list.test.
jest.unstable_mockModule('../../miniapp/src/tip/in-list', () => ({ InList: () => null }));
const { FollowThread } = await import('../../miniapp/src/tip/follow-thread');
const { CaseActions } = await import('../../miniapp/src/casework/case/actions');

const BUTTON = '[role="button"], button';
const button = (name: string) => byName(document.body, BUTTON, name);
let read = 0;
const groupOf = (merged: object[], half: Id[] = []) => ({
  reading: { kind: 'ready', value: { merged, half } },
  again: () => {
    read += 1;
  },
});

beforeEach(() => {
  glimpses = new Map();
  openable = new Map();
  did.length = 0;
  answers.length = 0;
  opened.length = 0;
  read = 0;
});

type Shown = Parameters<typeof MergedCases>[0];

function panel(group: object, open = caseOf(ONE)) {
  const beside: unknown[] = [];
  const acting = { open, office: TOWN, keys: { officer: 7 }, onDone: () => undefined, group };
  const props = { acting, beside: undefined, onBeside: (one: unknown) => beside.push(one) };
  return { box: render(<MergedCases {...(props as object as Shown)} />), beside };
}

describe('the letters that are handled together with one', () => {
  it('are listed with their day and state, held against it, and parted again', async () => {
    const other = caseOf(OTHER, { text: '初三那天有人送米' });
    const { box, beside } = panel(groupOf([memberOf(other, ONE)]));
    expect(box.textContent).toContain('10月4日收到');
    expect(box.textContent).toContain('初三那天有人送米');
    tap(button('对着看'));
    expect(beside).toEqual([other]);
    tap(button('不再合并'));
    await settle();
    expect(did).toEqual([['part', ONE, OTHER]]);
    expect(read).toBe(1);
  });

  it('are parted from the one to which they are tied, and not through a third', () => {
    const { box } = panel(groupOf([memberOf(caseOf(OTHER), ONE), memberOf(caseOf(THIRD), OTHER)]));
    const words = [...box.querySelectorAll<HTMLElement>(BUTTON)].map(({ textContent }) => textContent.trim());
    expect(words.filter((one) => one === '不再合并')).toHaveLength(1);
    expect(words.filter((one) => one === '对着看')).toHaveLength(2);
  });

  it('say that a tie was cut off, and finish it', async () => {
    const { box } = panel(groupOf([], [OTHER]));
    expect(box.textContent).toContain('没有记完，或者已经不在这里办了');
    tap(button('再办一次'));
    await settle();
    expect(did).toEqual([['merge', ONE, OTHER]]);
  });

  it('are no matter of another office, and end with the case', () => {
    const closed = { state: 'closed', received: 20_000, decided: 20_001, closed: 20_002 } as const;
    expect(panel(groupOf([]), caseOf(ONE, {}, closed)).box.querySelector(BUTTON)).toBeNull();
    const above = caseOf(ONE);
    above.view.role = 'above';
    expect(panel(groupOf([]), above).box.textContent).toBe('');
  });
});

describe('merging two letters', () => {
  const choose = async (words: string): Promise<void> => {
    const rows = [...document.body.querySelectorAll<HTMLElement>('[role="radio"]')];
    tap(rows.find(({ textContent }) => textContent.includes(words))!);
    await settle();
  };
  const choices = () =>
    [...document.body.querySelectorAll('[role="radio"] .ch-name')].map(({ textContent }) => textContent);

  it('offers what was opened here and concerns the same offices, the likest first, and shows it before it is tied', async () => {
    openable = new Map([[OTHER, caseOf(OTHER, { text: '李家送米' })]]);
    glimpses = new Map([
      [ONE, { text: '正月初三送米' }],
      [THIRD, { text: '道路没有修' }],
      [OTHER, { text: '李家送米', matter: 'bribery' }],
      [idOf(4), { text: '镇里也有人', avoid: ['town'] }],
    ]);
    const { box } = panel(groupOf([]), caseOf(ONE, { matter: 'bribery' }));
    tap(byName(box, BUTTON, '和另一封合并……'));
    expect(choices()).toEqual(['李家送米', '道路没有修']);
    expect(document.body.textContent).toContain('服务器不知道哪几封合并');
    await choose('李家送米');
    expect(document.body.textContent).toContain('另一封信写的');
    answers.push(unanswered);
    tap(button('合并办理'));
    await settle();
    expect(document.body.textContent).toContain('没有收到回音');
    tap(button('合并办理'));
    await settle();
    expect(did).toEqual([
      ['merge', ONE, OTHER],
      ['merge', ONE, OTHER],
    ]);
    expect(document.body.querySelector('[role="dialog"]')).toBeNull();
  });

  it('ties none that has ended, and says what to do where there is none to choose', async () => {
    const closed = { state: 'closed', received: 20_000, decided: 20_001, closed: 20_002 } as const;
    openable = new Map([[OTHER, caseOf(OTHER, { text: '李家送米' }, closed)]]);
    glimpses = new Map([[OTHER, { text: '李家送米' }]]);
    const { box } = panel(groupOf([]));
    tap(byName(box, BUTTON, '和另一封合并……'));
    await choose('李家送米');
    expect(document.body.textContent).toContain('这一封现在不能合并');
    tap(button('合并办理'));
    await settle();
    expect(did).toEqual([]);
    glimpses = new Map();
    const none = panel(groupOf([])).box;
    tap(byName(none, BUTTON, '和另一封合并……'));
    expect(document.body.textContent).toContain('先从收件箱把另一封打开');
  });
});

describe('an act on letters that are handled together', () => {
  const box = () => {
    const members = [
      memberOf(caseOf(OTHER), ONE),
      memberOf(caseOf(THIRD, {}, { state: 'accepted', received: 20_000, decided: 20_001 }), ONE),
    ];
    const acting = {
      open: caseOf(ONE),
      office: TOWN,
      keys: {},
      onDone: () => undefined,
      group: groupOf(members),
    };
    return render(<CaseActions {...(acting as object as Parameters<typeof CaseActions>[0])} />);
  };
  const boxes = () => [...document.body.querySelectorAll<HTMLElement>('[role="checkbox"]')];

  it('is done in one alone unless others are chosen, and offered only where it may be done', async () => {
    tap(byName(box(), BUTTON, '受理……'));
    expect(boxes()).toHaveLength(1);
    expect(boxes()[0]!.getAttribute('aria-checked')).toBe('false');
    tap(button('密封并受理'));
    await settle();
    expect(did).toEqual([`seal ${ONE}`, expect.objectContaining({ id: ONE })]);
  });

  it('is sealed for each, once: what was not answered goes again as it is, what was done does not', async () => {
    tap(byName(box(), BUTTON, '受理……'));
    tap(boxes()[0]!);
    expect(document.body.textContent).toContain('2 封信的来信人都会看到');
    type(document.body.querySelector('textarea')!, '已经受理。');
    answers.push({ ok: true, value: caseOf(ONE) }, unanswered);
    tap(button('密封并受理'));
    await settle();
    expect(document.body.textContent).toContain('还不知道办成没有');
    expect(document.body.textContent).toMatch(/T-\d{4}-\d{4}：没有收到回音/);
    tap(button('再送一次'));
    await settle();
    expect(did).toEqual([
      `seal ${ONE}`,
      { id: ONE, text: '已经受理。' },
      `seal ${OTHER}`,
      { id: OTHER, text: '已经受理。' },
      { id: OTHER, text: '已经受理。' },
    ]);
    expect(document.body.querySelector('[role="dialog"]')).toBeNull();
    expect(read).toBe(1);
  });
});

it('the writer reads that it is handled with another letter that says the same, and nothing of that one', () => {
  const entry = (seq: number, content: object) => ({
    ok: true,
    seq,
    direction: Math.min(seq, 1),
    signerId: 7,
    content,
  });
  const open = {
    answer: { records: [0, 1, 2].map((i) => ({ day: 20_000 + i })) },
    records: [0, 1, 2].map(() => ({ head: { office: TOWN } })),
    entries: [
      entry(0, { kind: 'first', said: { text: '有人送米' } }),
      entry(1, { kind: 'status', said: { status: 'merged' } }),
      entry(2, { kind: 'status', said: { status: 'parted' } }),
    ],
    held: { office: TOWN, second: null, astray: false },
    nameOf: () => '柳塘镇纪委',
    officeName: '柳塘镇纪委',
  };
  const props = { open, sending: false, problem: undefined, onSend: () => Promise.resolve(true) };
  const box = render(<FollowThread {...(props as object as Parameters<typeof FollowThread>[0])} />);
  const facts = [...box.querySelectorAll('.fact')].map(({ textContent }) => textContent.trim());
  expect(facts.slice(1)).toEqual([
    '10月5日 柳塘镇纪委把它和说同一件事的信一起办。回执、查信、期限都还是各封各的',
    '10月6日 柳塘镇纪委把它单独办，不再和别的信一起。回执、查信、期限都不变',
  ]);
  expect(box.querySelectorAll('.say')).toHaveLength(1);
  expect(box.textContent).toContain('已经收到，等待答复');
});

it('two letters stand beside each other, each under its number', () => {
  const shown = { open: caseOf(ONE), beside: caseOf(OTHER, { text: '李家送米' }), onClose: () => undefined };
  const box = render(<SideBySide {...(shown as object as Parameters<typeof SideBySide>[0])} />);
  const regions = [...box.querySelectorAll('[role="region"]')].map(({ textContent }) => textContent);
  expect(regions).toEqual([expect.stringContaining('正月初三送米'), expect.stringContaining('李家送米')]);
});
