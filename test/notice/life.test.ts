import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import * as contracts from '#shared/notice/contract';
import { COUNTY, freshId, OTHER_VILLAGE, setup, START, type TestCounty, TOWN, VILLAGE } from '#test/setup';
import { drafted, linesOf, noticeText, published } from './writing';

let county: TestCounty;
let clerk: Session;
beforeAll(async () => {
  county = await setup();
  clerk = await county.staff('committee', VILLAGE);
});

const at = (id: Id) => ({ params: { area: VILLAGE, id } });
const read = (id: Id) => county.must(contracts.readNotice, at(id));

describe('the life of a notice', () => {
  let id: Id;

  it('begins as a draft that its office sees and nobody else', async () => {
    id = freshId();
    const draft = await county.must(contracts.draftNotice, { ...at(id), body: noticeText() }, clerk);
    expect(draft).toMatchObject({ state: { kind: 'draft' }, version: 1, revision: 1, versions: [] });
    expect((await county.send(contracts.readNotice, at(id))).code).toBe('not-found');
    expect(await linesOf(county, VILLAGE)).toEqual([]);
    const { notices } = await county.must(contracts.officeNotices, at(id), clerk);
    expect(notices.map((line) => line.id)).toEqual([id]);
  });

  it('is the same notice when the same draft is sent again, and a conflict when another is', async () => {
    const again = await county.must(contracts.draftNotice, { ...at(id), body: noticeText() }, clerk);
    expect(again.revision).toBe(1);
    const other = { ...at(id), body: noticeText({ title: '另一份公告' }) };
    expect((await county.send(contracts.draftNotice, other, clerk)).code).toBe('conflict');
  });

  it('is edited, scheduled, taken back and scheduled again', async () => {
    const text = noticeText({ html: '<p>现将名单予以公布，共1426人。</p>' });
    const edit = { ...at(id), body: { revision: 1, text } };
    expect(await county.must(contracts.editNotice, edit, clerk)).toMatchObject({ revision: 2, text });
    const publishAt = START + 3600;
    const schedule = (revision: number, time: number) =>
      county.send(contracts.publishNotice, { ...at(id), body: { revision, publishAt: time } }, clerk);
    expect((await schedule(2, START)).code).toBe('notice-time');
    expect((await schedule(2, START + 367 * 86_400)).code).toBe('notice-time');
    expect((await schedule(2, publishAt)).value?.state).toEqual({ kind: 'scheduled', publishAt });
    expect(
      (await county.send(contracts.editNotice, { ...at(id), body: { revision: 3, text } }, clerk)).code,
    ).toBe('notice-elsewhere');
    expect((await schedule(3, publishAt + 60)).value?.revision).toBe(4);
    const back = await county.must(contracts.unscheduleNotice, { ...at(id), body: { revision: 4 } }, clerk);
    expect(back.state).toEqual({ kind: 'draft' });
  });

  it('is published at once, and read with its area, its town and its county in one answer', async () => {
    const now = await county.must(contracts.publishNotice, { ...at(id), body: { revision: 5 } }, clerk);
    expect(now.state).toEqual({ kind: 'published', publishedAt: START, changedAt: START });
    county.clock.now += 2;
    const lists = await county.must(contracts.noticeLists, { params: { area: VILLAGE } });
    expect(lists.map((page) => page.area)).toEqual([VILLAGE, TOWN, COUNTY]);
    expect(lists.map((page) => page.notices.length)).toEqual([1, 0, 0]);
    expect(await read(id)).toMatchObject({ version: 1, state: 'published', publishedAt: START });
  });

  it('is corrected as the next version while the old one stays readable', async () => {
    const text = noticeText({ html: '<p>更正：共1427人。</p>', title: '登记名单公告（更正）' });
    const body = { revision: 6, text, reason: '漏登一人，已经补上' };
    const after = await county.must(contracts.correctNotice, { ...at(id), body }, clerk);
    expect(after).toMatchObject({ version: 2, revision: 7 });
    county.clock.now += 2;
    expect(await read(id)).toMatchObject({
      version: 2,
      html: text.html,
      reason: body.reason,
      publishedAt: START,
      versions: [{ version: 1 }, { version: 2, reason: body.reason }],
    });
    const version = (n: number) =>
      county.send(contracts.readNoticeVersion, { params: { ...at(id).params, version: n } });
    expect((await version(1)).value?.html).toContain('1426');
    expect((await version(2)).value?.html).toContain('1427');
    expect((await version(1)).value?.versions).toHaveLength(2);
    expect((await version(3)).code).toBe('not-found');
    expect((await linesOf(county, VILLAGE))[0]).toMatchObject({ id, title: text.title, version: 2 });
  });

  it('is withdrawn and stays in the list, readable, with the reason', async () => {
    const body = { revision: 7, reason: '名单须重新核对' };
    await county.must(contracts.withdrawNotice, { ...at(id), body }, clerk);
    county.clock.now += 2;
    const seen = await read(id);
    expect(seen).toMatchObject({ state: 'withdrawn', reason: body.reason, version: 2 });
    expect(seen.html).toContain('1427');
    const first = { params: { ...at(id).params, version: 1 } };
    expect(await county.must(contracts.readNoticeVersion, first)).toMatchObject({
      version: 1,
      state: 'withdrawn',
      reason: body.reason,
    });
    expect((await linesOf(county, VILLAGE))[0]).toMatchObject({
      id,
      state: 'withdrawn',
      reason: body.reason,
    });
    const late = { ...at(id), body: { revision: 8, text: noticeText(), reason: '再更正一次' } };
    expect((await county.send(contracts.correctNotice, late, clerk)).code).toBe('notice-elsewhere');
  });

  it('leaves a chain of audit events, one for each change', async () => {
    const events = await county.dynamo.query('ledger', { PK: `AUDIT#NOTICE#${id}` });
    expect(events.map((event) => event['action'])).toEqual([
      ...['draft', 'edit', 'schedule', 'schedule', 'unschedule', 'publish', 'correct', 'withdraw'],
    ]);
    expect(events.slice(1).map((event) => event['previous'])).toEqual(
      events.slice(0, -1).map((event) => event['hash']),
    );
  });
});

