import { describe, expect, it } from '@jest/globals';
import { leafHash } from '#shared/crypto/merkle';
import { auditedSite, base64url, COUNT, goodFiles, LEAVES } from './audited-site';

const GOOD = goodFiles();
const { files, trusted } = auditedSite(GOOD);

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
