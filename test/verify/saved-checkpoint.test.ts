import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { leafHash } from '#shared/crypto/merkle';
import { auditedSite, COUNT, goodFiles, LEAVES } from './audited-site';
import { checkpointOf, LOG, leafBytes, testKey, WITNESS } from './log-writer';

const { serveLeaves, trusted, fileOf } = auditedSite(goodFiles());

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
    const file = fileOf('saved', '');
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
