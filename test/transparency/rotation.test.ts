import { beforeEach, describe, expect, it } from '@jest/globals';
import { readLog } from '#functions/transparency/sequencer-store';
import { setup, type TestCounty } from '#test/setup';
import { enterMany } from './leaves';
import { reopened } from './sequencer';

let county: TestCounty;
let first: string[];
beforeEach(async () => {
  county = await setup();
  first = await enterMany(county, 300);
  await county.enterLog();
  county.clock.now += 61;
});

const sizeOf = async (log: number) => (await readLog(county.dynamo, log)).head?.size;

describe('a log that follows another', () => {
  it('leaves every proof as it was, before and after its leaves are entered again', async () => {
    const one = reopened(county);
    const [early, late] = [first[3]!, first[299]!];
    const before = await Promise.all([early, late].map(one.prove));
    await county.enterLog();
    const next = reopened(county, { number: 2 });
    expect(await Promise.all([early, late].map(next.prove))).toEqual(before);
    await next.run();
    county.clock.now += 1000;
    expect(await Promise.all([early, late].map(next.prove))).toEqual(before);
  });

  it('costs a proof no more calls than one log does', async () => {
    const next = reopened(county, { number: 2 });
    await next.run();
    county.calls.length = 0;
    await next.prove(first[3]!);
    expect(county.calls.map(({ command }) => command)).toEqual([
      'BatchGetItemCommand',
      'QueryCommand',
      'BatchGetItemCommand',
    ]);
  });

  it('begins with all that the one before has, though that one was named two numbers ago', async () => {
    const third = reopened(county, { number: 3 });
    const [leaf] = await enterMany(county, 1);
    expect(await third.run()).toBe(301);
    expect(await sizeOf(3)).toBe(301);
    expect(await third.prove(leaf!)).toMatchObject({ index: 300 });
    expect(await third.run()).toBe(0);
  });

  it('has what a log before it had not yet taken over from its own predecessor', async () => {
    const second = reopened(county, { number: 2 });
    let calls = 0;
    county.hooks.fault = ({ command }) => {
      calls += command === 'TransactWriteItemsCommand' ? 1 : 0;
      return calls > 3 ? 'failing' : undefined;
    };
    await expect(second.run()).rejects.toThrow();
    delete county.hooks.fault;
    county.clock.now += 61;
    expect(await sizeOf(2)).toBe(88);
    const third = reopened(county, { number: 3 });
    await third.run();
    expect(await sizeOf(3)).toBe(300);
    await third.run();
    expect((await readLog(county.dynamo, 3)).checkpoint?.size).toBe(300);
  });

  it('closes the one before for good: a sequencer of that one enters nothing more, and says so', async () => {
    const second = reopened(county, { number: 2 });
    await second.run();
    const [leaf] = await enterMany(county, 1);
    county.clock.now += 61;
    await expect(county.enterLog()).rejects.toThrow('a later log has begun');
    expect(await sizeOf(1)).toBe(300);
    await second.run();
    expect(await second.prove(leaf!)).toMatchObject({ index: 300 });
  });

  it('stops a sequencer of the one before in the middle of its run', async () => {
    await enterMany(county, 100);
    const second = reopened(county, { number: 2 });
    let transactions = 0;
    county.hooks.before = async (_, { command }) => {
      if (command !== 'TransactWriteItemsCommand') return;
      transactions += 1;
      // After its lease and its first batch.
      if (transactions === 3) {
        county.clock.now += 61;
        await second.run();
      }
    };
    await county.enterLog();
    delete county.hooks.before;
    expect(await sizeOf(1)).toBe(344);
    await second.run();
    expect(await sizeOf(2)).toBe(400);
    expect((await readLog(county.dynamo, 2)).pending).toEqual([]);
  });
});
