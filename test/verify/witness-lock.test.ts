import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { FORK, request, witnessDirectory } from './witness-at-work';

const { directory, open, start } = witnessDirectory();
const lock = () => join(directory(), 'lock');
const state = () => join(directory(), 'state.json');

/** Touches the lock as a witness in another container does, whatever its number there. */
async function whileTouched(step: () => void): Promise<void> {
  const code = `
    const { workerData } = require('node:worker_threads');
    const { utimesSync } = require('node:fs');
    setInterval(() => utimesSync(workerData, new Date(), new Date()), 100);`;
  const other = new Worker(code, { eval: true, workerData: lock() });
  const before = statSync(lock()).mtimeMs;
  while (statSync(lock()).mtimeMs === before) await setTimeout(20);
  try {
    step();
  } finally {
    await other.terminate();
  }
}

describe('two witnesses of one directory', () => {
  it('do not work at once, and the second says what to do when there is no first', async () => {
    writeFileSync(lock(), String(process.pid));
    await whileTouched(() => {
      expect(() => open(undefined)).toThrow(
        `another witness already works in this directory; if you are sure that none does, delete ${lock()} and start again`,
      );
    });
    expect(readFileSync(lock(), 'utf8')).toBe(String(process.pid));
    rmSync(lock());
    expect(open(undefined).origins()).toEqual([]);
  });

  it('follow one another: a lock that is left alone is taken over, and one that ends leaves none', async () => {
    writeFileSync(lock(), 'of a witness that was killed');
    const { state, post } = await start();
    expect((await post(request(0, 7))).status).toBe(200);
    state.release();
    expect(existsSync(lock())).toBe(false);
  });

  it('sign one history: the one that was taken for dead finds the lock another’s, and signs nothing', async () => {
    const first = await start();
    await first.post(request(0, 7));
    // As if the first had slept too long to touch its lock.
    rmSync(lock());
    const second = await start();
    expect((await second.post(request(7, 12))).status).toBe(200);
    const refused = await first.post(request(7, 12, FORK));
    expect(refused.status).toBe(500);
    expect(refused.body).not.toContain('—');
    expect(first.said.at(-1)).toContain('lock is not this witness’s any more: stop it');
    first.state.release();
    expect((await second.post(request(12, 40))).status).toBe(200);
  });

  it('never sign past each other: what somebody else wrote into the state is found before the next signature', async () => {
    const { post, said } = await start();
    await post(request(0, 7));
    const before = readFileSync(state());
    await post(request(7, 12));
    writeFileSync(state(), before);
    const refused = await post(request(12, 40));
    expect(refused.status).toBe(500);
    expect(refused.body).not.toContain('—');
    expect(said.at(-1)).toContain('state.json is not as this witness left it');
    expect(readFileSync(state())).toEqual(before);
  });

  it('are told apart while the first only waits: it touches its lock', async () => {
    open(undefined);
    const long = new Date(0);
    utimesSync(lock(), long, long);
    const started = Date.now();
    while (statSync(lock()).mtimeMs === 0 && Date.now() - started < 20_000) await setTimeout(50);
    expect(statSync(lock()).mtimeMs).toBeGreaterThan(0);
  });
});
