import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Id } from '#shared/ids';
import type { Session } from '#shared/identity/contract';
import * as contracts from '#shared/notice/contract';
import { type PublishedNotice } from '#shared/notice/notice';
import { filePath } from '#shared/notice/file-place';
import { bytesOf } from '#shared/crypto/bytes';
import { utf8 } from '#shared/crypto/utf8';
import { leafProof, loggedDocument } from '#shared/transparency/contract';
import { erasureContent } from '#shared/notice/logged';
import { MOST_VERSIONS } from '#shared/notice/rules';
import { claimOf } from '#shared/transparency/content';
import { commitsTo, openProof } from '#shared/transparency/proof';
import { COUNTY, freshId, setup, type TestCounty, VILLAGE } from '#test/setup';
import { contentsOf } from '#test/store/contents';
import { linesOf, noticeText, published } from './writing';

const SECRET = '张三家住在村东头第七户';
const MENDED = '张三家住在村西头第九户';
const REASON = '正文里写了公民个人信息';

let county: TestCounty;
let clerk: Session;
let above: Session;
let before: PublishedNotice;
let at: { params: { area: typeof VILLAGE; id: Id } };

/** A notice with two versions and a withdrawal, all of them in the log. */
beforeAll(async () => {
  county = await setup();
  clerk = await county.staff('committee', VILLAGE);
  above = await county.staff('county', COUNTY);
  const text = noticeText({ title: `${SECRET}的公告`, html: `<p>${SECRET}</p>` });
  const id = await published(county, clerk, VILLAGE, text);
  at = { params: { area: VILLAGE, id } };
  const corrected = { revision: 2, text: { ...text, html: `<p>${MENDED}</p>` }, reason: `不是${SECRET}` };
  await county.must(contracts.correctNotice, { ...at, body: corrected }, clerk);
  await county.must(contracts.withdrawNotice, { ...at, body: { revision: 3, reason: '发错了村' } }, clerk);
  await county.enterLog();
  county.clock.now += 2;
  before = await county.must(contracts.readNotice, at);
});

const erase = (as: Session) =>
  county.send(contracts.eraseNotice, { ...at, body: { revision: 4, reason: REASON } }, as);
const words = async () => {
  const contents = (await contentsOf(county)).join('\n');
  return [SECRET, MENDED, '张三'].filter((word) => contents.includes(word));
};

describe('a notice that must go', () => {
  it('is erased by the county alone', async () => {
    expect((await erase(clerk)).code).toBe('forbidden');
    expect(await words()).not.toEqual([]);
    expect((await erase(above)).value?.state).toMatchObject({ kind: 'erased', reason: REASON });
    expect((await erase(above)).value?.state.kind).toBe('erased');
  });

  it('leaves none of its words in any table, in no version', async () => {
    expect(await words()).toEqual([]);
    county.clock.now += 2;
    for (const version of [1, 2]) {
      const { params } = at;
      const read = await county.must(contracts.readNoticeVersion, { params: { ...params, version } });
      expect(read).toMatchObject({ version, state: 'erased', reason: REASON, attachments: [] });
    }
  });

  it('stays in the list, with the reason', async () => {
    expect(await linesOf(county, VILLAGE)).toMatchObject([{ state: 'erased', reason: REASON, version: 2 }]);
  });

  it('leaves its proofs, and nothing to try its words out with', async () => {
    const after = await county.must(contracts.readNotice, at);
    expect(after.versions.map(({ logged }) => logged.leaf)).toEqual(
      before.versions.map(({ logged }) => logged.leaf),
    );
    const leaves = [...before.versions.map(({ logged }) => logged), before.ending!];
    const contents = (
      await Promise.all(
        leaves.map(({ leaf }) => county.dynamo.get('public', { PK: `LOGGED#${leaf}`, SK: '-' })),
      )
    ).map((item) => Object.keys(item ?? {}).sort());
    expect(contents).toEqual(leaves.map(() => ['PK', 'SK', 'erased']));
    for (const { leaf, nonce } of leaves) {
      const { text } = await county.send(leafProof, { params: { leaf } });
      expect(openProof(utf8(text), county.log)).toMatchObject({ leaf: { area: VILLAGE } });
      expect((await county.send(loggedDocument, { params: { leaf } })).code).toBe('document-erased');
      expect(JSON.stringify(after)).not.toContain(nonce);
    }
  });

  it('is in the log as erased, when and why, behind everything it was', async () => {
    await county.enterLog();
    county.clock.now += 2;
    const { ending, changedAt: erasedAt } = await county.must(contracts.readNotice, at);
    const { text } = await county.send(leafProof, { params: { leaf: ending!.leaf } });
    const proven = openProof(utf8(text), county.log);
    if (typeof proven === 'string') throw new Error(proven);
    expect(proven.leaf).toMatchObject({ version: 4, prev: bytesOf(before.ending!.leaf) });
    const content = erasureContent(at.params, 2, { erasedAt, reason: REASON });
    expect(commitsTo(proven.leaf, claimOf({ ...content, nonce: ending!.nonce }))).toBe(true);
    expect((await county.send(loggedDocument, { params: { leaf: ending!.leaf } })).status).toBe(200);
  });

  it('may have as many versions as a notice can have', async () => {
    const id = await published(county, clerk, VILLAGE);
    const params = { ...at.params, id };
    for (let revision = 2; revision <= MOST_VERSIONS; revision += 1) {
      const body = { revision, text: noticeText({ title: `第${revision}次写的公告` }), reason: REASON };
      await county.must(contracts.correctNotice, { params, body }, clerk);
    }
    const last = { revision: MOST_VERSIONS + 1, reason: REASON };
    await county.must(contracts.withdrawNotice, { params, body: last }, clerk);
    const body = { revision: MOST_VERSIONS + 2, reason: REASON };
    expect((await county.must(contracts.eraseNotice, { params, body }, above)).state.kind).toBe('erased');
    expect((await contentsOf(county)).join('\n')).not.toContain('次写的公告');
  });

  it('can be neither corrected nor withdrawn any more', async () => {
    const text = noticeText();
    const body = { revision: 5, text, reason: '再写一次' };
    expect((await county.send(contracts.correctNotice, { ...at, body }, clerk)).code).toBe(
      'notice-elsewhere',
    );
  });
});

describe('the file of a notice that must go', () => {
  it('goes with it, and from no other notice', async () => {
    const bytes = Buffer.from('%PDF-1.7 名单');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = { sha256, name: '名单.pdf', type: 'application/pdf', size: bytes.length } as const;
    const withFile = async () => {
      const id = freshId();
      const place = { params: { area: VILLAGE, id }, body: file };
      const { url, headers } = await county.must(contracts.attachmentUpload, place, clerk);
      await county.blobs.request(url, { method: 'PUT', headers, body: bytes });
      return published(county, clerk, VILLAGE, noticeText({ attachments: [file] }), id);
    };
    const [id, other] = [await withFile(), await withFile()];
    const read = async (of: Id) =>
      (await county.blobs.request(filePath({ area: VILLAGE, id: of, sha256 }))).status;
    expect([await read(id), await read(other)]).toEqual([200, 200]);
    const body = { revision: 2, reason: REASON };
    await county.must(contracts.eraseNotice, { params: { area: VILLAGE, id }, body }, above);
    expect([await read(id), await read(other)]).toEqual([404, 200]);
  });
});
