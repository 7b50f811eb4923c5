import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { bytesOf } from '#shared/crypto/bytes';
import { Id } from '#shared/ids';
import type { Proxy } from '#shared/proxy/contract';
import { publishedNames } from '#shared/proxy/notice';
import * as rules from '#shared/proxy/rules';
import type { Result } from '#shared/result';
import { addDays, dateOfDay, dayOf, sayDate } from '#shared/time';
import type { Photo } from '../../miniapp/src/platform/small-photo';
import { byName, render, settle, tap, type } from './render';
import { opened } from './taro';
import { answerWith, VILLAGE } from './village-county';
import { sessionOf } from './session';

const takePhotos = jest.fn<() => Promise<(Photo | 'unreadable')[]>>();
jest.unstable_mockModule('../../miniapp/src/platform/photo', () => ({ takePhotos }));

const { default: MinePage } = await import('../../miniapp/src/proxy/mine/index');
const { default: AskPage } = await import('../../miniapp/src/proxy/ask/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');
const { changeSettings } = await import('../../miniapp/src/platform/settings');
const { listenForBack } = await import('../../miniapp/src/platform/history');
// As the app does before it starts: a page that holds Back is left only after it let go.
listenForBack();

/** Stands for a photograph. */
const PHOTO = '_9j_4AcH';
const today = dateOfDay(dayOf(Math.floor(Date.now() / 1000)));
const voter = (n: number) => ({
  entry: Id.parse(`AAAAAAAAAAAAAAAAAAAAA${'AQgw'[n] ?? 'A'}`),
  name: ['马小军', '王秀芝', '孙福来', '石玉芬'][n] ?? '',
  group: '第二组',
});
const [ME, OTHER, THIRD] = [voter(0), voter(1), voter(2)];

let electionDay = addDays(today, 20);
let proxies: Proxy[] = [];
let standing: string[] = [];
let sent: unknown[] = [];
let none: string | undefined;
let checks: unknown[] = [];
let refusal: { status: number; value: unknown } | undefined;
let rollNeeded = false;
const election = () => ({ body: '村民委员会', term: 12, electionDay, options: undefined }) as const;
const hand = { gave: undefined, holds: [] };
const stands = (one: Proxy) => standing.includes(one.agent.name);

/** A proxy in the state it has when it is asked for. */
function asked(principal = ME, agent = OTHER): Proxy {
  const id = Id.parse(`BBBBBBBBBBBBBBBBBBBBB${'AQgw'[proxies.length] ?? 'A'}`);
  const text = {
    relation: '同村的人',
    reason: '在外地打工',
    askedOn: today,
    atCounter: false,
    photographed: true,
  };
  const number = proxies.length + 1;
  const one: Proxy = { state: 'asked', id, area: VILLAGE, term: 12, number, principal, agent, ...text };
  proxies.push(one);
  return one;
}

function put(next: Result<Proxy>): { status: number; value: unknown } {
  if (!next.ok) return { status: 409, value: { title: '没有办成', ...next.error } };
  proxies = proxies.map((one) => (one.id === next.value.id ? next.value : one));
  return { status: 200, value: next.value };
}

const moving = (one: Proxy) => ({
  election: election(),
  today,
  by: undefined,
  agent: hand,
  agentStands: stands(one),
});

function moved(path: string, body: unknown) {
  const [id, act] = path.split('/').slice(-2);
  const one = proxies.find((each) => each.id === id)!;
  const isAgent = one.agent.entry === ME.entry;
  if (act === 'withdrawal') return put(rules.withdraw(one, isAgent ? 'agent' : 'principal', moving(one)));
  const { consents } = body as { consents: boolean };
  return put(
    consents ? rules.consent(one, 'self', moving(one)) : rules.refuse(one, 'agent', '没有同意', moving(one)),
  );
}

beforeEach(() => {
  [electionDay, proxies, standing, sent] = [addDays(today, 20), [], [], []];
  none = undefined;
  localStorage.clear();
  opened.length = 0;
  takePhotos.mockReset();
  [checks, refusal, rollNeeded] = [[], undefined, false];
  answerWith((method, path, body) => {
    if (rollNeeded) return { status: 403, value: { code: 'roll-needed', title: '先对一对' } };
    if (path.endsWith('/agent')) {
      checks.push(body);
      return refusal ?? { status: 204, value: undefined };
    }
    if (method === 'POST') return moved(path, body);
    if (method === 'PUT') {
      if (refusal) return refusal;
      sent.push(body);
      return { status: 200, value: asked() };
    }
    const shown = proxies.map((proxy) => ({ proxy, agentStands: !rules.hasEnded(proxy) && stands(proxy) }));
    const of = (who: 'principal' | 'agent') => shown.filter(({ proxy }) => proxy[who].entry === ME.entry);
    const listed = publishedNames(shown.filter(({ proxy }) => proxy.state === 'listed'));
    const { term, body: elects } = election();
    const at = { lastDay: rules.lastDayToAsk(election()), electionDay, term, body: elects, most: 3, none };
    return { status: 200, value: { ...at, gave: of('principal'), asked: of('agent'), listed } };
  });
  takeSession(sessionOf());
  changeSettings({
    village: {
      code: AreaCode.parse(VILLAGE),
      name: '枣坪村',
      town: '柳塘镇',
      county: '棠水县',
      phone: '0900-000-0000',
    },
  });
});

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
  dropSession();
});

