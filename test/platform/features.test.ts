import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { mountFeatures } from '#functions/platform/features';
import { mount, type Route, route } from '#functions/platform/mount';
import { contract } from '#shared/contract';
import { ok } from '#shared/result';
import { platformOf } from '#local/boundaries';
import { setup, VILLAGE } from '#test/setup';

const ABOVE = '/office/areas/:area';

/** A route that echoes what it is sent, beneath a part of a path. */
function echo(path: `/${string}`): Route {
  const told = contract({
    method: 'POST',
    path: `${ABOVE}${path}`,
    access: 'anyone',
    body: z.object({ said: z.string() }),
    responses: { 200: z.object({ said: z.string() }) },
  });
  return route(told, ({ body }) => Promise.resolve(ok(body)));
}

async function platform() {
  const county = await setup();
  return platformOf(county.wiring, 'office');
}

const post = (said: string) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ said }),
});

describe('a boundary of many features', () => {
  it('loads a feature with the first request below its parts, once, and no other', async () => {
    const loads: string[] = [];
    const load = (name: string, ...paths: `/${string}`[]) => ({
      parts: paths.map((path) => path.slice(1)),
      load: () => {
        loads.push(name);
        return Promise.resolve(() => paths.flatMap((path) => [echo(path), echo(`${path}/deep`)]));
      },
    });
    const app = mountFeatures(await platform(), ABOVE, [
      load('rolls', '/roll', '/lists'),
      load('days', '/day'),
    ]);
    expect(loads).toEqual([]);
    const asked = ['roll', 'roll/deep', 'lists', 'lists/deep'].map(async (path) => {
      const answer = await app.request(`/office/areas/990101000000/${path}`, post(path));
      return [answer.status, await answer.json()];
    });
    expect(await Promise.all(asked)).toEqual([
      [200, { said: 'roll' }],
      [200, { said: 'roll/deep' }],
      [200, { said: 'lists' }],
      [200, { said: 'lists/deep' }],
    ]);
    expect(loads).toEqual(['rolls']);
  });

  it('gives a request to the first feature that has it, where one lies below another', async () => {
    const feature = (path: `/${string}`, ...more: `/${string}`[]) => ({
      parts: [path.slice(1)],
      load: () => Promise.resolve(() => [path, ...more].map((one) => echo(one))),
    });
    const app = mountFeatures(await platform(), ABOVE, [
      feature('/case/moves'),
      feature('/case', '/case/records'),
    ]);
    for (const path of ['case', 'case/records', 'case/moves']) {
      const answer = await app.request(`/office/areas/990101000000/${path}`, post(path));
      expect([answer.status, await answer.json()]).toEqual([200, { said: path }]);
    }
  });

  it('answers as a boundary does where no feature and no route is', async () => {
    const p = await platform();
    const app = mountFeatures(p, ABOVE, [
      { parts: ['roll'], load: () => Promise.resolve(() => [echo('/roll')]) },
    ]);
    const plain = mount(p, [echo('/roll')]);
    for (const path of ['/office/areas/990101000000/rolls', '/office/areas/990101000000/roll/1', '/office']) {
      const [lazy, whole] = await Promise.all([app.request(path), plain.request(path)]);
      expect([path, lazy.status, await lazy.text()]).toEqual([path, 404, await whole.text()]);
    }
  });

  it('loads a feature anew that did not load the first time', async () => {
    const lines: unknown[] = [];
    let loads = 0;
    const load = () =>
      (loads += 1) > 1 ? Promise.resolve(() => [echo('/roll')]) : Promise.reject(new Error('not there'));
    const quiet = { ...(await platform()), log: (line: unknown) => lines.push(line) };
    const app = mountFeatures(quiet, ABOVE, [{ parts: ['roll'], load }]);
    const ask = async () => (await app.request('/office/areas/990101000000/roll', post('here'))).status;
    expect([await ask(), await ask(), await ask()]).toEqual([500, 200, 200]);
    expect([loads, lines.length]).toEqual([2, 1]);
  });

  it('refuses to load a feature with a route that no request could reach', async () => {
    const lines: unknown[] = [];
    const app = mountFeatures({ ...(await platform()), log: (line) => lines.push(line) }, ABOVE, [
      { parts: ['roll'], load: () => Promise.resolve(() => [echo('/rolls')]) },
    ]);
    const answer = await app.request('/office/areas/990101000000/roll', post('here'));
    expect(answer.status).toBe(500);
    expect(lines).toEqual([expect.objectContaining({ event: 'request-failed' })]);
  });
});

it('answers what most people ask of a county by one handler each, with no way through another', async () => {
  const { apps } = await setup();
  const id = 'A'.repeat(22);
  const asked = [
    'tree',
    'notices',
    'notices/pages/1',
    `notices/${id}`,
    `notices/${id}/versions/1`,
    'timetable',
  ];
  for (const name of asked) {
    const [handlers] = apps.public.router.match('GET', `/public/areas/${VILLAGE}/${name}`);
    expect([name, handlers.length]).toEqual([name, 1]);
  }
});
