import { describe, expect, it, jest } from '@jest/globals';
import type { Office } from '#shared/directory/office';
import type { TipState } from '#shared/tip/state';
import { byName, render, settle, tap } from './render';

const TOWN = { area: '990101100000', kind: 1 } as Office;
const COUNTY = { area: '990101000000', kind: 1 } as Office;
const ELECTION = { area: '990101100000', kind: 2 } as Office;
const NAMES = new Map([
  [TOWN, '柳塘镇纪委'],
  [COUNTY, '棠水县纪委监委'],
  [ELECTION, '柳塘镇换届办'],
]);

const entryOf = (office: Office) => ({ office, name: NAMES.get(office) });
const choiceOf = (office: Office, way: string, ready: boolean) => ({
  way,
  ready,
  route: way === 'join' ? { office: entryOf(TOWN), second: entryOf(office) } : { office: entryOf(office) },
});
let joins: object[] = [];
const moved: object[] = [];
const said: object[] = [];
const unanswered = { ok: false, problem: { code: 'tip-unanswered', title: '没有收到回音' } };
const answers: object[] = [];
jest.unstable_mockModule('../../miniapp/src/casework/moving', () => ({
  choicesOf: () => [choiceOf(COUNTY, 'up', true), choiceOf(ELECTION, 'aside', false), ...joins],
  sealMove: (_: object, __: object, ___: object, move: object) => {
    moved.push(move);
    return Promise.resolve({ ok: true, value: { move } });
  },
  sendMove: () => Promise.resolve(answers.shift() ?? unanswered),
}));
jest.unstable_mockModule('../../miniapp/src/casework/opening', () => ({
  openCase: () => Promise.resolve(unanswered),
  sealAct: (_: object, __: object, ___: object, saying: object) => {
    said.push(saying);
    return Promise.resolve({ ok: true, value: {} });
  },
  sendAct: () => Promise.resolve({ ok: true, value: {} }),
}));

const { MoveCase } = await import('../../miniapp/src/casework/case/move');
// Where a letter stands in the list of a day is looked at in in-list.test.
jest.unstable_mockModule('../../miniapp/src/tip/in-list', () => ({ InList: () => null }));

const { FollowThread } = await import('../../miniapp/src/tip/follow-thread');

const state: TipState = { state: 'received', received: 20_000 };
const BUTTON = '[role="button"], button';

/** Taps the row that begins with these words. */
function choose(words: string): void {
  const rows = [...document.body.querySelectorAll<HTMLElement>('[role="radio"]')];
  tap(rows.find(({ textContent }) => textContent.trim().startsWith(words))!);
}

function desk(onMoved: (to: Office) => void, now: TipState = state) {
  const acting = { open: { view: { state: now } }, office: TOWN, keys: {}, onDone: () => undefined, onMoved };
  return render(<MoveCase {...(acting as object as Parameters<typeof MoveCase>[0])} />);
}

