import { beforeAll, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { matchRoll, myEntries } from '#shared/roll/contract';
import { checkFigure } from '#shared/slip/code';
import { endTie, makeSlips, readSlips, SLIP_DAYS, SLIPS_AT_ONCE, takeSlip } from '#shared/slip/contract';
import { addDays, dateOfDay, dayOf, dayOfDate, startOfDay } from '#shared/time';
import { imported } from '#test/roll/publishing';
import { rollRow } from '#test/roll/rows';
import { COUNTY, freshId, setup, type TestCounty } from '#test/setup';
import { entriesOf, markOf, slipsFor, untied } from './village';

const HERE = AreaCode.parse('990101100561');
const THERE = AreaCode.parse('990101100562');
const ROWS = Array.from({ length: 36 }, (_, n) => rollRow(200 + n));

let county: TestCounty;
let clerk: Session;
let entries: Id[];
let nth = 0;
beforeAll(async () => {
  county = await setup();
  const office = await county.staff('county', COUNTY);
  clerk = await county.staff('committee', HERE);
  await imported(county, HERE, office, ROWS);
  await imported(county, THERE, office, [rollRow(300)]);
  const found = await entriesOf(county, HERE, clerk);
  entries = ROWS.map(({ name }) => found.get(name)!);
});

const someone = () => county.person(`slip ${(nth += 1)}`);
const take = (code: string, as: Session, area = HERE) =>
  county.send(takeSlip, { params: { area }, body: { code } }, as);
const slipFor = async (at: number) => (await slipsFor(county, HERE, clerk, [entries[at]!]))[0]!.code;
const seen = () => county.must(readSlips, { params: { area: HERE } }, clerk);
const by = (at: number) => {
  const { name, idNumber } = ROWS[at]!;
  return { params: { area: HERE }, body: { name, idLastSix: idNumber.slice(-6) } };
};

describe('a slip', () => {
  it('ties whoever shows it, without an ID number, to the entry it was made for', async () => {
    const code = await slipFor(0);
    const villager = await someone();
    const own = (await take(code, villager)).value;
    expect(own).toMatchObject({ area: HERE, entry: entries[0], name: ROWS[0]!.name, group: ROWS[0]!.group });
    expect(await county.must(myEntries, {}, villager)).toEqual([own]);
    // The reply may have been lost.
    expect((await take(code, villager)).value).toEqual(own);
  });

  it('is used once: whoever finds it afterwards gets nothing, even when the tie has ended', async () => {
    const code = await slipFor(1);
    await take(code, await someone());
    expect((await take(code, await someone())).code).toBe('slip-unknown');
    await untied(county, HERE, clerk, entries[1]!);
    expect((await take(code, await someone())).code).toBe('slip-unknown');
  });

  it('is good to the end of its last day', async () => {
    const body = { id: freshId(), entries: [entries[2]!] };
    const { lastDay, made } = await county.must(makeSlips, { params: { area: HERE }, body }, clerk);
    expect(lastDay).toBe(addDays(dateOfDay(dayOf(county.clock.now)), SLIP_DAYS));
    const { now } = county.clock;
    county.clock.now = startOfDay(dayOfDate(lastDay) + 1);
    expect((await take(made[0]!.code, await someone())).code).toBe('slip-unknown');
    county.clock.now -= 1;
    expect((await take(made[0]!.code, await someone())).status).toBe(200);
    county.clock.now = now;
  });

  it('ends with the next one for the same person', async () => {
    const first = await slipFor(3);
    const second = await slipFor(3);
    expect(second).not.toBe(first);
    expect((await take(first, await someone())).code).toBe('slip-unknown');
    expect((await take(second, await someone())).status).toBe(200);
  });

  it('is shown alike to the request that made it, sent again, and is kept as a hash alone', async () => {
    const body = { id: freshId(), entries: [entries[4]!] };
    const make = () => county.must(makeSlips, { params: { area: HERE }, body }, clerk);
    const { made } = await make();
    expect(await make()).toMatchObject({ made });
    const kept = await county.dynamo.query('people', { PK: `SLIPS#${HERE}` });
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toContain(made[0]!.code);
  });

  it('is shown again while it stands, beside one that a later request replaced', async () => {
    const [goes, stays] = [entries[14]!, entries[15]!];
    const body = { id: freshId(), entries: [goes, stays] };
    const make = (as = clerk) => county.send(makeSlips, { params: { area: HERE }, body }, as);
    const { made } = (await make()).value!;
    const replaced = await slipFor(14);
    expect((await make()).value!.made).toEqual(made.filter(({ entry }) => entry === stays));
    expect((await take(replaced, await someone())).status).toBe(200);
  });

  it('is not shown to another officer who sends the same id', async () => {
    const other = await county.staff('committee', HERE);
    const body = { id: freshId(), entries: [entries[19]!] };
    const { made } = await county.must(makeSlips, { params: { area: HERE }, body }, clerk);
    expect((await county.send(makeSlips, { params: { area: HERE }, body }, other)).code).toBe('conflict');
    expect((await take(made[0]!.code, await someone())).status).toBe(200);
  });

  it('is good in its own village alone', async () => {
    const code = await slipFor(5);
    expect((await take(code, await someone(), THERE)).code).toBe('slip-unknown');
  });

  it('ties nobody twice: neither an entry that has a WeChat nor a WeChat that has an entry', async () => {
    const [six, seven] = [await slipFor(6), await slipFor(7)];
    const villager = await someone();
    await county.must(matchRoll, by(6), villager);
    expect((await take(six, await someone())).code).toBe('roll-tied');
    expect((await take(seven, villager)).code).toBe('person-tied');
    expect((await take(six, villager)).status).toBe(200);
  });

  it('is refused once the person is struck from the roll', async () => {
    const area = AreaCode.parse('990101100563');
    const office = await county.staff('county', COUNTY);
    const [stays, goes] = [rollRow(310), rollRow(311)];
    await imported(county, area, office, [stays, goes]);
    const entry = (await entriesOf(county, area, office)).get(goes.name)!;
    const [slip] = await slipsFor(county, area, office, [entry]);
    await imported(county, area, office, [stays], 1);
    expect((await take(slip!.code, await someone(), area)).code).toBe('slip-unlisted');
    expect(await slipsFor(county, area, office, [entry])).toEqual([]);
  });

  it('is tried five times an hour, together with the tries by name and number', async () => {
    const guesser = await someone();
    const wrong = (n: number) => `${String(n).padStart(15, '0')}${checkFigure(String(n).padStart(15, '0'))}`;
    const wrongName = { params: { area: HERE }, body: { name: '无此人', idLastSix: '000000' } };
    for (let n = 0; n < 3; n += 1) expect((await take(wrong(n), guesser)).code).toBe('slip-unknown');
    for (let n = 0; n < 2; n += 1)
      expect((await county.send(matchRoll, wrongName, guesser)).status).toBe(404);
    const code = await slipFor(8);
    expect((await take(code, guesser)).code).toBe('too-many-tries');
    expect((await county.send(matchRoll, by(8), guesser)).code).toBe('too-many-tries');
    expect((await take(code, await someone())).status).toBe(200);
  });

  it('answers a second showing by the same person only while they are tied by it', async () => {
    const code = await slipFor(17);
    const old = await someone();
    await take(code, old);
    await untied(county, HERE, clerk, entries[17]!);
    expect((await take(code, old)).code).toBe('slip-unknown');
  });

  it('answers two showings at once by the same person alike, and counts one try', async () => {
    const villager = await someone();
    const code = await slipFor(18);
    county.hooks.before = async (_, { command }) => {
      if (command !== 'TransactWriteItemsCommand') return;
      delete county.hooks.before;
      // The second reads as the first did, and writes before it.
      expect((await take(code, villager)).status).toBe(200);
    };
    expect((await take(code, villager)).status).toBe(200);
    const wrong = `1${'0'.repeat(14)}`;
    const guess = () => take(`${wrong}${checkFigure(wrong)}`, villager);
    for (let n = 0; n < 4; n += 1) expect((await guess()).code).toBe('slip-unknown');
    expect((await guess()).code).toBe('too-many-tries');
  });
});

describe('the office', () => {
  it('sees who is tied and who has a slip, and not who came by which', async () => {
    const [nine, ten] = [await slipFor(9), await slipFor(10)];
    const [before] = [await seen()];
    await take(nine, await someone());
    await county.must(matchRoll, by(10), await someone());
    const after = await seen();
    const [a, b] = [entries[9]!, entries[10]!];
    const tied = ({ tied: ties }: typeof before) => ties.map(({ entry }) => entry);
    expect(tied(before)).not.toEqual(expect.arrayContaining([a]));
    expect(tied(after)).toEqual(expect.arrayContaining([a, b]));
    expect(after.given).toEqual(before.given);
    expect(ten).not.toBe(nine);
  });

  it('makes none for whoever is tied, and as many as are made at once in three calls', async () => {
    const some = entries.slice(-SLIPS_AT_ONCE);
    await county.must(matchRoll, by(ROWS.length - 1), await someone());
    county.calls.length = 0;
    const made = await slipsFor(county, HERE, clerk, some);
    expect(county.calls).toHaveLength(3);
    expect(made.map(({ entry }) => entry)).toEqual(some.slice(0, -1));
    expect(new Set(made.map(({ code }) => code)).size).toBe(made.length);
  });

  it('leaves an event of who made which slip, and one of who ended a tie; neither names the villager', async () => {
    const id = freshId();
    await county.must(makeSlips, { params: { area: HERE }, body: { id, entries: [entries[11]!] } }, clerk);
    const [made] = await county.dynamo.query('ledger', { PK: `AUDIT#SLIP#${HERE}#${entries[11]!}#${id}` });
    expect(made).toMatchObject({ action: 'make slip', actor: clerk.person });
    await county.must(matchRoll, by(11), await someone());
    await untied(county, HERE, clerk, entries[11]!, 'wrong-person');
    const PK = `AUDIT#TIEEND#${HERE}#${entries[11]!}#${county.clock.now}`;
    const [ended] = await county.dynamo.query('ledger', { PK });
    expect(ended).toMatchObject({ action: 'end tie: wrong-person', actor: clerk.person });
    expect(JSON.stringify([made, ended])).not.toContain(ROWS[11]!.name);
  });

  it('of a villager whose WeChat is lost ends the tie, and gives a slip for the new one', async () => {
    const old = await someone();
    await county.must(matchRoll, by(12), old);
    expect(await slipsFor(county, HERE, clerk, [entries[12]!])).toEqual([]);
    await untied(county, HERE, clerk, entries[12]!);
    expect(await county.must(myEntries, {}, old)).toEqual([]);
    expect((await take(await slipFor(12), await someone())).status).toBe(200);
  });

  it('ends the tie it saw and no later one, and the same again is no failure', async () => {
    const [old, rightful] = [await someone(), await someone()];
    await county.must(matchRoll, by(13), old);
    const params = { area: HERE, entry: entries[13]! };
    const mark = (await markOf(county, HERE, clerk, entries[13]!))!;
    const end = () => county.send(endTie, { params, body: { reason: 'wrong-person', mark } }, clerk);
    const both = await Promise.all([end(), end()]);
    expect(both.map(({ status }) => status)).toEqual([204, 204]);
    expect((await end()).status).toBe(204);
    await county.must(matchRoll, by(13), rightful);
    expect((await end()).status).toBe(204);
    expect(await county.must(myEntries, {}, rightful)).toHaveLength(1);
    expect(await markOf(county, HERE, clerk, entries[13]!)).not.toBe(mark);
  });

  it('ends with a tie the slip that was not used', async () => {
    // As an elder who had a slip made, and then came by name and number.
    const code = await slipFor(16);
    await county.must(matchRoll, by(16), await someone());
    await untied(county, HERE, clerk, entries[16]!, 'wrong-person');
    expect((await seen()).given.map(({ entry }) => entry)).not.toContain(entries[16]);
    expect((await take(code, await someone())).code).toBe('slip-unknown');
  });
});
