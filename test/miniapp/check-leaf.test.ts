import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { toBase64, toBase64url } from '#shared/crypto/bytes';
import { consistencyProof, inclusionProof, leafHash, merkleRoot } from '#shared/crypto/merkle';
import { fromUtf8, utf8 } from '#shared/crypto/utf8';
import { AreaCode } from '#shared/area/code';
import { areaTree } from '#shared/area/contract';
import { checkpointText, cosignCheckpoint, signCheckpoint } from '#shared/transparency/checkpoint';
import { encodeLeaf, structureLeaf } from '#shared/transparency/leaf';
import { verifierKey, writeNote } from '#shared/transparency/note';
import { writeProof } from '#shared/transparency/proof';
import { CLOCK, keyOf, LOG, TRUST as LOG_TRUST, WITNESS } from '#test/transparency/keys';
import './render';

/** What the running build pins. */
let trust = { log: LOG_TRUST };
jest.unstable_mockModule('../../miniapp/src/platform/trust', () => ({
  trust: () => Promise.resolve({ ...TRUST, ...trust }),
}));

const { proofOf, standingOf } = await import('../../miniapp/src/platform/public-log');
const { fetchOnce } = await import('../../miniapp/src/platform/read');
const { online } = await import('../../miniapp/src/platform/network');
const { copiesHeld, copyOf, layDown } = await import('../../miniapp/src/platform/copies');

const COUNTY = AreaCode.parse('990101000000');
/** The log that follows when the table of the first was restored from an older copy. */
const NEXT_LOG = { name: 'county.test/log2', key: keyOf(new Uint8Array(32).fill(81)) };
const OTHER_WITNESS = { name: 'witness.test/w2', key: keyOf(new Uint8Array(32).fill(78)) };
const TWO_LOGS = [
  ...LOG_TRUST.logs,
  verifierKey({ ...NEXT_LOG, type: 'note', publicKey: NEXT_LOG.key.publicKey }),
];
/** What the app pins; a newer build pins more. */
const TRUST = {
  county: COUNTY,
  rootPk: 'A'.repeat(43),
  log: LOG_TRUST,
  hosts: { api: 'https://api', ballotbox: 'https://box', tipline: 'https://tip' },
};
const SEEN_AT = 1_790_000_000;

const structure = (name: string) => utf8(`structure ${name}`);
const entry = (name: string) => encodeLeaf(structureLeaf('close', COUNTY, structure(name), 0));
const leafOf = (name: string) => toBase64url(leafHash(entry(name)));
const shownAs = (name: string) => () => ({ kind: 'close', area: COUNTY, document: structure(name) }) as const;

/** A log as it is served: its leaves by name, and under which size each is proved. */
interface Served {
  by?: typeof LOG;
  /** Who cosigns. */
  witness?: typeof WITNESS;
  names: string[];
  sizes: Map<string, number>;
}
let log: Served;
/** What is served as the newest checkpoint of the log that follows; nothing while it has not begun. */
let nextCheckpoint: string | undefined;
let isReachable = true;
/** Which requests a server breaks off though it answers others. */
let isReset: ((url: string) => boolean) | undefined;
/** What was asked for, in order. */
let asked: string[];
/** Holds an answer back until it is let go. */
let holdBack: ((url: string) => Promise<void> | undefined) | undefined;
type Bend = (body: string) => { status: number; body: string };
/** What an edge makes of the next answer about how the log grew, and of the next proof: of one answer only. */
let bent: { consistency?: Bend | undefined; proof?: Bend | undefined };

function checkpointOver(hashes: Uint8Array[], by: typeof LOG, witness: typeof WITNESS): string {
  const text = checkpointText({ origin: by.name, size: hashes.length, root: merkleRoot(hashes) });
  return writeNote(text, [
    signCheckpoint(text, by.name, by.key),
    cosignCheckpoint(text, CLOCK.name, CLOCK.key, SEEN_AT),
    cosignCheckpoint(text, witness.name, witness.key, SEEN_AT),
  ]);
}

const headOf = (names: string[], by = NEXT_LOG, witness = WITNESS) =>
  checkpointOver(
    names.map((name) => leafHash(entry(name))),
    by,
    witness,
  );

