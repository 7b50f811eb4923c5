import { describe, expect, it } from '@jest/globals';
import { leafHash } from '#shared/crypto/merkle';
import {
  auditedSite,
  everyFlipIsNamed,
  base64url,
  COUNT,
  documentPath,
  goodFiles,
  LEAVES,
} from './audited-site';
import { ERASED } from './log-writer';

const GOOD = goodFiles();
const DOCUMENTS = [...GOOD.keys()].filter((path) => path.startsWith('public/log/documents/'));
const { files, trusted } = auditedSite(GOOD);
const leafOf = (path: string) => LEAVES.findIndex((leaf) => documentPath(leaf) === path);
const all = (...args: string[]) => trusted('--documents', '--proofs', '0', ...args);
/** Of a notice, of a directory, and of a timetable. */
const [NOTICE, DIRECTORY, TIMETABLE] = LEAVES.slice(0, 3);

describe('the documents beside a log', () => {
  it('may be erased, or of kinds that are published elsewhere; each is counted apart', async () => {
    for (const leaf of [NOTICE!, TIMETABLE!]) files.set(documentPath(leaf), ERASED);
    files.delete(documentPath(DIRECTORY!));
    const { code, said } = await all();
    expect(code).toBe(0);
    expect(said).toContain(
      `${COUNT - 3} documents are those that were logged; 2 are erased; 1 of kinds that are published elsewhere`,
    );
  });

  it('that are withheld are a finding, counted, and the first is named', async () => {
    for (const leaf of [NOTICE!, DIRECTORY!, TIMETABLE!]) files.delete(documentPath(leaf));
    const { code, wrong } = await all();
    expect(code).toBe(1);
    expect(wrong).toMatch(
      /^WRONG: 2 documents are withheld: .* 404, .* 410 .*; the first is that of leaf 0 \(notice of area 9991/,
    );
  });

  it('are asked for one by one in the same words', async () => {
    const one = (leaf: Uint8Array) => trusted('--leaf', base64url(leafHash(leaf)), '--documents');
    files.set(documentPath(NOTICE!), ERASED);
    files.delete(documentPath(DIRECTORY!));
    files.delete(documentPath(TIMETABLE!));
    expect((await one(NOTICE!)).said).toContain('Its document was erased.');
    expect((await one(DIRECTORY!)).said).toContain('published elsewhere');
    expect(await one(TIMETABLE!)).toMatchObject({
      code: 1,
      wrong: expect.stringContaining('its document is withheld: the server answers 404'),
    });
  });

  it('are found with any bit flipped, and named', async () => {
    const named = (path: string) => `the document of leaf ${leafOf(path)} `;
    await everyFlipIsNamed(DOCUMENTS, { good: GOOD, files, audit: all, named }, 5);
  });
});
