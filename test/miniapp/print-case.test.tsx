import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, type ReactNode, useState } from 'react';
import { Session } from '#shared/identity/contract';
import { byName, render, settle, tap } from './render';
import { opened } from './taro';

const TOWN = { area: '990101100000', kind: 1 };
const COUNTY = { area: '990101000000', kind: 1 };
const ME = 7;
/** 21 November 2026. */
const RECEIVED = 20_778;

const SECRET_LETTER = '晒谷场上有人送烟酒';
const SECRET_NOTE = '先找村会计核对';

let keys: object | undefined;
const asked: string[] = [];
jest.unstable_mockModule('../../miniapp/src/platform/keyring', () => ({ useKeys: () => keys }));
jest.unstable_mockModule('../../miniapp/src/casework/names', () => ({
  useNames: () => new Map(),
  nameOf: (names: Map<number, string>, id: number) => names.get(id) ?? '以前的办理人员',
}));
jest.unstable_mockModule('../../miniapp/src/casework/notes', () => ({
  sealNote: () => Promise.reject(new Error('not here')),
  sendNote: () => Promise.reject(new Error('not here')),
  sendRecusal: () => Promise.reject(new Error('not here')),
  openNotesOf: () => Promise.reject(new Error('not here')),
}));
jest.unstable_mockModule('../../miniapp/src/platform/enclosed', () => ({
  openEnclosure: () => Promise.reject(new Error('not here')),
  filesOf: (_: object, { files = [] }: { files?: object[] }) => files.map((enclosure) => ({ enclosure })),
}));

const { PrintCase } = await import('../../miniapp/src/casework/print/choose');
const { default: PrintCasePage } = await import('../../miniapp/src/casework/print/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');

const record = (byte: number) => ({ head: null, hash: new Uint8Array(32).fill(byte) });
const NOTES = {
  of: {
    view: { records: [{ day: RECEIVED + 1 }] },
    records: [record(0x77)],
    notes: [{ ok: true, seq: 0, office: TOWN, signerId: ME, said: { note: 'remark', text: SECRET_NOTE } }],
    work: { recused: [], tied: [] },
  },
  names: new Map([[ME, '沈一帆']]),
};
const entry = (seq: number, direction: number, content: object) => ({
  ok: true,
  seq,
  direction,
  signerId: direction === 0 ? 0 : ME,
  content,
});

function letter(named: boolean, role = 'office'): object {
  const first = {
    text: SECRET_LETTER,
    matter: 'bribery',
    subject: 'village-cadre',
    ...(named && { name: { name: '马秀兰', phone: '13900000000' } }),
  };
  const entries = [
    entry(0, 0, { kind: 'first', said: first, files: [{ name: '照片 1.jpg', length: 320_000 }] }),
    entry(1, 1, { kind: 'status', said: { status: 'refused', reason: 'other-remit', text: '由法院管' } }),
    entry(2, 0, { kind: 'message', said: { text: '有人砸了我家窗户', reprisal: true } }),
    { ok: false, seq: 3, flaw: 'signature' },
  ];
  const records = entries.map((_, i) => ({ day: RECEIVED + i }));
  const state = { state: 'refused', received: RECEIVED, decided: RECEIVED + 1, reason: 'other-remit' };
  const view = { case: 'AAAAAAAAAAAAAAAAAAAAAA', role, state, records };
  return {
    view,
    entries,
    first,
    records: [0x11, 0x22, 0x33, 0x44].map(record),
    directory: { snapshot: { day: RECEIVED }, entries: [] },
    held: { office: TOWN, second: null },
  };
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  keys = { officer: ME };
  asked.length = 0;
  opened.length = 0;
  globalThis.fetch = ((path: string) => {
    asked.push(path);
    return Promise.reject(new Error('nobody is asked'));
  }) as never;
  const until = Math.floor(Date.now() / 1000) + 600;
  const grants = [{ role: 'officer', area: TOWN.area }];
  takeSession(
    Session.parse({ person: 'AAAAAAAAAAAAAAAAAAAAAA', access: 'token', until, refresh: 'r', grants }),
  );
});
afterEach(() => {
  globalThis.fetch = realFetch;
  act(() => dropSession());
});

const BUTTON = '[role="button"], button';
const button = (name: string) => byName(document.body, BUTTON, name);
const choices = (): HTMLElement[] => [...document.body.querySelectorAll<HTMLElement>('[role="checkbox"]')];

