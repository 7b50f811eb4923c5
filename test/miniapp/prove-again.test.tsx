import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { act } from 'react';
import { endAllSessions, Session } from '#shared/identity/contract';
import { Id } from '#shared/ids';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { byName, settle } from './render';

const { askAgain } = await import('../../miniapp/src/identity/background');
const { send } = await import('../../miniapp/src/platform/request');
const { dropSession, refreshToken, takeSession } = await import('../../miniapp/src/platform/session');

const CLERK = Id.parse('AAAAAAAAAAAAAAAAAAAAAA');
const OTHER = Id.parse('AAAAAAAAAAAAAAAAAAAAAQ');
const TRUST = {
  county: '990101000000',
  rootPk: '',
  log: LOG_TRUST,
  hosts: { api: '', ballotbox: '', tipline: '' },
};
const SECRET = 'A'.repeat(43);

const sessionOf = (person: Id, refresh: string): Session =>
  Session.parse({
    person,
    access: `token of ${refresh}`,
    until: Math.floor(Date.now() / 1000) + 600,
    refresh,
    grants: [],
  });

/** Who says yes on a phone, as soon as the desk asks. */
let approver: Session | undefined;
const asked: [string, string | undefined, unknown][] = [];

function answer(path: string, authorization: string | undefined): { status: number; value?: unknown } {
  if (path === '/trust.json') return { status: 200, value: TRUST };
  if (path === '/identity/desk')
    return {
      status: 200,
      value: { scan: SECRET, secret: SECRET, until: Math.floor(Date.now() / 1000) + 300 },
    };
  if (path === '/identity/desk/claim')
    return {
      status: 200,
      value: approver ? { state: 'signed-in', session: approver } : { state: 'waiting' },
    };
  if (path === '/identity/end-all' && authorization === 'Bearer token of old')
    return { status: 403, value: { code: 'sign-in-stale', title: '要再确认一次' } };
  return { status: 204 };
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  asked.length = 0;
  approver = undefined;
  localStorage.clear();
  globalThis.fetch = ((path: string, init: RequestInit = {}) => {
    const { authorization } = (init.headers ?? {}) as Record<string, string>;
    asked.push([path, authorization, typeof init.body === 'string' ? JSON.parse(init.body) : undefined]);
    const { status, value } = answer(path, authorization);
    const text = () => Promise.resolve(value === undefined ? '' : JSON.stringify(value));
    return Promise.resolve({ status, text, headers: { get: () => null } });
  }) as never;
  takeSession(sessionOf(CLERK, 'old'), '许文秀');
  askAgain();
});
afterEach(() => {
  globalThis.fetch = realFetch;
  dropSession();
});

const acts = () => asked.filter(([path]) => path === '/identity/end-all');
const ended = () => asked.filter(([path]) => path === '/identity/end').map(([, , body]) => body);
const dialog = () => document.querySelector<HTMLElement>('[role="dialog"]');

async function until(seen: () => boolean): Promise<void> {
  const end = Date.now() + 4000;
  while (!seen() && Date.now() < end) await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
  expect(seen()).toBe(true);
}

/** Closes the dialog; its root goes a moment after the answer. */
const close = () =>
  act(async () => {
    byName(dialog()!, 'button', '先不办').click();
    await new Promise((resolve) => setTimeout(resolve, 0));
  });

it('sends the act again by itself once the phone has said yes, and ends the session that was replaced', async () => {
  approver = sessionOf(CLERK, 'new');
  const outcome = send(endAllSessions, { body: {} });
  await until(() => dialog()?.textContent.includes('请再确认一次是您本人') === true);
  await until(() => acts().length === 2);
  await settle();
  expect((await outcome).ok).toBe(true);
  expect(acts().map(([, authorization]) => authorization)).toEqual([
    'Bearer token of old',
    'Bearer token of new',
  ]);
  expect(ended()).toEqual([{ refresh: 'old' }]);
  expect([refreshToken(), dialog()]).toEqual(['new', null]);
});

it('refuses the phone of somebody else, says so, and ends their session', async () => {
  approver = sessionOf(OTHER, 'theirs');
  const outcome = send(endAllSessions, { body: {} });
  await until(() => dialog()?.textContent.includes('刚才确认的是另一个人的手机') === true);
  expect(ended()[0]).toEqual({ refresh: 'theirs' });
  expect(refreshToken()).toBe('old');
  await close();
  expect((await outcome).ok).toBe(false);
  expect(acts()).toHaveLength(1);
});

it('sends nothing more when it is closed, and the act says why it was not done', async () => {
  const asking = send(endAllSessions, { body: {} });
  await until(() => dialog() !== null);
  await close();
  expect(await asking).toMatchObject({ ok: false, problem: { code: 'sign-in-stale' } });
  await settle();
  expect([acts().length, dialog()]).toEqual([1, null]);
});
