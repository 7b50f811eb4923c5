import { afterEach, expect, it, jest } from '@jest/globals';
import { render } from './render';
import { act, type ReactNode } from 'react';
import type { Office } from '#shared/directory/office';
import { Session } from '#shared/identity/contract';

// The stretching of the passphrase takes a second at its real cost; it is not what is looked at here.
jest.unstable_mockModule('@noble/hashes/scrypt.js', () => ({
  scryptAsync: () => Promise.resolve(new Uint8Array(32)),
}));

const { makeKeys, useKeys } = await import('../../miniapp/src/platform/keyring');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');

const OFFICE: Office = { area: '990101100000' as never, kind: 1 };
const sessionOf = (letter: string) =>
  Session.parse({
    person: `${letter.repeat(21)}A`,
    access: 'token',
    until: Math.floor(Date.now() / 1000) + 600,
    refresh: 'refresh',
    grants: [],
  });
const [one, other] = [sessionOf('A'), sessionOf('B')];

const enrolled = () => Promise.resolve({ ok: true as const, value: undefined });

function Seen(): ReactNode {
  return useKeys(one.person, OFFICE) ? 'open' : 'locked';
}
const state = () => render(<Seen />).textContent;

afterEach(() => act(() => dropSession()));

it('open keys are locked when the session ends', async () => {
  takeSession(one);
  await makeKeys(one.person, OFFICE, '口令口令', () => undefined, enrolled);
  expect(state()).toBe('open');
  act(() => dropSession());
  expect(state()).toBe('locked');
});

it('open keys are locked when somebody else signs in, and stay open when a session is renewed', async () => {
  takeSession(one);
  await makeKeys(one.person, OFFICE, '口令口令', () => undefined, enrolled);
  act(() => takeSession({ ...one, access: 'next' }));
  expect(state()).toBe('open');
  act(() => takeSession(other));
  expect(state()).toBe('locked');
});

it('the keys that stood before stay, open and kept, when the new ones are not enrolled', async () => {
  takeSession(one);
  await makeKeys(one.person, OFFICE, '口令口令', () => undefined, enrolled);
  const kept = JSON.stringify(localStorage);
  const refused = { ok: false, problem: { code: 'offline', title: '没有网' } } as const;
  const made = await makeKeys(
    one.person,
    OFFICE,
    '口令口令',
    () => undefined,
    () => Promise.resolve(refused),
  );
  expect(made).toBe(refused);
  expect([state(), JSON.stringify(localStorage)]).toEqual(['open', kept]);
});
