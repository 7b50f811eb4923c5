import { describe, expect, it } from '@jest/globals';
import { leafHash } from '#shared/crypto/merkle';
import { auditedSite, everyFlipIsNamed } from './audited-site';
import {
  CLOCK,
  checkpointOf,
  checkpointText,
  documents,
  LOG,
  MORNING,
  proofPath,
  signatureLine,
  WITNESS,
  writeLog,
  writeProofs,
} from './log-writer';

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

/** From now on the log is served as it was at the first reading of its checkpoint, then over these leaves, until told. */
function growsWhileRead(later: readonly Uint8Array[]): () => void {
  const log = writeLog(later);
  for (const [path, bytes] of log) if (path.startsWith('log1/tile/')) files.set(path, bytes);
  let readings = 0;
  const get = (path: string) => {
    if (path !== 'log1/checkpoint') return Map.prototype.get.call(files, path);
    readings += 1;
    return readings > 1 ? log.get(path) : GOOD.get(path);
  };
  Object.assign(files, { get });
  return () => Reflect.deleteProperty(files, 'get');
}

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

  it('under a larger cosigned fork than the log are found, whether the log has grown meanwhile or not', async () => {
    const forked = checkpointOf([...HASHES].reverse().concat(HASHES[0]!), KEYS);
    for (const [path, bytes] of writeProofs([...LEAVES].reverse().concat(LEAVES[0]!), forked)) {
      if (indexOf(path) > 0) files.set(path, bytes);
    }
    const went = await trusted('--proofs', 'all');
    expect(went.code).toBe(1);
    expect(went.wrong).toMatch(/, its checkpoint: the log went back: it had 21 leaves and now has 20/);
    const grown = growsWhileRead(documents(25).map(({ leaf }) => leaf));
    const { wrong } = await trusted('--proofs', 'all');
    grown();
    expect(wrong).toMatch(
      /, its checkpoint: the log does not continue: .* saved root of 21 leaves to that of 25/,
    );
  });

  it('under a larger checkpoint hold where the log has grown to it since it was read', async () => {
    const later = documents(25).map(({ leaf }) => leaf);
    const larger = checkpointOf(
      later.slice(0, 22).map((leaf) => leafHash(leaf)),
      KEYS,
    );
    const proof = writeProofs(later.slice(0, 22), larger).get(PROOFS[19]!)!;
    files.set(PROOFS[19]!, proof);
    const grown = growsWhileRead(later);
    const { code, wrong } = await trusted('--proofs', 'all');
    grown();
    expect({ code, wrong }).toEqual({ code: 0, wrong: '' });
  });

  it('show a log that was forked while it was read', async () => {
    const [first, second, ...rest] = documents(25).map(({ leaf }) => leaf);
    const forked = [second!, first!, ...rest];
    const larger = checkpointOf(
      forked.slice(0, 22).map((leaf) => leafHash(leaf)),
      KEYS,
    );
    files.set(PROOFS[19]!, writeProofs(forked.slice(0, 22), larger).get(PROOFS[19]!)!);
    const grown = growsWhileRead(forked);
    const { wrong } = await trusted('--proofs', 'all');
    grown();
    expect(wrong).toMatch(/the log does not continue: .* saved root of 20 leaves to that of 25/);
  });

  it('of a checkpoint that a witness cosigned before the county signed it are refused, or later than now', async () => {
    const text = checkpointText(HASHES.slice(0, 7));
    const datedAt = (time: number) => {
      const lines = [
        signatureLine(LOG, text),
        signatureLine(CLOCK, text),
        signatureLine(WITNESS, text, time),
      ];
      const proofs = writeProofs(LEAVES.slice(0, 7), `${text}\n${lines.join('')}`);
      files.set(PROOFS[2]!, proofs.get(PROOFS[2]!)!);
    };
    datedAt(MORNING - 600);
    expect(await trusted()).toMatchObject({ code: 0 });
    datedAt(MORNING + 86_400);
    expect(await trusted()).toMatchObject({ code: 0 });
    datedAt(MORNING - 365 * 86_400);
    expect((await trusted()).wrong).toMatch(
      /leaf 2 .*, its checkpoint: the clock of the witness witness.example\/w1 or that of the county is wrong/,
    );
    datedAt(Math.floor(Date.now() / 1000) + 3600);
    expect((await trusted()).wrong).toMatch(/, its checkpoint: the clock of the witness .* is wrong, unless/);
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
