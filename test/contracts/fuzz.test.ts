import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AreaCode } from '#shared/area/code';
import type { Contract } from '#shared/contract';
import { Office } from '#shared/directory/office';
import { ROLES } from '#shared/identity/role';
import { Id, Version } from '#shared/ids';
import { draftNotice, publishNotice } from '#shared/notice/contract';
import { RollRow } from '#shared/roll/row';
import { checkFigure, SlipCode } from '#shared/slip/code';
import { Seconds } from '#shared/time';
import { SealedPiece } from '#shared/tip/contract';
import { SEALED_PIECE_BYTES } from '#shared/tip/sizes';
import { unevened } from '#test/even';
import { fromSchema, type Known } from '#test/arbitraries/from-schema';
import { bends, mutated } from '#test/arbitraries/mutated';
import { noticeText } from '#test/notice/writing';
import { rollRow } from '#test/roll/rows';
import { runs } from '#test/runs';
import { appOf, COUNTY, requestOf, START, type TestCounty, TOWN, VILLAGE } from '#test/setup';
import { everyContract } from './every';
import { GOOD } from './good/all';
import { bearer, notSessions } from './sessions';
import { openWorld, type World } from './world';
import { watchWrites } from './writes';

const PIECE_LETTERS = Math.ceil((SEALED_PIECE_BYTES * 4) / 3);
const FOREIGN = AreaCode.parse('110101001001');
const IDS = Array.from({ length: 3 }, (_, i) => Id.parse(Buffer.alloc(16, i).toString('base64url')));

/** Few ids, areas and versions, so that one request meets what another has left. */
const known: Known = new Map<Known extends ReadonlyMap<infer K, unknown> ? K : never, fc.Arbitrary<unknown>>([
  [Id, fc.constantFrom(...IDS)],
  [AreaCode, fc.constantFrom(VILLAGE, VILLAGE, VILLAGE, TOWN, COUNTY, FOREIGN)],
  [Office, fc.constantFrom(...[TOWN, COUNTY].flatMap((area) => [1, 2].map((kind) => ({ area, kind }))))],
  [Seconds, fc.integer({ min: START - 100, max: START + 1000 })],
  [Version, fc.integer({ min: 1, max: 4 })],
  // Too long to be drawn letter by letter.
  [SealedPiece, fc.constantFrom('A', 'b').map((letter) => `${letter.repeat(PIECE_LETTERS - 1)}A`)],
  [SlipCode, fc.stringMatching(/^\d{15}$/).map((figures) => `${figures}${checkFigure(figures)}`)],
  [RollRow.shape.idNumber, fc.nat(60).map((n) => rollRow(n).idNumber)],
]);

const contracts = (await everyContract()).map(([name, contract]) => ({ name, contract }));
const share = { sent: 0, fit: 0 };
let world: World;
let county: TestCounty;
let good: string;
let bad: string[];

beforeAll(async () => {
  world = await openWorld();
  county = world.county;
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

/** A draft, a published and a scheduled notice: something for requests to meet. */
beforeAll(async () => {
  const clerk = await county.staff('committee', VILLAGE);
  for (const [i, id] of IDS.entries()) {
    const params = { area: VILLAGE, id };
    await county.must(draftNotice, { params, body: noticeText() }, clerk);
    const body = { revision: 1, ...(i === 2 && { publishAt: START + 60 }) };
    if (i > 0) await county.must(publishNotice, { params, body }, clerk);
  }
});

afterAll(() => {
  const percent = Math.round((100 * share.fit) / share.sent);
  process.stdout.write(`fuzz: ${share.fit} of ${share.sent} bodies pass their schema (${percent} %)\n`);
});

interface Drawn {
  path: string;
  type: string;
  text: string | undefined;
  authorization: string | undefined;
}

function requests(contract: Contract): fc.Arbitrary<Drawn> {
  const params = contract.params ? fromSchema(contract.params, known) : fc.constant({});
  const odd = fc.constantFrom('%00', '..', 'x'.repeat(300), '%F0%9F', '-1', '１２３', 'NaN', '1e9');
  const path = fc.tuple(params, fc.option(odd, { freq: 12 })).map(([values, strange]) =>
    contract.path.replace(/:(\w+)(?:\{.*?\})?/g, (_, name: string) => {
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
    authorization: rarely(fc.nat(7), -1).map((n) => (n < 0 ? good : bad[n])),
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
  const { authorization } = drawn;
  const sent = await appOf(county.apps, contract.path).request(drawn.path, {
    method: contract.method,
    headers: { ...(authorization && { authorization }), ...(drawn.type && { 'content-type': drawn.type }) },
    ...(drawn.text !== undefined && { body: new TextEncoder().encode(drawn.text) }),
  });
  return unevened(contract, sent);
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
    { numRuns: runs(12) },
  );
});

/** Good requests, made anew each time; a round takes a second to plan, and stands for all. */
const nearly = GOOD.filter(({ contract }) => contract.body).map(({ contract, what, make }) => {
  let round: ReturnType<typeof make> | undefined;
  const isOfRound = contract.path.includes('/rounds/');
  const name = `${contract.method} ${contract.path} ${what ?? ''}`;
  return { name, contract, make: () => (isOfRound ? (round ??= make(world)) : make(world)) };
});

it.each(nearly)('$name answers soundly what is nearly right', async ({ contract, make }) => {
  await fc.assert(
    fc.asyncProperty(bends(fromSchema(contract.body!, known)), async (bend) => {
      const { as, ...right } = await make();
      const body = bend(right.body);
      const { url } = requestOf(contract, { ...right, body });
      await expectSound(contract, {
        path: url.slice(url.indexOf('/', 'http://'.length)),
        type: 'application/json',
        text: JSON.stringify(body),
        authorization: as && `Bearer ${as.access}`,
      });
    }),
    // What needs nothing made ready is cheap to ask often.
    { numRuns: runs(contract.access === 'anyone' ? 12 : 4) },
  );
});

it('answers soundly in any order of requests, each meeting what the others have left', async () => {
  const any = contracts.map(({ name, contract }) =>
    requests(contract).map((drawn) => ({
      contract,
      drawn,
      [fc.toStringMethod]: () => `${name} ${fc.stringify(drawn)}`,
    })),
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(...any), ({ contract, drawn }) => expectSound(contract, drawn)),
    { numRuns: runs(200) },
  );
});

it('meets schemas often enough to reach what lies behind them', () => {
  expect(share.fit / share.sent).toBeGreaterThan(0.3);
});
