import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { leafHash } from '#shared/crypto/merkle';
import type { PublishedCandidates } from '#shared/candidate/contract';
import { Id } from '#shared/ids';
import type { PublishedNotice } from '#shared/notice/notice';
import { LegalDate } from '#shared/time';
import { encodeLeaf, type Leaf, NO_PREV } from '#shared/transparency/leaf';
import { PAPER_PATH, paperCode } from '#shared/transparency/paper-code';
import type { Standing } from '../../miniapp/src/platform/public-log';
import { byName, render, settle, tap } from './render';
import { opened, params } from './taro';

let standing: Standing;
jest.unstable_mockModule('../../miniapp/src/platform/public-log', () => ({
  standingOf: () => Promise.resolve(standing),
}));

const { default: ProofPage } = await import('../../miniapp/src/transparency/proof/index');
const { changeSettings } = await import('../../miniapp/src/platform/settings');

const AREA = AreaCode.parse('990101100201');
const ID = Id.parse('AAECAwQFBgcICQoLDA0ODw');
const NONCE = 'A'.repeat(22);
const SEEN = 1_790_000_000;
const DAY = 86_400;

const leafOf = (kind: Leaf['kind'], version: number): Leaf => ({
  ...{ kind, area: AREA, id: kind === 'notice' || kind === 'withdrawal' ? bytesOf(ID) : new Uint8Array(16) },
  ...{ version, time: SEEN - (SEEN % 60), prev: NO_PREV, commitment: new Uint8Array(32) },
});
const hashOf = (leaf: Leaf) => leafHash(encodeLeaf(leaf));
const loggedAs = (leaf: Leaf) => ({ leaf: toBase64url(hashOf(leaf)), nonce: NONCE });

function proves(leaf: Leaf, { index = 4, isAnew = false, log = 'log1' } = {}): void {
  const checkpoint = {
    origin: `county.test/${log}`,
    size: 9,
    root: new Uint8Array(32),
    clock: SEEN,
    seen: SEEN,
  };
  standing = { kind: 'proved', isAnew, proven: { leaf, hash: hashOf(leaf), index, checkpoint } };
}

/** A notice of so many versions, and what became of it. */
function notice(versions: number, change: Partial<PublishedNotice> = {}): PublishedNotice {
  return {
    ...{ id: ID, area: AREA, title: '推选村民选举委员会公告', issuer: '枣坪村村民委员会', stage: 2 },
    ...{ state: 'published', version: versions, html: '<p>公告</p>', attachments: [] },
    ...{ publishedAt: SEEN, changedAt: SEEN + DAY },
    versions: Array.from({ length: versions }, (_, i) => ({
      version: i + 1,
      publishedAt: SEEN + i * DAY,
      ...(i > 0 ? { reason: '日期写错了' } : {}),
      logged: loggedAs(leafOf('notice', i + 1)),
    })),
    ...change,
  };
}

function candidates(version: number): PublishedCandidates {
  const person = { name: '李守田', sex: '男' as const, age: 46, group: '第1组', introduction: '' };
  return {
    ...{ area: AREA, version, kind: '初步候选人', order: '姓氏笔画' },
    ...{ objectUntil: LegalDate.parse('2026-12-17'), publishedOn: LegalDate.parse('2026-12-07') },
    slates: [{ position: '主任', seats: 1, candidates: [person] }],
    logged: loggedAs(leafOf('candidates', version)),
  };
}

/** What the server answers, by the end of the path. */
let documents: Record<string, unknown>;
/** Why there is nothing beside the log; else an error of the server's. */
let beside: unknown;
const realFetch = globalThis.fetch;

beforeEach(() => {
  localStorage.clear();
  for (const name of Object.keys(params)) Reflect.deleteProperty(params, name);
  opened.length = 0;
  documents = {};
  beside = { code: 'not-found' };
  globalThis.fetch = ((url: string) => {
    const hosts = { api: '', ballotbox: '', tipline: '' };
    const trust = { county: '990101000000', rootPk: 'A'.repeat(43), hosts };
    const log = { logs: ['x'], clock: 'x', witnesses: [], quorum: 0 };
    const found = url === '/trust.json' ? { ...trust, log } : documents[url.slice(url.lastIndexOf('/') + 1)];
    const none = url.includes('/log/documents/') ? beside : { code: 'not-found' };
    const body = JSON.stringify(found ?? none);
    return Promise.resolve({
      status: found ? 200 : none ? 404 : 502,
      text: () => Promise.resolve(body),
      headers: { get: () => null },
    });
  }) as never;
  changeSettings({
    village: { code: AREA, name: '枣坪村', town: '柳塘镇', county: '棠水县', phone: '0000-6280110' },
  });
});
afterEach(() => {
  globalThis.fetch = realFetch;
});

