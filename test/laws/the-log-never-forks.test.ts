import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { sequence } from '#functions/transparency/jobs';
import { MOST_AT_ONCE, readLog } from '#functions/transparency/sequencer-store';
import { leavesOf } from '#functions/transparency/bundle';
import { readBundle, readConsistency } from '#functions/transparency/store';
import { platformOf } from '#local/boundaries';
import { toBase64url } from '#shared/crypto/bytes';
import { leafHash, merkleRoot, verifyConsistency } from '#shared/crypto/merkle';
import { publishNotice } from '#shared/notice/contract';
import { openCheckpoint } from '#shared/transparency/checkpoint';
import { interleave } from '#test/interleave';
import { drafted } from '#test/notice/writing';
import { runs } from '#test/runs';
import { setup, type TestCounty, VILLAGE } from '#test/setup';
import { killer, STEPS } from '#test/transparency/killing';
import { enterMany } from '#test/transparency/leaves';
import { backUp } from '#test/transparency/restore';
import { reopened } from '#test/transparency/sequencer';
import { submitted } from '#test/transparency/witness';

/** How often a sequencer is killed here; in the soak run, 200 times. */
const KILLS = Number(process.env['SOAK_SEQUENCER_KILLS'] ?? 20);

const few = fc.integer({ min: 1, max: 8 });

/** The hashes of all leaves of the log, in its order. */
async function entered(county: TestCounty, log = 1): Promise<string[]> {
  const size = (await readLog(county.dynamo, log)).head?.size ?? 0;
  const hashes: string[] = [];
  for (let at = 0; at < size; at += 256) {
    const bundle = await readBundle(county.dynamo, log, at / 256, Math.min(256, size - at));
    hashes.push(...leavesOf(bundle!).map((leaf) => toBase64url(leafHash(leaf))));
  }
  return hashes;
}

/** Every acknowledged leaf stands there once, and nothing else; the head is their root, and signed. */
async function expectWhole(county: TestCounty, acknowledged: readonly string[]): Promise<void> {
  const hashes = await entered(county);
  expect([...hashes].sort()).toEqual([...acknowledged].sort());
  const { head, checkpoint } = await readLog(county.dynamo, 1);
  const root = merkleRoot(hashes.map((hash) => new Uint8Array(Buffer.from(hash, 'base64url'))));
  expect(head).toMatchObject({ size: hashes.length, root });
  expect(openCheckpoint(checkpoint!.note, county.log)).toMatchObject({ size: hashes.length, root });
}

/** Notes every checkpoint the witness was asked to cosign, and holds each against the one before. */
function watched(county: TestCounty): { checkpoints: { size: number; root: Uint8Array }[] } {
  const checkpoints: { size: number; root: Uint8Array }[] = [];
  const [witness] = county.wiring.transparency.witnesses;
  const { post } = witness!;
  Object.assign(witness!, {
    post: (body: string) => {
      checkpoints.push(submitted(body).checkpoint);
      return post(body);
    },
  });
  return { checkpoints };
}

const logOf = ({ wiring: { transparency, signed } }: TestCounty) => ({ transparency, signed });
const sequencer = (county: TestCounty) => () =>
  sequence({ ...platformOf(county.wiring, 'jobs'), ...logOf(county) });

