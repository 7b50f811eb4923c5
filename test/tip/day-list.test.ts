import { beforeAll, describe, expect, it } from '@jest/globals';
import { toHex } from '#shared/crypto/bytes';
import { publishDay, readDay } from '#functions/tip/day-store';
import { renewSession } from '#shared/identity/contract';
import { recordHash } from '#shared/tip/record';
import { dayOf, startOfDay } from '#shared/time';
import { dayDocument, dayLeaf, dayLogLeaf, standsIn } from '#shared/tip/day';
import { readCase } from '#shared/tip/contract';
import { fromWire } from '#shared/tip/wire';
import { leafHash } from '#shared/crypto/merkle';
import { encodeLeaf } from '#shared/transparency/leaf';
import { leafProof } from '#shared/transparency/contract';
import { openProof } from '#shared/transparency/proof';
import { COUNTY, setup, START } from '#test/setup';
import { asWriter, caseOf, mailbox, newCase, officerActs, tipCounty, type TipCounty } from './case';
import { daysSchedule, freshHash, listOf, noonOf, runDays, treeCase, writeInTree } from './days';

const FIRST = dayOf(START);

describe('the list of a day', () => {
  let place: TipCounty;
  beforeAll(async () => {
    place = await tipCounty();
  });

  it('holds a letter from the day it came, under its newest record, until the day its office ended it', async () => {
    const { county } = place;
    const keys = await newCase(place, place.town);
    const hashes = async () => {
      const { records } = await asWriter(county, { body: { do: 'read', ...mailbox(keys) } });
      return records.map((record) => recordHash(fromWire(record)!));
    };
    const act = async (what: 'refuse') => {
      const params = { ...place.town.office, case: caseOf(keys) };
      const view = await county.must(readCase, { params }, place.town.session);
      expect((await officerActs(place, keys, place.town, view, what)).code).toBeUndefined();
    };
    county.clock.now = noonOf(FIRST + 1);
    await runDays(county);
    const [first] = await hashes();
    expect(standsIn((await listOf(county, FIRST))!, keys.tag, FIRST, first!)).toBe('stands');
    const { refresh } = place.town.session;
    place.town.session = await county.must(renewSession, { body: { refresh } });
    await act('refuse');
    county.clock.now = noonOf(FIRST + 3);
    await runDays(county);
    const [, last] = await hashes();
    const on = async (day: number, hash: Uint8Array) =>
      standsIn((await listOf(county, day))!, keys.tag, day, hash);
    expect(await on(FIRST + 1, last!)).toBe('stands');
    expect(await on(FIRST + 1, first!)).toBe('other-record');
    expect(await on(FIRST + 2, last!)).toBe('absent');
  });

  it('stands in the log under a leaf that follows from the list alone', async () => {
    const { county } = place;
    await county.enterLog();
    const list = (await listOf(county, FIRST))!;
    const leaf = dayLogLeaf(COUNTY, FIRST, dayDocument(COUNTY, FIRST, list));
    const hash = leafHash(encodeLeaf(leaf));
    const proof = await county.must(leafProof, { params: { leaf: Buffer.from(hash).toString('base64url') } });
    const proven = openProof(new TextEncoder().encode(String(proof)), county.log);
    expect(typeof proven === 'string' ? proven : toHex(proven.hash)).toBe(toHex(hash));
  });

  it('is not there before the day has ended, nor for days that had none', async () => {
    const { county } = place;
    expect(await listOf(county, FIRST - 1)).toBeUndefined();
    expect(await listOf(county, FIRST + 3)).toBeUndefined();
  });
});

describe('the schedule of the lists', () => {
  it('waits ten minutes after midnight, catches up, and does nothing a second time', async () => {
    const county = await setup();
    const run = daysSchedule(county);
    county.clock.now = startOfDay(FIRST + 1) + 600 - 1;
    expect(await run()).toBe(1);
    expect(await listOf(county, FIRST)).toBeUndefined();
    county.clock.now += 1;
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
    county.calls.length = 0;
    expect(await run()).toBe(0);
    expect(county.calls).toHaveLength(1);
    county.clock.now = noonOf(FIRST + 41);
    expect([await run(), await run(), await run()]).toEqual([31, 9, 0]);
    expect(await listOf(county, FIRST + 40)).toHaveLength(256);
  });
});

