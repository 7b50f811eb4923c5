import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Session } from '#shared/identity/contract';
import { render, settle, tap } from './render';
import { answerWith } from './village-county';

const { default: DevicesPage } = await import('../../miniapp/src/identity/devices/index');
const { dropSession, signedIn, takeSession } = await import('../../miniapp/src/platform/session');

const HERE = 'AAAAAAAAAAAAAAAAAAAAAA';
const THERE = 'AQAAAAAAAAAAAAAAAAAAAA';
const place = (device: string, by: string, name: string) => ({
  device,
  by,
  name,
  since: 20_780,
  used: 20_784,
  here: device === HERE,
});

let standing: ReturnType<typeof place>[] = [];
let ended: unknown[] = [];
const realFetch = globalThis.fetch;
beforeEach(() => {
  standing = [place(HERE, 'desk', ''), place(THERE, 'phone', '老伴的手机')];
  ended = [];
  answerWith((method, _path, body) => {
    if (method === 'GET') return { status: 200, value: { phones: [], passkeys: [], signedIn: standing } };
    ended.push(body);
    standing = standing.filter(({ device }) => device !== (body as { device: string }).device);
    return { status: 204, value: undefined };
  });
  takeSession(
    Session.parse({
      person: HERE,
      access: 'token',
      until: Math.floor(Date.now() / 1000) + 600,
      refresh: 'refresh',
      grants: [],
    }),
  );
});
afterEach(() => {
  globalThis.fetch = realFetch;
  dropSession();
});

const row = (box: HTMLElement, words: string) =>
  [...box.querySelectorAll<HTMLElement>('.li-in')].find((one) => one.textContent.includes(words))!;

it('lists where one is signed in, and ends a lost device at the second tap while this one stays', async () => {
  const box = render(<DevicesPage />);
  await settle();
  expect(box.textContent).toContain('登录着的地方2 处');
  expect(row(box, '就是您现在用的').textContent).toContain('用手机扫码登录的电脑');
  tap(row(box, '手机微信（老伴的手机）'));
  expect(ended).toEqual([]);
  tap(row(box, '让这一处退出'));
  await settle();
  expect(ended).toEqual([{ device: THERE }]);
  expect(box.textContent).toContain('登录着的地方1 处');
  expect(box.textContent).not.toContain('手机微信（老伴的手机）');
  expect(signedIn()).toBe(true);
});
