import { describe, expect, it } from '@jest/globals';
import { leafHash } from '#shared/crypto/merkle';
import { auditedSite } from './audited-site';
import {
  CLOCK,
  checkpointOf,
  documents,
  ERASED,
  LOG,
  leafBytes,
  testKey,
  WITNESS,
  writeLog,
  writeProofs,
} from './log-writer';

/** The county signs the log that follows with the same key. */
const LOG2 = testKey('localhost/log2', 1, 1);
const LOG3 = testKey('localhost/log3', 1, 1);
const OF_TWO = { logs: [LOG.vkey, LOG2.vkey] };
const OF_THREE = { logs: [LOG.vkey, LOG2.vkey, LOG3.vkey] };
const { files, serve, trusting } = auditedSite(new Map());

/** Serves a log before, and one behind it. */
function serveBoth(before: readonly Uint8Array[], behind: readonly Uint8Array[]): void {
  serve(new Map([...writeLog(before), ...writeLog(behind, LOG2)]));
}

/** More than one bundle. */
const LEAVES = documents(280).map(({ leaf }) => leaf);
const BEFORE = LEAVES.slice(0, 270);

describe('a log that is trusted and has not begun', () => {
  it('leaves the one before it to be audited, which is said', async () => {
    serve(writeLog(BEFORE));
    const { code, said, wrong } = await trusting(OF_THREE, '--proofs', '10');
    expect({ code, wrong }).toEqual({ code: 0, wrong: '' });
    expect(said).toContain('The log localhost/log3 is trusted too, but NOT SERVED');
    expect(said).toContain('The log localhost/log2 is trusted too, but NOT SERVED');
    expect(said).toContain('Log localhost/log1: 270 leaves');
  });

  it('is not passed over where it was asked about by name, is broken, or its checkpoint is gone', async () => {
    serve(writeLog(BEFORE));
    expect((await trusting(OF_TWO, '--log', LOG2.name)).wrong).toMatch(/\/log2\/checkpoint is not there$/);
    files.set('log2/checkpoint', ERASED);
    expect((await trusting(OF_TWO)).wrong).toMatch(/\/log2\/checkpoint is not there$/);
    files.set('log2/checkpoint', Buffer.from('not a note'));
    expect((await trusting(OF_TWO)).wrong).toMatch(/^WRONG: checkpoint: /);
  });

  it('cannot be kept back once a proof file carries a checkpoint of it', async () => {
    serveBoth(BEFORE, LEAVES);
    files.delete('log2/checkpoint');
    expect((await trusting(OF_TWO, '--proofs', 'all')).wrong).toMatch(/\/log2\/checkpoint is not there$/);
  });

  it('is not there either where no log is served', async () => {
    serve(new Map());
    expect((await trusting(OF_TWO)).wrong).toMatch(/\/log2\/checkpoint is not there$/);
  });
});

