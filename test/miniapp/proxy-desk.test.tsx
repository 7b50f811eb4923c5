import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { AreaCode } from '#shared/area/code';
import { bytesOf } from '#shared/crypto/bytes';
import { Id } from '#shared/ids';
import type { Proxy, ProxyMove } from '#shared/proxy/contract';
import { listingOf } from '#shared/proxy/listing';
import { proxiesNotice } from '#shared/proxy/notice';
import * as rules from '#shared/proxy/rules';
import { addDays, dateOfDay, dayOf, sayMoment } from '#shared/time';
import type { Photo } from '../../miniapp/src/platform/small-photo';
import { byName, render, settle, tap, type } from './render';
import { params } from './taro';
import { answerWith, TOWN, VILLAGE } from './village-county';
import { sessionOf } from './session';

const takePhotos = jest.fn<() => Promise<(Photo | 'unreadable')[]>>();
jest.unstable_mockModule('../../miniapp/src/platform/photo', () => ({ takePhotos }));

const { default: DeskPage } = await import('../../miniapp/src/proxy/desk/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');

/** Stands for a photograph. */
const PHOTO = '_9j_4AcH';
const today = dateOfDay(dayOf(Math.floor(Date.now() / 1000)));
const election = {
  body: '村民委员会',
  term: 12,
  electionDay: addDays(today, 20),
  options: undefined,
} as const;
const NAMES = ['马小军', '王秀芝', '孙福来', '石玉芬'];
const voter = (n: number) => ({
  entry: Id.parse(`AAAAAAAAAAAAAAAAAAAAA${'AQgw'[n] ?? 'A'}`),
  name: NAMES[n] ?? '',
  group: '第二组',
});

let proxies: Proxy[] = [];
let standing: string[] = [];
const stands = (one: Proxy) => standing.includes(one.agent.name);

function asked(principal = 0, agent = 1): Proxy {
  const id = Id.parse(`BBBBBBBBBBBBBBBBBBBBB${'AQgw'[proxies.length] ?? 'A'}`);
  const text = { relation: '兄弟姐妹', reason: '在外地打工', askedOn: today };
  const at = {
    id,
    area: VILLAGE,
    term: 12,
    number: proxies.length + 1,
    atCounter: false,
    photographed: true,
  };
  const one: Proxy = { state: 'asked', ...at, ...text, principal: voter(principal), agent: voter(agent) };
  proxies.push(one);
  return one;
}

const NOTICE = Id.parse('NNNNNNNNNNNNNNNNNNNNNA');
/** What people read in notice 13; nothing before it is published. */
let html: string | undefined;
const publishedList = () =>
  html === undefined
    ? []
    : [
        {
          id: NOTICE,
          version: 1,
          state: 'published' as const,
          html,
          publishedAt: 1,
          changedAt: Math.floor(Date.now() / 1000),
        },
      ];
const listLine = () => ({
  ...{ id: NOTICE, area: VILLAGE, title: '委托投票名单公告', number: 13, issuer: '枣坪村村民选举委员会' },
  ...{ stage: 6, version: 1, revision: 2, createdAt: 1 },
  state: { kind: 'published', publishedAt: 1, changedAt: 1 },
});

function move(id: string, body: ProxyMove) {
  const one = proxies.find((each) => each.id === id)!;
  const hand = { gave: undefined, holds: [] };
  const next = rules.moveProxy(one, body, {
    election,
    today,
    by: undefined,
    agent: hand,
    agentStands: stands(one),
    notice: publishedList()[0],
  });
  if (!next.ok) return { status: 409, value: { title: '没有办成', ...next.error } };
  proxies = proxies.map((each) => (each.id === id ? next.value : each));
  return { status: 200, value: next.value };
}

function enter(body: { principal: { name: string }; agent: { name: string } }) {
  const at = (name: string) => NAMES.indexOf(name);
  const { id } = asked(at(body.principal.name), at(body.agent.name));
  return move(id, { to: 'consented' });
}

function session(area: AreaCode, role: string): void {
  takeSession(sessionOf({ role, area }));
}

const entered: unknown[] = [];
beforeEach(() => {
  [proxies, standing, html] = [[], [], undefined];
  entered.length = 0;
  localStorage.clear();
  answerWith((method, path, body) => {
    if (method === 'PUT') {
      entered.push(body);
      return enter(body as Parameters<typeof enter>[0]);
    }
    if (method === 'POST') return move(path.split('/').slice(-2)[0] ?? '', body as ProxyMove);
    if (path.endsWith('/paper')) return { status: 200, value: { paper: PHOTO } };
    const at = {
      lastDay: rules.lastDayToAsk(election),
      electionDay: election.electionDay,
      term: 12,
      most: 3,
    };
    if (path.includes('/notices'))
      return { status: 200, value: { notices: html === undefined ? [] : [listLine()] } };
    const shown = proxies.map((proxy) => ({
      proxy,
      agentStands: !rules.hasEnded(proxy) && stands(proxy),
      listing: listingOf(proxy, proxies, publishedList()),
    }));
    return {
      status: 200,
      value: { ...at, body: election.body, basis: rules.proxyBasis(election), proxies: shown },
    };
  });
  session(VILLAGE, 'committee');
});

const realFetch = globalThis.fetch;
afterEach(() => {
  delete params['area'];
  globalThis.fetch = realFetch;
  dropSession();
});

