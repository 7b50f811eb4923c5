import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { toBase64url } from '#shared/crypto/bytes';
import { inclusionProof, leafHash, merkleRoot } from '#shared/crypto/merkle';
import { fromUtf8, utf8 } from '#shared/crypto/utf8';
import { NO_LEAVES } from '#shared/recommendation/logged';
import { checkpointText, cosignCheckpoint, signCheckpoint } from '#shared/transparency/checkpoint';
import { encodeLeaf, structureLeaf } from '#shared/transparency/leaf';
import { verifierKey, writeNote } from '#shared/transparency/note';
import { writeProof } from '#shared/transparency/proof';
import { CLOCK, keyOf, LOG, TRUST as LOG_TRUST, WITNESS } from '#test/transparency/keys';
import './render';

const { closingsInLog, releasedAfter } = await import('../../miniapp/src/recommendation/desk/in-log');

const AREA = AreaCode.parse('990101100201');
const NEXT = { name: 'county.test/log2', key: keyOf(new Uint8Array(32).fill(81)) };
const TRUST = {
  county: '990101000000',
  rootPk: 'A'.repeat(43),
  log: {
    ...LOG_TRUST,
    logs: [...LOG_TRUST.logs, verifierKey({ name: NEXT.name, type: 'note', publicKey: NEXT.key.publicKey })],
  },
  hosts: { api: '', ballotbox: '', tipline: '' },
};

const entry = (kind: 'close' | 'release') => encodeLeaf(structureLeaf(kind, AREA, utf8(kind), 0));
const hashOf = (kind: 'close' | 'release') => toBase64url(leafHash(entry(kind)));

type Place = readonly [log: typeof LOG, index: number];

/** The proof of a leaf in a log of six, where the closing and the release stand at their places. */
function proofIn(places: Record<'close' | 'release', Place>, kind: 'close' | 'release'): string {
  const [log, at] = places[kind];
  const hashes = Array.from({ length: 6 }, (_, i) => leafHash(utf8(`leaf ${i}`)));
  for (const one of ['close', 'release'] as const) {
    const [other, index] = places[one];
    if (other === log) hashes[index] = leafHash(entry(one));
  }
  const text = checkpointText({ origin: log.name, size: 6, root: merkleRoot(hashes) });
  const checkpoint = writeNote(text, [
    signCheckpoint(text, log.name, log.key),
    cosignCheckpoint(text, CLOCK.name, CLOCK.key, 1_790_000_000),
    cosignCheckpoint(text, WITNESS.name, WITNESS.key, 1_790_000_000),
  ]);
  const proof = { leaf: entry(kind), index: at, path: inclusionProof(hashes, at), checkpoint };
  return fromUtf8(writeProof(proof)) ?? '';
}

let files: Record<string, string>;
const realFetch = globalThis.fetch;
beforeEach(() => {
  localStorage.clear();
  files = {};
  globalThis.fetch = ((url: string) => {
    const body = url === '/trust.json' ? JSON.stringify(TRUST) : files[url.split('/').pop() ?? ''];
    return Promise.resolve({ status: 200, text: () => Promise.resolve(body), headers: { get: () => null } });
  }) as never;
});
afterEach(() => {
  globalThis.fetch = realFetch;
});

it.each([
  ['later in the same log', [LOG, 1], [LOG, 3], true],
  ['earlier in the same log', [LOG, 3], [LOG, 1], false],
  ['at a lower place of the log that followed', [LOG, 3], [NEXT, 1], true],
  ['at a higher place of the log before', [NEXT, 1], [LOG, 3], false],
] as const)('takes a release that stands %s for what it is', async (_, closed, released, isAfter) => {
  const places = { close: closed, release: released };
  files = {
    [hashOf('close')]: proofIn(places, 'close'),
    [hashOf('release')]: proofIn(places, 'release'),
  };
  const leaves = { ...NO_LEAVES, closings: [hashOf('close')], releases: [[hashOf('release')]] };
  const closings = await closingsInLog({ area: AREA, leaves }, [toBase64url(utf8('close'))]);
  if (!closings.ok) throw new Error(closings.problem.code);
  const after = await releasedAfter(
    { area: AREA, leaves },
    0,
    [toBase64url(utf8('release'))],
    closings.value,
  );
  expect(after).toEqual({ ok: true, value: isAfter });
});
