import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { siteTrust } from '../../tools/site-trust.mjs';
import { check } from './audited-site';
import { documents, serveSite, trustJson, writeLog } from './log-writer';

/** What a deployment pins (docs/runbooks/deploy.md, step 6). */
function pinned(api: string): Record<string, string> {
  const { log } = JSON.parse(trustJson(api)) as { log: object };
  return {
    TARO_APP_COUNTY: '999101000000',
    TARO_APP_ROOT_PK: 'A'.repeat(43),
    TARO_APP_LOG: JSON.stringify(log),
    TARO_APP_API: api,
    TARO_APP_BALLOTBOX: 'https://box.county.example',
    TARO_APP_TIPLINE: 'https://letters.county.example',
  };
}

/** The app's own reading, whose types are those of a build. */
async function appTrust() {
  const file = 'platform/trust';
  return (await import(`../../miniapp/src/${file}`)) as {
    Trust: { parse: (value: unknown) => unknown };
    trust: () => Promise<unknown>;
  };
}

describe('the trust.json of a built site', () => {
  it('is enough to audit a deployed county by its address alone', async () => {
    const files = writeLog(documents(20).map(({ leaf }) => leaf));
    const api = await serveSite(files);
    const built = new Map([['trust.json', Buffer.from(siteTrust(pinned(api.url))!)]]);
    const site = await serveSite(built);
    try {
      const { code, said, wrong } = await check(site.url);
      expect({ code, wrong }).toEqual({ code: 0, wrong: '' });
      expect(said).toContain('All 20 leaves are in the tree');
    } finally {
      api.close();
      site.close();
    }
  });

  it('says what the app has pinned', async () => {
    const env = pinned('https://county.example');
    for (const name of [...Object.keys(env), 'TARO_APP_DEMO'])
      Object.defineProperty(globalThis, name, { value: env[name] ?? '', configurable: true });
    const { Trust, trust } = await appTrust();
    expect(Trust.parse(JSON.parse(siteTrust(env)!))).toEqual(await trust());
  });

  it('is not made where a build pins nothing: its own server says whom to trust', () => {
    expect(siteTrust({})).toBeNull();
    expect(siteTrust({ ...pinned('https://county.example'), TARO_APP_ROOT_PK: '' })).toBeNull();
  });

  it('names the witness that is there twice', () => {
    const env = pinned('https://county.example');
    const log = JSON.parse(env['TARO_APP_LOG']!) as { witnesses: string[] };
    const TARO_APP_LOG = JSON.stringify({ ...log, witnesses: [...log.witnesses, ...log.witnesses] });
    expect(() => siteTrust({ ...env, TARO_APP_LOG })).toThrow(
      'TARO_APP_LOG must be given each witness once; witness.example/w1 is there twice.',
    );
  });

  it.each([
    ['TARO_APP_COUNTY', '9991'],
    ['TARO_APP_LOG', ''],
    ['TARO_APP_LOG', '{"logs":[]}'],
    ['TARO_APP_LOG', '{"logs":["a"],"clock":"b","witnesses":[],"quorum":1}'],
    [
      'TARO_APP_LOG',
      '{"logs":["a"],"clock":"b","witnesses":["c.example/w+1+A","c.example/w+1+A"],"quorum":2}',
    ],
    ['TARO_APP_API', 'county.example'],
    ['TARO_APP_TIPLINE', 'https://letters.county.example/'],
  ])('is refused with a wrong %s (%j), before anything is built', (name, value) => {
    const env = { ...process.env, NODE_OPTIONS: '', ...pinned('https://county.example'), [name]: value };
    const tool = resolve(import.meta.dirname, '../../tools/build-miniapp.mjs');
    const { status, stderr, stdout } = spawnSync(process.execPath, [tool, 'h5'], { env, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^${name} must be .*\n$`));
  });
});