const field = (box: HTMLElement, label: string) =>
  box.querySelector<HTMLInputElement>(`#${byName(box, 'label', label).getAttribute('for') ?? ''}`)!;
const row = (box: HTMLElement, name: string) =>
  [...box.querySelectorAll<HTMLElement>('.li-in')].find((one) => one.textContent.startsWith(name))!;

async function mine(): Promise<HTMLElement> {
  const box = render(<MinePage />);
  await settle();
  return box;
}

/** Answers the first three questions. */
async function fillIn(): Promise<HTMLElement> {
  const box = render(<AskPage />);
  await settle();
  type(field(box, '受委托人的姓名'), OTHER.name);
  type(field(box, '受委托人身份证号后六位'), '07074X');
  tap(byName(box, 'button', '下一步'));
  await settle();
  tap(byName(box, '[role=radio]', '兄弟姐妹'));
  tap(byName(box, 'button', '下一步'));
  tap(byName(box, '[role=radio]', '在外地打工'));
  tap(byName(box, 'button', '下一步'));
  return box;
}

describe('asking for a proxy', () => {
  it('goes question by question to the words for the paper, and sends them once with its photograph', async () => {
    takePhotos.mockResolvedValue([{ bytes: bytesOf(PHOTO), src: 'data:image/jpeg;base64,AAAA' }]);
    const box = await fillIn();
    expect(box.textContent).toContain(
      '我因在外地打工，选举日不能到场投票，委托王秀芝（和我的关系：兄弟姐妹）在枣坪村第12届村民委员会选举中代我投票。只用于这一次选举。',
    );
    expect(byName(box, 'button', '送出委托').getAttribute('aria-disabled')).toBe('true');
    tap(byName(box, 'button', '拍委托书'));
    await settle();
    tap(byName(box, 'button', '送出委托'));
    await settle();
    expect(sent).toEqual([
      {
        relation: '兄弟姐妹',
        reason: '在外地打工',
        agent: { name: OTHER.name, idLastSix: '07074X' },
        paper: PHOTO,
      },
    ]);
    expect(opened).toContain('redirectTo /proxy/mine/index');
  });

  it('stays where an answer is missing, and says when a photograph cannot be read', async () => {
    const box = render(<AskPage />);
    await settle();
    tap(byName(box, 'button', '下一步'));
    expect(box.textContent).toContain('还没有填姓名');
    expect(box.textContent).toContain('第 1 步，共 4 步');
    takePhotos.mockResolvedValue(['unreadable']);
    const last = await fillIn();
    tap(byName(last, 'button', '拍委托书'));
    await settle();
    expect(last.textContent).toContain('委托书的照片读不出来');
    expect(byName(last, 'button', '送出委托').getAttribute('aria-disabled')).toBe('true');
  });
});

const NO_MATCH = { status: 404, value: { code: 'roll-no-match', title: '名单上没有找到。' } };
const WRONG = '名单上没有这个姓名和这六位';

describe('an agent who is not on the roll', () => {
  it('is said at the field of the first step, before anything else is asked', async () => {
    refusal = NO_MATCH;
    const box = render(<AskPage />);
    await settle();
    type(field(box, '受委托人的姓名'), OTHER.name);
    type(field(box, '受委托人身份证号后六位'), '070740');
    tap(byName(box, 'button', '下一步'));
    await settle();
    expect(box.textContent).toContain('第 1 步，共 4 步');
    expect(box.textContent).toContain(WRONG);
    expect(checks).toEqual([{ agent: { name: OTHER.name, idLastSix: '070740' } }]);
  });

  it('by the time it is sent leads back to that field, with all that was filled in', async () => {
    takePhotos.mockResolvedValue([{ bytes: bytesOf(PHOTO), src: 'data:image/jpeg;base64,AAAA' }]);
    const box = await fillIn();
    tap(byName(box, 'button', '拍委托书'));
    await settle();
    refusal = NO_MATCH;
    tap(byName(box, 'button', '送出委托'));
    await settle();
    expect(box.textContent).toContain('第 1 步，共 4 步');
    expect(box.textContent).toContain(WRONG);
    expect(field(box, '受委托人的姓名').value).toBe(OTHER.name);
    refusal = undefined;
    type(field(box, '受委托人身份证号后六位'), '070741');
    tap(byName(box, 'button', '下一步'));
    await settle();
    tap(byName(box, 'button', '下一步'));
    tap(byName(box, 'button', '下一步'));
    tap(byName(box, 'button', '送出委托'));
    await settle();
    expect(sent).toMatchObject([{ agent: { idLastSix: '070741' }, reason: '在外地打工' }]);
  });

  it('is looked up once, however often one goes back and on', async () => {
    const box = await fillIn();
    for (const step of [3, 2, 1]) {
      window.history.back();
      await settle();
      expect(box.textContent).toContain(`第 ${step} 步`);
    }
    tap(byName(box, 'button', '下一步'));
    await settle();
    expect(box.textContent).toContain('第 2 步');
    expect(checks).toHaveLength(1);
  });
});

