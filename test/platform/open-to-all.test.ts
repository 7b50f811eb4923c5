import { expect, it } from '@jest/globals';
import { Hono } from 'hono';
import { openToAll } from '#functions/entry/listen';

const host = openToAll(new Hono().get('/things', (c) => c.text('a thing', 200, { etag: '"1"' })));
const ask = (method: string, headers: Record<string, string> = {}) =>
  host.fetch(new Request('https://county.test/things', { method, headers }));
const ELSEWHERE = { origin: 'https://desk.example' };

it('answers pages of any origin, those out of a folder too, and lets them read what they keep by', async () => {
  for (const origin of ['https://desk.example', 'null']) {
    const answer = await ask('GET', { origin });
    expect([answer.status, await answer.text()]).toEqual([200, 'a thing']);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-expose-headers')).toBe('etag');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  }
});

it('says beforehand that they may send a token and JSON', async () => {
  const asked = { ...ELSEWHERE, 'access-control-request-method': 'POST' };
  const { status, headers } = await ask('OPTIONS', asked);
  expect(status).toBe(204);
  expect(headers.get('access-control-allow-headers')).toBe('authorization,content-type,if-none-match');
});

it('sends the site’s own pages their answers as they are', async () => {
  const answer = await ask('GET');
  expect([...answer.headers.keys()].sort()).toEqual(['content-type', 'etag']);
});
