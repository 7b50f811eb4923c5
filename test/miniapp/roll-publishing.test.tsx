import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Session } from '#shared/identity/contract';
import { addDays, dateOfDay, dayOf } from '#shared/time';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { COUNTY, TREE, VILLAGE } from './one-village';
import { byName, render, settle, tap } from './render';
import { params } from './taro';

const { default: ImportRoll } = await import('../../miniapp/src/roll/import/index');
const { default: PrintRoll } = await import('../../miniapp/src/roll/print/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');
const { proveBy } = await import('../../miniapp/src/platform/request');

const NOW = Math.floor(Date.now() / 1000);
const TODAY = dateOfDay(dayOf(NOW));
const PEOPLE = ['陈桂', '安平', '赵大山'].map((name, i) => ({
  entry: `${'A'.repeat(20)}${'ABC'[i]}A`,
  name,
  group: i === 2 ? '第2组' : '第1组',
  category: '户籍在村',
  member: false,
  idLastFour: '1234',
}));

/** What the county knows: tests move it. */
let published: object | undefined;
let last = addDays(TODAY, 3);
let refusal: object | undefined;
let people: object[] = PEOPLE;
let registrations: object[] = [];
const FIRST = { area: VILLAGE, version: 1, entries: 3, members: 0 };
let head: typeof FIRST = FIRST;
const nextHead = ({ change }: { change: 'struck' | 'restored' }) => {
  const kept = { ...FIRST, version: head.version + 1, entries: 2 };
  const made = { kind: change, from: head.version, people: 1, basis: '村组法(2025) 第16条' };
  return { ...kept, ...(change === 'restored' && { entries: 3 }), change: made };
};
const sent: { path: string; body: unknown }[] = [];

const publication = (number: number, version: number) => ({
  area: VILLAGE,
  term: 12,
  number,
  version,
  entries: 3,
  groups: [
    { name: '第1组', entries: 2, pages: 1 },
    { name: '第2组', entries: 1, pages: 1 },
  ],
  publishedAt: NOW,
  firstDay: TODAY,
  leaf: 'A'.repeat(43),
  document: 'AAAA',
});

function answer(method: string, path: string, body: unknown) {
  const ok = (value: unknown) => ({ status: 200, value });
  if (path === '/trust.json')
    return ok({ county: COUNTY, rootPk: '', log: LOG_TRUST, hosts: { api: '', ballotbox: '', tipline: '' } });
  if (path.includes('/log/proofs/')) return { status: 404, value: { code: 'not-logged', title: '' } };
  if (path.startsWith('/public')) return ok(TREE);
  if (path.endsWith('/roll/publication'))
    return ok({
      law: {
        electionDay: addDays(last, 20),
        last,
        basis: '村组法(2025) 第17条',
        words: '二十日前公布。',
      },
      body: '村民委员会',
      term: 12,
      cited: '《中华人民共和国村民委员会组织法》第17条',
      window: { first: TODAY, last: addDays(TODAY, 5), provisional: false },
      ...(published && { publication: published }),
    });
  if (method !== 'GET') sent.push({ path, body });
  if (path.endsWith('/finish')) return ok((head = nextHead(body as { change: 'struck' | 'restored' })));
  if (method === 'POST') {
    if (refusal) return { status: 'status' in refusal ? Number(refusal.status) : 409, value: refusal };
    published = publication(1, 1);
    return ok(published);
  }
  if (path.includes('/registrations'))
    return ok({ body: '村民委员会', term: 12, lastDay: TODAY, registrations });
  if (path.includes('/carried/')) return ok({ written: 2 });
  if (path.includes('/entries')) return ok({ entries: people });
  return ok(head);
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  sent.length = 0;
  published = undefined;
  refusal = undefined;
  people = PEOPLE;
  registrations = [];
  head = FIRST;
  last = addDays(TODAY, 3);
  localStorage.clear();
  globalThis.fetch = ((path: string, init: RequestInit = {}) => {
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : {};
    const { status, value } = answer(init.method ?? 'GET', path, body);
    const text = () => Promise.resolve(JSON.stringify(value));
    return Promise.resolve({ status, text, headers: { get: () => null } });
  }) as never;
  const session = {
    person: 'AAAAAAAAAAAAAAAAAAAAAA',
    access: 'token',
    until: NOW + 600,
    refresh: 'refresh',
    grants: [{ role: 'committee', area: VILLAGE }],
  };
  takeSession(Session.parse(session));
});
afterEach(() => {
  globalThis.fetch = realFetch;
  dropSession();
});

