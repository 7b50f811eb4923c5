import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { byName, render, settle, tap } from './render';
import { sessionOf } from './session';

const { default: Me } = await import('../../miniapp/src/identity/me/index');
const { dropSession, signedIn, takeSession } = await import('../../miniapp/src/platform/session');

const TRUST = {
  county: '990101000000',
  rootPk: '',
  log: LOG_TRUST,
  hosts: { api: '', ballotbox: '', tipline: '' },
};

const asked: string[] = [];
let status: number;

const realFetch = globalThis.fetch;
beforeEach(() => {
  asked.length = 0;
  status = 204;
  localStorage.clear();
  globalThis.fetch = ((path: string) => {
    if (path.startsWith('/identity')) asked.push(path);
    const text = () => Promise.resolve(path === '/trust.json' ? JSON.stringify(TRUST) : '');
    return Promise.resolve({
      status: path === '/trust.json' ? 200 : status,
      text,
      headers: { get: () => null },
    });
  }) as never;
  takeSession(sessionOf());
});
afterEach(() => {
  globalThis.fetch = realFetch;
  dropSession();
});

const row = (box: HTMLElement, words: string) =>
  [...box.querySelectorAll<HTMLElement>('[role="button"], button')].find((one) =>
    one.textContent.includes(words),
  );

async function endAll(box: HTMLElement): Promise<void> {
  tap(row(box, '手机丢了，全部退出')!);
  await settle();
  expect(asked).toEqual([]);
  tap(row(box, '现在全部退出')!);
  await settle();
}

it('asks once more before every device is signed out, then forgets this one’s session', async () => {
  const box = render(<Me />);
  await endAll(box);
  expect(asked).toEqual(['/identity/end-all']);
  expect(signedIn()).toBe(false);
  expect(row(box, '手机丢了')).toBeUndefined();
});

it('stays signed in and says so when nothing was ended', async () => {
  status = 503;
  const box = render(<Me />);
  await endAll(box);
  expect(signedIn()).toBe(true);
  expect(box.textContent).toContain('没有全部退出');
  expect(byName(box, 'button', '退出登录')).toBeDefined();
});
