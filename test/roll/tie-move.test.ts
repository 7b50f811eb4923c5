import { beforeAll, expect, it } from '@jest/globals';
import { slipPartition } from '#functions/slip/items';
import { AreaCode } from '#shared/area/code';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { matchRoll, moveTie, myEntries } from '#shared/roll/contract';
import { COUNTY, setup, type TestCounty } from '#test/setup';
import { entriesOf, slipsFor } from '#test/slip/village';
import { imported, tied } from './publishing';
import { rollRow } from './rows';

const OLD = AreaCode.parse('990101100551');
const NEW = AreaCode.parse('990101100552');
const MOVED = rollRow(1, '1966-06-06');
const HERE = { ...MOVED, group: '第9组' };

let county: TestCounty;
let clerk: Session;
let villager: Session;
let entry: Id;
beforeAll(async () => {
  county = await setup();
  const office = await county.staff('county', COUNTY);
  clerk = await county.staff('committee', NEW);
  await imported(county, OLD, office, [MOVED, rollRow(2, '1966-06-06')]);
  const old = await county.staff('committee', OLD);
  entry = (await entriesOf(county, OLD, old)).get(MOVED.name)!;
  await slipsFor(county, OLD, old, [entry]);
  // They came by name and number after all: the slip in their drawer was good still.
  villager = await tied(county, OLD, MOVED);
});

/** What the old village keeps of slips that it made. */
const slipsAt = (area: AreaCode) => county.dynamo.query('people', { PK: slipPartition(area) });

const move = (from: AreaCode = OLD, as = clerk, area: AreaCode = NEW) =>
  county.send(moveTie, { params: { area, entry }, body: { from } }, as);

it('is not moved to a village on whose roll the person does not stand', async () => {
  expect((await move()).code).toBe('roll-unlisted');
  expect((await county.must(myEntries, {}, villager))[0]?.area).toBe(OLD);
});

it('is moved once they stand on the new roll, which the person could not do alone', async () => {
  const office = await county.staff('county', COUNTY);
  await imported(county, OLD, office, [rollRow(2, '1966-06-06')], 1);
  await imported(county, NEW, office, [HERE]);
  const body = { name: HERE.name, idLastSix: HERE.idNumber.slice(-6) };
  expect((await county.send(matchRoll, { params: { area: NEW }, body }, villager)).code).toBe('person-tied');
  const before = await slipsAt(OLD);
  expect(before).not.toEqual([]);
  county.calls.length = 0;
  expect((await move()).status).toBe(204);
  expect(county.calls.length).toBeLessThanOrEqual(3);
  expect(await county.must(myEntries, {}, villager)).toEqual([
    expect.objectContaining({ area: NEW, entry, group: '第9组' }),
  ]);
});

it('leaves no slip of the old village behind, by which somebody could come to the entry there', async () => {
  expect(await slipsAt(OLD)).toEqual([]);
});

it('is the same when it is asked again, and is unknown where nobody was tied', async () => {
  expect((await move()).status).toBe(204);
  const other = AreaCode.parse('990101100553');
  expect((await move(NEW, await county.staff('committee', other), other)).code).toBe('roll-unlisted');
  expect((await move(OLD, await county.staff('committee', other), other)).code).toBe('tie-unknown');
});

it('leaves the old entry free of a tie, and one event that names nobody', async () => {
  const [event] = await county.dynamo.query('ledger', {
    PK: `AUDIT#TIE#${NEW}#${entry}#${county.clock.now}`,
  });
  expect(event).toMatchObject({ action: `move tie from ${OLD}`, actor: clerk.person });
  expect(JSON.stringify(event)).not.toContain(HERE.name);
});

it('is no act of another village’s office, of an observer or of the person', async () => {
  for (const other of [await county.staff('committee', OLD), await county.staff('observer', NEW), villager]) {
    expect((await move(OLD, other)).code).toBe('forbidden');
  }
});
