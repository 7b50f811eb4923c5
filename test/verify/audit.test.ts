import { describe, expect, it } from '@jest/globals';
import { leafHash } from '#shared/crypto/merkle';
import { auditedSite, everyFlipIsNamed, COUNT, check, goodFiles, LEAVES } from './audited-site';
import { CLOCK, checkpointOf, LOG, leafBytes, trustJson, WITNESS, writeLog } from './log-writer';

const GOOD = goodFiles();
const TILES = [...GOOD.keys()].filter((path) => path.startsWith('log1/'));
const site = auditedSite(GOOD);
const { files, serveLeaves, trusted, fileOf } = site;

describe('the audit of a log', () => {
  it('finds nothing wrong with a good one, and says who vouches for it', async () => {
    const { code, said, wrong } = await trusted('--documents');
    expect({ code, wrong }).toEqual({ code: 0, wrong: '' });
    expect(said).toContain(`All ${COUNT} leaves are in the tree`);
    expect(said).toContain(`The proof files of all ${COUNT} leaves hold.`);
    expect(said).toContain(`${COUNT} documents are those that were logged; 0 are erased; 0 of kinds`);
    expect(said).toContain(`Log localhost/log1: ${COUNT} leaves, root `);
    expect(said).toContain('Witness witness.example/w1: 2026-11-01 00:00:00 UTC.');
    expect(said).not.toContain('same server');
  });

  it('says so when it had to take the keys from the same server, and prints them', async () => {
    const { code, said } = await check(site.url());
    expect(code).toBe(0);
    expect(said).toContain('compare them with the printed ones');
    for (const { vkey } of [LOG, CLOCK, WITNESS]) expect(said).toContain(vkey);
  });

  it('says so when the county asks for no witness yet', async () => {
    const hashes = LEAVES.map((leaf) => leafHash(leaf));
    files.set('log1/checkpoint', Buffer.from(checkpointOf(hashes, [LOG, CLOCK])));
    const trust = fileOf('alone.json', trustJson(site.url(), { witnesses: [], quorum: 0 }));
    expect((await check(site.url(), '--trust', trust)).said).toContain('NO WITNESS has cosigned it');
    expect((await trusted()).wrong).toContain('0 witnesses have cosigned it, where 1 are needed');
  });

  it('takes the address of the servers from the site where the trusted file has none', async () => {
    const { log } = JSON.parse(trustJson(''));
    const trust = fileOf('bare.json', JSON.stringify({ log }));
    expect(await check(site.url(), '--trust', trust)).toMatchObject({ code: 0, wrong: '' });
    files.set('trust.json', Buffer.from('{}'));
    expect((await check(site.url(), '--trust', trust)).wrong).toContain('does not say where');
    expect((await trusted('--log', 'localhost/log9')).wrong).toBe(
      'NOT CHECKED: localhost/log9 is not among the trusted logs',
    );
  });

  it.each([0, 1, 255, 256, 257, 512])('finds nothing wrong with %i leaves', async (count) => {
    serveLeaves(LEAVES.slice(0, count));
    expect(await trusted()).toMatchObject({ code: 0, wrong: '' });
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
    await everyFlipIsNamed(TILES, { good: GOOD, files, audit: trusted, named: placeNamed }, 150);
  });

  /** What the sentence must name for a bit flipped in a file. */
  function placeNamed(path: string, bit: number): string {
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