describe('a draft', () => {
  it('can be thrown away, a published notice cannot', async () => {
    const draft = await drafted(county, clerk, VILLAGE);
    const discard = (id: Id, revision: number) =>
      county.send(contracts.discardNotice, { ...at(id), body: { revision } }, clerk);
    expect((await discard(draft, 1)).status).toBe(204);
    expect((await county.send(contracts.officeNotice, at(draft), clerk)).code).toBe('not-found');
    expect((await discard(draft, 1)).status).toBe(204);
    const seen = await published(county, clerk, VILLAGE);
    expect((await discard(seen, 2)).code).toBe('notice-elsewhere');
  });
});

describe('whoever writes', () => {
  it('must name the revision that stands', async () => {
    const id = await drafted(county, clerk, VILLAGE);
    const body = { revision: 2 };
    county.calls.length = 0;
    expect((await county.send(contracts.publishNotice, { ...at(id), body }, clerk)).code).toBe('conflict');
    expect(county.calls.some(({ command }) => command.includes('Write'))).toBe(false);
  });

  it('has no say in another village, nor without a session', async () => {
    const input = { params: { area: OTHER_VILLAGE, id: freshId() }, body: noticeText() };
    county.calls.length = 0;
    expect((await county.send(contracts.draftNotice, input, clerk)).code).toBe('forbidden');
    expect((await county.send(contracts.draftNotice, input)).code).toBe('signed-out');
    const observer = await county.staff('observer', VILLAGE);
    const own = { params: { area: VILLAGE, id: freshId() }, body: noticeText() };
    county.calls.length = 0;
    expect((await county.send(contracts.draftNotice, own, observer)).code).toBe('forbidden');
    expect(county.calls).toEqual([]);
    expect((await county.send(contracts.officeNotices, own, observer)).status).toBe(200);
  });

  it('may be a town or the county, and every village of theirs reads it', async () => {
    const town = await county.staff('township', TOWN);
    const id = await published(county, town, TOWN, noticeText({ issuer: '柳塘镇换届办' }));
    county.clock.now += 2;
    const lists = await county.must(contracts.noticeLists, { params: { area: VILLAGE } });
    expect(lists[1]?.notices.map((line) => line.id)).toEqual([id]);
  });
});

describe('the office’s list', () => {
  it('is read 50 at a time, newest first', async () => {
    const other = await county.staff('committee', OTHER_VILLAGE);
    const ids: Id[] = [];
    for (let i = 0; i < 53; i += 1) {
      county.clock.now += 1;
      ids.unshift(await drafted(county, other, OTHER_VILLAGE));
    }
    const params = { area: OTHER_VILLAGE };
    const first = await county.must(contracts.officeNotices, { params }, other);
    const rest = await county.must(contracts.officeNotices, { params, query: { after: first.next } }, other);
    expect([...first.notices, ...rest.notices].map((line) => line.id)).toEqual(ids);
    expect(rest.next).toBeUndefined();
  });
});