describe('the desk', () => {
  it('moves a case with its reason, sealed once however often it is sent', async () => {
    const done = jest.fn();
    const box = desk(done);
    tap(byName(box, BUTTON, '转办……'));
    expect(document.body.textContent).toContain('先选一个办公室。');
    choose('棠水县纪委监委');
    expect(document.body.textContent).toContain('先选转办的理由。');
    choose('说的是本机关的人');
    tap(byName(document.body, BUTTON, '重新密封并转办'));
    await settle();
    expect(document.body.textContent).toContain('还不知道办成没有');
    answers.push({ ok: true, value: COUNTY });
    tap(byName(document.body, BUTTON, '再送一次'));
    await settle();
    expect(moved).toMatchObject([{ reason: 'own-people', text: expect.stringContaining('棠水县纪委监委') }]);
    expect(done).toHaveBeenCalledWith(COUNTY);
  });

  it('asks the writer before another organ gets it', async () => {
    const box = desk(() => undefined);
    tap(byName(box, BUTTON, '转办……'));
    choose('柳塘镇换届办');
    tap(byName(document.body, BUTTON, '密封并问来信人'));
    await settle();
    expect(said).toMatchObject([{ act: { act: 'reply' }, ask: { to: ELECTION } }]);
  });

  it('asks the writer before another organ is brought in, and seals everything for it once they agreed', async () => {
    joins = [choiceOf(ELECTION, 'join', false)];
    said.length = 0;
    tap(
      byName(
        desk(() => undefined),
        BUTTON,
        '请来联合办理……',
      ),
    );
    choose('柳塘镇换届办');
    tap(byName(document.body, BUTTON, '密封并问来信人'));
    await settle();
    expect(said).toMatchObject([{ act: { act: 'reply' }, ask: { to: ELECTION, joint: true } }]);
    joins = [choiceOf(ELECTION, 'join', true)];
    const done = jest.fn();
    moved.length = 0;
    tap(byName(desk(done), BUTTON, '请来联合办理……'));
    choose('柳塘镇换届办');
    expect(document.body.textContent).toContain('看不到内部记录');
    answers.push({ ok: true, value: TOWN });
    tap(byName(document.body, BUTTON, '重新密封并请来'));
    await settle();
    expect(moved).toMatchObject([
      { reason: 'joint', along: true, text: expect.stringContaining('柳塘镇换届办') },
    ]);
    expect(done).toHaveBeenCalledWith(TOWN);
    expect(document.body.querySelector('[role="dialog"]')).toBeNull();
    joins = [];
  });

  it('offers no move while an end is proposed: it is confirmed or taken back first', () => {
    const handling = { state: 'handling', received: 20_000, decided: 20_001 } as const;
    expect(desk(() => undefined, handling).textContent).toContain('转办');
    expect(desk(() => undefined, { ...handling, state: 'proposed' }).textContent).toBe('');
  });
});

const transfer = (to: Office) => ({
  ok: true,
  seq: 1,
  direction: 1,
  signerId: 7,
  content: { kind: 'transfer', said: { to, reason: 'superior', text: '转上级办理。' } },
});

function follow(more: object, onSend: (said: object) => Promise<boolean> = () => Promise.resolve(true)) {
  const open = {
    answer: { records: [{ day: 20_000 }, { day: 20_002 }] },
    records: [{ head: { office: TOWN } }, { head: { office: TOWN } }],
    entries: [],
    held: { office: TOWN, second: null, astray: false },
    nameOf: (office: Office) => NAMES.get(office),
    officeName: '柳塘镇纪委',
    ...more,
  };
  const props = { open, sending: false, problem: undefined, onSend };
  return render(<FollowThread {...(props as object as Parameters<typeof FollowThread>[0])} />);
}

const letter = {
  ok: true,
  seq: 0,
  direction: 0,
  signerId: 0,
  content: { kind: 'first', said: { text: '名单不对' } },
};

describe('the writer', () => {
  it('reads in plain words where the letter went, on which day and why, and who wrote what', () => {
    const text = follow({ entries: [letter, transfer(COUNTY)], officeName: '棠水县纪委监委' }).textContent;
    expect(text).toMatch(/\d+月\d+日 已转到棠水县纪委监委：按管理权限，由上级机关受理/);
    expect(text).toContain('柳塘镇纪委收到，有凭据');
    expect(text).toMatch(/棠水县纪委监委\d+月\d+日收到/);
  });

  it.each([
    ['同意，转到柳塘镇换届办', true, false],
    ['不同意', false, false],
    ['同意，请柳塘镇换届办一起办', true, true],
    ['不同意', false, true],
  ] as const)('answers “%s” by a signed record', async (button, agreed, joint) => {
    const sent: object[] = [];
    const onSend = (one: object) => Promise.resolve(sent.push(one) > 0);
    const asked = { to: ELECTION, ...(joint && { joint }) };
    tap(byName(follow({ entries: [letter], asked }, onSend), BUTTON, button));
    await settle();
    const text: unknown = expect.stringContaining(joint ? '请柳塘镇换届办一起办' : '转到柳塘镇换届办');
    expect(sent).toEqual([{ consent: { ...asked, agreed }, text }]);
  });

  it('is warned of a move that does not hold, and writes no more', () => {
    const box = follow({
      entries: [letter, { ok: false, seq: 1, flaw: 'move' }],
      held: { office: TOWN, second: null, astray: true },
    });
    expect(box.textContent).toContain('这封信被转到了不该去的地方');
    expect(box.textContent).toContain('有一条说把信转到了别处，不合规定，没有认');
    expect(box.querySelector('textarea')).toBeNull();
  });
});
