import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FILE_LIST, policyOf } from '../../tools/site-policy.mjs';
import { siteUploads } from '../../tools/site-trust.mjs';
import { filesIn, H5 } from './sizes';

const html = readFileSync(join(H5, 'index.html'), 'utf8');
const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
const directives = new Map(
  policy.split('; ').map((directive) => {
    const [name = '', ...sources] = directive.split(' ');
    return [name, sources] as const;
  }),
);

describe('the policy of a built site', () => {
  it('stands before anything that it could refuse', () => {
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.search(/<(script|link|style)/));
  });

  it('lets run the site’s own files and the scripts that stand in its page, and no text made into code', () => {
    const inPage = [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(
      ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
    );
    expect(inPage).toHaveLength(2);
    expect(directives.get('script-src')).toEqual(["'self'", ...inPage]);
    expect(directives.get('default-src')).toEqual(["'none'"]);
    expect(html.match(/\son\w+=/)).toBeNull();
  });

  it('lets pages speak to the hosts that a deployment pins, and to nobody else', () => {
    const hosts = {
      api: 'https://county.example',
      ballotbox: 'https://box.county.example',
      tipline: 'https://letters.county.example',
      uploads: 'https://files.county.example',
    };
    const pinned = policyOf(html, hosts).split('; ');
    expect(pinned).toContain(`connect-src 'self' ${Object.values(hosts).join(' ')}`);
    expect(pinned).toContain(`img-src 'self' data: blob: ${hosts.api}`);
    expect(pinned).toContain(`media-src 'self' blob: ${hosts.api}`);
    expect(pinned.join(' ')).not.toMatch(/https?:(?!\/\/)|\*/);
  });

  it('asks a deployment where files are put, by the name of the setting', () => {
    const pinned = { TARO_APP_ROOT_PK: 'A', TARO_APP_UPLOADS: 'files.county.example' };
    expect(() => siteUploads(pinned)).toThrow('TARO_APP_UPLOADS must be an address like');
    expect(siteUploads({ TARO_APP_UPLOADS: '' })).toBeNull();
  });
});

it('names every file of a built site by its hash, as sha256sum reads it', () => {
  const listed = readFileSync(join(H5, FILE_LIST), 'utf8').trimEnd().split('\n');
  const there = filesIn(H5)
    .map(({ path }) => path)
    .filter((path) => path !== FILE_LIST)
    .map(
      (path) =>
        `${createHash('sha256')
          .update(readFileSync(join(H5, path)))
          .digest('hex')}  ${path}`,
    );
  expect(listed).toEqual(expect.arrayContaining(there));
  expect(listed).toHaveLength(there.length);
});
