import { beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { openCommands } from '#functions/jobs';
import { leavesOf } from '#functions/transparency/bundle';
import { readLog } from '#functions/transparency/sequencer-store';
import { readBundle } from '#functions/transparency/store';
import { platformOf } from '#local/boundaries';
import { toBase64url } from '#shared/crypto/bytes';
import { leafHash } from '#shared/crypto/merkle';
import { readNotice } from '#shared/notice/contract';
import { faultsOf } from '#test/faults';
import { published } from '#test/notice/writing';
import { setup, type TestCounty, VILLAGE } from '#test/setup';
import { enterMany } from './leaves';
import { backUp } from './restore';
import { reopened } from './sequencer';

let county: TestCounty;
beforeEach(async () => {
  county = await setup();
});

const QUARTER = 15 * 60;

/** Loses what waits, as a `ledger` does that was restored to a moment before it was published. */
async function lose(): Promise<void> {
  const { pending } = await readLog(county.dynamo, 1);
  for (const { SK } of pending) {
    await county.dynamo.transact([{ kind: 'delete', table: 'ledger', key: { PK: 'LEAF', SK } }]);
  }
}

/** Publishes leaves that are lost before they are entered. */
async function lost(count: number): Promise<string[]> {
  const leaves = await enterMany(county, count);
  await lose();
  return leaves;
}

/** All leaves of a log, in its order. */
async function placed(log = 1): Promise<string[]> {
  const size = (await readLog(county.dynamo, log)).head?.size ?? 0;
  const found = size > 0 ? leavesOf((await readBundle(county.dynamo, log, 0, size))!) : [];
  return found.map((leaf) => toBase64url(leafHash(leaf)));
}

const enterLost = (transparency = county.wiring.transparency) =>
  openCommands({ ...platformOf(county.wiring, 'jobs'), transparency, signed: county.wiring.signed })[
    'enter-lost-leaves'
  ]();
const named = (event: string) => county.logged.filter((line) => line.event === event);

describe('published leaves that were lost before they were entered', () => {
  it('are an alarm run after run from a quarter of an hour on, each named, though nothing is published', async () => {
    const standing = await enterMany(county, 3);
    await county.enterLog();
    const leaves = await lost(2);
    county.clock.now += QUARTER - 1;
    expect(await county.enterLog()).toBe(0);
    county.clock.now += 5 * 60;
    await expect(county.enterLog()).rejects.toThrow('enter-lost-leaves');
    for (let run = 0; run < 3; run += 1) {
      await expect(county.enterLog()).rejects.toMatchObject({ name: 'LeavesLost' });
      county.clock.now += 60;
    }
    const lines = named('log-leaf-lost');
    expect(lines.map(({ leaf }) => leaf).sort()).toEqual([...leaves].sort());
    expect(lines[0]).toMatchObject({ level: 'error', log: 1, kind: 'close', version: 1 });
    expect(await placed()).toEqual(expect.arrayContaining(standing));
  });

  it('hold up nothing else that is published', async () => {
    await lost(1);
    county.clock.now += QUARTER;
    const other = await enterMany(county, 1);
    await expect(county.enterLog()).rejects.toThrow('enter-lost-leaves');
    const later = await enterMany(county, 1);
    await expect(county.enterLog()).rejects.toThrow('enter-lost-leaves');
    expect(await placed()).toEqual([...other, ...later]);
    expect(await readLog(county.dynamo, 1)).toMatchObject({ checkpoint: { size: 2 }, pending: [] });
  });

  it('wait again by the command, stand in the log once, and then are no alarm', async () => {
    const standing = await enterMany(county, 3);
    await county.enterLog();
    const leaves = await lost(130);
    county.clock.now += QUARTER + 5 * 60;
    await expect(county.enterLog()).rejects.toThrow('enter-lost-leaves');
    expect(await enterLost()).toBe(130);
    expect(await enterLost()).toBe(0);
    expect(await county.enterLog()).toBe(130);
    expect(await enterLost()).toBe(0);
    expect(await county.enterLog()).toBe(0);
    expect((await placed()).sort()).toEqual([...standing, ...leaves].sort());
    expect(
      named('log-leaf-entered-again')
        .map(({ leaf }) => leaf)
        .sort(),
    ).toEqual([...leaves].sort());
    expect(await readLog(county.dynamo, 1)).toMatchObject({ checkpoint: { size: 133 }, pending: [] });
  });

  it('are found however many were published after them, some hundreds a look', async () => {
    const [first] = await lost(1);
    county.clock.now += 60;
    await enterMany(county, 900);
    await county.enterLog();
    county.clock.now += QUARTER;
    const looks: boolean[] = [];
    for (let look = 0; look < 4; look += 1) {
      looks.push(
        await county.enterLog().then(
          () => false,
          () => true,
        ),
      );
      county.clock.now += 5 * 60;
    }
    // The oldest comes at the beginning of a round.
    expect(looks).toEqual([true, true, true, true]);
    expect(named('log-leaf-lost')[0]).toMatchObject({ leaf: first });
    expect(await enterLost()).toBe(1);
    expect(await county.enterLog()).toBe(1);
  });

  it('are found in the middle of a round, and by whichever look comes there', async () => {
    await enterMany(county, 450);
    await county.enterLog();
    county.clock.now += 60;
    await lost(1);
    county.clock.now += 60;
    await enterMany(county, 300);
    await county.enterLog();
    county.clock.now += QUARTER;
    expect(await county.enterLog()).toBe(0);
    county.clock.now += 5 * 60;
    await expect(county.enterLog()).rejects.toThrow('enter-lost-leaves');
  });
});

it('takes nothing for lost that stands in the log or waits for it, however long', async () => {
  await enterMany(county, 60);
  await county.enterLog();
  await enterMany(county, 60);
  county.clock.now += QUARTER + 5 * 60;
  expect(await enterLost()).toBe(0);
  expect(await county.enterLog()).toBe(60);
  for (let look = 0; look < 3; look += 1) {
    county.clock.now += 5 * 60;
    expect(await county.enterLog()).toBe(0);
  }
  expect(named('log-leaf-lost')).toEqual([]);
});

it('takes nothing for lost that moves from what waits into the log while it is looked for', async () => {
  await enterMany(county, 3);
  county.clock.now += QUARTER + 5 * 60;
  let reads = 0;
  county.hooks.before = async (_, { command }) => {
    if (command !== 'BatchGetItemCommand') return;
    reads += 1;
    if (reads !== 2) return;
    // Not found in the log a moment ago, and not waiting any more in a moment.
    await county.enterLog();
  };
  const entered = await enterLost();
  delete county.hooks.before;
  expect([entered, reads > 2]).toEqual([0, true]);
  expect(await county.enterLog()).toBe(0);
  expect(await placed()).toHaveLength(3);
});

it('looks once in five minutes, and a run between costs two calls', async () => {
  await enterMany(county, 3);
  await county.enterLog();
  county.calls.length = 0;
  county.clock.now += 4 * 60;
  await county.enterLog();
  expect(county.calls).toHaveLength(2);
});

it('proves a lost notice again, under a later day', async () => {
  const clerk = await county.staff('committee', VILLAGE);
  const id = await published(county, clerk, VILLAGE);
  await lose();
  county.clock.now += QUARTER + 5 * 60;
  await expect(county.enterLog()).rejects.toMatchObject({ name: 'LeavesLost' });
  expect(named('log-leaf-lost')).toMatchObject([{ kind: 'notice', area: VILLAGE, version: 1 }]);
  const { versions } = await county.must(readNotice, { params: { area: VILLAGE, id } });
  const { leaf } = versions[0]!.logged;
  expect(await reopened(county).prove(leaf)).toBeUndefined();
  await enterLost();
  await county.enterLog();
  county.clock.now += 2;
  expect(await reopened(county).prove(leaf)).toMatchObject({
    leaf: { kind: 'notice', area: VILLAGE },
    checkpoint: { size: 1 },
  });
});

it('finds in the next log what the tables lost with the one before, and enters it there', async () => {
  const clerk = await county.staff('committee', VILLAGE);
  await published(county, clerk, VILLAGE);
  await county.enterLog();
  const restore = await backUp(county);
  const leaves = await enterMany(county, 4);
  await county.enterLog();
  await restore();
  county.clock.now += QUARTER;
  const next = reopened(county, { number: 2 });
  await expect(next.run()).rejects.toMatchObject({ name: 'LeavesLost' });
  expect(await enterLost(next.keys)).toBe(4);
  expect(await next.run()).toBe(4);
  expect((await placed(2)).sort()).toEqual([...(await placed(1)), ...leaves].sort());
  for (const leaf of leaves) expect(await next.prove(leaf)).toMatchObject({ checkpoint: { size: 5 } });
});

it('never enters a leaf twice, whatever fails of two commands and a sequencer that run together', async () => {
  const expected: string[] = [];
  await fc.assert(
    fc.asyncProperty(
      fc.nat(5),
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.nat(99)),
      async (good, bad, drawn) => {
        expected.push(...(await enterMany(county, good)));
        await county.enterLog();
        expected.push(...(await lost(bad)));
        county.clock.now += QUARTER + 5 * 60;
        county.hooks.fault = ({ command }) => {
          const possible = faultsOf(command);
          const next = drawn.shift();
          return next === undefined || next % 3 === 0 ? undefined : possible[next % possible.length];
        };
        await Promise.allSettled([enterLost(), county.enterLog(), enterLost()]);
        delete county.hooks.fault;
        county.clock.now += 16;
        await enterLost();
        await county.enterLog();
        await county.enterLog();
        expect((await placed()).sort()).toEqual([...expected].sort());
        expect((await readLog(county.dynamo, 1)).pending).toEqual([]);
      },
    ),
    { numRuns: 12, endOnFailure: true },
  );
});
