import { beforeEach, describe, expect, it } from '@jest/globals';
import { readLog } from '#functions/transparency/sequencer-store';
import { openCheckpoint } from '#shared/transparency/checkpoint';
import { setup, type TestCounty } from '#test/setup';
import { keyOf, WITNESS } from './keys';
import { enterMany } from './leaves';
import { reopened } from './sequencer';
import { type TestWitness, testWitness } from './witness';

let county: TestCounty;
let second: TestWitness;
let third: TestWitness;
beforeEach(async () => {
  county = await setup();
  const witness = (fill: number, name: string) =>
    testWitness(() => county.clock.now, { name, key: keyOf(new Uint8Array(32).fill(fill)) });
  second = witness(78, 'second.test/w');
  third = witness(79, 'third.test/w');
});

const all = () => [county.witness, second, third];

describe('another number of witnesses', () => {
  it('has the newest head cosigned again, and old leaves proved by it, though nothing new is published', async () => {
    const alone = reopened(county, { quorum: 0 }, []);
    const [leaf] = await enterMany(county, 1);
    await alone.run();
    expect(await alone.prove(leaf!)).toMatchObject({ checkpoint: { seen: null } });
    county.clock.now += 100;
    const watched = reopened(county);
    expect(await watched.prove(leaf!)).toBe('witness');
    await watched.run();
    expect(await watched.prove(leaf!)).toMatchObject({ index: 0, checkpoint: { seen: county.clock.now } });
    const twice = reopened(county, { quorum: 2 }, [county.witness, second]);
    county.clock.now += 100;
    await twice.run();
    expect(await twice.prove(leaf!)).toMatchObject({ checkpoint: { seen: county.clock.now } });
  });

  it('leaves a leaf the first date that still counts', async () => {
    const both = reopened(county, { quorum: 1 }, [county.witness, second]);
    const [leaf] = await enterMany(county, 1);
    await both.run();
    const at = county.clock.now;
    county.clock.now += 100;
    await enterMany(county, 1);
    await both.run();
    for (const later of [
      reopened(county, { quorum: 2 }, [county.witness, second]),
      reopened(county, { quorum: 1 }, [second]),
      reopened(county, { quorum: 2 }, all()),
      reopened(county, { quorum: 0 }, []),
    ]) {
      county.clock.now += 100;
      await later.run();
      const proven = await later.prove(leaf!);
      expect(proven).toMatchObject({ checkpoint: { size: 1, clock: at } });
    }
  });

  it('is asked for until it answers, and then no more', async () => {
    await enterMany(county, 1);
    await reopened(county, { quorum: 0 }, []).run();
    county.witness.isAway = true;
    const watched = reopened(county);
    await watched.run();
    county.witness.isAway = false;
    await watched.run();
    const { checkpoint } = await readLog(county.dynamo, 1);
    expect(openCheckpoint(checkpoint!.note, watched.policy)).toMatchObject({ size: 1 });
    county.calls.length = 0;
    await watched.run();
    expect(county.calls.map(({ command }) => command).sort()).toEqual([
      'BatchGetItemCommand',
      'QueryCommand',
    ]);
  });
});

it.each([-365 * 86_400, 365 * 86_400])(
  'dates nothing by a witness whose clock is %i seconds off, and warns, until it is set right',
  async (off) => {
    let error = off;
    const wrong = testWitness(() => county.clock.now + error);
    const log = reopened(county, {}, [wrong]);
    const [leaf] = await enterMany(county, 1);
    await log.run();
    expect(await log.prove(leaf!)).toBeUndefined();
    expect(county.logged).toContainEqual({
      ...{ boundary: 'jobs', level: 'warn', event: 'log-witness-clock' },
      ...{ log: 1, witness: WITNESS.name },
    });
    error = 0;
    county.clock.now += 60;
    await log.run();
    expect(await log.prove(leaf!)).toMatchObject({ checkpoint: { seen: county.clock.now } });
  },
);

describe('witnesses that are away in turn', () => {
  it('have cosigned together what each has cosigned alone', async () => {
    const log = reopened(county, { quorum: 2 }, all());
    const [leaf] = await enterMany(county, 1);
    const away = async (...gone: TestWitness[]) => {
      for (const witness of all()) witness.isAway = gone.includes(witness);
      county.clock.now += 60;
      await log.run();
    };
    await away(second, third);
    const first = county.clock.now;
    expect(await log.prove(leaf!)).toBeUndefined();
    await away(county.witness, third);
    expect(await log.prove(leaf!)).toMatchObject({ checkpoint: { clock: first, seen: first + 60 } });
  });
});