describe('a log that follows another', () => {
  it('holds all its leaves, and the audit says how many', async () => {
    serveBoth(BEFORE, LEAVES);
    const { code, said, wrong } = await trusting(OF_TWO);
    expect({ code, wrong }).toEqual({ code: 0, wrong: '' });
    expect(said).toContain('It holds all 270 leaves of localhost/log1, the log before it.');
    expect(said).toContain('Log localhost/log2: 280 leaves');
    expect(await trusting(OF_TWO, '--log', LOG.name)).toMatchObject({ code: 0 });
  });

  it('that dropped leaves is found, and the first of them named', async () => {
    const last = LEAVES.slice(0, 4);
    serveBoth(BEFORE, [...last.slice(0, 2), ...LEAVES.slice(5, 9)]);
    const dropped = await trusting(OF_TWO);
    expect(dropped.code).toBe(1);
    expect(dropped.wrong).toMatch(
      /^WRONG: leaf 2 of localhost\/log1 \(timetable of area .*, version 1\) is not in localhost\/log2, which holds 6 of its 270 leaves$/,
    );
  });

  it('is compared with all that trust.json names, not only with the last', async () => {
    const log2 = writeLog(LEAVES.slice(1, 4), LOG2);
    serve(new Map([...writeLog(LEAVES.slice(0, 4)), ...log2, ...writeLog(LEAVES.slice(1, 4), LOG3)]));
    expect((await trusting(OF_THREE)).wrong).toContain('leaf 0 of localhost/log1');
  });

  it('is not believed while the one before it is not served', async () => {
    serve(writeLog(LEAVES, LOG2));
    const { code, wrong } = await trusting(OF_TWO);
    expect(code).toBe(1);
    expect(wrong).toMatch(/\/log1\/checkpoint is not there: nobody can see whether localhost\/log2 holds/);
    expect(await trusting({ logs: [LOG2.vkey] })).toMatchObject({ code: 0 });
  });

  it('is not believed by entries or a checkpoint of the one before it that were changed', async () => {
    serveBoth(BEFORE, LEAVES);
    const entries = Buffer.from(files.get('log1/tile/entries/000')!);
    entries[entries.length - 1]! ^= 1;
    files.set('log1/tile/entries/000', entries);
    expect((await trusting(OF_TWO)).wrong).toContain('the 270 leaves of localhost/log1 do not give the root');
    files.delete('log1/tile/entries/000');
    expect((await trusting(OF_TWO)).wrong).toContain('localhost/log1: tile/entries/000 is missing');
    serveBoth(BEFORE, LEAVES);
    const stranger = testKey(LOG.name, 1, 9);
    files.set('log1/checkpoint', Buffer.from(checkpointOf([], [stranger, CLOCK, WITNESS])));
    expect((await trusting(OF_TWO)).wrong).toContain(
      'the checkpoint of localhost/log1: no line is a signature of the log',
    );
  });

  describe('whose proof files carry checkpoints of the one before it', () => {
    const HASHES = BEFORE.map((leaf) => leafHash(leaf));
    const proofsUnder = (leaves: readonly Uint8Array[]) => {
      const hashes = leaves.map((leaf) => leafHash(leaf));
      for (const [path, bytes] of writeProofs(leaves, checkpointOf(hashes, [LOG, CLOCK, WITNESS])))
        if (files.has(path)) files.set(path, bytes);
    };

    it('holds where they are states of it', async () => {
      serveBoth(BEFORE, LEAVES);
      proofsUnder(BEFORE.slice(0, 200));
      proofsUnder(BEFORE.slice(0, 3));
      const { code, said, wrong } = await trusting(OF_TWO, '--proofs', 'all');
      expect({ code, wrong }).toEqual({ code: 0, wrong: '' });
      expect(said).not.toContain('RESTORE');
    });

    it.each([HASHES.length, 200])('is found where %i leaves were signed in another order', async (size) => {
      serveBoth(BEFORE, LEAVES);
      proofsUnder(BEFORE.slice(0, size).reverse());
      const { code, wrong } = await trusting(OF_TWO, '--proofs', 'all');
      expect(code).toBe(1);
      expect(wrong).toMatch(new RegExp(`localhost/log1 was forked: the ${size} leaves that it signed`));
    });

    it('says what only a restore explains: more was signed than is left', async () => {
      serveBoth(BEFORE, LEAVES);
      proofsUnder([...BEFORE, leafBytes({ id: Buffer.alloc(16, 9) })]);
      const { code, said } = await trusting(OF_TWO, '--proofs', 'all');
      expect(code).toBe(0);
      expect(said).toContain(
        'ONLY A RESTORE EXPLAINS IT: proof files carry a checkpoint of localhost/log1 with 271 leaves, where it serves 270',
      );
    });

    it('is held against the later one too, where the earlier is asked about', async () => {
      serveBoth(BEFORE, LEAVES);
      expect(await trusting(OF_TWO, '--log', LOG.name, '--proofs', 'all')).toMatchObject({ code: 0 });
      const forked = [...LEAVES].reverse();
      const hashes = forked.map((leaf) => leafHash(leaf));
      for (const [path, bytes] of writeProofs(
        forked,
        checkpointOf(hashes, [LOG2, CLOCK, WITNESS], LOG2.name),
      ))
        files.set(path, bytes);
      expect((await trusting(OF_TWO, '--log', LOG.name, '--proofs', 'all')).wrong).toContain(
        'the log was forked: two trees of 280 leaves have different roots',
      );
    });
  });

  it('may have versions whose first one no log holds, which the audit says', async () => {
    const first = leafBytes({ id: Buffer.alloc(16, 1) });
    const second = leafBytes({ id: Buffer.alloc(16, 1), version: 2, prev: leafHash(first) });
    serveBoth([], [second]);
    const { code, said } = await trusting(OF_TWO);
    expect(code).toBe(0);
    expect(said).toContain('1 documents have versions before these which none of the logs holds.');
  });
});
