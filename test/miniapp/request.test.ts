import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import './render';
import { contract } from '#shared/contract';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';

type Answer = { status: number; body?: unknown; etag?: string } | 'unreachable';

const { exchange, pathOf, send } = await import('../../miniapp/src/platform/request');
const { fetchOnce } = await import('../../miniapp/src/platform/read');
const { takeSession, signedIn } = await import('../../miniapp/src/platform/session');
const { copiesHeld, dropCopies } = await import('../../miniapp/src/platform/copies');

const AREA = z.string();
const list = contract({
  method: 'GET',
  path: '/public/areas/:area/list',
  access: 'anyone',
  params: z.strictObject({ area: AREA }),
  query: z.strictObject({ name: z.string() }),
  responses: { 200: z.array(z.string()) },
});
const mine = contract({
  method: 'POST',
  path: '/resident/things',
  access: 'session',
  body: z.strictObject({ n: z.number() }),
  responses: { 200: z.object({ n: z.number() }) },
});
const cast = contract({
  method: 'POST',
  path: '/ballotbox/records',
  access: 'anyone',
  body: z.object({}),
  responses: { 200: z.object({}) },
});

const TRUST = {
  county: '990101000000',
  rootPk: 'A'.repeat(43),
  log: LOG_TRUST,
  hosts: { api: 'https://api', ballotbox: 'https://box', tipline: 'https://tip' },
};
const SESSION = {
  person: `${'A'.repeat(21)}A`,
  access: 'old',
  until: 4_000_000_000,
  refresh: 'r'.repeat(43),
  grants: [],
};

let asked: { url: string; headers: Record<string, string> }[] = [];
let answers: Record<string, Answer[]> = {};

beforeEach(() => {
  asked = [];
  answers = {};
  localStorage.clear();
  Object.assign(globalThis, {
    fetch: (url: string, init: { headers: Record<string, string> }) => {
      if (url === '/trust.json') return Promise.resolve(reply({ status: 200, body: TRUST }));
      asked.push({ url, headers: init.headers });
      const next = (answers[url] ?? []).shift() ?? 'unreachable';
      return next === 'unreachable' ? Promise.reject(new TypeError('offline')) : Promise.resolve(reply(next));
    },
  });
});

afterEach(() => dropCopies());

function reply({ status, body, etag }: Exclude<Answer, string>) {
  return {
    status,
    text: () => Promise.resolve(body === undefined ? '' : JSON.stringify(body)),
    headers: { get: (name: string) => (name === 'etag' ? (etag ?? null) : null) },
  };
}

const LIST = 'https://api/public/areas/%E4%B8%80/list?name=%E8%B5%B5';
const input = { params: { area: '一' }, query: { name: '赵' } };

describe('sending by a contract', () => {
  it('fills in path and query', () => {
    expect(pathOf(list, input)).toBe('/public/areas/%E4%B8%80/list?name=%E8%B5%B5');
  });

  it('takes each boundary to its own host, without saying who asks', async () => {
    answers['https://box/ballotbox/records'] = [{ status: 200, body: {} }];
    takeSession(SESSION as never);
    expect((await send(cast, { body: {} })).ok).toBe(true);
    expect(asked).toEqual([
      { url: 'https://box/ballotbox/records', headers: { 'content-type': 'application/json' } },
    ]);
  });

  it('says in Chinese why it failed, by the server’s code', async () => {
    answers[LIST] = [{ status: 404, body: { code: 'not-found', title: '没有找到。' } }];
    expect(await send(list, input)).toEqual({
      ok: false,
      problem: { code: 'not-found', title: '没有找到。' },
    });
  });

  it('takes an answer of another shape for a failure', async () => {
    answers[LIST] = [{ status: 200, body: { no: 'list' } }];
    expect(await send(list, input)).toMatchObject({ ok: false, problem: { code: 'internal' } });
  });

  it('says that there is no network when nobody answers', async () => {
    expect(await send(list, input)).toMatchObject({ ok: false, problem: { code: 'offline' } });
    expect(await exchange(list, input)).toBeUndefined();
  });
});

describe('a session', () => {
  const THINGS = 'https://api/resident/things';
  const RENEW = 'https://api/identity/renew';

  it('is renewed once when its token is refused, and the request goes again', async () => {
    takeSession(SESSION as never);
    answers[THINGS] = [
      { status: 401, body: { code: 'signed-out' } },
      { status: 200, body: { n: 1 } },
    ];
    answers[RENEW] = [{ status: 200, body: { ...SESSION, access: 'new' } }];
    expect(await send(mine, { body: { n: 1 } })).toEqual({ ok: true, value: { n: 1 } });
    expect(asked.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer old',
      undefined,
      'Bearer new',
    ]);
  });

  it('is forgotten when it cannot be renewed any more', async () => {
    takeSession(SESSION as never);
    answers[THINGS] = [{ status: 401, body: { code: 'signed-out' } }];
    answers[RENEW] = [{ status: 401, body: { code: 'signed-out' } }];
    expect(await send(mine, { body: { n: 1 } })).toMatchObject({
      ok: false,
      problem: { code: 'signed-out' },
    });
    expect(signedIn()).toBe(false);
  });

  it('stays when there is merely no network', async () => {
    takeSession({ ...SESSION, until: 0 } as never);
    await send(mine, { body: { n: 1 } });
    expect(signedIn()).toBe(true);
  });
});

describe('public documents', () => {
  it('are kept with their tag and asked for by it', async () => {
    answers[LIST] = [{ status: 200, body: ['甲'], etag: '"1"' }, { status: 304 }];
    await fetchOnce(list, input);
    expect(await fetchOnce(list, input)).toEqual({ ok: true, value: ['甲'] });
    expect(asked[1]!.headers['if-none-match']).toBe('"1"');
    expect(copiesHeld().count).toBe(1);
  });

  it('are forgotten on request', async () => {
    answers[LIST] = [{ status: 200, body: ['甲'], etag: '"1"' }];
    await fetchOnce(list, input);
    dropCopies();
    expect(copiesHeld()).toEqual({ count: 0, size: 0 });
  });
});