/** Goes from the panel beside a letter to its paper, with what is ticked on the way. */
async function paperOf(open: object, ticked: readonly string[] = [], office = TOWN): Promise<HTMLElement> {
  const props = { open, office, notes: NOTES } as object as Parameters<typeof PrintCase>[0];
  const panel = render(<PrintCase {...props} />);
  tap(byName(panel, BUTTON, '打印这封信……'));
  for (const words of ticked) tap(choices().find(({ textContent }) => textContent.includes(words))!);
  tap(button('看纸样'));
  await settle();
  expect(opened).toEqual(['navigateTo /casework/print/index']);
  return render(<PrintCasePage />);
}

/** The page, and the way out of it. */
function Leaving(): ReactNode {
  const [isHere, setHere] = useState(true);
  return isHere ? (
    <>
      <PrintCasePage />
      <button onClick={() => setHere(false)}>走</button>
    </>
  ) : null;
}

describe('the record of a case on paper', () => {
  it('has every letter and act with its day, its reason, the names of files and the hash of each record', async () => {
    const text = (await paperOf(letter(false))).textContent;
    for (const words of [
      SECRET_LETTER,
      '2026年11月21日　来信人',
      '附：照片 1.jpg，320 KB。',
      '由法院管',
      '有一条核对不上或打不开，没有显示',
      '没有留名，不追查来信人',
      '来往 1' + Array(16).fill('1111').join(' '),
      '2026年11月23日　来信人补充　说因为这封信受到打击报复',
      '来往 4' + Array(16).fill('4444').join(' '),
    ])
      expect(text).toContain(words);
    expect(text).toMatch(/2026年11月22日　办公室　不受理：.+/);
  });

  it('has the end that is proposed, and says that it is not confirmed', async () => {
    const content = { kind: 'status', said: { status: 'closed', text: '查实以后取消了他的资格' } };
    const proposal = { record: record(0x55), entry: entry(4, 1, content) };
    const text = (await paperOf({ ...letter(false), proposal })).textContent;
    expect(text).toMatch(/5\.　.+　提出办结，还没有确认查实以后取消了他的资格/);
    expect(text).toContain(`来往 5${Array(16).fill('5555').join(' ')}`);
  });

  it('is marked, says by which rule it is kept, by whom and on which day it was printed', async () => {
    const box = await paperOf(letter(false));
    expect(box.querySelector('.case-a4-mark strong')?.textContent).toBe('密');
    expect(box.textContent).toContain('检举控告工作规则第四十七条');
    expect(box.textContent).toContain('打印人：');
    expect(box.textContent).toMatch(/签名：\d{4}年\d+月\d+日/);
    opened.length = 0;
    const election = await paperOf(letter(false), [], { ...TOWN, kind: 2 });
    expect(election.textContent).toContain('信访工作条例第三十条');
  });

  it('leaves out the writer’s name and the notes unless they are asked for', async () => {
    const plain = (await paperOf(letter(true))).textContent;
    expect(plain).toContain('留了名，这份纸上没有印');
    expect(plain).toContain('内部记录没有印在这份纸上');
    for (const words of ['马秀兰', '13900000000', SECRET_NOTE]) expect(plain).not.toContain(words);
    opened.length = 0;
    const full = (await paperOf(letter(true), ['姓名', '内部记录'])).textContent;
    for (const words of ['马秀兰，电话 13900000000', SECRET_NOTE, '2026年11月22日　沈一帆'])
      expect(full).toContain(words);
    expect(full).toContain('内部 1' + Array(16).fill('7777').join(' '));
  });

  it('offers no notes to an office whose case it is not', async () => {
    const props = { open: letter(false, 'above'), office: COUNTY } as object as Parameters<
      typeof PrintCase
    >[0];
    tap(byName(render(<PrintCase {...props} />), BUTTON, '打印这封信……'));
    await settle();
    expect(choices()).toEqual([]);
  });

  it('asks nobody for anything, and is gone with its page, its keys or its session', async () => {
    const box = await paperOf(letter(true), ['姓名', '内部记录']);
    expect(box.textContent).toContain(SECRET_LETTER);
    expect(asked).toEqual([]);
    keys = undefined;
    expect(render(<PrintCasePage />).textContent).toContain('这里没有纸样');
    keys = { officer: ME };
    act(() => dropSession());
    expect(box.textContent).not.toContain(SECRET_LETTER);
    expect(box.textContent).toContain('这里没有纸样');
  });

  it('is forgotten when its page is left', async () => {
    await paperOf(letter(true));
    const leaving = render(<Leaving />);
    expect(leaving.textContent).toContain(SECRET_LETTER);
    tap(byName(leaving, 'button', '走'));
    expect(render(<PrintCasePage />).textContent).toContain('这里没有纸样');
  });
});
