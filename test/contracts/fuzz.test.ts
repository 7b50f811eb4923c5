import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AreaCode } from '#shared/area/code';
import type { Contract } from '#shared/contract';
import { ROLES } from '#shared/identity/role';
import { Id, Version } from '#shared/ids';
import { draftNotice, publishNotice } from '#shared/notice/contract';
import { finishRoll, putRollBatch } from '#shared/roll/contract';
import { RollRow } from '#shared/roll/row';
import { Seconds } from '#shared/time';
import { fromSchema, type Known } from '#test/arbitraries/from-schema';
import { mutated } from '#test/arbitraries/mutated';
import { noticeText } from '#test/notice/writing';
import { rollRow } from '#test/roll/rows';
import { appOf, COUNTY, setup, START, type TestCounty, TOWN, VILLAGE } from '#test/setup';
import { everyContract } from './every';
import { bearer, notSessions } from './sessions';
import { watchWrites } from './writes';

const FOREIGN = AreaCode.parse('110101001001');
const IDS = Array.from({ length: 3 }, (_, i) => Id.parse(Buffer.alloc(16, i).toString('base64url')));

/** Few ids, areas and versions, so that one request meets what another has left. */
const known: Known = new Map<Known extends ReadonlyMap<infer K, unknown> ? K : never, fc.Arbitrary<unknown>>([
  [Id, fc.constantFrom(...IDS)],
  [AreaCode, fc.constantFrom(VILLAGE, VILLAGE, VILLAGE, TOWN, COUNTY, FOREIGN)],
  [Seconds, fc.integer({ min: START - 100, max: START + 1000 })],
  [Version, fc.integer({ min: 1, max: 4 })],
  [RollRow.shape.idNumber, fc.nat(60).map((n) => rollRow(n).idNumber)],
]);

const contracts = (await everyContract()).map(([name, contract]) => ({ name, contract }));
const share = { sent: 0, fit: 0 };
let county: TestCounty;
let good: string;
let bad: string[];

beforeAll(async () => {
  county = await setup();
  const grants = ROLES.map((role) => ({ role, area: COUNTY }));
  good = await bearer(county, grants);
  bad = Object.values(await notSessions(county, grants));
  bad.push(
    await bearer(
      county,
      ROLES.map((role) => ({ role, area: FOREIGN })),
    ),
  );
});

/** A draft, a published and a scheduled notice, and a roll: something for requests to meet. */
beforeAll(async () => {
  const clerk = await county.staff('committee', VILLAGE);
  for (const [i, id] of IDS.entries()) {
    const params = { area: VILLAGE, id };
    await county.must(draftNotice, { params, body: noticeText() }, clerk);
    const body = { revision: 1, ...(i === 2 && { publishAt: START + 60 }) };
    if (i > 0) await county.must(publishNotice, { params, body }, clerk);
  }
  const at = { area: VILLAGE, version: 1 };
  const rows = [0, 1, 2].map((n) => rollRow(n));
  await county.must(putRollBatch, { params: { ...at, batch: 0 }, body: { rows } }, clerk);
  await county.must(finishRoll, { params: at, body: { from: 0, entries: rows.length } }, clerk);
});

afterAll(() => {
  const percent = Math.round((100 * share.fit) / share.sent);
  process.stdout.write(`fuzz: ${share.fit} of ${share.sent} bodies pass their schema (${percent} %)\n`);
});

interface Drawn {
  path: string;
  type: string;
  text: string | undefined;
  session: number;
}