it(`enters every publication once, though its sequencer is killed ${KILLS} times, at each of its steps`, async () => {
  const county = await setup();
  const { checkpoints } = watched(county);
  const acknowledged = await enterMany(county, 3);
  await sequencer(county)();
  const kills = killer(county);
  const hit: (string | undefined)[] = [];
  await fc.assert(
    fc.asyncProperty(fc.nat(60), fc.nat(120), fc.nat(), async (leaves, late, drawn) => {
      // Late ones come before those that waited when the last one was killed.
      acknowledged.push(...(await enterMany(county, 1, county.clock.now - late)));
      acknowledged.push(...(await enterMany(county, leaves + 1)));
      const step = STEPS[hit.length % STEPS.length]!;
      const batches = Math.ceil((leaves + 2) / MOST_AT_ONCE);
      kills.aim({ step, drawn, time: step === 'move the head' ? 1 + (drawn % batches) : 1 });
      await sequencer(county)().catch(() => undefined);
      hit.push(kills.rest());
      // Longer than a lease; and five minutes when it is to be looked for what is lost.
      county.clock.now += STEPS.indexOf(step) < STEPS.indexOf('publish the checkpoint') ? 61 : 301;
    }),
    { numRuns: KILLS, endOnFailure: true },
  );
  expect(hit).toEqual(hit.map((_, i) => STEPS[i % STEPS.length]));
  expect(hit.length).toBe(KILLS);
  while ((await readLog(county.dynamo, 1)).pending.length > 0) await sequencer(county)();
  await sequencer(county)();
  expect(kills.early).toEqual([]);
  await expectWhole(county, acknowledged);
  for (const older of checkpoints) {
    for (const newer of checkpoints.filter(({ size }) => size > older.size).slice(0, 3)) {
      const proof = await readConsistency(county.dynamo, 1, older.size, newer.size);
      expect(verifyConsistency(older.size, newer.size, older.root, newer.root, proof)).toBe(true);
    }
  }
}, 600_000);

it('is one log, in whatever order the calls of two sequencers, and of what is published meanwhile, reach the database', async () => {
  const county = await setup();
  const office = { ...county, dynamo: platformOf(county.wiring, 'office').dynamo };
  const acknowledged: string[] = [];
  const publish = async () => {
    for (let i = 0; i < 4; i += 1) acknowledged.push(...(await enterMany(office, 1)));
    return 4;
  };
  // Mostly few: a leaf that two sequencers both see shields the log, and what shows a fault is one that only one sees.
  const waiting = fc.oneof({ weight: 9, arbitrary: fc.nat(3) }, fc.integer({ min: 45, max: 60 }));
  const twice = async () => (await sequencer(county)()) + (await sequencer(county)());
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), waiting, async (scheduler, leaves) => {
      acknowledged.push(...(await enterMany(county, leaves)));
      county.clock.now += 61;
      await interleave(county, scheduler, [twice, twice, publish]);
      await sequencer(county)();
      await sequencer(county)();
      await expectWhole(county, acknowledged);
    }),
    { numRuns: runs(80), endOnFailure: true },
  );
}, 600_000);

it('has every leaf once in the next log, in whatever order the sequencers of both run', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), few, few, async (scheduler, before, after) => {
      const county = await setup();
      const acknowledged = await enterMany(county, before);
      await county.enterLog();
      acknowledged.push(...(await enterMany(county, after)));
      county.clock.now += 61;
      const next = reopened(county, { number: 2 });
      // The older one may find itself closed.
      await interleave(county, scheduler, [() => sequencer(county)().catch(() => 0), next.run]);
      county.clock.now += 61;
      await next.run();
      expect((await entered(county, 2)).sort()).toEqual(acknowledged.sort());
      expect((await readLog(county.dynamo, 2)).pending).toEqual([]);
    }),
    { numRuns: 12 },
  );
});

it('leaves the log to the sequencer that holds the lease, until that runs out', async () => {
  const county = await setup();
  const acknowledged = await enterMany(county, 2);
  const lease = { PK: 'LEASE#sequencer', SK: '-', owner: 'another', until: county.clock.now + 10, fence: 7 };
  await county.dynamo.transact([{ kind: 'put', table: 'ledger', item: lease }]);
  expect(await county.enterLog()).toBe(0);
  county.clock.now += 11;
  expect(await county.enterLog()).toBe(2);
  await expectWhole(county, acknowledged);
});

