import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import { readNotice } from '#shared/notice/contract';
import type { PublishedNotice } from '#shared/notice/notice';
import { render, settle } from './render';
import { params } from './taro';

const { default: NoticeDetail } = await import('../../miniapp/src/notice/detail/index');
const { fetchOnce } = await import('../../miniapp/src/platform/read');
const { changeSettings } = await import('../../miniapp/src/platform/settings');

const AREA = AreaCode.parse('990101100201');
const ID = Id.parse('AAECAwQFBgcICQoLDA0ODw');
const NOTICE: PublishedNotice = {
  ...{ id: ID, area: AREA, title: '推选村民选举委员会公告', issuer: '枣坪村村民委员会', stage: 2 },
  ...{ state: 'published', version: 1, html: '<p>公告</p>', attachments: [] },
  ...{ publishedAt: 1_790_000_000, changedAt: 1_790_000_000, versions: [] },
};

/** What the county serves of the notice. */
let served: PublishedNotice | undefined;
const realFetch = globalThis.fetch;
beforeEach(() => {
  localStorage.clear();
  Object.assign(params, { area: AREA, id: ID });
  globalThis.fetch = ((url: string) => {
    const hosts = { api: '', ballotbox: '', tipline: '' };
    const log = { logs: ['x'], clock: 'x', witnesses: [], quorum: 0 };
    const trust = { county: '990101000000', rootPk: 'A'.repeat(43), hosts, log };
    const found = url === '/trust.json' ? trust : url.endsWith(ID) ? served : undefined;
    return Promise.resolve({
      status: found ? 200 : 404,
      text: () => Promise.resolve(JSON.stringify(found ?? { code: 'not-found' })),
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

async function page(): Promise<HTMLElement> {
  const box = render(<NoticeDetail />);
  await settle();
  await settle();
  return box;
}

it('says of a notice that this phone has read and the county serves no more that it is lost, since when, and whom to ring', async () => {
  served = NOTICE;
  await fetchOnce(readNotice, { params: { area: AREA, id: ID } });
  served = undefined;
  const box = await page();
  expect(box.querySelector('.due')?.textContent).toContain('这份公告的内容丢失了');
  expect(box.textContent).toMatch(/这部手机\d+月\d+日还读到过它/);
  expect(box.textContent).toContain('0000-6280110');
});

it('claims of a notice that it knows nothing of neither that it was lost nor that it never was', async () => {
  served = undefined;
  const box = await page();
  expect(box.textContent).toContain('没有找到这份公告');
  expect(box.textContent).toContain('也可能它公布过，后来丢了');
  expect(box.querySelector('.due, .red')).toBeNull();
});