describe('what the lists tell', () => {
  it('tells fillers from cases by no byte, no place and no line that comes again', async () => {
    const county = await setup();
    const cases = Array.from({ length: 128 }, treeCase);
    for (const one of cases) await writeInTree(county, one, FIRST);
    for (const day of [FIRST + 1, FIRST + 2]) {
      county.clock.now = noonOf(day);
      await runDays(county);
    }
    const days = await Promise.all(
      [FIRST, FIRST + 1].map(async (day) => ({ day, list: (await listOf(county, day))! })),
    );
    const halves = days.map(({ list }) =>
      list.flatMap((leaf) => [toHex(leaf.slice(0, 32)), toHex(leaf.slice(32))]),
    );
    const shown = new Set(halves.flat());
    // Nothing comes again, on the next day or on the same.
    expect(shown.size).toBe(2 * 2 * 256);
    for (const { tag, history } of cases) {
      expect(shown.has(toHex(tag))).toBe(false);
      expect(shown.has(toHex(history[0]!.hash))).toBe(false);
    }
    for (const { day, list } of days) {
      const own = new Set(cases.map(({ tag, history }) => toHex(dayLeaf(tag, day, history[0]!.hash))));
      const places = list.flatMap((leaf, place) => (own.has(toHex(leaf)) ? [place] : []));
      expect(places).toHaveLength(128);
      const inOrder = [...list].sort((a, b) => Buffer.compare(a, b));
      expect(list).toEqual(inOrder);
      // In the order in which they were written the places go up and down as dice do: some half of the steps.
      const written = cases.map(({ tag, history }) =>
        list.findIndex((leaf) => toHex(leaf) === toHex(dayLeaf(tag, day, history[0]!.hash))),
      );
      const ups = written.filter((at, i) => i > 0 && at > written[i - 1]!).length;
      expect(ups).toBeGreaterThan(35);
      expect(ups).toBeLessThan(92);
      expect(highBits(list.filter((leaf) => own.has(toHex(leaf))))).toBeCloseTo(0.5, 1);
      expect(highBits(list.filter((leaf) => !own.has(toHex(leaf))))).toBeCloseTo(0.5, 1);
    }
  });

  it('has as many lines with no letter as with 256', async () => {
    const sizes: number[] = [];
    for (const count of [0, 256, 257]) {
      const county = await setup();
      const writes = Array.from({ length: count }, () => writeInTree(county, treeCase(), FIRST));
      await Promise.all(writes);
      county.clock.now = noonOf(FIRST + 1);
      await runDays(county);
      sizes.push((await listOf(county, FIRST))!.length);
    }
    expect(sizes).toEqual([256, 256, 512]);
  });

  it('keeps lists of more than one page whole', async () => {
    const county = await setup();
    const leaves = Array.from({ length: 5000 }, () => dayLeaf(freshHash(), FIRST, freshHash()));
    const filler = () => dayLeaf(freshHash(), FIRST, freshHash());
    const one = { county: COUNTY, day: FIRST, newest: undefined, leaves, filler };
    expect(await publishDay(county.dynamo, one)).toBe(true);
    const list = (await readDay(county.dynamo, FIRST))!;
    expect(list).toHaveLength(8192);
    const shown = new Set(list.map(toHex));
    expect(leaves.every((leaf) => shown.has(toHex(leaf)))).toBe(true);
  });
});

/** The share of bits that are set. */
function highBits(leaves: readonly Uint8Array[]): number {
  const bits = leaves.flatMap((leaf) => [...leaf]).map((byte) => byte.toString(2).replaceAll('0', '').length);
  return bits.reduce((sum, count) => sum + count, 0) / (8 * bits.length);
}
