import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { toBase64url } from '#shared/crypto/bytes';
import { leafHash } from '#shared/crypto/merkle';
import { Session } from '#shared/identity/contract';
import { encodeRollList, personLeaf } from '#shared/roll/list';
import { dateOfDay, dayOf } from '#shared/time';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { byName, render, settle, tap, type } from './render';

const { default: PublishedPage } = await import('../../miniapp/src/roll/published/index');
const { default: FamilyPage } = await import('../../miniapp/src/roll/published/family/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');
const { changeSettings } = await import('../../miniapp/src/platform/settings');

const VILLAGE = AreaCode.parse('990101100201');
const NOW = Math.floor(Date.now() / 1000);
const entry = new Uint8Array(16).fill(7);
const nonce = new Uint8Array(16).fill(9);
const ENTRY = toBase64url(entry);

const root = leafHash(personLeaf({ entry, name: '林小满', group: '第2组' }, nonce));
const document = encodeRollList({ area: VILLAGE, term: 12, version: 3, entries: 1, root });
const publication = {
  area: VILLAGE,
  term: 12,
  number: 1,
  version: 3,
  entries: 1,
  groups: [{ name: '第2组', entries: 1, pages: 1 }],
  publishedAt: NOW,
  firstDay: dateOfDay(dayOf(NOW)),
  leaf: 'A'.repeat(43),
  document: toBase64url(document),
};
const own = { entry: ENTRY, nonce: toBase64url(nonce), name: '林小满', group: '第2组', index: 0, path: [] };

let published: { status: number; value: unknown };
let groups: string[];
const sent: string[] = [];

function answer(path: string) {
  if (path === '/trust.json')
    return {
      status: 200,
      value: {
        county: '990101000000',
        rootPk: '',
        log: LOG_TRUST,
        hosts: { api: '', ballotbox: '', tipline: '' },
      },
    };
  if (path.includes('/log/proofs/')) return { status: 404, value: { code: 'not-logged', title: '' } };
  if (path.endsWith('/roll/published')) return published;
  if (path.includes('/roll/published/')) return { status: 200, value: { group: '第2组', names: ['林小满'] } };
  if (path.endsWith('/roll/check')) return { status: 200, value: { number: 1, groups } };
  return { status: 404, value: { code: 'not-found' } };
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  sent.length = 0;
  published = { status: 200, value: { publication, own } };
  groups = ['第2组'];
  localStorage.clear();
  globalThis.fetch = ((path: string) => {
    sent.push(path);
    const { status, value } = answer(path);
    const text = () => Promise.resolve(JSON.stringify(value));
    return Promise.resolve({ status, text, headers: { get: () => null } });
  }) as never;
  changeSettings({ village: { code: VILLAGE, name: '枣坪村', town: '柳塘镇', county: '棠水县' } });
  takeSession(
    Session.parse({
      person: 'AAAAAAAAAAAAAAAAAAAAAA',
      access: 'token',
      until: NOW + 600,
      refresh: 'refresh',
      grants: [],
    }),
  );
});
afterEach(() => {
  globalThis.fetch = realFetch;
  dropSession();
});

/** The page once its own line has been computed. */
async function opened(): Promise<HTMLElement> {
  const page = render(<PublishedPage />);
  for (let i = 0; i < 20 && !/算过一遍|对不上|没有您|还没有|只给/.test(page.textContent); i += 1)
    await settle();
  return page;
}

describe('the published roll on the phone', () => {
  it('computes the own line here, and says of the log what it knows', async () => {
    const page = await opened();
    for (let i = 0; i < 20 && !page.textContent.includes('算过一遍'); i += 1) await settle();
    expect(page.textContent).toContain('林小满');
    expect(page.textContent).toContain('第 1 次公布');
    expect(page.textContent).toContain('和公布的名单算过一遍，对得上');
    expect(page.textContent).toContain('正在存入公开日志');
  });

  it('says loudly when name, group or list are not those of the log’s root, and shows no line', async () => {
    for (const wrong of [
      { publication, own: { ...own, group: '第3组' } },
      { publication: { ...publication, version: 4 }, own },
    ]) {
      published = { status: 200, value: wrong };
      const page = render(<PublishedPage />);
      for (let i = 0; i < 20 && !page.textContent.includes('对不上'); i += 1) await settle();
      expect(page.textContent).toContain('您的一条和公布的名单对不上');
      expect(page.textContent).not.toContain('算过一遍');
    }
  });

  it('says of a correction that it took the place of what was proved before', async () => {
    published = { status: 200, value: { publication: { ...publication, number: 2 }, own } };
    const page = await opened();
    for (let i = 0; i < 20 && !page.textContent.includes('算过一遍'); i += 1) await settle();
    expect(page.textContent).toContain('名单补正过，现在是第 2 次公布的');
    expect(page.textContent).toContain('已由这一次的替换，不是出错');
    expect(page.textContent).not.toContain('对不上');
  });

  it('tells whoever does not stand on it, and the way to object', async () => {
    published = { status: 200, value: { publication } };
    const page = await opened();
    expect(page.textContent).toContain('第 1 次公布的名单上没有您');
    expect(page.textContent).toContain('对名单提异议');
  });

  it('opens one group’s names on tap', async () => {
    const page = await opened();
    expect(sent.some((path) => /published\/3\/0\/0$/.test(path))).toBe(false);
    const row = [...page.querySelectorAll('button')].find(({ textContent }) =>
      textContent.includes('点开看'),
    );
    tap(row!);
    await settle();
    expect(page.querySelector('.roll-name')?.textContent).toBe('林小满');
  });

  it.each([
    ['roll-unpublished', '选民名单还没有公布'],
    ['roll-villagers-only', '名单只给本村名单上的人看'],
  ])('says what %s means', async (code, words) => {
    published = { status: code === 'roll-unpublished' ? 404 : 403, value: { code, title: '' } };
    const page = await opened();
    expect(page.textContent).toContain(words);
  });
});

describe('looking up for the family', () => {
  async function lookedUp(): Promise<HTMLElement> {
    const page = render(<FamilyPage />);
    const [name, six] = [...page.querySelectorAll('input')];
    type(name!, '林小满');
    type(six!, '12345x');
    tap(byName(page, 'button', '查一查'));
    await settle();
    return page;
  }

  it('says the group and nothing else', async () => {
    const page = await lookedUp();
    expect(page.textContent).toContain('林小满在公布的名单上，第2组');
  });

  it('says what to do when nobody is found, and asks nobody while the number is short', async () => {
    groups = [];
    expect((await lookedUp()).textContent).toContain('公布的名单上没有找到林小满');
    sent.length = 0;
    const page = render(<FamilyPage />);
    tap(byName(page, 'button', '查一查'));
    await settle();
    expect(page.textContent).toContain('还没有填姓名');
    expect(sent.filter((path) => path.endsWith('/check'))).toEqual([]);
  });
});