async function page(query: Record<string, string>): Promise<HTMLElement> {
  Object.assign(params, query);
  const box = render(<ProofPage />);
  await settle();
  await settle();
  return box;
}

const ofLeaf = (leaf: Leaf) => page({ leaf: toBase64url(hashOf(leaf)) });

it('names the notice, and leads to the very version', async () => {
  proves(leafOf('notice', 1));
  documents = { [ID]: notice(1) };
  const box = await ofLeaf(leafOf('notice', 1));
  expect(box.querySelector('h1')?.textContent).toBe('推选村民选举委员会公告');
  expect(box.textContent).toContain('起未改动');
  expect(box.querySelector('.due, .red')).toBeNull();
  tap(byName(box, 'button', '看这份公告'));
  expect(opened).toEqual([`navigateTo /notice/detail/index?area=${AREA}&id=${ID}&version=1`]);
});

/** A roll's leaf, whose id names its term. */
const rollLeafOf = (number: number, term: number): Leaf => {
  const id = new Uint8Array(16);
  id[15] = term;
  return { ...leafOf('roll', number), id };
};
const newestRoll = (number: number, leaf: Leaf) => {
  const said = { area: AREA, term: 12, number, version: 5, publishedAt: SEEN + DAY };
  return { ...said, leaf: toBase64url(hashOf(leaf)) };
};

it('tells whoever holds the proof of an earlier roll which publication took its place', async () => {
  proves(rollLeafOf(1, 12));
  documents = { roll: newestRoll(2, rollLeafOf(2, 12)) };
  const box = await ofLeaf(rollLeafOf(1, 12));
  expect(box.textContent).toContain('这是第 1 次公布的名单，已由第 2 次公布替换');
  expect(box.textContent).toContain('现在是名单第 5 版');
  expect(box.querySelector('.red')).toBeNull();
});

it.each([
  ['is the newest', 2, 12, false],
  ['is of another term', 1, 11, false],
] as const)('says nothing of a later roll to a proof that %s', async (_, number, term, says) => {
  const leaf = rollLeafOf(number, term);
  proves(leaf);
  documents = { roll: newestRoll(2, rollLeafOf(2, 12)) };
  const box = await ofLeaf(leaf);
  expect(box.textContent).toContain('起未改动');
  expect(box.textContent.includes('替换')).toBe(says);
  expect(box.querySelector('.due, .red')).toBeNull();
});

it.each([
  ['was corrected', notice(2), 'due', '这是第 1 版，9月22日更正过', '更正原因：日期写错了'],
  [
    'was withdrawn',
    notice(1, { state: 'withdrawn', reason: '会议改期' }),
    'red',
    '这份公告9月22日撤回了',
    '撤回原因：会议改期',
  ],
  [
    'was erased',
    notice(1, { state: 'erased', reason: '写了个人隐私' }),
    'red',
    '内容9月22日依法删除了',
    '删除原因：写了个人隐私',
  ],
])('heads the proof of a version whose notice %s with that', async (_, now, tone, words, reason) => {
  proves(leafOf('notice', 1));
  documents = { [ID]: now };
  const box = await ofLeaf(leafOf('notice', 1));
  const notes = [...box.querySelectorAll('.note')];
  expect(notes[0]?.className).toContain(tone);
  expect(notes[0]?.textContent).toContain(words);
  expect(notes[0]?.textContent).toContain(reason);
  expect(notes[1]?.textContent).toContain('起未改动');
});

it('says that the log holds a version which the notice itself does not name', async () => {
  proves(leafOf('notice', 1));
  const other = [{ version: 1, publishedAt: SEEN, logged: loggedAs(leafOf('notice', 7)) }];
  documents = { [ID]: notice(1, { versions: other }) };
  expect((await ofLeaf(leafOf('notice', 1))).textContent).toContain('现在的公告里没有这一版');
});

it('shows the proof alone, and that the rest is unknown, when nobody can tell what became of the notice', async () => {
  proves(leafOf('notice', 1));
  beside = undefined;
  const box = await ofLeaf(leafOf('notice', 1));
  expect(box.textContent).toContain('公告没打开，后来改没改过还不知道');
  expect(box.textContent).toContain('起未改动');
});

