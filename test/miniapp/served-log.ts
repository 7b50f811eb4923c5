import { afterEach, beforeEach, jest } from '@jest/globals';
import { toBase64, toBase64url } from '#shared/crypto/bytes';
import { consistencyProof, inclusionProof, leafHash, merkleRoot } from '#shared/crypto/merkle';
import { fromUtf8, utf8 } from '#shared/crypto/utf8';
import { AreaCode } from '#shared/area/code';
import { checkpointText, cosignCheckpoint, signCheckpoint } from '#shared/transparency/checkpoint';
import { encodeLeaf, structureLeaf } from '#shared/transparency/leaf';
import { verifierKey, writeNote } from '#shared/transparency/note';
import { writeProof } from '#shared/transparency/proof';
import { CLOCK, keyOf, LOG, TRUST as LOG_TRUST, WITNESS } from '#test/transparency/keys';

// A county's log as a phone meets it: its proofs and how it grew, played by `fetch`.

export const COUNTY = AreaCode.parse('990101000000');
/** The log that follows when the table of the first was restored from an older copy. */
export const NEXT_LOG = { name: 'county.test/log2', key: keyOf(new Uint8Array(32).fill(81)) };
export const OTHER_WITNESS = { name: 'witness.test/w2', key: keyOf(new Uint8Array(32).fill(78)) };
export const TWO_LOGS = [
  ...LOG_TRUST.logs,
  verifierKey({ ...NEXT_LOG, type: 'note', publicKey: NEXT_LOG.key.publicKey }),
];
export const SEEN_AT = 1_790_000_000;

/** A log as it is served: its leaves by name, and under which size each is proved. */
interface Served {
  by?: typeof LOG;
  /** Who cosigns. */
  witness?: typeof WITNESS;
  names: string[];
  sizes: Map<string, number>;
}
/** What an edge makes of an answer. */
type Bend = (body: string) => { status: number; body: string };

const whole = (): Served => ({
  names: ['a', 'b', 'c', 'd', 'e'],
  sizes: new Map([
    ['a', 1],
    ['b', 3],
    ['c', 3],
    ['e', 5],
  ]),
});

const atFirst = () => ({
  /** What the running build pins; a newer one pins more. */
  trust: LOG_TRUST,
  log: whole(),
  /** What is served as the newest checkpoint of the log that follows; nothing while it has not begun. */
  nextCheckpoint: undefined as string | undefined,
  isReachable: true,
  /** Which requests a server breaks off though it answers others. */
  isReset: undefined as ((url: string) => boolean) | undefined,
  /** What was asked for, in order. */
  asked: [] as string[],
  /** Holds an answer back until it is let go. */
  holdBack: undefined as ((url: string) => Promise<void> | undefined) | undefined,
  /** Bends the next answer of its kind, and of one answer only. */
  bent: {} as { consistency?: Bend | undefined; proof?: Bend | undefined; next?: Bend | undefined },
});
/** The site, as every test finds and changes it. */
export const site = atFirst();

jest.unstable_mockModule('../../miniapp/src/platform/trust', () => ({
  trust: () =>
    Promise.resolve({
      county: COUNTY,
      rootPk: 'A'.repeat(43),
      log: site.trust,
      hosts: { api: 'https://api', ballotbox: 'https://box', tipline: 'https://tip' },
    }),
}));

/** Serves the log to the tests of a file, each on a phone that has seen nothing. */
export function servesLog(): void {
  const realFetch = globalThis.fetch;
  beforeEach(() => {
    localStorage.clear();
    Object.assign(site, atFirst());
    globalThis.fetch = (async (url: string) => {
      if (!site.isReachable || site.isReset?.(url)) throw new TypeError('no network');
      site.asked.push(url);
      const { status, body } = answer(url);
      await site.holdBack?.(url);
      return { status, text: () => Promise.resolve(body), headers: { get: () => null } };
    }) as never;
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
  });
}

export const structure = (name: string): Uint8Array => utf8(`structure ${name}`);
const entry = (name: string) => encodeLeaf(structureLeaf('close', COUNTY, structure(name), 0));
export const leafOf = (name: string): string => toBase64url(leafHash(entry(name)));
export const shownAs = (name: string) => () =>
  ({ kind: 'close', area: COUNTY, document: structure(name) }) as const;

/** The log with another history. */
export const rewritten = (): Served => ({ names: ['x', 'y', 'z', 'w', 'v'], sizes: new Map([['v', 5]]) });

/** The sizes that the phone has seen. */
export const sizesSeen = (): number[] =>
  (JSON.parse(localStorage.getItem('ygh:log-seen') ?? '[]') as { size: number }[]).map(({ size }) => size);

function checkpointOver(hashes: Uint8Array[], by: typeof LOG, witness: typeof WITNESS): string {
  const text = checkpointText({ origin: by.name, size: hashes.length, root: merkleRoot(hashes) });
  return writeNote(text, [
    signCheckpoint(text, by.name, by.key),
    cosignCheckpoint(text, CLOCK.name, CLOCK.key, SEEN_AT),
    cosignCheckpoint(text, witness.name, witness.key, SEEN_AT),
  ]);
}

/** The newest checkpoint of a log of these leaves. */
export const headOf = (names: string[], by = NEXT_LOG, witness = WITNESS): string =>
  checkpointOver(
    names.map((name) => leafHash(entry(name))),
    by,
    witness,
  );

/** The proof file of a leaf, where the log proves it. */
export function proofFile(
  { by = LOG, witness = WITNESS, names, sizes }: Served,
  leaf: string,
): string | undefined {
  const index = names.findIndex((name) => leafOf(name) === leaf);
  const size = sizes.get(names[index] ?? '');
  if (size === undefined) return undefined;
  const hashes = names.slice(0, size).map((name) => leafHash(entry(name)));
  const checkpoint = checkpointOver(hashes, by, witness);
  const path = inclusionProof(hashes, index);
  return fromUtf8(writeProof({ leaf: entry(names[index]!), index, path, checkpoint })) ?? undefined;
}

const NOT_FOUND = { status: 404, body: '{"code":"not-found"}' };

function answer(url: string): { status: number; body: string } {
  const [, older, newer] = /consistency\/log1\/(\d+)\/(\d+)$/.exec(url) ?? [];
  if (older && newer) {
    if (Number(newer) > site.log.names.length) return NOT_FOUND;
    const hashes = site.log.names.slice(0, Number(newer)).map((name) => leafHash(entry(name)));
    const lines = consistencyProof(hashes, Number(older)).map((hash) => `${toBase64(hash)}\n`);
    return served('consistency', lines.join(''));
  }
  if (url.endsWith('/log2/checkpoint')) {
    return site.nextCheckpoint === undefined ? NOT_FOUND : served('next', site.nextCheckpoint);
  }
  const file = proofFile(site.log, url.split('/').pop() ?? '');
  return file ? served('proof', file) : { status: 404, body: '{"code":"not-logged"}' };
}

function served(name: keyof typeof site.bent, body: string): { status: number; body: string } {
  const bend = site.bent[name];
  site.bent[name] = undefined;
  return bend?.(body) ?? { status: 200, body };
}
