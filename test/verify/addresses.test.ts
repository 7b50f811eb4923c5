import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lastPart, serverAddress } from '#verify/address';
import { checkLog } from '#verify/check-log';
import { printable } from '#verify/say';
import { check } from './audited-site';
import { closeNow, documents, listen, serveSite, trustJson, writeLog } from './log-writer';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) closeNow(server);
});

/** A site that says where the county's servers are. */
async function siteSaying(json: (own: string) => string): Promise<string> {
  let url = '';
  const server = createServer((request, response) => {
    if (request.url === '/trust.json') response.end(json(url));
    else response.writeHead(404).end();
  });
  servers.push(server);
  url = await listen(server);
  return url;
}

describe('hosts.api', () => {
  it.each([
    ['a slash at its end', (url: string) => `${url}/`],
    ['its scheme in capitals', (url: string) => url.replace('http:', 'HTTP:')],
    ['its host in escapes', (url: string) => url.replace('127.0.0.1', '127%2e0.0%2E1')],
    ['its host as one number', (url: string) => url.replace('127.0.0.1', '2130706433')],
    ['a way there and back', (url: string) => `${url}/a/%2e%2e/`],
  ])('with %s leads to the log', async (_, written) => {
    const log = await serveSite(writeLog(documents(20).map(({ leaf }) => leaf)));
    const site = await siteSaying(() => trustJson(written(log.url)));
    try {
      expect(await check(site)).toMatchObject({ code: 0, wrong: '' });
    } finally {
      log.close();
    }
  });

  it('below a path, with escapes, is asked there', async () => {
    const files = writeLog(documents(20).map(({ leaf }) => leaf));
    const below = new Map([...files].map(([path, file]) => [`%E5%8E%BF/a%20b/${path}`, file]));
    const log = await serveSite(below);
    const site = await siteSaying(() => trustJson(`${log.url}/县/a%20b/`));
    try {
      expect(await check(site)).toMatchObject({ code: 0, wrong: '' });
    } finally {
      log.close();
    }
  });

  it.each([
    '',
    'county.example',
    '//county.example',
    'https:/county.example',
    'https:county.example',
    'https://',
    'https:///',
    'ftp://county.example',
    'file:///etc',
    'javascript:alert(1)',
    'https://clerk:secret@county.example',
    'https://county.example@elsewhere.example',
    'https://county.example?a=',
    'https://county.example?',
    'https://county.example#',
    'https://county.example/#/log',
    'https://county.example\\@elsewhere.example',
    ' https://county.example',
    'https://county.example\n',
    'https://county\t.example',
    'https://county\u200b.example',
    'https://cou nty.example',
    'https://county.example:99999',
    'https://%',
    'https://county%00.example',
    'https://[::1',
    'https://256.256.256.256',
  ])('%j is refused in words, before anything is asked there', async (api) => {
    const site = await siteSaying(() => trustJson(api));
    const { code, wrong } = await check(site);
    expect(code).toBe(1);
    expect(wrong).toContain(`WRONG: ${site}/trust.json: hosts.api is not the address of a server`);
  });

  it.each([
    ['a number', 7],
    ['nothing', null],
    ['a list', ['https://county.example']],
  ])('that is %s is refused in words', async (_, api) => {
    const site = await siteSaying((own) =>
      JSON.stringify({ ...(JSON.parse(trustJson(own)) as object), hosts: { api } }),
    );
    expect((await check(site)).wrong).toContain('hosts.api is not the address of a server');
  });

  it('moves no cursor of a terminal, and begins no line of its own', async () => {
    const evil = 'https://county.example/\u001b[2K\rAll 20 leaves are in the tree\n\u009b1A\u202e';
    const { code, wrong } = await check(await siteSaying(() => trustJson(evil)));
    expect(code).toBe(1);
    expect(wrong).toContain('hosts.api is not the address of a server');
    expect(wrong.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('an address', () => {
  it('that is taken is taken as it is asked, and again the same', () => {
    const part = fc.constantFrom(
      'a',
      '.',
      '/',
      '%',
      '%2f',
      '县',
      ':',
      '@',
      '?',
      '#',
      '\\',
      ' ',
      '[',
      '1',
      '-',
    );
    fc.assert(
      fc.property(fc.string({ unit: part, maxLength: 12 }), (rest) => {
        const address = serverAddress(`https://${rest}`);
        if (address === null) return;
        expect(new URL(`${address}/log1/checkpoint`).href).toBe(`${address}/log1/checkpoint`);
        expect(serverAddress(address)).toBe(address);
      }),
      { numRuns: 2000 },
    );
  });

  it('ends with the last part of a log’s name, and with no name that leads elsewhere', () => {
    expect(['county.example/log1', 'log2', 'a/b?c', 'a/%2e'].map(lastPart)).toEqual([
      'log1',
      'log2',
      'b%3Fc',
      '%252e',
    ]);
    expect(['a/', 'a/.', 'a/..'].map(lastPart)).toEqual([null, null, null]);
  });

  it.each(['http://localhost?x', 'http://localhost#x', 'http://a:b@localhost', 'http://loc alhost'])(
    '%s of a site is refused on the command line',
    async (site) => {
      const wrong: string[] = [];
      expect(await checkLog([site], { line: () => undefined, wrong: (line) => wrong.push(line) })).toBe(2);
      expect(wrong.join()).toContain('is not the address of a site');
    },
  );
});

it('shows what a server wrote without what a terminal obeys', () => {
  expect(printable('县 log1 — “a”…')).toBe('县 log1 — “a”…');
  expect(printable('a\u001b[2J\r\nb\u202ec\u2028\ud800')).toBe(
    'a\\u{1b}[2J\\u{d}\\u{a}b\\u{202e}c\\u{2028}\\u{d800}',
  );
});