const field = (box: HTMLElement, label: string) =>
  box.querySelector<HTMLInputElement>(`#${byName(box, 'label', label).getAttribute('for') ?? ''}`)!;

async function desk(): Promise<HTMLElement> {
  const box = render(<DeskPage />);
  await settle();
  return box;
}

async function press(box: HTMLElement, name: string): Promise<void> {
  tap(byName(box, 'button', name));
  await settle();
}

it('leads one from the agent’s consent by the check to the published list and the agent’s paper', async () => {
  asked();
  const box = await desk();
  await press(box, '受委托人签了名');
  expect(box.textContent).toContain('1 份等核对');
  await press(box, '看委托书');
  expect(box.querySelector('img')?.getAttribute('src')).toBe('data:image/jpeg;base64,/9j/4AcH');
  await press(box, '核对过，可以委托');
  await press(box, '委托名单公告');
  expect(box.querySelector('textarea')?.value).toContain(
    '受委托人王秀芝（第二组），委托人马小军（第二组）。',
  );
  expect(box.textContent).toContain('还没有公布过第13号公告');
  html = `<p>${box.querySelector('textarea')!.value.replace('马小军', '马小兵')}</p>`;
  await press(box, '打印');
  await press(box, '委托名单公告');
  tap(byName(box, '[role=radio]', `委托投票名单公告第13号 ${sayMoment(1)}`));
  await press(box, '对一对公告，记下 1 份');
  expect(box.textContent).toContain('公告里没有写到第 1 号，没有记下');
  html = html.replace('马小兵', '马小军');
  await press(box, '对一对公告，记下 1 份');
  expect(proxies[0]).toMatchObject({ state: 'listed', notice: NOTICE });
  await press(box, '打印');
  await press(box, '打印王秀芝的委托投票证');
  expect(box.textContent).toContain('第12届 第1号');
  expect(box.textContent).toContain('委托人：马小军（第二组），共 1 人');
  expect(box.textContent).toContain('枣坪村村民选举委员会（盖章）');
});

it('refuses with the article, and says when the published list must be corrected', async () => {
  asked();
  const box = await desk();
  await press(box, '不通过……');
  tap(byName(box, '[role=radio]', '选举期间没有外出，可以自己来投票'));
  await press(box, '记下不通过');
  expect(proxies[0]).toMatchObject({
    state: 'refused',
    who: 'office',
    why: '选举期间没有外出，可以自己来投票。依据《中华人民共和国村民委员会组织法》第18条。',
  });
  const second = asked(2, 1);
  for (const to of ['consented', 'checked'] as const) move(second.id, { to });
  html = proxiesNotice(
    proxies.map((proxy) => ({ proxy, agentStands: false })),
    '',
  );
  move(second.id, { to: 'listed', notice: NOTICE });
  const again = await desk();
  tap(again.querySelectorAll('tbody tr')[1] as HTMLElement);
  await press(again, '委托人来撤回……');
  await press(again, '记下撤回');
  expect(again.textContent).toContain('公布的名单里还有这一份');
  expect(again.textContent).toContain('已撤回，名单上还有');
  html = '<p>更正：这份名单里没有人了。</p>';
  const corrected = await desk();
  tap(corrected.querySelectorAll('tbody tr')[1] as HTMLElement);
  expect(corrected.textContent).not.toContain('名单上还有');
  expect(corrected.textContent).not.toContain('公布的名单里还有这一份');
});

it('takes a paper at the counter with its photograph', async () => {
  takePhotos.mockResolvedValue([{ bytes: bytesOf(PHOTO), src: 'data:image/jpeg;base64,/9j/4AcH' }]);
  const box = await desk();
  expect(box.textContent).toContain('还没有人委托');
  await press(box, '收一份委托书');
  type(field(box, '委托人姓名'), '石玉芬');
  type(field(box, '委托人身份证号后六位'), '070701');
  type(field(box, '受委托人姓名'), '王秀芝');
  type(field(box, '受委托人身份证号后六位'), '070702');
  type(field(box, '关系'), '婆媳');
  type(field(box, '为什么来不了'), '在外地看病');
  await press(box, '传委托书的照片');
  await press(box, '收下这份委托书');
  expect(box.textContent).toContain('收下了，第 1 号');
  expect(entered).toMatchObject([{ paper: PHOTO, askedOn: today, reason: '在外地看病' }]);
  expect(field(box, '委托人姓名').value).toBe('');
});

it('voids one whose agent stands, and offers nothing else to do with it but to end it', async () => {
  asked();
  standing = ['王秀芝'];
  const box = await desk();
  expect(box.textContent).toContain('受委托人成了候选人');
  expect(box.textContent).not.toContain('受委托人签了名');
  await press(box, '这份委托作废');
  expect(proxies[0]?.state).toBe('void');
});

it('shows the photograph to nobody but the village’s own office, and prints an empty paper', async () => {
  session(TOWN, 'township');
  params['area'] = VILLAGE;
  asked();
  const box = await desk();
  expect(box.textContent).toContain('委托书的照片只有本村选举委员会能看');
  expect(box.textContent).not.toContain('看委托书');
  await press(box, '打印');
  expect(box.textContent).toContain('名单公布以后才开');
  await press(box, '空白委托书');
  expect(box.textContent).toContain('本人＿＿＿＿＿＿因＿＿＿＿＿＿＿＿＿＿＿＿，选举日不能到场投票');
  expect(box.textContent).toContain('核对人签名');
});
