import { beforeAll, describe, expect, it } from '@jest/globals';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { leafHash, merkleRoot } from '#shared/crypto/merkle';
import { utf8 } from '#shared/crypto/utf8';
import { planElection, readTimetable } from '#shared/election/contract';
import { timetableContent } from '#shared/election/logged';
import type { Session } from '#shared/identity/contract';
import { correctNotice, readNotice, readNoticeVersion, withdrawNotice } from '#shared/notice/contract';
import { versionContent, withdrawalContent } from '#shared/notice/logged';
import { LegalDate } from '#shared/time';
import { openCheckpoint } from '#shared/transparency/checkpoint';
import { claimOf } from '#shared/transparency/content';
import * as contracts from '#shared/transparency/contract';
import type { LogContent } from '#shared/transparency/log-content';
import { decodeLeaf } from '#shared/transparency/leaf';
import type { Logged } from '#shared/transparency/logged';
import { proveLogged, readProof } from '#shared/transparency/proof';
import { noticeText, published } from '#test/notice/writing';
import { setup, type TestCounty, VILLAGE } from '#test/setup';
import { readBySecond } from '#test/verify/second-implementation';

let county: TestCounty;
let clerk: Session;
beforeAll(async () => {
  county = await setup();
  clerk = await county.staff('committee', VILLAGE);
});

const params = { area: VILLAGE };

/** A file of the log, in bytes. */
async function file(path: string): Promise<Uint8Array | number> {
  const response = await county.apps.public.request(`http://county.test${path}`);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : response.status;
}

/** What is wrong with the proof of a content, or its leaf. */
async function proved(content: LogContent, logged: Logged) {
  const { value } = await county.send(contracts.leafProof, { params: { leaf: logged.leaf } });
  return proveLogged(claimOf({ ...content, nonce: logged.nonce }), utf8(String(value)), county.log);
}

describe('a published document', () => {
  it('is proved by a witness after the next run of the sequencer, and not before', async () => {
    const id = await published(county, clerk, VILLAGE);
    const notice = await county.must(readNotice, { params: { ...params, id } });
    const [version] = notice.versions;
    const asked = { params: { leaf: version!.logged.leaf } };
    expect((await county.send(contracts.leafProof, asked)).code).toBe('not-logged');
    county.clock.now += 60;
    expect(await county.enterLog()).toBe(1);
    county.clock.now += 2;
    const proof = await proved(versionContent(notice, noticeText(), version!), version!.logged);
    expect(proof).toMatchObject({
      index: 0,
      checkpoint: { seen: county.clock.now - 2 },
      leaf: { version: 1 },
    });
    const other = { ...noticeText(), html: '<p>改了一个字。</p>' };
    expect(await proved(versionContent(notice, other, version!), version!.logged)).toBe('document');
  });

  it('keeps its first proof however the log grows', async () => {
    const id = await published(county, clerk, VILLAGE);
    await county.enterLog();
    county.clock.now += 2;
    const { versions } = await county.must(readNotice, { params: { ...params, id } });
    const asked = { params: { leaf: versions[0]!.logged.leaf } };
    const first = await county.must(contracts.leafProof, asked);
    for (let i = 0; i < 3; i += 1) {
      await published(county, clerk, VILLAGE);
      await county.enterLog();
    }
    const elsewhere = await county.through(county.apps).must(contracts.leafProof, asked);
    expect(elsewhere).toEqual(first);
  });

  it('has its corrections and its withdrawal behind it as one chain', async () => {
    const id = await published(county, clerk, VILLAGE);
    const at = { ...params, id };
    const text = noticeText({ title: '更正后的公告' });
    const body = { revision: 2, text, reason: '标题写错' };
    await county.must(correctNotice, { params: at, body }, clerk);
    await county.must(withdrawNotice, { params: at, body: { revision: 3, reason: '发错了村' } }, clerk);
    await county.enterLog();
    county.clock.now += 2;
    const notice = await county.must(readNoticeVersion, { params: { ...at, version: 1 } });
    const [first, second] = notice.versions;
    const withdrawal = { withdrawnAt: notice.changedAt, reason: '发错了村' };
    const chain = [
      await proved(versionContent(notice, noticeText(), first!), first!.logged),
      await proved(versionContent(notice, text, second!), second!.logged),
      await proved({ ...withdrawalContent(notice, 2, withdrawal), version: 3 }, notice.ending!),
    ];
    const hashes = [first!.logged, second!.logged, notice.ending!].map(({ leaf }) => leaf);
    expect(chain).toMatchObject([
      { leaf: { kind: 'notice', version: 1 } },
      { leaf: { kind: 'notice', version: 2, prev: bytesOf(hashes[0]!) } },
      { leaf: { kind: 'withdrawal', version: 3, prev: bytesOf(hashes[1]!) } },
    ]);
  });

  it('may be a timetable', async () => {
    const electionDay = LegalDate.parse('2026-12-27');
    const body = { from: 0, body: '村民委员会', term: 12, electionDay } as const;
    await county.must(planElection, { params, body }, clerk);
    await county.enterLog();
    county.clock.now += 2;
    const { logged, ...timetable } = await county.must(readTimetable, { params });
    expect(await proved(timetableContent(timetable), logged)).toMatchObject({ leaf: { kind: 'timetable' } });
    const moved = timetableContent({ ...timetable, electionDay: LegalDate.parse('2026-12-28') });
    expect(await proved(moved, logged)).toBe('document');
  });
});

