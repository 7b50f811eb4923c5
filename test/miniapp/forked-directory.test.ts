import { beforeEach, expect, it, jest } from '@jest/globals';
import { toBase64url } from '#shared/crypto/bytes';
import { signedToWire } from '#shared/directory/wire';
import { startOfDay } from '#shared/time';
import { openProof } from '#shared/transparency/proof';
import { ANCHOR, COUNTY, sentDirectory, TODAY } from '#test/directory/county';
import { POLICY, TRUST } from '#test/transparency/keys';
import './render';

jest.unstable_mockModule('../../miniapp/src/platform/trust', () => ({
  trust: () =>
    Promise.resolve({
      county: COUNTY,
      rootPk: toBase64url(ANCHOR.rootPk),
      log: TRUST,
      hosts: { api: '', ballotbox: '', tipline: '' },
    }),
}));
const { fetchDirectory } = await import('../../miniapp/src/platform/directory');

const sent = sentDirectory();
const wire = { ...signedToWire(sent), proof: toBase64url(sent.proof ?? new Uint8Array()) };
const proven = openProof(sent.proof ?? new Uint8Array(), POLICY);
if (typeof proven === 'string') throw new Error(proven);
const { size, root } = proven.checkpoint;
const head = (of: Uint8Array) => ({ log: TRUST.logs[0], size, root: toBase64url(of) });

beforeEach(() => {
  localStorage.clear();
  jest.spyOn(Date, 'now').mockReturnValue((startOfDay(TODAY) + 3600) * 1000);
  globalThis.fetch = (() =>
    Promise.resolve({
      status: 200,
      text: () => Promise.resolve(JSON.stringify(wire)),
      headers: { get: () => null },
    })) as never;
});

it('takes a directory whose log is the one this phone has seen', async () => {
  localStorage.setItem('ygh:log-seen', JSON.stringify([head(root)]));
  expect((await fetchDirectory()).ok).toBe(true);
});

it('takes none whose days are over, and says that this is all that is wrong with it', async () => {
  jest.spyOn(Date, 'now').mockReturnValue(startOfDay(TODAY + 126) * 1000);
  expect(await fetchDirectory()).toMatchObject({ ok: false, problem: { code: 'directory-ended' } });
});

it('takes none, and asks nobody, whose log is another of that size, or was caught in two versions', async () => {
  const other = new Uint8Array(32).fill(5);
  localStorage.setItem('ygh:log-seen', JSON.stringify([head(other)]));
  expect(await fetchDirectory()).toMatchObject({ ok: false, problem: { code: 'log-untrusted' } });
  localStorage.clear();
  localStorage.setItem('ygh:log-rewritten', JSON.stringify({ older: head(other), newer: head(root) }));
  expect(await fetchDirectory()).toMatchObject({ ok: false, problem: { code: 'log-untrusted' } });
});