it.each([
  ['notice', 1, () => ({})],
  ['notice', 2, () => ({ [ID]: notice(1) })],
  ['withdrawal', 2, () => ({})],
  ['timetable', 1, () => ({})],
  ['candidates', 1, () => ({})],
  ['candidates', 2, () => ({ candidates: candidates(1) })],
] as const)(
  'says of a %s in version %i that stood in the log and is nowhere that it is lost, and whom to ring',
  async (kind, version, served) => {
    proves(leafOf(kind, version));
    documents = served();
    const box = await ofLeaf(leafOf(kind, version));
    const lost = [...box.querySelectorAll('.due')].find(({ textContent }) => textContent.includes('丢'));
    expect(lost?.textContent).toContain(`第 ${version} 版的内容丢失了`);
    expect(lost?.textContent).toContain('0000-6280110');
    expect(box.textContent).toContain('起未改动');
    expect(box.textContent).not.toContain('没打开');
  },
);

it('says of an earlier list that was erased on which day, and why', async () => {
  proves(leafOf('candidates', 1));
  beside = {
    code: 'document-erased',
    fields: [
      { path: 'on', message: '2026-11-20' },
      { path: 'reason', message: '写了家里人的病' },
    ],
  };
  const box = await ofLeaf(leafOf('candidates', 1));
  expect(box.querySelector('.red')?.textContent).toContain('第 1 版的内容11月20日依法删除了');
  expect(box.querySelector('.red')?.textContent).toContain('删除原因：写了家里人的病');
  expect(box.textContent).toContain('起未改动');
});

it('leads from the proof of a timetable to that village, whoever reads it', async () => {
  proves(leafOf('timetable', 1));
  beside = undefined;
  const box = await ofLeaf(leafOf('timetable', 1));
  tap(byName(box, 'button', '看时间表'));
  expect(opened).toEqual([`navigateTo /election/one-village/index?area=${AREA}`]);
});

it('leads from the proof of the directory to the one that holds now', async () => {
  proves(leafOf('directory', 3));
  const box = await ofLeaf(leafOf('directory', 3));
  expect(box.querySelector('h1')?.textContent).toBe('办公室和公钥名录，第 3 版');
  tap(byName(box, 'button', '看现在的名录'));
  expect(opened).toEqual(['navigateTo /transparency/offices/index']);
});

it('reads the code of a paper however WeChat hands it on', async () => {
  const leaf = leafOf('notice', 1);
  const code = paperCode(hashOf(leaf), 4);
  proves(leaf);
  expect(
    (await page({ q: encodeURIComponent(`https://county.test${PAPER_PATH}${code}`) })).textContent,
  ).toContain('起未改动');
  delete params['q'];
  expect((await page({ code })).textContent).toContain('起未改动');
  delete params['code'];
  delete params['q'];
  for (const half of ['', code.slice(0, 30)]) {
    const address = `https://county.test${PAPER_PATH}${half}`;
    expect((await page({ q: encodeURIComponent(address) })).textContent).toContain('网址不全，还没有核对');
  }
});

it('says at which place a leaf stands now when the paper names another', async () => {
  const leaf = leafOf('notice', 1);
  proves(leaf, { index: 2, log: 'log2' });
  const box = await page({ code: paperCode(hashOf(leaf), 8) });
  expect(box.textContent).toContain('纸上印的是第 9 条，现在是第 3 条');
  expect(box.textContent).toContain('公开日志后来重新开始过');
  expect(box.textContent).toContain('起未改动');
  expect(box.querySelector('.red')).toBeNull();
});

it('does not call what a paper names a matter of two minutes when the log has none of it', async () => {
  standing = { kind: 'waiting', since: SEEN };
  const box = await page({ code: paperCode(hashOf(leafOf('notice', 1)), 4) });
  expect(box.querySelector('.due')?.textContent).toContain('纸上印着这一条，公开日志里现在没有');
});

it('says once that the log was begun anew', async () => {
  const leaf = leafOf('notice', 1);
  proves(leaf, { isAnew: true, log: 'log2' });
  expect((await ofLeaf(leaf)).textContent).toContain('县里的公开日志重新开始了');
  expect((await ofLeaf(leaf)).textContent).not.toContain('县里的公开日志重新开始了');
});

it.each([
  ['unanswered', '没有核对成：公开日志没有答复'],
  ['outdated', '没有核对成：证明上没有这个程序认得的见证方'],
] as const)('says that nothing was checked, and whom to ring, where the proof is %s', async (kind, title) => {
  standing = { kind };
  const box = await ofLeaf(leafOf('notice', 1));
  expect(box.textContent).toContain(title);
  expect(box.textContent).toContain('0000-6280110');
});