describe('the log as it is served', () => {
  it('keeps a proof for an hour only, in which other witnesses may be asked, and a tile for good', async () => {
    const id = await published(county, clerk, VILLAGE);
    await county.enterLog();
    county.clock.now += 2;
    const { versions } = await county.must(readNotice, { params: { ...params, id } });
    const kept = async (path: string) =>
      (await county.apps.public.request(`http://county.test${path}`)).headers.get('cache-control');
    expect(await kept(`/public/log/proofs/${versions[0]!.logged.leaf}`)).toBe('public, max-age=3600');
    expect(await kept('/log1/tile/0/000.p/1')).toBe('public, max-age=31536000, immutable');
  });

  it('gives back every leaf, tile and root byte for byte as C2SP tlog-tiles says', async () => {
    for (let i = 0; i < 6; i += 1) await published(county, clerk, VILLAGE);
    await county.enterLog();
    county.clock.now += 2;
    const note = new TextDecoder().decode((await file('/log1/checkpoint')) as Uint8Array);
    const checkpoint = openCheckpoint(note, county.log);
    if (typeof checkpoint === 'string') throw new Error(checkpoint);
    const { size, root } = checkpoint;
    const bundle = (await file(`/log1/tile/entries/000.p/${size}`)) as Uint8Array;
    const leaves: Uint8Array[] = [];
    for (let at = 0; at < bundle.length; ) {
      const length = bundle[at]! * 256 + bundle[at + 1]!;
      leaves.push(bundle.slice(at + 2, at + 2 + length));
      at += 2 + length;
    }
    expect(leaves.length).toBe(size);
    expect(leaves.every((leaf) => decodeLeaf(leaf) !== null)).toBe(true);
    const hashes = leaves.map(leafHash);
    expect(await file(`/log1/tile/0/000.p/${size}`)).toEqual(new Uint8Array(Buffer.concat(hashes)));
    expect(merkleRoot(hashes)).toEqual(root);
    expect(await file(`/log1/tile/0/000.p/${size - 1}`)).toEqual(
      new Uint8Array(Buffer.concat(hashes.slice(0, size - 1))),
    );
  });

  it('is read and believed by a second implementation, that of the Sigstore project', async () => {
    const id = await published(county, clerk, VILLAGE);
    await county.enterLog();
    county.clock.now += 2;
    const { versions } = await county.must(readNotice, { params: { ...params, id } });
    const { text } = await county.send(contracts.leafProof, { params: { leaf: versions[0]!.logged.leaf } });
    const { leaf, index, path, checkpoint } = readProof(utf8(text))!;
    const claim = { vkey: county.logTrust.logs[0]!, checkpoint, leaf, index, proof: path };
    expect(readBySecond(claim)).toEqual({ origin: 'county.test/log1', size: BigInt(index + 1) });
    expect(() => readBySecond({ ...claim, index: index - 1 })).toThrow();
  });

  it.each([
    '/log1/tile/0/000.p/255',
    '/log1/tile/0/000.p/0',
    '/log1/tile/0/000.p/256',
    '/log1/tile/0/000',
    '/log1/tile/1/000.p/1',
    '/log1/tile/0/0',
    '/log1/tile/00/000.p/1',
    '/log1/tile/64/000.p/1',
    '/log1/tile/entries/x000/000.p/1',
    '/log2/checkpoint',
    '/log0/checkpoint',
    '/logx/checkpoint',
    `/public/log/proofs/${toBase64url(new Uint8Array(32))}`,
    '/public/log/consistency/log1/0/1',
    '/public/log/consistency/log1/2/1',
    '/public/log/consistency/log1/1/999999',
  ])('knows nothing of %s', async (path) => {
    expect(await file(path)).toBe(404);
  });

  it('costs three calls for a proof that nobody has asked for yet, and none after it', async () => {
    const id = await published(county, clerk, VILLAGE);
    await county.enterLog();
    county.clock.now += 2;
    const { versions } = await county.must(readNotice, { params: { ...params, id } });
    const asked = { params: { leaf: versions[0]!.logged.leaf } };
    county.calls.length = 0;
    await Promise.all(Array.from({ length: 20 }, () => county.must(contracts.leafProof, asked)));
    expect(county.calls.length).toBeLessThanOrEqual(4);
    county.calls.length = 0;
    county.clock.now += 60;
    await county.must(contracts.leafProof, asked);
    expect(county.calls).toEqual([]);
  });
});
