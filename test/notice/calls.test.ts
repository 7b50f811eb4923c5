import { beforeAll, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import * as contracts from '#shared/notice/contract';
import { freshId, setup, type TestCounty, VILLAGE } from '#test/setup';
import { drafted, noticeText, published } from './writing';

let county: TestCounty;
let clerk: Session;
beforeAll(async () => {
  county = await setup();
  clerk = await county.staff('committee', VILLAGE);
});

const at = (id: Id) => ({ params: { area: VILLAGE, id } });

/** How many database calls something took. */
async function callsOf(work: () => Promise<unknown>): Promise<number> {
  county.calls.length = 0;
  await work();
  return county.calls.length;
}

describe('a write', () => {
  const text = noticeText({ title: '更正过的公告' });
  const reason = '有一处写错了';
  const writes = {
    draft: (id: Id) => county.must(contracts.draftNotice, { ...at(id), body: noticeText() }, clerk),
    edit: (id: Id) => county.must(contracts.editNotice, { ...at(id), body: { revision: 1, text } }, clerk),
    schedule: (id: Id) => {
      const body = { revision: 2, publishAt: county.clock.now + 60 };
      return county.must(contracts.publishNotice, { ...at(id), body }, clerk);
    },
    unschedule: (id: Id) =>
      county.must(contracts.unscheduleNotice, { ...at(id), body: { revision: 3 } }, clerk),
    publish: (id: Id) => county.must(contracts.publishNotice, { ...at(id), body: { revision: 4 } }, clerk),
    correct: (id: Id) =>
      county.must(
        contracts.correctNotice,
        { ...at(id), body: { revision: 5, text: noticeText(), reason } },
        clerk,
      ),
    correctAgain: (id: Id) =>
      county.must(contracts.correctNotice, { ...at(id), body: { revision: 6, text, reason } }, clerk),
    withdraw: (id: Id) =>
      county.must(contracts.withdrawNotice, { ...at(id), body: { revision: 7, reason } }, clerk),
  };

  it('takes three calls at most, whatever it is', async () => {
    const id = freshId();
    const counted: Record<string, number> = {};
    for (const [name, write] of Object.entries(writes)) counted[name] = await callsOf(() => write(id));
    expect(Object.entries(counted).filter(([, calls]) => calls > 3)).toEqual([]);
    expect(counted).toMatchObject({ draft: 1, publish: 2 });
  });

  it('takes three calls at most for a notice on a frozen page', async () => {
    const first = await published(county, clerk, VILLAGE);
    for (let i = 0; i < 45; i += 1) await published(county, clerk, VILLAGE);
    const body = { revision: 2, text, reason };
    expect(
      await callsOf(() => county.must(contracts.correctNotice, { ...at(first), body }, clerk)),
    ).toBeLessThanOrEqual(3);
  });
});

describe('a public read', () => {
  const lists = () => county.must(contracts.noticeLists, { params: { area: VILLAGE } });

  it('costs nothing within a second, one call after it, two when something changed', async () => {
    county.clock.now += 2;
    await lists();
    expect(await callsOf(lists)).toBe(0);
    county.clock.now += 1;
    expect(await callsOf(lists)).toBe(1);
    await published(county, clerk, VILLAGE);
    county.clock.now += 1;
    expect(await callsOf(lists)).toBe(2);
  });

  it('costs two calls when a whole village opens the page after a change', async () => {
    await published(county, clerk, VILLAGE);
    county.clock.now += 1;
    expect(await callsOf(() => Promise.all(Array.from({ length: 200 }, lists)))).toBe(2);
  });

  it('is answered 304 to whoever has it already, until something changes', async () => {
    county.clock.now += 2;
    const id = await published(county, clerk, VILLAGE);
    county.clock.now += 2;
    for (const [contract, input] of [
      [contracts.noticeLists, { params: { area: VILLAGE } }],
      [contracts.readNotice, at(id)],
    ] as const) {
      const first = await county.send(contract, input);
      const known = { 'if-none-match': first.etag ?? '' };
      expect((await county.send(contract, input as never, undefined, known)).status).toBe(304);
      const weak = { 'if-none-match': `"other", W/${first.etag ?? ''}` };
      expect((await county.send(contract, input as never, undefined, weak)).status).toBe(304);
    }
    const before = await county.send(contracts.noticeLists, { params: { area: VILLAGE } });
    await published(county, clerk, VILLAGE);
    county.clock.now += 2;
    const known = { 'if-none-match': before.etag! };
    const after = await county.send(contracts.noticeLists, { params: { area: VILLAGE } }, undefined, known);
    expect(after.status).toBe(200);
  });

  it('of another county is not found, without a call', async () => {
    const area = AreaCode.parse('110101001001');
    const foreign = { params: { area, id: freshId() } };
    const codes = async () => [
      (await county.send(contracts.noticeLists, foreign)).code,
      (await county.send(contracts.noticePage, { params: { area, page: 1 } })).code,
      (await county.send(contracts.readNotice, foreign)).code,
      (await county.send(contracts.readNoticeVersion, { params: { ...foreign.params, version: 1 } })).code,
    ];
    county.calls.length = 0;
    expect(await codes()).toEqual(['not-found', 'not-found', 'not-found', 'not-found']);
    expect(county.calls).toEqual([]);
  });
});

describe('bad input', () => {
  const send = async (body: BodyInit, type = 'application/json') => {
    const { id } = at(freshId()).params;
    county.calls.length = 0;
    const response = await county.apps.office.request(`/office/areas/${VILLAGE}/notices/${id}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${clerk.access}`, 'content-type': type },
      body,
    });
    expect(county.calls).toEqual([]);
    const problem = JSON.parse(await response.text());
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    return [response.status, problem.code];
  };
  const body = JSON.stringify(noticeText());

  it('is refused by its own code, and nothing is read or written', async () => {
    expect(await send(body.slice(0, -1))).toEqual([400, 'malformed']);
    expect(await send(new Uint8Array([0x22, 0xff, 0x22]))).toEqual([400, 'malformed']);
    expect(await send(body, 'text/plain')).toEqual([415, 'unsupported-type']);
    expect(await send(JSON.stringify({ ...noticeText(), pinned: true }))).toEqual([422, 'invalid']);
    expect(await send(JSON.stringify({ ...noticeText(), stage: '3' }))).toEqual([422, 'invalid']);
    expect(await send(JSON.stringify(noticeText({ html: 'x'.repeat(70_000) })))).toEqual([413, 'too-large']);
    expect(await send(JSON.stringify(noticeText({ html: '<p> &nbsp;<br></p><img src=x>' })))).toEqual([
      422,
      'notice-empty',
    ]);
    expect(await send(JSON.stringify(noticeText({ html: '公'.repeat(12_000) })))).toEqual([
      422,
      'notice-too-long',
    ]);
  });

  it('of a notice that is not there is not found', async () => {
    const change = { ...at(freshId()), body: { revision: 1 } };
    expect((await county.send(contracts.publishNotice, change, clerk)).code).toBe('not-found');
  });

  it('cannot use an id that lives in another area', async () => {
    const id = await drafted(county, clerk, VILLAGE);
    const founder = await county.staff('county', AreaCode.parse('990101000000'));
    const elsewhere = { params: { area: AreaCode.parse('990101101201'), id }, body: noticeText() };
    expect((await county.send(contracts.draftNotice, elsewhere, founder)).code).toBe('conflict');
  });
});
