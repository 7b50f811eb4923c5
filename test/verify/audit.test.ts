import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leafHash } from '#shared/crypto/merkle';
import { checkLog } from '#verify/check-log';
import {
  CLOCK,
  checkpointOf,
  documents,
  LOG,
  leafBytes,
  MORNING,
  type Site,
  serveSite,
  testKey,
  trustJson,
  WITNESS,
  writeLog,
} from './log-writer';

const COUNT = 600;
const WRITTEN = documents(COUNT);
const LEAVES = WRITTEN.map(({ leaf }) => leaf);
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const documentPath = (leaf: Uint8Array) => `public/log/documents/${base64url(leafHash(leaf))}`;
const GOOD = writeLog(LEAVES);
const TILES = [...GOOD.keys()];
for (const { leaf, served } of WRITTEN) GOOD.set(documentPath(leaf), served);
const DOCUMENTS = [...GOOD.keys()].slice(TILES.length);

let files: Map<string, Buffer>;
let site: Site;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
  files = new Map(GOOD);
  site = await serveSite(files);
  writeFileSync(join(folder, 'trust.json'), trustJson(site.url));
});
afterEach(() => {
  files.clear();
  for (const [path, bytes] of GOOD) files.set(path, bytes);
});
afterAll(() => {
  site.close();
  rmSync(folder, { recursive: true });
});

async function check(...args: string[]) {
  const lines: string[] = [];
  const wrong: string[] = [];
  const code = await checkLog(args, { line: (line) => lines.push(line), wrong: (line) => wrong.push(line) });
  return { code, said: lines.join('\n'), wrong: wrong.join('\n') };
}
const trusted = (...args: string[]) => check(site.url, '--trust', join(folder, 'trust.json'), ...args);
/** Serves another log than the good one. */
function serveLeaves(leaves: readonly Uint8Array[]): void {
  files.clear();
  for (const [path, bytes] of writeLog(leaves)) files.set(path, bytes);
}
function fileOf(name: string, text: string | Uint8Array): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe('the audit of a log', () => {
  it('finds nothing wrong with a good one, and says who vouches for it', async () => {
    const { code, said, wrong } = await trusted('--documents');
    expect({ code, wrong }).toEqual({ code: 0, wrong: '' });
    expect(said).toContain(`All ${COUNT} leaves are in the tree`);
    expect(said).toContain(`${COUNT} documents are those that were logged; 0 are erased`);
    expect(said).toContain(`Log localhost/log1: ${COUNT} leaves, root `);
    expect(said).toContain('Witness witness.example/w1: 2026-11-01 00:00:00 UTC.');
    expect(said).not.toContain('same server');
  });

  it('says so when it had to take the keys from the same server, and prints them', async () => {
    const { code, said } = await check(site.url);
    expect(code).toBe(0);
    expect(said).toContain('compare them with the printed ones');
    for (const { vkey } of [LOG, CLOCK, WITNESS]) expect(said).toContain(vkey);
  });

  it('says so when the county asks for no witness yet', async () => {
    const hashes = LEAVES.map((leaf) => leafHash(leaf));
    files.set('log1/checkpoint', Buffer.from(checkpointOf(hashes, [LOG, CLOCK])));
    const trust = fileOf('alone.json', trustJson(site.url, { witnesses: [], quorum: 0 }));
    expect((await check(site.url, '--trust', trust)).said).toContain('NO WITNESS has cosigned it');
    expect((await trusted()).wrong).toContain('0 witnesses have cosigned it, where 1 are needed');
  });

  it('takes the address of the servers from the site where the trusted file has none', async () => {
    const { log } = JSON.parse(trustJson(''));
    const trust = fileOf('bare.json', JSON.stringify({ log }));
    expect(await check(site.url, '--trust', trust)).toMatchObject({ code: 0, wrong: '' });
    files.set('trust.json', Buffer.from('{}'));
    expect((await check(site.url, '--trust', trust)).wrong).toContain('does not say where');
    expect((await trusted('--log', 'localhost/log9')).wrong).toBe(
      'WRONG: localhost/log9 is not among the trusted logs',
    );
  });

  it.each([0, 1, 255, 256, 257, 512])('finds nothing wrong with %i leaves', async (count) => {
    serveLeaves(LEAVES.slice(0, count));
    expect(await trusted()).toMatchObject({ code: 0, wrong: '' });
  });

  it('counts erased documents, and misses none of the leaves for them', async () => {
    for (const leaf of LEAVES.slice(0, 7)) files.delete(documentPath(leaf));
    const { code, said } = await trusted('--documents');
    expect(code).toBe(0);
    expect(said).toContain(`${COUNT - 7} documents are those that were logged; 7 are erased`);
  });

  it('takes the full tile where the partial one is gone', async () => {
    serveLeaves(LEAVES.slice(0, 300));
    const grown = writeLog(LEAVES);
    for (const name of ['log1/tile/entries/001', 'log1/tile/0/001']) {
      expect(files.delete(`${name}.p/44`)).toBe(true);
      files.set(name, grown.get(name)!);
    }
    expect(await trusted()).toMatchObject({ code: 0, wrong: '' });
  });

  it('finds and names any bit that is flipped in checkpoint, tiles or entries', async () => {
    await flipBits(TILES, 150);
  });

  it('finds and names any bit that is flipped in a document', async () => {
    await flipBits(DOCUMENTS, 5, '--documents');
  });

  function flipBits(paths: readonly string[], numRuns: number, ...args: string[]): Promise<void> {
    const flip = fc.asyncProperty(fc.constantFrom(...paths), fc.nat(), async (path, place) => {
      const good = GOOD.get(path)!;
      const bytes = Buffer.from(good);
      const bit = place % (bytes.length * 8);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      files.set(path, bytes);
      const { code, wrong } = await trusted(...args);
      files.set(path, good);
      expect(code).toBe(1);
      expect(wrong).toMatch(/^WRONG: .+$/);
      expect(wrong).toContain(placeNamed(path, bit));
    });
    return fc.assert(flip, { numRuns });
  }

  /** What the sentence must name for a bit flipped in a file. */
  function placeNamed(path: string, bit: number): string {
    if (path.startsWith('public/')) {
      const index = LEAVES.findIndex((leaf) => documentPath(leaf) === path);
      return `the document of leaf ${index} `;
    }
    if (path.endsWith('checkpoint')) return 'checkpoint: ';
    const hash = bit >> 8;
    if (path.includes('entries')) return path.replace('log1/', '');
    return `${path.replace('log1/', '')}: its hash ${hash} is not`;
  }

  it('tells a leaf that was changed from a tile that was', async () => {
    const bytes = Buffer.from(GOOD.get('log1/tile/entries/000')!);
    // The last byte of leaf 3: its commitment.
    bytes[4 * (2 + LEAVES[0]!.length) - 1]! ^= 1;
    files.set('log1/tile/entries/000', bytes);
    expect((await trusted()).wrong).toBe(
      'WRONG: leaf 3 in tile/entries/000 was changed: its hash is not the one in tile/0/000',
    );
  });

  it('finds a log whose tiles and entries were changed together', async () => {
    const other = writeLog([leafBytes({ id: Buffer.alloc(16, 9) }), ...LEAVES.slice(1)]);
    other.set('log1/checkpoint', GOOD.get('log1/checkpoint')!);
    for (const [path, bytes] of other) files.set(path, bytes);
    expect((await trusted()).wrong).toContain('do not give the root');
  });
});

