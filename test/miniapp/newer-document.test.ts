import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { areaTree } from '#shared/area/contract';
import { concatBytes, toBase64url } from '#shared/crypto/bytes';
import { leafHash } from '#shared/crypto/merkle';
import { fromUtf8, utf8 } from '#shared/crypto/utf8';
import { leafOf } from '#shared/transparency/content';
import { encodeLeaf } from '#shared/transparency/leaf';
import { ONLY } from '#shared/transparency/log-content';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { provenIn } from '#test/transparency/proofs';
import './render';

const AREA = AreaCode.parse('990101000000');
const hosts = { api: 'https://api', ballotbox: 'https://box', tipline: 'https://tip' };
jest.unstable_mockModule('../../miniapp/src/platform/trust', () => ({
  trust: () => Promise.resolve({ county: AREA, rootPk: 'A'.repeat(43), log: LOG_TRUST, hosts }),
}));

const { standingOf } = await import('../../miniapp/src/platform/public-log');
const { fetchOnce } = await import('../../miniapp/src/platform/read');

/** What this app knows of a timetable, and what an office with a newer program has published. */
const SHOWN = { area: AREA, version: 1, steps: ['选民登记'] };
const NEWER = { ...SHOWN, struck: [{ reason: '文件拿错了' }] };
const KNOWN = Object.keys(SHOWN);

let nonce = new Uint8Array(16);
const published = () => {
  const one = { kind: 'timetable', area: AREA, id: ONLY, version: 1, content: NEWER, known: [] } as const;
  return leafOf(one, { at: 0, before: undefined }, nonce);
};

/** Bytes as a phone takes them for text: what is none becomes one sign. */
const lossy = (bytes: Uint8Array) =>
  Array.from(bytes.slice(0, 16), (byte) => (byte < 0x80 ? String.fromCharCode(byte) : '\ufffd')).join('') +
  (fromUtf8(bytes.slice(16)) ?? '');

/** What the log's files answer; `beside` is the committed document with its nonce. */
let beside: () => Uint8Array | string | undefined;

/** What whoever stands in the way puts in its place. */
const GATEWAY = '<html>502 Bad Gateway</html>';
const HOTEL = '<html>Please sign in</html>';

const realFetch = globalThis.fetch;
beforeEach(() => {
  localStorage.clear();
  nonce = new Uint8Array(16).fill(0xe4);
  beside = () => concatBytes(nonce, published().document);
  globalThis.fetch = ((url: string) => {
    const [proof] = provenIn([published().leaf]);
    const bytes = url.includes('/documents/') ? beside() : proof;
    if (bytes === 'no network') return Promise.reject(new TypeError('no network'));
    const body = typeof bytes === 'object' ? lossy(bytes) : (bytes ?? '{"code":"not-found"}');
    return Promise.resolve({
      status: bytes === GATEWAY ? 502 : bytes ? 200 : 404,
      text: () => Promise.resolve(body),
      headers: { get: () => null },
    });
  }) as never;
});
afterEach(() => {
  globalThis.fetch = realFetch;
});

function standing(content: unknown = SHOWN, known: readonly string[] = KNOWN) {
  const shown = () => ({ kind: 'timetable', area: AREA, content, known, nonce: toBase64url(nonce) }) as const;
  return standingOf(toBase64url(leafHash(encodeLeaf(published().leaf))), shown);
}
const BROKEN = { kind: 'broken', flaw: 'document' };

it('what a newer program has added accuses nobody: what this app shows of it is proved', async () => {
  expect(await standing()).toMatchObject({ kind: 'proved' });
});

it.each([0x7b, 0x22, 0xff])('whatever bytes the nonce is of (%i)', async (byte) => {
  nonce = new Uint8Array(16).fill(byte);
  expect(fromUtf8(published().document)).toContain('struck');
  expect(await standing()).toMatchObject({ kind: 'proved' });
});

it('a value that is another than the one committed is caught all the same', async () => {
  expect(await standing({ ...SHOWN, steps: ['投票'] })).toEqual(BROKEN);
});

it('a name that this app knows may not be kept from it', async () => {
  expect(await standing(SHOWN, [...KNOWN, 'struck'])).toEqual(BROKEN);
});

it('another document than the leaf’s, or none, explains nothing', async () => {
  beside = () => undefined;
  expect(await standing()).toEqual(BROKEN);
  beside = () => concatBytes(nonce, utf8(JSON.stringify({ ...SHOWN, added: 1 })));
  expect(await standing()).toEqual(BROKEN);
});

it('without an answer nothing is said against it, whether or not the site answers else', async () => {
  beside = () => 'no network';
  expect(await standing()).toEqual({ kind: 'unanswered' });
  localStorage.clear();
  await fetchOnce(areaTree, { params: { area: AREA } });
  expect(await standing()).toEqual({ kind: 'unanswered' });
});

it.each([
  ['a gateway’s page', () => GATEWAY],
  ['a hotel’s page', () => HOTEL],
  ['nothing', () => new Uint8Array(0)],
  ['half of it', () => concatBytes(nonce, published().document.slice(0, 40))],
  ['all but its end', () => concatBytes(nonce, published().document.slice(0, -1))],
  ['a part of its nonce', () => nonce.slice(0, 9)],
])('%s in the place of the document says nothing against it', async (_, came) => {
  beside = came;
  expect(await standing()).toEqual({ kind: 'unanswered' });
  beside = () => concatBytes(nonce, published().document);
  expect(await standing()).toMatchObject({ kind: 'proved' });
});