function proofFile({ by = LOG, witness = WITNESS, names, sizes }: Served, leaf: string): string | undefined {
  const index = names.findIndex((name) => leafOf(name) === leaf);
  const size = sizes.get(names[index] ?? '');
  if (size === undefined) return undefined;
  const hashes = names.slice(0, size).map((name) => leafHash(entry(name)));
  const checkpoint = checkpointOver(hashes, by, witness);
  const path = inclusionProof(hashes, index);
  return fromUtf8(writeProof({ leaf: entry(names[index]!), index, path, checkpoint })) ?? undefined;
}

function answer(url: string): { status: number; body: string } {
  const [, older, newer] = /consistency\/log1\/(\d+)\/(\d+)$/.exec(url) ?? [];
  if (older && newer) {
    if (Number(newer) > log.names.length) return { status: 404, body: '{"code":"not-found"}' };
    const hashes = log.names.slice(0, Number(newer)).map((name) => leafHash(entry(name)));
    const lines = consistencyProof(hashes, Number(older)).map((hash) => `${toBase64(hash)}\n`);
    return served('consistency', lines.join(''));
  }
  if (url.endsWith('/log2/checkpoint')) {
    return nextCheckpoint === undefined
      ? { status: 404, body: '{"code":"not-found"}' }
      : { status: 200, body: nextCheckpoint };
  }
  const file = proofFile(log, url.split('/').pop() ?? '');
  return file ? served('proof', file) : { status: 404, body: '{"code":"not-logged"}' };
}

function served(name: keyof typeof bent, body: string): { status: number; body: string } {
  const bend = bent[name];
  bent[name] = undefined;
  return bend?.(body) ?? { status: 200, body };
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  localStorage.clear();
  trust = { log: LOG_TRUST };
  isReachable = true;
  isReset = undefined;
  asked = [];
  holdBack = undefined;
  bent = {};
  nextCheckpoint = undefined;
  log = {
    names: ['a', 'b', 'c', 'd', 'e'],
    sizes: new Map([
      ['a', 1],
      ['b', 3],
      ['c', 3],
      ['e', 5],
    ]),
  };
  globalThis.fetch = (async (url: string) => {
    if (!isReachable || isReset?.(url)) throw new TypeError('no network');
    asked.push(url);
    const { status, body } = answer(url);
    await holdBack?.(url);
    return { status, text: () => Promise.resolve(body), headers: { get: () => null } };
  }) as never;
});
afterEach(() => {
  globalThis.fetch = realFetch;
});

it('proves a leaf with the date of the witness, older ones and newer ones of one log', async () => {
  for (const name of ['c', 'a', 'e', 'b']) {
    const standing = await standingOf(leafOf(name), shownAs(name));
    expect(standing).toMatchObject({ kind: 'proved', proven: { checkpoint: { seen: SEEN_AT } } });
  }
});

it('takes no document for another, and says of a new one that it waits', async () => {
  expect(await standingOf(leafOf('c'), shownAs('b'))).toEqual({ kind: 'broken', flaw: 'document' });
  expect((await standingOf(leafOf('d'), shownAs('d'))).kind).toBe('waiting');
});

it('proves of an erased document its own leaf, and no other of the log', async () => {
  const { id } = structureLeaf('close', COUNTY, structure('c'), 0);
  const erased = { kind: 'close', area: COUNTY, id, version: 1, isErased: true } as const;
  expect((await standingOf(leafOf('c'), () => erased)).kind).toBe('proved');
  expect(await standingOf(leafOf('b'), () => erased)).toEqual({ kind: 'broken', flaw: 'document' });
});

it('proves without a network what it has proved before, and nothing else', async () => {
  await standingOf(leafOf('c'), shownAs('c'));
  isReachable = false;
  expect((await standingOf(leafOf('c'), shownAs('c'))).kind).toBe('proved');
  expect((await standingOf(leafOf('a'), shownAs('a'))).kind).toBe('offline');
});

it('takes no silence about one file of a site that answers else for a missing network', async () => {
  await fetchOnce(areaTree, { params: { area: COUNTY } });
  isReset = (url) => url.includes('/proofs/');
  expect(await standingOf(leafOf('c'), shownAs('c'))).toEqual({ kind: 'unanswered' });
  expect(await standingOf(leafOf('c'), shownAs('c'))).toEqual({ kind: 'unanswered' });
  expect(await proofOf(leafOf('c'))).toMatchObject({ ok: false, problem: { code: 'busy' } });
  isReachable = false;
  await fetchOnce(areaTree, { params: { area: COUNTY } });
  expect(await standingOf(leafOf('c'), shownAs('c'))).toEqual({ kind: 'offline' });
});

