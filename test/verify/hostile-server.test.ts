import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkLog } from '#verify/check-log';
import { parseCheckpoint } from '#verify/checkpoint';
import { parseLeaf } from '#verify/leaf';
import { parseNote } from '#verify/note';
import { Problem } from '#verify/problem';
import { parseProof } from '#verify/proof';
import { entriesOf } from '#verify/tiles';
import { parsePolicy } from '#verify/trust';
import {
  CLOCK,
  checkpointText,
  closeNow,
  documents,
  LOG,
  listen,
  signatureLine,
  trustJson,
  WITNESS,
  writeLog,
} from './log-writer';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) closeNow(server);
});

type Answer = (response: ServerResponse) => void;

/** Checks a good log of which one file is answered otherwise. */
async function checkAgainst(path: string, answer: Answer) {
  const files = writeLog(documents(300).map(({ leaf }) => leaf));
  let url = '';
  const server = createServer((request, response) => {
    const asked = (request.url ?? '').slice(1);
    if (asked === path) {
      answer(response);
      return;
    }
    const file = asked === 'trust.json' ? Buffer.from(trustJson(url)) : files.get(asked);
    response.writeHead(file ? 200 : 404).end(file);
  });
  servers.push(server);
  url = await listen(server);
  const wrong: string[] = [];
  const code = await checkLog([url], { line: () => undefined, wrong: (line) => wrong.push(line) });
  return { code, wrong: wrong.join('\n') };
}

const text =
  (body: string | Buffer, status = 200, headers = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end(body);
const breakOff: Answer = (response) => {
  response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy());
};
function absurd(size: string): Buffer {
  const note = checkpointText([]).replace('\n0\n', `\n${size}\n`);
  return Buffer.from(`${note}\n${[LOG, CLOCK, WITNESS].map((key) => signatureLine(key, note)).join('')}`);
}

const CASES: Record<string, [string, Answer, string]> = {
  'no keys': ['trust.json', text('', 404), 'trust.json is not there'],
  'keys that are a page': ['trust.json', text('<html>'), 'trust.json: it is not JSON'],
  'keys without end': ['trust.json', text('x'.repeat(300_000)), 'trust.json answers more than 262144 bytes'],
  'no checkpoint': ['log1/checkpoint', text('', 404), 'log1/checkpoint is not there'],
  'a checkpoint without end': ['log1/checkpoint', text('x'.repeat(70_000)), 'answers more than 65536 bytes'],
  'a checkpoint of more leaves than any': [
    'log1/checkpoint',
    text(absurd('9007199254740991')),
    'at most 4194304',
  ],
  'a checkpoint of more leaves than it serves': [
    'log1/checkpoint',
    text(absurd('301')),
    'tile/entries/001.p/45 is missing',
  ],
  'a missing tile': ['log1/tile/0/000', text('', 404), 'tile/0/000 is missing'],
  'a missing partial tile': ['log1/tile/0/001.p/44', text('', 404), 'tile/0/001.p/44 is missing'],
  'a truncated tile': [
    'log1/tile/0/000',
    text(Buffer.alloc(8191)),
    'tile/0/000: it has 8191 bytes, not 8192',
  ],
  'a full tile for a partial one': [
    'log1/tile/0/001.p/44',
    text(Buffer.alloc(8192)),
    'it has 8192 bytes, not 1408',
  ],
  'a tile without end': [
    'log1/tile/0/000',
    text(Buffer.alloc(9000)),
    'tile/0/000 answers more than 8192 bytes',
  ],
  'an empty bundle': ['log1/tile/entries/000', text(''), 'tile/entries/000: it has 0 entries, not 256'],
  'a bundle of half a length': ['log1/tile/entries/000', text(Buffer.alloc(1)), 'ends within its entry 0'],
  'a bundle of half an entry': [
    'log1/tile/entries/000',
    text(Buffer.from([0, 9, 1])),
    'ends within its entry 0',
  ],
  'a bundle of too many entries': [
    'log1/tile/entries/001.p/44',
    text(Buffer.alloc(90)),
    'it has 45 entries, not 44',
  ],
  'a missing upper tile': ['log1/tile/1/000.p/1', text('', 404), 'tile/1/000.p/1 is missing'],
};

