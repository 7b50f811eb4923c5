import { beforeEach, describe, expect, it } from '@jest/globals';
import { sequence } from '#functions/transparency/jobs';
import { readLog } from '#functions/transparency/sequencer-store';
import { platformOf } from '#local/boundaries';
import { encodeLeaf } from '#shared/transparency/leaf';
import { tokenOf } from '#test/calls';
import { setup, type TestCounty } from '#test/setup';
import { anyLeaf, enterMany } from './leaves';
import { reopened } from './sequencer';

let county: TestCounty;
beforeEach(async () => {
  county = await setup();
});

const log = () => readLog(county.dynamo, 1);
/** A leaf that waits twice: as two seconds of one minute would have it. */
async function enterTwice(): Promise<void> {
  const leaf = encodeLeaf(anyLeaf(county.clock.now));
  for (const second of [0, 1]) {
    const SK = `${county.clock.now + second}#00000001#twice`;
    await county.dynamo.transact([{ kind: 'put', table: 'ledger', item: { PK: 'LEAF', SK, leaf } }]);
  }
}

describe('a leaf that waits twice', () => {
  it('is entered once, with all that waits beside it', async () => {
    await enterTwice();
    await enterMany(county, 3);
    expect(await county.enterLog()).toBe(4);
    expect(await log()).toMatchObject({ head: { size: 4 }, checkpoint: { size: 4 }, pending: [] });
  });

  it('is taken off what waits where it stands in the log already', async () => {
    await enterTwice();
    const [first] = (await log()).pending;
    await county.enterLog();
    await county.dynamo.transact([{ kind: 'put', table: 'ledger', item: { PK: 'LEAF', ...first! } }]);
    expect(await county.enterLog()).toBe(0);
    await county.dynamo.transact([{ kind: 'put', table: 'ledger', item: { PK: 'LEAF', ...first! } }]);
    await enterMany(county, 2);
    expect(await county.enterLog()).toBe(2);
    expect(await log()).toMatchObject({ head: { size: 3 }, checkpoint: { size: 3 }, pending: [] });
  });
});

it('takes two tables that were read at two moments for no restored log', async () => {
  await enterMany(county, 2);
  await county.enterLog();
  await enterMany(county, 3);
  const platform = platformOf(county.wiring, 'jobs');
  let reads = 0;
  const torn = {
    ...platform.dynamo,
    batchGet: async (keys: Parameters<typeof platform.dynamo.batchGet>[0]) => {
      reads += 1;
      if (reads > 1) return platform.dynamo.batchGet(keys);
      const early = await platform.dynamo.batchGet(keys);
      await county.enterLog();
      const late = await platform.dynamo.batchGet(keys);
      return keys.map(({ table }, i) => (table === 'ledger' ? early[i] : late[i]));
    },
  };
  const { transparency, signed } = county.wiring;
  expect(await sequence({ ...platform, dynamo: torn, transparency, signed })).toBe(0);
  expect(reads).toBeGreaterThan(1);
  expect(county.logged.map(({ event }) => event)).not.toContain('log-restored');
  expect(await log()).toMatchObject({ head: { size: 5 }, pending: [] });
});

it('takes two heads of one size for a restored log', async () => {
  await enterMany(county, 2);
  await county.enterLog();
  const key = { PK: 'LOG#1', SK: 'HEAD' };
  const item = { ...key, size: 2, root: new Uint8Array(32), carried: {} };
  await county.dynamo.transact([{ kind: 'put', table: 'ledger', item }]);
  await expect(county.enterLog()).rejects.toThrow('LOG_NUMBER');
});

describe('a run of several batches', () => {
  /** Runs over 100 leaves; what comes between happens after the lease and the first batch. Answers what it entered. */
  async function runWith(between: () => Promise<unknown>): Promise<number> {
    await enterMany(county, 100);
    const transactions = new Set<string>();
    county.hooks.before = async (_, call) => {
      const token = tokenOf(call);
      if (token === undefined || transactions.has(token)) return;
      transactions.add(token);
      if (transactions.size === 3) await between();
    };
    const entered = await county.enterLog();
    delete county.hooks.before;
    return entered;
  }

  it('ends where another sequencer takes the lease, though that one has not moved the head', async () => {
    const lease = {
      PK: 'LEASE#sequencer',
      SK: '-',
      owner: 'another',
      until: county.clock.now + 15,
      fence: 2,
    };
    const entered = await runWith(() =>
      county.dynamo.transact([{ kind: 'put', table: 'ledger', item: lease }]),
    );
    expect(entered).toBe(44);
    expect(await log()).toMatchObject({ head: { size: 44 }, mirror: { size: 44 }, checkpoint: undefined });
    county.clock.now += 16;
    expect(await county.enterLog()).toBe(56);
    expect(await log()).toMatchObject({ head: { size: 100 }, checkpoint: { size: 100 }, pending: [] });
  });

  it.each(['public', 'ledger'] as const)(
    'ends where the head in %s was moved, though the lease is still its own',
    async (table) => {
      const moved = { size: 45, root: new Uint8Array(32), carried: {} };
      const item = { PK: 'LOG#1', SK: 'HEAD', ...moved };
      expect(await runWith(() => county.dynamo.transact([{ kind: 'put', table, item }]))).toBe(44);
      const found = await log();
      expect(table === 'public' ? found.head : found.mirror).toEqual(moved);
      expect(table === 'public' ? found.mirror : found.head).toMatchObject({ size: 44 });
      expect(found.pending).toHaveLength(56);
    },
  );
});

