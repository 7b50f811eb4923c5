import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inclusionProof, leafHash } from '#shared/crypto/merkle';
import { checkLog } from '#verify/check-log';
import { CLOCK, checkpointOf, documents, LOG, trustJson, WITNESS } from './log-writer';

const LEAVES = documents(11).map(({ leaf }) => leaf);
const HASHES = LEAVES.map((leaf) => leafHash(leaf));
const INDEX = 6;
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const CHECKPOINT = checkpointOf(HASHES, [LOG, CLOCK, WITNESS]);
const PROOF = inclusionProof(HASHES, INDEX).map(base64);
const EXTRA = `extra ${base64(LEAVES[INDEX]!)}`;
const fileWith = (...lines: string[]) => `${lines.join('\n')}\n\n${CHECKPOINT}`;
const FIRST = 'c2sp.org/tlog-proof@v1';
const GOOD = fileWith(FIRST, EXTRA, `index ${INDEX}`, ...PROOF);
const HASH = Buffer.from(HASHES[INDEX]!).toString('base64url');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-proof-'));
  writeFileSync(join(folder, 'trust.json'), trustJson('http://localhost'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function check(proof: string | Uint8Array, ...args: string[]) {
  const file = join(folder, 'leaf.tlog-proof');
  writeFileSync(file, proof);
  const [lines, wrong]: [string[], string[]] = [[], []];
  const say = { line: (line: string) => lines.push(line), wrong: (line: string) => wrong.push(line) };
  const code = await checkLog(['--proof', file, '--trust', join(folder, 'trust.json'), ...args], say);
  return { code, said: lines.join('\n'), wrong: wrong.join('\n') };
}

describe('a proof file', () => {
  it('is checked without a network, and names its leaf and who vouches for it', async () => {
    const { code, said, wrong } = await check(GOOD);
    expect({ code, wrong }).toEqual({ code: 0, wrong: '' });
    expect(said).toContain('It carries the leaf: timetable of area 999101101000');
    expect(said).toContain(`Leaf ${INDEX} is in the log`);
    expect(said).toContain('Witness witness.example/w1: 2026-11-01');
    expect(said).toContain('Unchanged at the latest since 2026-11-01 00:00:00 UTC, in China on 2026-11-01');
  });

  it('that does not carry its leaf is checked for the one that is named', async () => {
    const bare = fileWith(FIRST, `index ${INDEX}`, ...PROOF);
    expect(await check(bare, '--leaf', HASH)).toMatchObject({ code: 0, wrong: '' });
    expect((await check(bare)).wrong).toContain('give the hash of the leaf with --leaf');
    const other = Buffer.from(HASHES[5]!).toString('base64url');
    expect((await check(bare, '--leaf', other)).wrong).toContain('do not lead from this leaf');
    expect((await check(GOOD, '--leaf', other)).wrong).toContain('do not lead from this leaf');
    // What else a proof may carry is nobody's word.
    const more = fileWith(FIRST, 'extra AAAA', `index ${INDEX}`, ...PROOF);
    expect(await check(more, '--leaf', HASH)).toMatchObject({ code: 0, wrong: '' });
  });

  it.each([
    ['another first line', fileWith('c2sp.org/tlog-proof@v2', EXTRA, 'index 6', ...PROOF), 'line 1 is not'],
    ['no index', fileWith(FIRST, EXTRA, ...PROOF), 'line 3 is not the index'],
    ['an index with a leading zero', fileWith(FIRST, 'index 06', ...PROOF), 'line 2 is not the index'],
    ['another index', fileWith(FIRST, EXTRA, 'index 5', ...PROOF), 'do not lead from this leaf'],
    ['an index that the log does not have', fileWith(FIRST, EXTRA, 'index 11', ...PROOF), 'do not lead'],
    ['a short hash', fileWith(FIRST, EXTRA, 'index 6', 'AAAA', ...PROOF.slice(1)), 'line 4 is not a hash'],
    ['a hash too many', fileWith(FIRST, EXTRA, 'index 6', ...PROOF, PROOF[0]!), 'do not lead from this leaf'],
    ['a hash too few', fileWith(FIRST, EXTRA, 'index 6', ...PROOF.slice(1)), 'do not lead from this leaf'],
    [
      '64 hashes',
      fileWith(FIRST, EXTRA, 'index 6', ...Array<string>(64).fill(PROOF[0]!)),
      'more than 63 hashes',
    ],
    [
      'extra data that is no base64',
      fileWith(FIRST, 'extra ?', 'index 6', ...PROOF),
      'line 2 is not extra data',
    ],
    [
      'extra data that is no leaf',
      fileWith(FIRST, 'extra AAAA', 'index 6', ...PROOF),
      'its extra data: a leaf has',
    ],
    ['carriage returns', GOOD.replaceAll('\n', '\r\n'), 'no empty line'],
    ['nothing', '', 'no empty line'],
    ['no checkpoint', GOOD.slice(0, GOOD.indexOf('\n\n') + 2), 'its checkpoint: '],
  ])('is refused with %s', async (_, text, why) => {
    const { code, wrong } = await check(text);
    expect(code).toBe(1);
    expect(wrong).toContain(why);
  });

  it('is refused with any bit flipped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(Buffer.byteLength(GOOD) * 8 - 1), async (bit) => {
        const bytes = Buffer.from(GOOD);
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        const { code, wrong } = await check(bytes);
        expect(code).toBe(1);
        expect(wrong).toMatch(/^WRONG: .*leaf\.tlog-proof/);
      }),
      { numRuns: 300 },
    );
  });
});