describe('the page of asking, opened by its address', () => {
  it('is for who is matched with the roll', async () => {
    rollNeeded = true;
    const box = render(<AskPage />);
    await settle();
    expect(box.textContent).toContain('去对一对');
    expect(box.textContent).not.toContain('委托谁');
  });

  it('is for who may ask now', async () => {
    asked();
    const box = render(<AskPage />);
    await settle();
    expect(box.textContent).not.toContain('委托谁');
    tap(byName(box, 'button', '看我的委托'));
    expect(opened).toContain('redirectTo /proxy/mine/index');
  });
});

describe('the page of who gives a proxy', () => {
  it('offers to ask while there is time, and not after', async () => {
    expect((await mine()).textContent).toContain('委托一个人代投');
    electionDay = today;
    const late = await mine();
    expect(late.textContent).not.toContain('委托一个人代投');
    expect(late.textContent).toContain(`委托到${sayDate(rules.lastDayToAsk(election()))}为止，已经过了`);
  });

  it('says what comes next, and takes it back at the second tap', async () => {
    asked();
    const box = await mine();
    expect(box.textContent).toContain('等受委托人同意');
    expect(box.textContent).toContain(`请告诉${OTHER.name}`);
    expect(box.textContent).not.toContain('委托一个人代投');
    tap(row(box, '不委托了'));
    expect(proxies[0]?.state).toBe('asked');
    tap(row(box, '撤回这份委托'));
    await settle();
    expect(proxies[0]).toMatchObject({ state: 'withdrawn', who: 'principal' });
    expect(box.textContent).toContain(`${sayDate(today)}已撤回`);
    expect(box.textContent).toContain('委托一个人代投');
  });

  it('warns as soon as the agent is a candidate, and offers no way back on the election day', async () => {
    asked();
    standing = [OTHER.name];
    expect((await mine()).textContent).toContain(`${OTHER.name}成了候选人，不能代您投票`);
    electionDay = today;
    expect((await mine()).textContent).not.toContain('不委托了');
  });
});

it('says by which article nobody votes for others, and offers nothing', async () => {
  none = '采取居民代表选举方式的，不实行委托投票（《中华人民共和国城市居民委员会组织法》第19条）。';
  const box = await mine();
  expect(box.textContent).toContain('这次选举不实行委托投票');
  expect(box.textContent).toContain(none);
  expect(box.textContent).not.toContain('委托一个人代投');
});

describe('the page of who is asked', () => {
  it('consents, sees whom they vote for, and gives it back', async () => {
    asked(OTHER, ME);
    const box = await mine();
    expect(box.textContent).toContain(`${OTHER.name}请您代投票`);
    tap(byName(box, 'button', '同意代投'));
    await settle();
    expect(box.textContent).toContain('1 人，最多 3 人');
    tap(row(box, `不替${OTHER.name}投了`));
    tap(row(box, '退回这份委托'));
    await settle();
    expect(proxies[0]).toMatchObject({ state: 'withdrawn', who: 'agent' });
    expect(box.textContent).toContain('受委托人退回了');
  });

  it('declines; a candidate is not offered to consent', async () => {
    asked(OTHER, ME);
    standing = [ME.name];
    const box = await mine();
    expect(box.textContent).toContain('您在候选人名单上，不能代别人投票');
    expect(box.textContent).not.toContain('同意代投');
    tap(byName(box, 'button', '不同意'));
    await settle();
    expect(proxies[0]).toMatchObject({ state: 'refused', who: 'agent' });
    expect(box.textContent).toContain('受委托人没有同意');
  });
});

it('shows the published list by name and group, without a reason', async () => {
  const base = asked(THIRD, OTHER);
  proxies = [
    {
      ...base,
      state: 'listed',
      consent: { on: today, how: 'paper' },
      check: { on: today },
      notice: Id.parse('NNNNNNNNNNNNNNNNNNNNNA'),
      listedOn: today,
    },
  ];
  const box = await mine();
  expect(box.textContent).toContain(`${OTHER.name}（第二组）代${THIRD.name}（第二组）投票`);
  expect(box.textContent).not.toContain('打工');
});
