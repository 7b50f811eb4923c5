import { describe, expect, it } from '@jest/globals';
import { toBase64 } from '#shared/crypto/bytes';
import { areaTree } from '#shared/area/contract';
import { COUNTY, leafOf, proofFile, rewritten, servesLog, shownAs, site, sizesSeen } from './served-log';
import './render';

const { proofOf, standingOf } = await import('../../miniapp/src/platform/public-log');
const { fetchOnce } = await import('../../miniapp/src/platform/read');
const { online } = await import('../../miniapp/src/platform/network');

servesLog();

it('takes no silence about one file of a site that answers else for a missing network', async () => {
  await fetchOnce(areaTree, { params: { area: COUNTY } });
  site.isReset = (url) => url.includes('/proofs/');
  expect(await standingOf(leafOf('c'), shownAs('c'))).toEqual({ kind: 'unanswered' });
  expect(await standingOf(leafOf('c'), shownAs('c'))).toEqual({ kind: 'unanswered' });
  expect(await proofOf(leafOf('c'))).toMatchObject({ ok: false, problem: { code: 'busy' } });
  site.isReachable = false;
  await fetchOnce(areaTree, { params: { area: COUNTY } });
  expect(await standingOf(leafOf('c'), shownAs('c'))).toEqual({ kind: 'offline' });
});

it('says that there is no network where the device says so, whatever was answered before', async () => {
  await fetchOnce(areaTree, { params: { area: COUNTY } });
  site.isReachable = false;
  online.set(false);
  expect(await standingOf(leafOf('c'), shownAs('c'))).toEqual({ kind: 'offline' });
  online.set(true);
  expect(await standingOf(leafOf('c'), shownAs('c'))).toEqual({ kind: 'unanswered' });
});

it('never calls it a missing network that a rewritten log does not say how it grew', async () => {
  await standingOf(leafOf('c'), shownAs('c'));
  site.log = rewritten();
  site.isReset = (url) => url.includes('/consistency/');
  expect(await standingOf(leafOf('v'), shownAs('v'))).toEqual({ kind: 'unanswered' });
  expect(await proofOf(leafOf('v'))).toMatchObject({ ok: false, problem: { code: 'busy' } });
  site.isReset = undefined;
  expect(await standingOf(leafOf('v'), shownAs('v'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
});

const PAGE = '<html><body>502 Bad Gateway</body></html>';

it.each([
  ['a failure of the server', { status: 500, body: '{"code":"internal"}' }],
  ['a busy server', { status: 429, body: '' }],
  ["a gateway's page", { status: 502, body: PAGE }],
  ["a hotel's page in place of the proof", { status: 200, body: PAGE }],
])('says of %s that nothing was checked, and asks again', async (_, given) => {
  site.bent = { proof: () => given };
  expect(await standingOf(leafOf('c'), shownAs('c'))).toEqual({ kind: 'unanswered' });
  expect((await standingOf(leafOf('c'), shownAs('c'))).kind).toBe('proved');
  site.bent = { consistency: () => given };
  expect(await standingOf(leafOf('e'), shownAs('e'))).toEqual({ kind: 'unanswered' });
  expect((await standingOf(leafOf('e'), shownAs('e'))).kind).toBe('proved');
});

describe('what came cut short', () => {
  /** The first so many characters of an answer. */
  const cut = (length: number) => (body: string) => ({ status: 200, body: body.slice(0, length) });
  /** Within each of its lines, before its end and after it. */
  const places = (body: string) =>
    Array.from(body.matchAll(/\n/g), ({ index }) => [index - 5, index, index + 1])
      .flat()
      .slice(0, -1);

  it('accuses nobody, wherever a proof was cut, and is asked for again', async () => {
    const file = proofFile(site.log, leafOf('c')) ?? '';
    for (const length of [0, ...places(file)]) {
      site.bent = { proof: cut(length) };
      expect(await standingOf(leafOf('c'), shownAs('c'))).toEqual({ kind: 'unanswered' });
    }
    site.bent = { proof: cut(file.length - 1) };
    expect(await proofOf(leafOf('c'))).toMatchObject({ ok: false, problem: { code: 'busy' } });
    expect((await standingOf(leafOf('c'), shownAs('c'))).kind).toBe('proved');
  });

  it('accuses nobody, wherever the proof of growth was cut, and leaves what was seen as it is', async () => {
    await standingOf(leafOf('c'), shownAs('c'));
    // From three leaves to five: three hashes, each a line.
    for (const length of [0, ...places(`${'x'.repeat(44)}\n`.repeat(3))]) {
      site.bent = { consistency: cut(length) };
      expect(await standingOf(leafOf('e'), shownAs('e'))).toEqual({ kind: 'unanswered' });
    }
    expect(sizesSeen()).toEqual([3]);
    expect((await standingOf(leafOf('e'), shownAs('e'))).kind).toBe('proved');
  });
});

describe('what came whole and says otherwise', () => {
  const line = (file: string, at: number) => file.split('\n')[at] ?? '';
  const bend = (change: (body: string) => string) => (body: string) => ({ status: 200, body: change(body) });
  const OTHER = toBase64(new Uint8Array(32).fill(9));

  it.each([
    ['hash', 'path', (body: string) => body.replace(line(body, 3), OTHER)],
    ['place', 'path', (body: string) => body.replace('index 2', 'index 1')],
    ['root', 'signature', (body: string) => body.replace(/(?<=\n3\n).{44}/, OTHER)],
    ['signature of the witness', 'signature', (body: string) => body.replace(/.{4}(?=\n$)/, 'AAA=')],
  ] as const)('is caught: a proof with another %s', async (_, flaw, change) => {
    site.bent = { proof: bend(change) };
    expect(await standingOf(leafOf('c'), shownAs('c'))).toEqual({ kind: 'broken', flaw });
  });

  it.each([
    ['another hash', (body: string) => body.replace(line(body, 1), OTHER)],
    ['one hash too many', (body: string) => `${body}${OTHER}\n`],
  ])('is caught: a proof of growth with %s', async (_, change) => {
    await standingOf(leafOf('c'), shownAs('c'));
    site.bent = { consistency: bend(change) };
    expect(await standingOf(leafOf('e'), shownAs('e'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
  });
});
