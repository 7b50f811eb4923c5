import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { toBase64url } from '#shared/crypto/bytes';
import { fromUtf8 } from '#shared/crypto/utf8';
import type { DirectoryEntry } from '#shared/directory/entry';
import { ELECTION } from '#shared/directory/office';
import { signedToWire } from '#shared/directory/wire';
import { startOfDay } from '#shared/time';
import { ANCHOR, COUNTY, countyEntry, sentDirectory, TODAY, TOWN, townEntry } from '#test/directory/county';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { byName, render, settle, tap } from './render';
import { opened } from './taro';

const { default: OfficesPage } = await import('../../miniapp/src/transparency/offices/index');
const { changeSettings } = await import('../../miniapp/src/platform/settings');
const { online } = await import('../../miniapp/src/platform/network');
const { keep } = await import('../../miniapp/src/platform/storage');
const { trust } = await import('../../miniapp/src/platform/trust');

const OTHER_TOWN = AreaCode.parse('990101102000');
const VILLAGE = AreaCode.parse('990101101201');
const [reader] = townEntry.officers;
const trustee = { ...reader!, id: 8, mayHoldKey: false };

/** 柳塘镇换届办: one reads, a trustee only signs. */
const electionOffice: DirectoryEntry = {
  ...townEntry,
  office: { area: TOWN, kind: ELECTION },
  name: '柳塘镇换届办',
  officers: [reader!, trustee],
};
const committee: DirectoryEntry = {
  ...electionOffice,
  office: { area: VILLAGE, kind: ELECTION },
  level: 1,
  name: '枣坪村村民选举委员会',
};
const farOffice: DirectoryEntry = {
  ...townEntry,
  office: { area: OTHER_TOWN, kind: 1 },
  lastDay: TODAY - 1,
  name: '双井镇纪委',
};

const SENT = sentDirectory({ entries: [townEntry, countyEntry, electionOffice, committee, farOffice] });
const WIRE = { ...signedToWire(SENT), proof: toBase64url(SENT.proof!) };
const AREAS = [
  { code: COUNTY, name: '棠水县', level: 'county', phone: '0000-6280001' },
  { code: TOWN, name: '柳塘镇', level: 'town', phone: '0000-6280100' },
  { code: VILLAGE, name: '枣坪村', level: 'village', phone: '0000-6280110' },
  { code: OTHER_TOWN, name: '双井镇', level: 'town' },
];

/** What the county serves; a part left out is not there. */
let served: { directory?: object; refused?: string; proof?: string | null };
let isReachable: boolean;

function answer(url: string): { status: number; body: string } {
  const json = (value: unknown, status = 200) => ({ status, body: JSON.stringify(value) });
  if (url === '/trust.json') {
    const hosts = { api: '', ballotbox: '', tipline: '' };
    return json({ county: COUNTY, rootPk: toBase64url(ANCHOR.rootPk), log: LOG_TRUST, hosts });
  }
  if (url.endsWith('/tree')) return json({ county: COUNTY, version: 1, areas: AREAS });
  if (url.endsWith('/directory')) {
    return served.directory ? json(served.directory) : json({ code: served.refused ?? 'not-found' }, 404);
  }
  return served.proof ? { status: 200, body: served.proof } : json({ code: 'not-logged' }, 404);
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue((startOfDay(TODAY) + 3600) * 1000);
  localStorage.clear();
  served = { directory: WIRE, proof: fromUtf8(SENT.proof!) };
  isReachable = true;
  globalThis.fetch = ((url: string) => {
    if (!isReachable) return Promise.reject(new TypeError('offline'));
    const { status, body } = answer(url);
    return Promise.resolve({ status, text: () => Promise.resolve(body), headers: { get: () => null } });
  }) as never;
  changeSettings({ village: { code: VILLAGE, name: '枣坪村', town: '柳塘镇', county: '棠水县' } });
});
afterEach(() => {
  globalThis.fetch = realFetch;
  online.set(true);
  jest.restoreAllMocks();
});

async function page(): Promise<HTMLElement> {
  const box = render(<OfficesPage />);
  for (let i = 0; i < 4; i += 1) await settle();
  return box;
}