/** What is no answer at all says nothing against the log. */
const SILENCES: Record<string, [path: string, answer: Answer, why: string]> = {
  'a redirect': [
    'log1/checkpoint',
    text('', 302, { location: '/' }),
    'log1/checkpoint answers 302: a redirect',
  ],
  'an error': ['log1/tile/0/000', text('', 500), 'log1/tile/0/000 answers 500: an error'],
  'half an answer': ['log1/tile/entries/000', breakOff, 'tile/entries/000 breaks off its answer'],
  'a gateway’s page': [
    'log1/tile/entries/000',
    text('<html>', 502),
    'log1/tile/entries/000 answers 502: an error',
  ],
  'that there is too much to do': ['log1/tile/0/000', text('', 429), 'log1/tile/0/000 answers 429: an error'],
};

describe('a server', () => {
  it.each(Object.entries(SILENCES))(
    'that answers with %s is told from one that serves what is wrong',
    async (_, silence) => {
      const [path, answer, why] = silence;
      const { code, wrong } = await checkAgainst(path, answer);
      expect(code).toBe(2);
      expect(wrong).toContain(why);
      expect(wrong).toMatch(/^NOT CHECKED: .+$/);
    },
  );

  it.each(Object.entries(CASES))(
    'that serves %s is named, in one sentence',
    async (_, [path, answer, why]) => {
      const { code, wrong } = await checkAgainst(path, answer);
      expect(code).toBe(1);
      expect(wrong).toContain(why);
      expect(wrong).toMatch(/^WRONG: .+$/);
    },
  );

  it('that does not answer is named', async () => {
    const wrong: string[] = [];
    const say = { line: () => undefined, wrong: (line: string) => wrong.push(line) };
    expect(await checkLog(['http://127.0.0.1:1'], say)).toBe(2);
    expect(wrong.join()).toMatch(
      /^NOT CHECKED: http:\/\/127\.0\.0\.1:1\/trust\.json does not answer \(.+\)$/,
    );
  });
});

describe('any bytes', () => {
  const readers = {
    note: parseNote,
    proof: parseProof,
    leaf: parseLeaf,
    bundle: (bytes: Uint8Array) => entriesOf({ level: 'entries', index: 0, width: 1 }, bytes),
    trust: (bytes: Uint8Array) => parsePolicy(Buffer.from(bytes).toString()),
    checkpoint: (bytes: Uint8Array) => parseCheckpoint(Buffer.from(bytes).toString()),
  };

  it.each(Object.entries(readers))('are read as a %s, or refused in words', (_, read) => {
    const words = fc.string({
      unit: fc.constantFrom('\n', '\n\n', '— ', 'a', '1', '=', ' ', '{"log":', '}'),
    });
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      words.map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(bytes, (any) => {
        let problem: unknown = new Problem('none');
        try {
          read(any);
        } catch (error) {
          problem = error;
        }
        expect(problem).toBeInstanceOf(Problem);
      }),
    );
  });
});

describe('a command line', () => {
  it.each([
    [[], 'name the site'],
    [['localhost'], 'is not the address of a site'],
    [['http://localhost', 'http://localhost'], 'one site only'],
    [
      ['http://localhost', '--colour', 'red'],
      'there is no option --colour; npm run verify-log -- --help says',
    ],
    [['http://localhost', '-x'], 'there is no option -x; '],
    [['http://localhost', '--trust'], '--trust needs a value after it'],
    [['http://localhost', '--trust', '--documents'], '--trust needs a value after it'],
    [['http://localhost', '--documents=no'], '--documents takes no value'],
    [['http://localhost', '--proofs', 'many'], '--proofs is a number'],
    [['http://localhost', '--from', 'a', '--leaf', 'b'], 'two questions'],
    [['http://localhost', '--from', 'a', '--proof', 'b'], 'two questions'],
    [['--proof', 'a'], 'name the site'],
  ])('%j is refused in words', async (args, why) => {
    const wrong: string[] = [];
    expect(await checkLog(args, { line: () => undefined, wrong: (line) => wrong.push(line) })).toBe(2);
    expect(wrong).toHaveLength(1);
    expect(wrong[0]).toContain(why);
    // Whoever reads it cannot be asked to know node.
    expect(wrong[0]).not.toMatch(/positional|argument/i);
  });

  it('that names a file which is not there is told so', async () => {
    const wrong: string[] = [];
    const say = { line: () => undefined, wrong: (line: string) => wrong.push(line) };
    expect(await checkLog(['http://localhost', '--trust', '/nowhere/trust.json'], say)).toBe(2);
    expect(wrong).toEqual(['NOT CHECKED: /nowhere/trust.json cannot be read']);
  });

  it('that asks for help is told how the program is called', async () => {
    const lines: string[] = [];
    const say = { line: (line: string) => lines.push(line), wrong: () => undefined };
    expect(await checkLog(['--help'], say)).toBe(0);
    expect(lines.join()).toContain('npm run verify-log -- URL [--trust FILE]');
  });
});