const HASH = (leaf: Uint8Array) => leafHash(leaf);
const first = leafBytes({ id: Buffer.alloc(16, 1) });
const second = leafBytes({ id: Buffer.alloc(16, 1), version: 2, prev: HASH(first) });
const UNLAWFUL: Record<string, [readonly Uint8Array[], string]> = {
  'a leaf that stands twice': [[first, first], 'leaf 1 stands a second time; it is also leaf 0'],
  'two versions of one number': [
    [first, leafBytes({ id: Buffer.alloc(16, 1), time: MORNING + 60 })],
    'leaf 0 is another version 1 of the same document',
  ],
  'a version that is missing': [
    [first, leafBytes({ id: Buffer.alloc(16, 1), version: 3, prev: HASH(first) })],
    'leaf 1 .* version 2 of it is not in the log',
  ],
  'a first version that is missing': [[second], 'leaf 0 .* version 1 of it is not in the log'],
  'a version that names another one': [
    [first, leafBytes({ id: Buffer.alloc(16, 1), version: 2, prev: Buffer.alloc(32, 7) })],
    'leaf 1 .* does not name leaf 0 as the version before it',
  ],
  'a withdrawal of nothing': [[leafBytes({ kind: 2 })], 'leaf 0 .* withdraws what was never published'],
  'a version 0': [[leafBytes({ version: 0 })], 'leaf 0 .* count from 1'],
  'a kind that does not exist': [[leafBytes({ kind: 15 })], 'leaf 0 .* kind 15 does not exist'],
  'a kind 0': [[leafBytes({ kind: 0 })], 'leaf 0 .* kind 0 does not exist'],
  'an area of 13 digits': [[leafBytes({ area: 1_000_000_000_000 })], 'leaf 0 .* 12 digits'],
  'half a minute': [[leafBytes({ time: MORNING + 30 })], 'leaf 0 .* whole minute'],
  'a time beyond all': [[leafBytes({ time: 253_402_300_800 })], 'leaf 0 .* of this age'],
  'a time after all signatures': [
    [leafBytes({ time: MORNING + 7200 })],
    'leaf 0 .* claims a time after 2026-11-01',
  ],
  'a first version that names one before it': [
    [leafBytes({ prev: Buffer.alloc(32, 7) })],
    'leaf 0 .* version 1 names one before it',
  ],
  'trailing bytes': [[Buffer.concat([first, Buffer.alloc(1)])], 'leaf 0 .* this has 123'],
  'a missing byte': [[first.subarray(1)], 'leaf 0 .* this has 121'],
  'another tag': [
    [Buffer.from(first.toString('latin1').replace('v1', 'v2'), 'latin1')],
    'leaf 0 .* does not begin',
  ],
};

