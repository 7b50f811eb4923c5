import { beforeEach, describe, expect, it } from '@jest/globals';
import { readLog } from '#functions/transparency/sequencer-store';
import { setup, type TestCounty } from '#test/setup';
import { enterMany } from './leaves';
import { backUp } from './restore';
import { type OpenedLog, reopened } from './sequencer';

let county: TestCounty;
beforeEach(async () => {
  county = await setup();
});

const published = async () => (await readLog(county.dynamo, 1)).checkpoint;

/** All tables of a log of seven leaves are restored to the moment when it had three; `log` wrote it. */
async function restoredTogether(log: Pick<OpenedLog, 'run'>): Promise<void> {
  await enterMany(county, 3);
  await log.run();
  county.clock.now += 61;
  const restore = await backUp(county);
  await enterMany(county, 4);
  await log.run();
  await restore();
}

/** As if nothing had been kept beside the tables: then only a witness knows. */
function forgetSigned(): void {
  Object.assign(county.wiring.signed, { read: () => Promise.resolve(undefined) });
}

const alarms = () => county.logged.filter(({ event }) => event === 'log-restored').length;

describe('a log whose tables were all restored together', () => {
  it('is noticed within minutes by the witness that is asked again, though nothing is published', async () => {
    await restoredTogether(reopened(county));
    forgetSigned();
    const before = await published();
    county.clock.now += 5 * 60;
    await expect(county.enterLog()).rejects.toThrow('witnesses have seen another log');
    await expect(county.enterLog()).rejects.toThrow('LOG_NUMBER');
    expect(await published()).toEqual(before);
    expect(alarms()).toBeGreaterThan(0);
  });

  it('is noticed by what was signed, though nothing is published and nobody is asked to watch', async () => {
    const alone = reopened(county, { quorum: 0 }, []);
    await restoredTogether(alone);
    county.clock.now += 5 * 60;
    await expect(alone.run()).rejects.toThrow('another log was signed');
    expect(alarms()).toBe(1);
  });

  it.each([1, 4, 5])(
    'signs nothing over %i leaves published since, though its witness is away',
    async (leaves) => {
      await restoredTogether(reopened(county));
      county.witness.isAway = true;
      const before = await published();
      await enterMany(county, leaves);
      for (let minute = 0; minute < 3; minute += 1) {
        await expect(county.enterLog()).rejects.toThrow('another log was signed');
        county.clock.now += 60;
      }
      expect(await published()).toEqual(before);
    },
  );

  it('signs no second tree of as many leaves where nobody is asked to watch', async () => {
    const alone = reopened(county, { quorum: 0 }, []);
    await restoredTogether(alone);
    await enterMany(county, 4);
    await expect(alone.run()).rejects.toThrow('another log was signed');
    expect(await published()).toMatchObject({ size: 3 });
  });

  it('is followed by a log of its own, which signs', async () => {
    await restoredTogether(reopened(county));
    county.clock.now += 61;
    const [leaf] = await enterMany(county, 1);
    const next = reopened(county, { number: 2 });
    await next.run();
    expect(await next.prove(leaf!)).toMatchObject({ checkpoint: { origin: 'county.test/log2', size: 4 } });
  });
});

describe('a log that stands as it was signed', () => {
  it('is put before its witnesses every five minutes, keeps its checkpoint and its date, and is quiet between', async () => {
    const [leaf] = await enterMany(county, 3);
    const log = reopened(county);
    await log.run();
    const proven = await log.prove(leaf!);
    const first = await published();
    let asked = 0;
    const { post } = county.witness;
    county.witness.post = (url, body) => {
      asked += 1;
      return post(url, body);
    };
    for (let minute = 1; minute <= 11; minute += 1) {
      county.clock.now += 60;
      expect(await log.run()).toBe(0);
    }
    expect(asked).toBe(2);
    expect(await published()).toMatchObject({ note: first!.note, cosigners: first!.cosigners });
    expect(await log.prove(leaf!)).toEqual(proven);
    expect(alarms()).toBe(0);
  });

  it('goes on where it was cut off between keeping what it signs and publishing it', async () => {
    await enterMany(county, 3);
    const { write } = county.wiring.signed;
    const cut = async (name: string, text: string) => {
      await write(name, text);
      throw new Error('cut by the test');
    };
    Object.assign(county.wiring.signed, { write: cut });
    await expect(county.enterLog()).rejects.toThrow('cut by the test');
    expect(await published()).toBeUndefined();
    Object.assign(county.wiring.signed, { write });
    await enterMany(county, 300);
    await county.enterLog();
    expect(await published()).toMatchObject({ size: 303 });
  });
});
