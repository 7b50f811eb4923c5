import { describe, expect, it } from '@jest/globals';
import { leafHash } from '#shared/crypto/merkle';
import { auditedSite, everyFlipIsNamed } from './audited-site';
import { CLOCK, checkpointOf, documents, LOG, proofPath, WITNESS, writeLog, writeProofs } from './log-writer';

const LEAVES = documents(20).map(({ leaf }) => leaf);
const HASHES = LEAVES.map((leaf) => leafHash(leaf));
const KEYS = [LOG, CLOCK, WITNESS];
/** Every proof under the first checkpoint that held its leaf: after 7 leaves, and after 20. */
const GOOD = writeLog(LEAVES);
for (const [path, bytes] of writeProofs(LEAVES.slice(0, 7), checkpointOf(HASHES.slice(0, 7), KEYS)))
  GOOD.set(path, bytes);
const PROOFS = [...GOOD.keys()].filter((path) => path.startsWith('public/log/proofs/'));
const { files, trusted, trusting } = auditedSite(GOOD);
const indexOf = (path: string) => LEAVES.findIndex((leaf) => proofPath(leaf) === path);

describe('the proof files of a log', () => {
  it('are all read, whichever checkpoint they were kept with', async () => {
    expect(PROOFS).toHaveLength(20);
    const { code, said } = await trusted();
    expect(code).toBe(0);
    expect(said).toContain('The proof files of all 20 leaves hold.');
  });

  it('are found with any bit flipped, also in a cosignature that was kept, and named', async () => {
    const named = (path: string) => `the proof file of leaf ${indexOf(path)} (`;
    await everyFlipIsNamed(PROOFS, { good: GOOD, files, audit: trusted, named }, 60);
  });

  it('that are missing, or another leaf’s, are named', async () => {
    files.delete(PROOFS[3]!);
    expect((await trusted()).wrong).toMatch(/^WRONG: the proof file of leaf 3 \(.*\) is missing: http/);
    files.set(PROOFS[3]!, GOOD.get(PROOFS[4]!)!);
    expect((await trusted()).wrong).toMatch(/the proof file of leaf 3 \(.*\) does not carry this leaf/);
  });

  it('that were kept with a cosigned fork show it', async () => {
    const fork = [...LEAVES.slice(0, 6), LEAVES[9]!];
    const forked = checkpointOf(
      fork.map((leaf) => leafHash(leaf)),
      KEYS,
    );
    files.set(PROOFS[2]!, writeProofs(fork, forked).get(PROOFS[2]!)!);
    expect((await trusted()).wrong).toMatch(
      /leaf 2 .*, its checkpoint: the log was forked: the 7 leaves that it signed are not the first 7 of today/,
    );
  });

  it('of a checkpoint that no witness cosigned are refused where one is asked', async () => {
    const alone = checkpointOf(HASHES.slice(0, 7), [LOG, CLOCK]);
    files.set(PROOFS[2]!, writeProofs(LEAVES.slice(0, 7), alone).get(PROOFS[2]!)!);
    expect((await trusted()).wrong).toMatch(/leaf 2 .*, its checkpoint: 0 witnesses have cosigned it/);
    expect(await trusting({ quorum: 0 })).toMatchObject({ code: 0 });
  });

  it('are a sample where fewer are asked for, which the audit says', async () => {
    for (const place of [1, 8, 18]) files.delete(PROOFS[place]!);
    const some = await trusted('--proofs', '3');
    expect(some).toMatchObject({ code: 0 });
    expect(some.said).toContain('The proof files of 3 leaves hold, evenly spaced from the first to the last');
    expect(await trusted('--proofs', '1')).toMatchObject({ code: 0 });
    expect((await trusted('--proofs', '0')).said).toContain('No proof file was read');
    for (const place of [0, 10, 19]) {
      const path = proofPath(LEAVES[place]!);
      files.delete(path);
      expect((await trusted('--proofs', '3')).wrong).toContain(`the proof file of leaf ${place} (`);
      files.set(path, GOOD.get(path)!);
    }
    expect((await trusted('--proofs', 'all')).wrong).toContain('is missing');
  });
});