it('says that there is no network where the device says so, whatever was answered before', async () => {
  await fetchOnce(areaTree, { params: { area: COUNTY } });
  isReachable = false;
  online.set(false);
  expect(await standingOf(leafOf('c'), shownAs('c'))).toEqual({ kind: 'offline' });
  online.set(true);
  expect(await standingOf(leafOf('c'), shownAs('c'))).toEqual({ kind: 'unanswered' });
});

it('never calls it a missing network that a rewritten log does not say how it grew', async () => {
  await standingOf(leafOf('c'), shownAs('c'));
  log = { names: ['x', 'y', 'z', 'w', 'v'], sizes: new Map([['v', 5]]) };
  isReset = (url) => url.includes('/consistency/');
  expect(await standingOf(leafOf('v'), shownAs('v'))).toEqual({ kind: 'unanswered' });
  expect(await proofOf(leafOf('v'))).toMatchObject({ ok: false, problem: { code: 'busy' } });
  isReset = undefined;
  expect(await standingOf(leafOf('v'), shownAs('v'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
});

it('catches a log that was rewritten, and goes on saying so', async () => {
  await standingOf(leafOf('c'), shownAs('c'));
  log = { names: ['x', 'y', 'z', 'w', 'v'], sizes: new Map([['v', 5]]) };
  expect(await standingOf(leafOf('v'), shownAs('v'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
  log = { names: ['a', 'b', 'c', 'd', 'e'], sizes: new Map([['b', 3]]) };
  expect(await standingOf(leafOf('b'), shownAs('b'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
});

it.each([
  ['that was not found', () => ({ status: 404, body: '{"code":"not-found"}' })],
  ['that came cut short', (body: string) => ({ status: 200, body: body.slice(0, body.indexOf('\n') + 1) })],
])('says so of a proof of growth %s, and no longer once it has come', async (_, bend) => {
  await standingOf(leafOf('c'), shownAs('c'));
  bent = { consistency: bend };
  expect(await standingOf(leafOf('e'), shownAs('e'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
  expect((await standingOf(leafOf('e'), shownAs('e'))).kind).toBe('proved');
  expect((await standingOf(leafOf('c'), shownAs('c'))).kind).toBe('proved');
});

it('asks again for a proof that came broken', async () => {
  bent = { proof: (body) => ({ status: 200, body: body.slice(0, -9) }) };
  expect((await standingOf(leafOf('c'), shownAs('c'))).kind).toBe('broken');
  expect((await standingOf(leafOf('c'), shownAs('c'))).kind).toBe('proved');
});

it('takes the log of a county that began anew, with a new key, for another one', async () => {
  await standingOf(leafOf('e'), shownAs('e'));
  const seen = localStorage.getItem('ygh:log-seen') ?? '';
  localStorage.setItem('ygh:log-seen', seen.replace(LOG_TRUST.logs[0]!, 'county.test/log1+00000000+old'));
  log = { names: ['x'], sizes: new Map([['x', 1]]) };
  expect((await standingOf(leafOf('x'), shownAs('x'))).kind).toBe('proved');
});

it('catches a log that has lost leaves it has signed', async () => {
  await standingOf(leafOf('e'), shownAs('e'));
  log = { names: ['a', 'b', 'c'], sizes: new Map([['b', 3]]) };
  expect(await standingOf(leafOf('b'), shownAs('b'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
});

const PAGE = '<html><body>502 Bad Gateway</body></html>';

it.each([
  ['a failure of the server', { status: 500, body: '{"code":"internal"}' }],
  ['a busy server', { status: 429, body: '' }],
  ["a gateway's page", { status: 502, body: PAGE }],
  ["a hotel's page in place of the proof", { status: 200, body: PAGE }],
])('says of %s that nothing was checked, and asks again', async (_, given) => {
  bent = { proof: () => given };
  expect(await standingOf(leafOf('c'), shownAs('c'))).toEqual({ kind: 'unanswered' });
  expect((await standingOf(leafOf('c'), shownAs('c'))).kind).toBe('proved');
  bent = { consistency: () => given };
  expect(await standingOf(leafOf('e'), shownAs('e'))).toEqual({ kind: 'unanswered' });
  expect((await standingOf(leafOf('e'), shownAs('e'))).kind).toBe('proved');
});

it('says since when a leaf waits, whether or not it was ever named', async () => {
  const first = await standingOf(leafOf('d'), shownAs('d'));
  expect(first).toMatchObject({ kind: 'waiting', since: expect.any(Number) as unknown });
  localStorage.setItem('ygh:log-waits', JSON.stringify([{ leaf: leafOf('d'), since: 1000 }]));
  expect(await standingOf(leafOf('d'), shownAs('d'))).toEqual({ kind: 'waiting', since: 1000 });
  asked = [];
  expect((await standingOf('', shownAs('d'))).kind).toBe('waiting');
  expect(asked).toEqual([]);
});

const sizesSeen = (): number[] =>
  (JSON.parse(localStorage.getItem('ygh:log-seen') ?? '[]') as { size: number }[]).map(({ size }) => size);

it('never goes back in what it has seen, in whatever order two checks end', async () => {
  await standingOf(leafOf('a'), shownAs('a'));
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  holdBack = (url) => (url.endsWith('/1/3') ? held : undefined);
  const slow = standingOf(leafOf('c'), shownAs('c'));
  expect((await standingOf(leafOf('e'), shownAs('e'))).kind).toBe('proved');
  expect(sizesSeen()).toEqual([5]);
  letGo();
  expect((await slow).kind).toBe('proved');
  expect(sizesSeen()).toEqual([5]);
});

describe('a log that was followed by another', () => {
  beforeEach(() => {
    trust = { log: { ...LOG_TRUST, logs: TWO_LOGS } };
  });
  const restored = { names: ['a', 'b', 'c'], sizes: new Map([['b', 3]]) };

  it('keeps a memory of each log, and says that the later one was begun anew', async () => {
    expect(await standingOf(leafOf('c'), shownAs('c'))).toMatchObject({ kind: 'proved', isAnew: false });
    log = { by: NEXT_LOG, names: ['e', 'f'], sizes: new Map([['e', 2]]) };
    expect(await standingOf(leafOf('e'), shownAs('e'))).toMatchObject({ kind: 'proved', isAnew: true });
    expect(sizesSeen()).toEqual([3, 2]);
    // Another first log of the same size is a forgery of it, whatever followed.
    log = { names: ['x', 'y', 'z'], sizes: new Map([['z', 3]]) };
    expect(await standingOf(leafOf('z'), shownAs('z'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
  });

  it('still proves what it has kept, whether or not a leaf of the later one was opened before', async () => {
    await standingOf(leafOf('e'), shownAs('e'));
    log = restored;
    nextCheckpoint = headOf(['a', 'b', 'c', 'f']);
    expect((await standingOf(leafOf('b'), shownAs('b'))).kind).toBe('proved');
    expect((await standingOf(leafOf('e'), shownAs('e'))).kind).toBe('proved');
    expect(sizesSeen()).toEqual([5, 4]);
    // It was seen to have begun, and that is not forgotten.
    nextCheckpoint = undefined;
    expect((await standingOf(leafOf('b'), shownAs('b'))).kind).toBe('proved');
  });

  it.each([
    ['has not begun', () => undefined],
    ['has only a checkpoint that no pinned witness cosigned', () => headOf(['a'], NEXT_LOG, OTHER_WITNESS)],
    ['has only a checkpoint without leaves', () => headOf([])],
    ['is answered for by a checkpoint of the one before it', () => headOf(['a', 'b', 'c'], LOG)],
  ])('is not closed by one that is pinned and %s: what it lost is caught', async (_, served) => {
    await standingOf(leafOf('e'), shownAs('e'));
    log = { names: ['x', 'y', 'z'], sizes: new Map([['z', 3]]) };
    nextCheckpoint = served();
    expect(await standingOf(leafOf('z'), shownAs('z'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
    expect(await standingOf(leafOf('z'), shownAs('z'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
    expect(sizesSeen()).toEqual([5]);
  });

  it('is no longer called rewritten by a phone that caught it before its build knew of the later one', async () => {
    trust = { log: LOG_TRUST };
    await standingOf(leafOf('e'), shownAs('e'));
    log = restored;
    expect(await standingOf(leafOf('b'), shownAs('b'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
    trust = { log: { ...LOG_TRUST, logs: TWO_LOGS } };
    nextCheckpoint = headOf(['a', 'b', 'c']);
    expect((await standingOf(leafOf('b'), shownAs('b'))).kind).toBe('proved');
    expect((await standingOf(leafOf('e'), shownAs('e'))).kind).toBe('proved');
  });

  it('shows nothing larger than what was seen of it without a proof that it grew to that', async () => {
    await standingOf(leafOf('c'), shownAs('c'));
    log = { names: ['x', 'y', 'z', 'w', 'v'], sizes: new Map([['v', 5]]) };
    expect(await standingOf(leafOf('v'), shownAs('v'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
    bent = { consistency: () => ({ status: 404, body: '{"code":"not-found"}' }) };
    expect(await standingOf(leafOf('v'), shownAs('v'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
  });
});

describe('signers that change', () => {
  const key = verifierKey({
    name: OTHER_WITNESS.name,
    type: 'cosignature',
    publicKey: OTHER_WITNESS.key.publicKey,
  });

  it('take no proof away: the copy is asked for anew, cosigned by those whom the new build pins', async () => {
    await standingOf(leafOf('c'), shownAs('c'));
    trust = { log: { ...LOG_TRUST, witnesses: [key] } };
    log = { ...log, witness: OTHER_WITNESS };
    expect((await standingOf(leafOf('c'), shownAs('c'))).kind).toBe('proved');
    isReachable = false;
    expect((await standingOf(leafOf('c'), shownAs('c'))).kind).toBe('proved');
  });

  it.each([
    ['witnesses', () => ({ ...log, witness: OTHER_WITNESS })],
    ['log', () => ({ ...log, by: NEXT_LOG })],
  ])('leave a build that does not know the new %s unable to tell, and accuse nobody', async (_, changed) => {
    log = changed();
    expect(await standingOf(leafOf('c'), shownAs('c'))).toEqual({ kind: 'outdated' });
    expect(copiesHeld().size).toBe(0);
  });
});

it('takes no proof of one leaf for that of another', async () => {
  const other = proofFile(log, leafOf('b')) ?? '';
  bent = { proof: () => ({ status: 200, body: other }) };
  expect(await standingOf(leafOf('c'))).toEqual({ kind: 'broken', flaw: 'leaf' });
});

it('gives whoever seals or counts by a proof none of a log that was rewritten', async () => {
  expect((await proofOf(leafOf('c'))).ok).toBe(true);
  log = { names: ['x', 'y', 'z', 'w', 'v'], sizes: new Map([['v', 5]]) };
  expect(await proofOf(leafOf('v'))).toMatchObject({ ok: false, problem: { code: 'log-untrusted' } });
});

it('keeps proofs beside the documents, and how the log grew not at all', async () => {
  for (let i = 0; i < 160; i += 1) layDown(`/document/${i}`, { body: 'words', at: i });
  for (const name of ['a', 'c', 'e']) await standingOf(leafOf(name), shownAs(name));
  expect(asked.some((url) => url.includes('/consistency/'))).toBe(true);
  expect(copiesHeld().count).toBe(160);
  expect(copyOf('/document/0')).toBeDefined();
  expect(Object.keys(localStorage).filter((name) => name.includes('consistency'))).toEqual([]);
  expect(Object.keys(localStorage).filter((name) => name.includes('/proofs/'))).toHaveLength(3);
});

// Last, since the module goes on remembering.
it('remembers what it has seen and caught on a device without room for it', async () => {
  const put = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  try {
    await standingOf(leafOf('c'), shownAs('c'));
    log = { names: ['x', 'y', 'z', 'w', 'v'], sizes: new Map([['v', 5]]) };
    expect(await standingOf(leafOf('v'), shownAs('v'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
    log = { names: ['a', 'b', 'c', 'd', 'e'], sizes: new Map([['b', 3]]) };
    expect(await standingOf(leafOf('b'), shownAs('b'))).toEqual({ kind: 'broken', flaw: 'rewritten' });
  } finally {
    put.mockRestore();
  }
});