describe('publishing a roll at the desk', () => {
  it('says by when, asks once more, publishes what stands, and then gives the notice its text', async () => {
    const page = render(<ImportRoll />);
    await settle();
    expect(page.textContent).toContain('还剩 3 天');
    expect(page.textContent).toContain('村组法(2025) 第17条');
    expect(page.textContent).toContain('第 1 版，3 人');
    tap(byName(page, 'button', '公布名单'));
    expect(sent).toEqual([]);
    tap(byName(page, 'button', '公布第 1 版'));
    await settle();
    expect(sent).toEqual([{ path: expect.stringMatching(/\/roll\/1\/publication$/), body: { from: 0 } }]);
    expect(page.textContent).toContain('已公布');
    const text = page.querySelector<HTMLTextAreaElement>('textarea[aria-label*="公告"]')?.value ?? '';
    expect(text).toContain('共登记 3 人：第1组 2 人，第2组 1 人。');
    for (const { name } of PEOPLE) expect(text).not.toContain(name);
  });

  it('warns on the last day and lets nobody publish after it', async () => {
    last = TODAY;
    const warned = render(<ImportRoll />);
    await settle();
    expect(warned.textContent).toContain('今天是最后一天');
    last = addDays(TODAY, -1);
    const page = render(<ImportRoll />);
    await settle();
    expect(page.textContent).toContain('最后一天已经过了，不能公布');
    tap(byName(page, 'button', '公布名单'));
    expect(page.textContent).not.toContain('先不公布');
  });

  it('says why the county refused, with the article', async () => {
    refusal = {
      code: 'roll-late',
      title: '来不及了。',
      fields: [{ path: 'from', message: '最后一天是昨天。' }],
    };
    const page = render(<ImportRoll />);
    await settle();
    tap(byName(page, 'button', '公布名单'));
    tap(byName(page, 'button', '公布第 1 版'));
    await settle();
    expect(page.textContent).toContain('最后一天是昨天。');
  });
});

describe('a roll on which people stand who do not take part', () => {
  const answered = (n: number, takesPart: boolean) => ({
    entry: PEOPLE[n]!.entry,
    contacts: [],
    answers: [{ takesPart, on: TODAY, how: 'self' }],
  });
  const at = (n: number, category: string) => ({ ...PEOPLE[n]!, category });

  it('names them with the article, and says who is entered whatever they say', async () => {
    people = [at(0, '户籍在村'), at(1, '户籍在村外出'), at(2, '户籍在村外出')];
    registrations = [answered(0, false), answered(1, false)];
    const page = render(<ImportRoll />);
    await settle();
    await settle();
    const text = page.textContent;
    expect(text).toContain('1 人答了不参加，还在名单上安平（第1组）');
    expect(text).toContain('1 人要本人表示参加，还没有答复赵大山（第2组）');
    expect(text).toContain('另有 1 人答了不参加，照样登记');
    expect(text).toContain('村组法(2025) 第16条');
    tap(byName(page, 'button', '公布名单'));
    expect(page.textContent).toContain('名单上还有 2 人没有登记的依据');
  });

  it('has them struck after asking, and put back before it is published', async () => {
    people = [at(0, '户籍在村'), at(1, '户籍在村外出'), at(2, '户籍在村外出')];
    registrations = [answered(1, false), answered(2, true)];
    const page = render(<ImportRoll />);
    await settle();
    await settle();
    tap(byName(page, 'button', '从名单上划去这 1 人'));
    expect(sent).toEqual([]);
    tap(byName(page, 'button', '划去这 1 人'));
    await settle();
    await settle();
    expect(sent[0]).toMatchObject({ body: { from: 1, without: [PEOPLE[1]!.entry] } });
    expect(sent[1]).toMatchObject({ body: { from: 1, entries: 2, change: 'struck' } });
    expect(page.textContent).toContain('这一版划去了 1 人从第 1 版划去，依据村组法(2025) 第16条。');
    tap(byName(page, 'button', '放回这 1 人'));
    await settle();
    await settle();
    expect(sent[2]).toMatchObject({ body: { from: 1, without: [] } });
    expect(sent[3]).toMatchObject({ body: { from: 2, change: 'restored' } });
    expect(page.textContent).toContain('已放回名单');
  });

  it('says that nothing was held against the answers when they cannot be read', async () => {
    registrations = [{}];
    const page = render(<ImportRoll />);
    await settle();
    expect(page.textContent).toContain('还没有和参选答复核对');
  });
});

describe('publishing a roll long after signing in', () => {
  const publishOnce = async (proves: boolean): Promise<HTMLElement> => {
    refusal = { code: 'sign-in-stale', title: '要再确认一次是您本人，填好的都在。', status: 403 };
    proveBy(() => {
      refusal = undefined;
      return Promise.resolve(proves);
    });
    const page = render(<ImportRoll />);
    await settle();
    tap(byName(page, 'button', '公布名单'));
    tap(byName(page, 'button', '公布第 1 版'));
    await settle();
    return page;
  };

  it('is sent again by itself once the person has shown who they are', async () => {
    const page = await publishOnce(true);
    expect(sent).toHaveLength(2);
    expect(page.textContent).toContain('已公布');
  });

  it('publishes nothing when they do not', async () => {
    const page = await publishOnce(false);
    expect(sent).toHaveLength(1);
    expect(page.textContent).toContain('没有公布');
  });
});

describe('the roll on paper', () => {
  beforeEach(() => {
    Object.assign(params, { area: VILLAGE, version: '1' });
  });

  afterEach(() => {
    for (const name of ['area', 'version']) Reflect.deleteProperty(params, name);
  });

  it('is a specimen before it is published', async () => {
    const page = render(<PrintRoll />);
    await settle();
    expect(page.textContent).toContain('样张，还没有公布');
  });

  it('has the names by group with their number, the total, and until when to object', async () => {
    published = publication(1, 1);
    const page = render(<PrintRoll />);
    await settle();
    const text = page.textContent;
    expect(text).not.toContain('样张');
    expect(text).toContain('第1组（2 人）安\u3000平陈\u3000桂第2组（1 人）赵大山');
    expect(text).toContain('共 2 个组，3 人');
    expect(text).toContain('（含当天）前向村民选举委员会提出');
    expect(text).toContain('还没有存入公开日志');
  });
});