it('signs nothing while its clock stands before the time it signed last', async () => {
  const county = await setup();
  const acknowledged = await enterMany(county, 3);
  await county.enterLog();
  const before = (await readLog(county.dynamo, 1)).checkpoint;
  acknowledged.push(...(await enterMany(county, 2)));
  county.clock.now -= 100;
  await county.enterLog();
  expect((await readLog(county.dynamo, 1)).checkpoint).toEqual(before);
  expect(county.logged.map(({ event }) => event)).toContain('log-clock-went-back');
  county.clock.now += 200;
  await county.enterLog();
  await expectWhole(county, acknowledged);
});

it('appends nothing to a log whose tables were restored apart', async () => {
  const county = await setup();
  await enterMany(county, 5);
  await county.enterLog();
  for (const table of ['public', 'ledger'] as const) {
    const restore = await backUp(county, [table]);
    await enterMany(county, 5);
    await county.enterLog();
    const later = await backUp(county);
    await restore();
    await enterMany(county, 1);
    await expect(county.enterLog()).rejects.toThrow('LOG_NUMBER');
    await later();
  }
  expect(await county.enterLog()).toBe(0);
});

it('signs nothing that a witness or what is kept of it contradicts, however far the tables were restored behind it, and the next log has every leaf', async () => {
  await fc.assert(
    fc.asyncProperty(few, few, few, fc.boolean(), async (first, lost, later, isKept) => {
      const county = await setup();
      // Else only the witness knows.
      if (!isKept) Object.assign(county.wiring.signed, { read: () => Promise.resolve(undefined) });
      const before = await enterMany(county, first);
      await county.enterLog();
      county.clock.now += 61;
      const restore = await backUp(county);
      await enterMany(county, lost);
      await county.enterLog();
      const seen = county.witness.seen.get('county.test/log1');
      await restore();
      const after = await enterMany(county, later);
      const published = (await readLog(county.dynamo, 1)).checkpoint;
      for (let run = 0; run < 2; run += 1) await expect(county.enterLog()).rejects.toThrow('LOG_NUMBER');
      expect((await readLog(county.dynamo, 1)).checkpoint).toEqual(published);
      expect(county.witness.seen.get('county.test/log1')).toEqual(seen);
      county.clock.now += 61;
      const next = reopened(county, { number: 2 });
      await next.run();
      expect((await entered(county, 2)).sort()).toEqual([...before, ...after].sort());
      for (const leaf of before) {
        expect(await next.prove(leaf)).toMatchObject({
          checkpoint: { origin: 'county.test/log1', size: first },
        });
      }
      for (const leaf of after) {
        expect(await next.prove(leaf)).toMatchObject({ checkpoint: { origin: 'county.test/log2' } });
      }
    }),
    { numRuns: 8 },
  );
});

it('enters every notice whose office was told so, once, though answers are lost and the request is sent again', async () => {
  const county = await setup();
  const clerk = await county.staff('committee', VILLAGE);
  const acknowledged: string[] = [];
  const losses = fc.array(fc.constantFrom('lost', 'late', 'refused', undefined), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(losses, losses, async (publishing, sequencing) => {
      const id = await drafted(county, clerk, VILLAGE);
      county.hooks.fault = ({ command }) =>
        command === 'TransactWriteItemsCommand' ? publishing.shift() : undefined;
      const sent = { params: { area: VILLAGE, id }, body: { revision: 1 } };
      let reply = await county.send(publishNotice, sent, clerk);
      while (reply.status >= 500) reply = await county.send(publishNotice, sent, clerk);
      acknowledged.push(...reply.value!.versions.map(({ logged }) => logged.leaf));
      county.hooks.fault = () => sequencing.shift();
      await county.enterLog().catch(() => undefined);
      delete county.hooks.fault;
      // Longer than a lease; all of it shorter than a session.
      county.clock.now += 16;
    }),
    { numRuns: 12, endOnFailure: true },
  );
  await county.enterLog();
  expect(acknowledged).toHaveLength(12);
  await expectWhole(county, acknowledged);
});
