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

/** A log of six leaves in which this one stands at `index`. */
function proofIn(log: typeof LOG, kind: 'close' | 'release', index: number): string {
  const hashes = Array.from({ length: 6 }, (_, i) => leafHash(i === index ? entry(kind) : utf8(`leaf ${i}`)));
  const text = checkpointText({ origin: log.name, size: 6, root: merkleRoot(hashes) });
  const checkpoint = writeNote(text, [
    signCheckpoint(text, log.name, log.key),
    cosignCheckpoint(text, CLOCK.name, CLOCK.key, 1_790_000_000),
    cosignCheckpoint(text, WITNESS.name, WITNESS.key, 1_790_000_000),
  ]);
  return (
    fromUtf8(writeProof({ leaf: entry(kind), index, path: inclusionProof(hashes, index), checkpoint })) ?? ''
  );
}

let files: Record<string, string>;
const realFetch = globalThis.fetch;
beforeEach(() => {
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
  files = {
    [hashOf('close')]: proofIn(closed[0], 'close', closed[1]),
    [hashOf('release')]: proofIn(released[0], 'release', released[1]),
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
