import { createServer, type Server, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { checkLog } from '#verify/check-log';
import { fetching } from '#verify/fetching';
import { closeNow, documents, listen, trustJson, writeLog } from './log-writer';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) closeNow(server);
});

type Answer = (response: ServerResponse, file: Buffer) => void;

/** Serves a good log, one file of it in another way. */
async function serve(path: string | undefined, answer: Answer): Promise<string> {
  const files = writeLog(documents(300).map(({ leaf }) => leaf));
  let url = '';
  const server = createServer((request, response) => {
    const asked = (request.url ?? '').slice(1);
    const file = asked === 'trust.json' ? Buffer.from(trustJson(url)) : files.get(asked);
    if (file && (path === undefined || asked === path)) answer(response, file);
    else response.writeHead(file ? 200 : 404).end(file);
  });
  servers.push(server);
  url = await listen(server);
  return url;
}

const never: Answer = () => undefined;
const headOnly: Answer = (response) => {
  response.writeHead(200).flushHeaders();
};
/** A byte now and then, as long as anybody listens. */
const drop: Answer = (response, file) => {
  void (async () => {
    for (let at = 0; !response.destroyed; at += 1) {
      response.write(file.subarray(at, at + 1));
      await setTimeout(40);
    }
  })();
};

async function check(url: string, answerMs: number) {
  const wrong: string[] = [];
  const say = { line: () => undefined, wrong: (line: string) => wrong.push(line) };
  return { code: await checkLog([url, '--proofs', '0'], say, answerMs), wrong: wrong.join('\n') };
}

describe('a server that', () => {
  it.each([
    ['never answers', 'trust.json', never, 'does not answer within 1.2 seconds'],
    ['never answers for one tile', 'log1/tile/0/000', never, 'does not answer within 1.2 seconds'],
    [
      'begins an answer and never ends it',
      'log1/checkpoint',
      headOnly,
      'answers too slowly: 0 bytes within 1.2 seconds',
    ],
    [
      'lets its answer drip',
      'log1/tile/entries/000',
      drop,
      /answers too slowly: \d+ bytes within 1\.2 seconds/,
    ],
  ] as const)('%s is named with what and where', async (_, path, answer, why) => {
    const url = await serve(path, answer);
    const { code, wrong } = await check(url, 1200);
    expect(code).toBe(2);
    expect(wrong).toMatch(why);
    expect(wrong.startsWith(`NOT CHECKED: ${url}/${path} `)).toBe(true);
  });

  it('is a little slow each time is heard to the end', async () => {
    const url = await serve(undefined, (response, file) => {
      void setTimeout(50).then(() => response.end(file));
    });
    expect(await check(url, 10_000)).toEqual({ code: 0, wrong: '' });
  });
});

describe('fetching', () => {
  it('ends when all together took too long, though each answer came in time', async () => {
    const url = await serve('log1/checkpoint', (response, file) => {
      void setTimeout(60).then(() => response.end(file));
    });
    const fetch = fetching({ answerMs: 10_000, allMs: 500 });
    const asked = async () => {
      for (;;) await fetch(`${url}/log1/checkpoint`, 1000);
    };
    await expect(asked()).rejects.toThrow(
      /^it was not done within 0\.5 seconds \(--minutes N allows more\): \d files were fetched, and then http:\S+\/log1\/checkpoint was asked for$/,
    );
  });

  it('ends for those too that wait for a connection', async () => {
    const url = await serve(undefined, never);
    const fetch = fetching({ answerMs: 10_000, allMs: 200 });
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => fetch(`${url}/trust.json`, 1000)));
    expect(all.map((one) => one.status === 'rejected' && String(one.reason))).toEqual(
      Array(20).fill(expect.stringContaining('0 files were fetched, and then http')),
    );
  });

  it.each(['0', '1.5', '-1', '10081', 'long'])('is not given %s minutes', async (minutes) => {
    const wrong: string[] = [];
    const say = { line: () => undefined, wrong: (line: string) => wrong.push(line) };
    expect(await checkLog(['http://localhost', `--minutes=${minutes}`], say)).toBe(2);
    expect(wrong).toEqual(['--minutes is a number of minutes, from 1 to 10080']);
  });
});