function requests(contract: Contract): fc.Arbitrary<Drawn> {
  const params = contract.params ? fromSchema(contract.params, known) : fc.constant({});
  const odd = fc.constantFrom('%00', '..', 'x'.repeat(300), '%F0%9F', '-1', '１２３', 'NaN', '1e9');
  const path = fc.tuple(params, fc.option(odd, { freq: 12 })).map(([values, strange]) =>
    contract.path.replace(/:(\w+)/g, (_, name: string) => {
      const value = (values as Record<string, unknown>)[name];
      return strange ?? encodeURIComponent(typeof value === 'string' ? value : String(value));
    }),
  );
  const body = contract.body && fromSchema(contract.body, known);
  return fc.record({
    path,
    type: rarely(
      fc.constantFrom('text/plain', 'application/xml', '', 'application/json; charset=utf-8'),
      'application/json',
    ),
    text: body ? texts(body, contract) : fc.constant(undefined),
    session: rarely(fc.integer({ min: 0, max: 7 }), -1),
  });
}

function rarely<T, U>(odd: fc.Arbitrary<T>, usual: U): fc.Arbitrary<T | U> {
  return fc.oneof({ arbitrary: odd, weight: 1 }, { arbitrary: fc.constant(usual), weight: 9 });
}

function texts(body: fc.Arbitrary<unknown>, contract: Contract): fc.Arbitrary<string> {
  // A value whose whole was left out is no JSON at all.
  const json = (value: unknown) => (value === undefined ? '' : JSON.stringify(value));
  const huge = (contract.bodyLimit ?? 64 << 10) + 1;
  return fc.oneof(
    { arbitrary: body.map(json), weight: 12 },
    { arbitrary: mutated(body).map(json), weight: 8 },
    { arbitrary: fc.tuple(body, fc.nat(50)).map(([value, cut]) => json(value).slice(0, cut)), weight: 1 },
    { arbitrary: fc.json(), weight: 1 },
    { arbitrary: fc.constantFrom('', 'null', '[]', '"', '{"a":1,"a":2}', '['.repeat(20_000)), weight: 1 },
    { arbitrary: fc.constant(`"${'x'.repeat(huge)}"`), weight: 1 },
  );
}

function count(contract: Contract, text: string): void {
  share.sent += 1;
  try {
    if (contract.body?.safeParse(JSON.parse(text)).success) share.fit += 1;
  } catch {
    // Not JSON: it fits no schema.
  }
}

async function answer(contract: Contract, drawn: Drawn): Promise<Response> {
  const authorization = drawn.session < 0 ? good : (bad[drawn.session] ?? '');
  return appOf(county.apps, contract.path).request(drawn.path, {
    method: contract.method,
    headers: { ...(authorization && { authorization }), ...(drawn.type && { 'content-type': drawn.type }) },
    ...(drawn.text !== undefined && { body: new TextEncoder().encode(drawn.text) }),
  });
}

/** Sends a request and expects what the contract promises, or a problem that has changed nothing. */
async function expectSound(contract: Contract, drawn: Drawn): Promise<void> {
  if (contract.body && drawn.text !== undefined) count(contract, drawn.text);
  const watch = watchWrites(county);
  const response = await answer(contract, drawn);
  const text = await response.text();
  watch.stop();
  expect([response.status < 500, response.status, text]).toEqual([true, response.status, text]);
  if (response.ok) return;
  const problem = JSON.parse(text);
  const words: unknown = expect.any(String);
  expect(problem).toMatchObject({ status: response.status, code: words, title: words });
  expect(await watch.changed()).toEqual([]);
}

it.each(contracts)('$name answers anything soundly', async ({ contract }) => {
  await fc.assert(
    fc.asyncProperty(requests(contract), (drawn) => expectSound(contract, drawn)),
    { numRuns: 40 },
  );
});

it('answers soundly in any order of requests, each meeting what the others have left', async () => {
  const any = contracts.map(({ contract }) => requests(contract).map((drawn) => [contract, drawn] as const));
  await fc.assert(
    fc.asyncProperty(fc.oneof(...any), ([contract, drawn]) => expectSound(contract, drawn)),
    { numRuns: 600 },
  );
});

it('meets schemas often enough to reach what lies behind them', () => {
  expect(share.fit / share.sent).toBeGreaterThan(0.3);
});