describe('a county that publishes 1,200 documents at once', () => {
  const provenAtEnds = (leaves: string[], log: { prove: (leaf: string) => Promise<unknown> }) =>
    Promise.all([leaves[0]!, leaves.at(-1)!].map((leaf) => log.prove(leaf)));

  it('has them all in the log, and witnessed, after the next run of the schedule', async () => {
    const leaves = await enterMany(county, 1200);
    county.clock.now += 60;
    expect(await county.enterLog()).toBe(1200);
    expect(await log()).toMatchObject({ head: { size: 1200 }, checkpoint: { size: 1200 }, pending: [] });
    for (const proven of await provenAtEnds(leaves, reopened(county)))
      expect(proven).toMatchObject({ checkpoint: { size: 1200 } });
  });

  it('has them by several runs where each is slow: a run leaves off while it still has its lease, and signs', async () => {
    await enterMany(county, 1200);
    const leases: number[] = [];
    county.hooks.before = async (_, { command }) => {
      if (command !== 'TransactWriteItemsCommand') return;
      county.clock.now += 1;
      const lease = await county.dynamo.get('ledger', { PK: 'LEASE#sequencer', SK: '-' });
      leases.push(Number(lease?.['until'] ?? Infinity) - county.clock.now);
    };
    const entered = [await county.enterLog()];
    expect(await log()).toMatchObject({ checkpoint: { size: entered[0] } });
    while ((await log()).pending.length > 0) entered.push(await county.enterLog());
    delete county.hooks.before;
    expect(entered.length).toBeGreaterThan(1);
    expect(entered.reduce((all, some) => all + some)).toBe(1200);
    expect(Math.min(...leases)).toBeGreaterThan(0);
    expect(await log()).toMatchObject({ head: { size: 1200 }, checkpoint: { size: 1200 } });
  });

  it('has what is published while a run is at it by that run too, when it reads on', async () => {
    await enterMany(county, 1000);
    const office = { ...county, dynamo: platformOf(county.wiring, 'office').dynamo };
    let published = false;
    county.hooks.before = async (boundary, { command }) => {
      if (boundary !== 'jobs' || command !== 'TransactWriteItemsCommand' || published) return;
      published = true;
      county.clock.now += 1;
      await enterMany(office, 5);
    };
    expect(await county.enterLog()).toBe(1005);
  });
});

describe('a log that stands still', () => {
  const minutes = async (count: number, each: () => Promise<unknown>) => {
    const failed: number[] = [];
    for (let minute = 0; minute < count; minute += 1) {
      await each().catch((error: unknown) => {
        expect(error).toMatchObject({ name: 'LogStandsStill' });
        failed.push(minute);
      });
      county.clock.now += 60;
    }
    return failed;
  };

  it('is an alarm once no witness has answered for a quarter of an hour, whatever else is published', async () => {
    county.witness.isAway = true;
    await enterMany(county, 1);
    const failed = await minutes(20, async () => {
      await enterMany(county, 1);
      return county.enterLog();
    });
    expect(failed).toEqual([16, 17, 18, 19]);
    expect(await log()).toMatchObject({ head: { size: 21 }, checkpoint: { size: 21 } });
    county.witness.isAway = false;
    expect(await minutes(2, county.enterLog)).toEqual([]);
  });

  it('is an alarm while its clock is a quarter of an hour behind', async () => {
    await enterMany(county, 1);
    await county.enterLog();
    await enterMany(county, 1);
    county.clock.now -= 20 * 60;
    expect(await minutes(21, county.enterLog)).toEqual([0, 1, 2, 3, 4]);
    expect(await log()).toMatchObject({ head: { size: 2 }, checkpoint: { size: 2 } });
  });

  it('is an alarm once leaves have waited for a quarter of an hour and none could be entered', async () => {
    await enterMany(county, 1);
    const { transparency, signed } = county.wiring;
    const platform = platformOf(county.wiring, 'jobs');
    const jammed = {
      ...platform.dynamo,
      transact: (writes: Parameters<typeof platform.dynamo.transact>[0]) =>
        writes.some((write) => write.kind === 'put' && write.item.SK.startsWith('TILE#'))
          ? Promise.resolve({ ok: false as const, failed: [writes.length - 1] })
          : platform.dynamo.transact(writes),
    };
    const failed = await minutes(18, () => sequence({ ...platform, dynamo: jammed, transparency, signed }));
    expect(failed).toEqual([16, 17]);
  });

  /** The lease as somebody else's process has it. */
  const leaseOf = (until: number, fence: number) =>
    county.dynamo.transact([
      {
        kind: 'put',
        table: 'ledger',
        item: { PK: 'LEASE#sequencer', SK: '-', owner: 'another', log: 1, until, fence },
      },
    ]);

  it('is an alarm for whoever is kept from it, while another holds the lease and enters nothing', async () => {
    await enterMany(county, 1);
    let fence = 100;
    const failed = await minutes(18, async () => {
      fence += 1;
      await leaseOf(county.clock.now + 10, fence);
      expect(await county.enterLog()).toBe(0);
    });
    expect(failed).toEqual([16, 17]);
  });

  it('goes on at once when the lease was taken by a clock that was hours ahead', async () => {
    await enterMany(county, 2);
    await leaseOf(county.clock.now + 86_400, 100);
    expect(await county.enterLog()).toBe(2);
    expect(await log()).toMatchObject({ head: { size: 2 }, checkpoint: { size: 2 } });
  });

  it('is none where nobody is asked to watch', async () => {
    const alone = reopened(county, { quorum: 0 }, []);
    await enterMany(county, 1);
    expect(await minutes(20, alone.run)).toEqual([]);
  });
});
