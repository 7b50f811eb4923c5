import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addCheckpoint } from '#verify/add-checkpoint';
import { signedBy } from '#verify/cosignature';
import { parseNote } from '#verify/note';
import { COSIGNER_TYPE, LOG_TYPE, parseVkey } from '#verify/vkey';
import { checkpointText, LOG, MORNING } from './log-writer';
import { FORK, LEAVES, request, witnessDirectory } from './witness-at-work';

const { directory, open, start } = witnessDirectory();
const path = (name: string) => join(directory(), name);
/** Changes with every writing, since each makes a new file. */
const written = () => `${statSync(path('state.json')).ino} ${readFileSync(path('state.json'), 'utf8')}`;

const IDLE = 5 * 60;
const timeOf = (line: string, vkey: string, size: number): number | null =>
  signedBy(
    parseNote(Buffer.from(`${checkpointText(LEAVES.slice(0, size))}\n${line}`)),
    parseVkey(vkey, COSIGNER_TYPE),
  );

describe('a witness of a log that stands still', () => {
  it('signs with each new time, and writes and says it once an hour', async () => {
    const { post, clock, said, vkey } = await start();
    await post(request(0, 7));
    const states = [written()];
    for (let asked = 0; asked < 24; asked += 1) {
      clock.now += IDLE;
      const { status, body } = await post(request(7, 7));
      expect([status, timeOf(body, vkey, 7)]).toEqual([200, clock.now]);
      if (written() !== states.at(-1)) states.push(written());
    }
    expect(states).toHaveLength(3);
    expect(said).toEqual([
      'localhost/log1: cosigned, from 0 leaves to 7',
      'localhost/log1: cosigned, still 7 leaves',
      'localhost/log1: cosigned, still 7 leaves',
    ]);
  });

  it('writes what grows at once, and the newest time of all logs with it', async () => {
    const { post, clock } = await start();
    await post(request(0, 7));
    clock.now += IDLE;
    await post(request(7, 7));
    await post(request(7, 12));
    expect(JSON.parse(readFileSync(path('state.json'), 'utf8'))).toMatchObject({
      logs: { [LOG.name]: { size: 12, time: MORNING + IDLE } },
    });
  });

  it('signs nothing while its clock is behind a time that only its memory has', async () => {
    const { post, clock } = await start();
    await post(request(0, 7));
    clock.now += IDLE;
    await post(request(7, 7));
    clock.now -= 1;
    expect((await post(request(7, 7))).status).toBe(503);
    expect((await post(request(7, 12))).status).toBe(503);
  });

  it('does not sign where its directory is another’s, though there is nothing to write', async () => {
    const { post, said } = await start();
    await post(request(0, 7));
    rmSync(path('lock'));
    const second = open(undefined);
    const refused = await post(request(7, 7));
    expect([refused.status, refused.body.includes('—')]).toEqual([500, false]);
    expect(said.at(-1)).toContain('lock is not this witness’s any more');
    second.release();
  });

  it('knows after a restart how far its clock had come', async () => {
    const first = await start();
    await first.post(request(0, 7));
    first.clock.now += IDLE;
    await first.post(request(7, 7));
    first.state.release();
    const second = await start();
    second.clock.now = MORNING + IDLE - 1;
    expect((await second.post(request(7, 12))).status).toBe(503);
    second.clock.now += 1;
    expect((await second.post(request(7, 12))).status).toBe(200);
  });

  it.each([
    ['the last touch of the lock it left', (now: number) => now + 1700, MORNING + 1700],
    [
      'an hour after what is written, where that touch was of a wrong clock',
      (now: number) => now + 86_400_000,
      MORNING + 3600,
    ],
  ])('that was killed signs nothing before %s', async (_, touched, first) => {
    const killed = await start();
    await killed.post(request(0, 12));
    killed.clock.now += IDLE;
    await killed.post(request(12, 12));
    writeFileSync(path('lock'), 'of a witness that was killed');
    utimesSync(path('lock'), touched(MORNING), touched(MORNING));
    const next = await start();
    next.clock.now = first - 1;
    expect((await next.post(request(12, 20))).status).toBe(503);
    next.clock.now = first;
    expect((await next.post(request(12, 20, FORK))).status).toBe(422);
    expect((await next.post(request(12, 20))).status).toBe(200);
  });
});

it('never goes back or sideways, whatever is asked between crashes', () => {
  const logs = [parseVkey(LOG.vkey, LOG_TYPE)];
  const step = fc.record({
    size: fc.integer({ min: 8, max: 14 }),
    isFork: fc.boolean(),
    isAgain: fc.boolean(),
    passes: fc.constantFrom(0, IDLE, 3600),
    crashes: fc.boolean(),
  });
  const bodies = new Map<string, string>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 14 }), (steps) => {
      for (const name of ['lock', 'state.json', 'key.json']) rmSync(path(name), { force: true });
      let [state, now] = [open('witness.example/w1'), MORNING];
      const cosigned: { size: number; isFork: boolean }[] = [];
      for (const { size, isFork, isAgain, passes, crashes } of steps) {
        now += passes;
        const from = state.seen(LOG.name)?.size ?? 0;
        const to = isAgain && from > 0 ? from : size;
        const name = `${Math.min(from, to)} ${to} ${isFork}`;
        const body = bodies.get(name) ?? request(Math.min(from, to), to, isFork ? FORK : LEAVES);
        bodies.set(name, body);
        if (addCheckpoint(Buffer.from(body), logs, state, now).status === 200)
          cosigned.push({ size: to, isFork });
        if (!crashes) continue;
        // Nothing of it is left but the disk: without its lock it can write nothing more.
        rmSync(path('lock'));
        state.release();
        state = open('witness.example/w1');
      }
      state.release();
      const sizes = cosigned.map(({ size }) => size);
      expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
      expect(new Set(cosigned.filter(({ size }) => size > 9).map(({ isFork }) => isFork)).size).toBeLessThan(
        2,
      );
      expect(cosigned.length).toBeGreaterThan(0);
    }),
    { numRuns: 40 },
  );
});
