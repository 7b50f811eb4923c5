import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LOG, TRUST as LOG_TRUST } from '#test/transparency/keys';
import {
  headOf,
  leafOf,
  NEXT_LOG,
  OTHER_WITNESS,
  rewritten,
  servesLog,
  shownAs,
  site,
  sizesSeen,
  TWO_LOGS,
} from './served-log';
import './render';

const { proofOf, standingOf } = await import('../../miniapp/src/platform/public-log');

servesLog();

it('catches a log that was rewritten, and goes on saying so', async () => {
  await standingOf(leafOf('c'), shownAs('c'));
  site.log = rewritten();
  expect(await standingOf(leafOf('v'), shownAs('v'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
  site.log = { names: ['a', 'b', 'c', 'd', 'e'], sizes: new Map([['b', 3]]) };
  expect(await standingOf(leafOf('b'), shownAs('b'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
});

it('takes the log of a county that began anew, with a new key, for another one', async () => {
  await standingOf(leafOf('e'), shownAs('e'));
  const seen = localStorage.getItem('ygh:log-seen') ?? '';
  localStorage.setItem('ygh:log-seen', seen.replace(LOG_TRUST.logs[0]!, 'county.test/log1+00000000+old'));
  site.log = { names: ['x'], sizes: new Map([['x', 1]]) };
  expect((await standingOf(leafOf('x'), shownAs('x'))).kind).toBe('proved');
});

it('catches a log that has lost leaves it has signed', async () => {
  await standingOf(leafOf('e'), shownAs('e'));
  site.log = { names: ['a', 'b', 'c'], sizes: new Map([['b', 3]]) };
  expect(await standingOf(leafOf('b'), shownAs('b'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
});

it('never goes back in what it has seen, in whatever order two checks end', async () => {
  await standingOf(leafOf('a'), shownAs('a'));
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  site.holdBack = (url) => (url.endsWith('/1/3') ? held : undefined);
  const slow = standingOf(leafOf('c'), shownAs('c'));
  expect((await standingOf(leafOf('e'), shownAs('e'))).kind).toBe('proved');
  expect(sizesSeen()).toEqual([5]);
  letGo();
  expect((await slow).kind).toBe('proved');
  expect(sizesSeen()).toEqual([5]);
});

it('catches a log that denies a size it has signed, and no longer once it has shown how it grew', async () => {
  await standingOf(leafOf('c'), shownAs('c'));
  site.bent = { consistency: () => ({ status: 404, body: '{"code":"not-found"}' }) };
  expect(await standingOf(leafOf('e'), shownAs('e'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
  expect((await standingOf(leafOf('e'), shownAs('e'))).kind).toBe('proved');
  expect((await standingOf(leafOf('c'), shownAs('c'))).kind).toBe('proved');
});

describe('a log that was followed by another', () => {
  beforeEach(() => {
    site.trust = { ...LOG_TRUST, logs: TWO_LOGS };
  });
  const restored = { names: ['a', 'b', 'c'], sizes: new Map([['b', 3]]) };

  it('keeps a memory of each log, and says that the later one was begun anew', async () => {
    expect(await standingOf(leafOf('c'), shownAs('c'))).toMatchObject({ kind: 'proved', isAnew: false });
    site.log = { by: NEXT_LOG, names: ['e', 'f'], sizes: new Map([['e', 2]]) };
    expect(await standingOf(leafOf('e'), shownAs('e'))).toMatchObject({ kind: 'proved', isAnew: true });
    expect(sizesSeen()).toEqual([3, 2]);
    // Another first log of the same size is a forgery of it, whatever followed.
    site.log = { names: ['x', 'y', 'z'], sizes: new Map([['z', 3]]) };
    expect(await standingOf(leafOf('z'), shownAs('z'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
  });

  it('still proves what it has kept, whether or not a leaf of the later one was opened before', async () => {
    await standingOf(leafOf('e'), shownAs('e'));
    site.log = restored;
    site.nextCheckpoint = headOf(['a', 'b', 'c', 'f']);
    expect((await standingOf(leafOf('b'), shownAs('b'))).kind).toBe('proved');
    expect((await standingOf(leafOf('e'), shownAs('e'))).kind).toBe('proved');
    expect(sizesSeen()).toEqual([5, 4]);
    // It was seen to have begun, and that is not forgotten.
    site.nextCheckpoint = undefined;
    expect((await standingOf(leafOf('b'), shownAs('b'))).kind).toBe('proved');
  });

  it.each([
    ['has not begun', () => undefined],
    ['has only a checkpoint that no pinned witness cosigned', () => headOf(['a'], NEXT_LOG, OTHER_WITNESS)],
    ['has only a checkpoint without leaves', () => headOf([])],
    ['is answered for by a checkpoint of the one before it', () => headOf(['a', 'b', 'c'], LOG)],
  ])('is not closed by one that is pinned and %s: what it lost is caught', async (_, served) => {
    await standingOf(leafOf('e'), shownAs('e'));
    site.log = { names: ['x', 'y', 'z'], sizes: new Map([['z', 3]]) };
    site.nextCheckpoint = served();
    expect(await standingOf(leafOf('z'), shownAs('z'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
    expect(await standingOf(leafOf('z'), shownAs('z'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
    expect(sizesSeen()).toEqual([5]);
  });

  it('is no longer called rewritten by a phone that caught it before its build knew of the later one', async () => {
    site.trust = LOG_TRUST;
    await standingOf(leafOf('e'), shownAs('e'));
    site.log = restored;
    expect(await standingOf(leafOf('b'), shownAs('b'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
    site.trust = { ...LOG_TRUST, logs: TWO_LOGS };
    site.nextCheckpoint = headOf(['a', 'b', 'c']);
    expect((await standingOf(leafOf('b'), shownAs('b'))).kind).toBe('proved');
    expect((await standingOf(leafOf('e'), shownAs('e'))).kind).toBe('proved');
  });

  it.each([
    ['came cut short', (body: string) => ({ status: 200, body: body.slice(0, -9) })],
    ['was a gateway’s page', () => ({ status: 502, body: '<html></html>' })],
    ['was a hotel’s page', () => ({ status: 200, body: '<html></html>' })],
  ])('is called rewritten by nobody whose answer about the later one %s', async (_, bend) => {
    await standingOf(leafOf('e'), shownAs('e'));
    site.log = restored;
    site.nextCheckpoint = headOf(['a', 'b', 'c', 'f']);
    site.bent = { next: bend };
    expect(await standingOf(leafOf('b'), shownAs('b'))).toEqual({ kind: 'unanswered' });
    expect((await standingOf(leafOf('b'), shownAs('b'))).kind).toBe('proved');
  });

  it('shows nothing larger than what was seen of it without a proof that it grew to that', async () => {
    await standingOf(leafOf('c'), shownAs('c'));
    site.log = rewritten();
    expect(await standingOf(leafOf('v'), shownAs('v'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
    site.bent = { consistency: () => ({ status: 404, body: '{"code":"not-found"}' }) };
    expect(await standingOf(leafOf('v'), shownAs('v'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
  });
});

it('gives whoever seals or counts by a proof none of a log that was rewritten', async () => {
  expect((await proofOf(leafOf('c'))).ok).toBe(true);
  site.log = rewritten();
  expect(await proofOf(leafOf('v'))).toMatchObject({ ok: false, problem: { code: 'log-untrusted' } });
});

// Last, since the module goes on remembering.
it('remembers what it has seen and caught on a device without room for it', async () => {
  const put = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  try {
    await standingOf(leafOf('c'), shownAs('c'));
    site.log = rewritten();
    expect(await standingOf(leafOf('v'), shownAs('v'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
    site.log = { names: ['a', 'b', 'c', 'd', 'e'], sizes: new Map([['b', 3]]) };
    expect(await standingOf(leafOf('b'), shownAs('b'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
  } finally {
    put.mockRestore();
  }
});