describe('a log that was signed with', () => {
  it.each(Object.entries(UNLAWFUL))('%s is refused', async (_, [leaves, why]) => {
    serveLeaves(leaves);
    const { code, wrong } = await trusted();
    expect(code).toBe(1);
    expect(wrong).toMatch(new RegExp(why));
  });

  it('a withdrawal after its notice is good, and so is a later version that was appended first', async () => {
    const withdrawal = leafBytes({ kind: 2, id: Buffer.alloc(16, 1), version: 2, prev: HASH(first) });
    serveLeaves([withdrawal, first]);
    expect(await trusted()).toMatchObject({ code: 0 });
  });

  it('versions that began in an earlier log is good, and says so', async () => {
    const log2 = testKey('localhost/log2', 1, 5);
    files.clear();
    for (const [path, bytes] of writeLog([second], log2)) files.set(path, bytes);
    const trust = fileOf('two.json', trustJson(site.url, { logs: [LOG.vkey, log2.vkey] }));
    const { code, said } = await check(site.url, '--trust', trust);
    expect(code).toBe(0);
    expect(said).toContain('1 documents began in an earlier log');
    const earlier = await check(site.url, '--trust', trust, '--log', LOG.name);
    expect(earlier).toMatchObject({
      code: 1,
      wrong: expect.stringContaining('/log1/checkpoint is not there'),
    });
  });
});

describe('one leaf', () => {
  it.each([0, 299, COUNT - 1])('is found and proved at %i', async (index) => {
    const { code, said } = await trusted('--leaf', base64url(leafHash(LEAVES[index]!)), '--documents');
    expect(code).toBe(0);
    expect(said).toContain(`Leaf ${index} is in the log: `);
    expect(said).toContain('Its document is the one that was logged.');
  });

  it('is found by the code on paper, which names its place', async () => {
    const place = Buffer.alloc(8);
    place.writeUInt32BE(299, 4);
    const code = base64url(Buffer.concat([leafHash(LEAVES[299]!), place]));
    expect(code).toHaveLength(54);
    expect((await trusted('--leaf', code)).said).toContain('Leaf 299 is in the log: ');
    place.writeUInt32BE(298, 4);
    const other = base64url(Buffer.concat([leafHash(LEAVES[299]!), place]));
    expect((await trusted('--leaf', other)).wrong).toContain(
      'leaf 298 in tile/entries/001 does not have this hash',
    );
  });

  it('that is not in the log is said not to be', async () => {
    const { code, wrong } = await trusted('--leaf', base64url(Buffer.alloc(32, 7)));
    expect({ code, wrong }).toEqual({
      code: 1,
      wrong: `WRONG: none of the ${COUNT} leaves of the log has this hash`,
    });
    expect((await trusted('--leaf', 'AAAA')).wrong).toContain('is not the hash of a leaf');
  });

  it('whose tiles lead to another root is refused', async () => {
    const tile = Buffer.from(GOOD.get('log1/tile/1/000.p/2')!);
    tile[0]! ^= 1;
    files.set('log1/tile/1/000.p/2', tile);
    expect((await trusted('--leaf', base64url(leafHash(LEAVES[599]!)))).wrong).toContain(
      'do not lead from it',
    );
  });
});

describe('a saved checkpoint', () => {
  const at = (count: number, leaves = LEAVES) =>
    checkpointOf(
      leaves.slice(0, count).map((leaf) => leafHash(leaf)),
      [LOG],
    );

  it.each([0, 1, 255, 256, 300, COUNT])('of %i leaves is continued by the log', async (count) => {
    const { code, said } = await trusted('--from', fileOf('old', at(count)));
    expect(code).toBe(0);
    expect(said).toContain(`${count} leaves then, ${COUNT} now, nothing altered`);
  });

  it('that was saved by the command itself is continued later', async () => {
    serveLeaves(LEAVES.slice(0, 300));
    const file = join(folder, 'saved');
    expect(await trusted('--save', file)).toMatchObject({ code: 0 });
    serveLeaves(LEAVES);
    expect(await trusted('--from', file)).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toContain('\n300\n');
  });

  it('shows a log that went back, was forked, or does not continue', async () => {
    const changed = [leafBytes({ id: Buffer.alloc(16, 9) }), ...LEAVES.slice(1)];
    expect((await trusted('--from', fileOf('old', at(COUNT, changed)))).wrong).toContain(
      'the log was forked',
    );
    expect((await trusted('--from', fileOf('old', at(300, changed)))).wrong).toContain('does not continue');
    const newer = fileOf('old', at(COUNT));
    serveLeaves(LEAVES.slice(0, 300));
    expect((await trusted('--from', newer)).wrong).toContain(
      `went back: it had ${COUNT} leaves and now has 300`,
    );
  });

  it('of another log, or unsigned, is refused', async () => {
    const other = testKey('elsewhere/log1', 1, 7);
    expect((await trusted('--from', fileOf('old', checkpointOf([], [other], other.name)))).wrong).toContain(
      'elsewhere',
    );
    expect((await trusted('--from', fileOf('old', checkpointOf([], [WITNESS])))).wrong).toContain(
      'no line is a signature',
    );
  });
});