it('says who reads letters, until when the keys hold and whom to ring, one’s own town first', async () => {
  const { textContent } = await page();
  const said = textContent.replace(/\s/g, '');
  expect(said).toContain('棠水县纪委监委1人能打开来信公钥用到2027年9月19日');
  expect(said).toContain('柳塘镇换届办1人能打开来信，另外1人只签名公钥');
  expect(said).toContain('枣坪村村民选举委员会信不送到村里，这里的2人只签名');
  expect(said).toContain('打0000-6280001棠水县换届办');
  expect(said).toContain('打0000-6280110枣坪村村民选举委员会');
  expect(said.indexOf('柳塘镇')).toBeLessThan(said.indexOf('双井镇'));
});

it('keeps other towns closed until they are asked for, and says of a key that it ran out', async () => {
  const box = await page();
  expect(box.textContent).not.toContain('双井镇纪委');
  tap([...box.querySelectorAll<HTMLElement>('.li-in')].find((row) => row.textContent.includes('双井镇'))!);
  expect(box.textContent).toContain('双井镇纪委');
  expect(box.querySelector('.c-due')?.textContent).toBe('公钥2026年11月22日到期了');
});

it('shows the number of an office’s key on tap', async () => {
  const box = await page();
  expect(box.querySelector('.four')).toBeNull();
  tap(box.querySelector<HTMLElement>('.li-in')!);
  expect(box.querySelectorAll('.four')).toHaveLength(16);
});

it('says since when the directory stands unchanged in the log', async () => {
  const box = await page();
  expect(box.querySelector('.note.done')?.textContent).toContain('2026年9月21日起未改动');
  tap(byName(box, '.note.done .link', '看证明'));
  expect(opened.pop()).toMatch(/^navigateTo \/transparency\/proof\/index\?leaf=/);
});

it('shows no date while the log does not answer for it', async () => {
  served.proof = null;
  const { textContent } = await page();
  expect(textContent).toContain('正在存入公开日志');
  expect(textContent).not.toContain('起未改动');
  expect(textContent).toContain('棠水县纪委监委');
});

it.each([
  ['nobody signed', { ...WIRE, entries: WIRE.entries.slice(1) }, '这份名录上没有县里的签名'],
  ['no proof fits', { ...WIRE, proof: 'AAAA' }, '这份名录和公开日志对不上'],
])('shows nothing of a directory that %s', async (_, directory, words) => {
  served.directory = directory;
  const box = await page();
  expect(box.querySelector('.note.red')?.textContent).toContain(words);
  expect(box.textContent).not.toContain('能打开来信');
});

it('shows nothing of a directory older than the one this phone has seen', async () => {
  keep('directory-epoch', 5);
  const box = await page();
  expect(box.querySelector('.note.red')?.textContent).toContain('比这部手机以前看到的旧');
});

it.each([
  ['not-found', '县里还没有公布名录'],
  ['not-logged', '名录正在存入公开日志'],
])('says what will come when the county answers %s', async (refused, words) => {
  served = { refused };
  expect((await page()).textContent).toContain(words);
});

it('says that the county has let the directory run out', async () => {
  jest.spyOn(Date, 'now').mockReturnValue(startOfDay(TODAY + 40) * 1000);
  expect((await page()).querySelector('.note.due')?.textContent).toContain('到期了，县里还没有换新的');
});

it('is read without a network as it was stored, proof included', async () => {
  await page();
  isReachable = false;
  const box = await page();
  expect(box.textContent).toContain('没有网');
  expect(box.textContent).toContain('棠水县纪委监委');
  expect(box.textContent).toContain('2026年9月21日起未改动');
});

it('says without a network and without a copy what failed', async () => {
  await trust();
  isReachable = false;
  expect((await page()).textContent).toContain('名录没打开现在没有网');
});

it('tells a phone without BigInt what else to do', async () => {
  const bigint = globalThis.BigInt;
  Reflect.deleteProperty(globalThis, 'BigInt');
  try {
    expect((await page()).textContent).toContain('请换一部新一点的手机');
  } finally {
    globalThis.BigInt = bigint;
  }
});
