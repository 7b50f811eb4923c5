import { beforeAll, expect, it } from '@jest/globals';
import type { Id } from '#shared/ids';
import * as contracts from '#shared/recommendation/contract';
import * as paper from '#shared/recommendation/paper';
import { findEntries, finishRoll, putRollBatch } from '#shared/roll/contract';
import { dayOf } from '#shared/time';
import { rollRow } from '#test/roll/rows';
import { freshId, VILLAGE } from '#test/setup';
import * as r from './county';

let county: r.RoundCounty;
let round: Id;
const entries = new Map<number, Id>();

beforeAll(async () => {
  county = await r.roundCounty();
  round = await r.opened(county);
  for (const n of [3, 4, 5]) {
    const query = { name: rollRow(n).name };
    const [found] = await county.must(findEntries, { params: { area: VILLAGE }, query }, county.clerk);
    entries.set(n, found!.entry);
  }
  for (const n of [3, 4]) await r.resident(county, n);
  // The next version of the roll: without the fourth person.
  const at = { area: VILLAGE, version: 2 };
  const rows = [0, 1, 2, 4, 5].map((n) => rollRow(n));
  await county.must(putRollBatch, { params: { ...at, batch: 0 }, body: { rows } }, county.clerk);
  await county.must(finishRoll, { params: at, body: { from: 1, entries: rows.length } }, county.clerk);
});

async function ask(n: number) {
  const person = await county.person(`resident-${n}`);
  const place = await r.trusted(county, round);
  const asked = r.value(paper.begin(place, r.random(`ask ${n}`, paper.BEGIN_RANDOM_BYTES)));
  const params = { ...r.at(round), position: 13 as const };
  return county.send(contracts.issueToken, { params, body: { blinded: asked.blinded } }, person);
}

const record = (entry: Id) =>
  county.send(contracts.recordPaper, { params: { ...r.at(round), position: 13, entry } }, county.clerk);

it('issues no token to whoever is no longer on the roll, and one to whoever still is', async () => {
  expect((await ask(3)).code).toBe('roll-dropped');
  expect((await ask(4)).status).toBe(200);
});

it('still issues to people on the roll while its next version is being imported', async () => {
  const params = { area: VILLAGE, version: 3, batch: 0 };
  await county.must(putRollBatch, { params, body: { rows: [rollRow(4)] } }, county.clerk);
  expect((await ask(4)).status).toBe(200);
});

it('records on paper nobody who is not on the roll', async () => {
  expect((await record(entries.get(3)!)).code).toBe('roll-unlisted');
  expect((await record(freshId())).code).toBe('roll-unlisted');
  expect((await record(entries.get(4)!)).code).toBe('already-on-phone');
});

it('writes down who recorded a person on paper, once and to the day', async () => {
  const entry = entries.get(5)!;
  county.calls.length = 0;
  expect((await record(entry)).status).toBe(204);
  expect(county.calls.length).toBeLessThanOrEqual(3);
  expect((await record(entry)).status).toBe(204);
  const events = await county.dynamo.query('ledger', { PK: `AUDIT#PAPER#${round}#13#${entry}` });
  const at = dayOf(county.clock.now) * 86_400;
  expect(events).toMatchObject([{ actor: county.clerk.person, action: 'paper', at }]);
});
