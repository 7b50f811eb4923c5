import { beforeAll, expect, it } from '@jest/globals';
import { readCase } from '#shared/tip/contract';
import { type Fault, FAULTS, faultsOf, type Try } from '#test/faults';
import type { TestOfficer } from '#test/directory/ceremony';
import {
  asWriter,
  caseOf,
  letter,
  mailbox,
  next,
  officerActs,
  sent,
  tipCounty,
  type TipCounty,
} from '#test/tip/case';
import {
  ABOUT,
  caseAt,
  moveBody,
  readBy,
  sealMove,
  sendMove,
  shown,
  toWriter,
  viewOf,
} from '#test/tip/moves';

let place: TipCounty;
beforeAll(async () => {
  place = await tipCounty();
});

type Keys = Awaited<ReturnType<typeof caseAt>>;

/** How many records an office opens and may show; none when it is not given the case, or not all of it. */
async function readableBy(keys: Keys, by: TestOfficer): Promise<number> {
  const params = { ...by.office, case: caseOf(keys) };
  const { value } = await place.county.send(readCase, { params }, by.session);
  if (!value) return 0;
  const entries = shown(readBy(place, keys, by, value));
  return entries.every((kind) => kind === 'first' || kind === 'message' || kind === 'transfer')
    ? entries.length
    : -1;
}

/** A case with letters of both sides. */
async function threadAt(by: TestOfficer): Promise<Keys> {
  const keys = await caseAt(place, by);
  await officerActs(place, keys, by, await viewOf(place, keys, by), 'reply');
  const { records } = await asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } });
  const record = sent(letter(place, keys, by, '补充', next(records), ABOUT));
  await asWriter(place.county, { body: { do: 'append', ...mailbox(keys), record } });
  return keys;
}

/** Breaks every try of the n-th call from now on, as a cut that no retry outlives. */
function cutAt(n: number, fault: Fault): void {
  const calls: string[] = [];
  place.county.hooks.fault = ({ id }: Try) => {
    if (!calls.includes(id)) calls.push(id);
    return calls.indexOf(id) === n ? fault : undefined;
  };
}

const CALLS = ['BatchGetItemCommand', 'TransactWriteItemsCommand'];
const cuts = CALLS.flatMap((command, n) => faultsOf(command).map((fault) => [n, command, fault] as const));

it('has cuts for every fault', () => {
  expect(new Set(cuts.map(([, , fault]) => fault))).toEqual(new Set(FAULTS));
});

it.each(cuts)('of a move cut at call %i (%s) by %s, and sent again the move is done', async (n, _, fault) => {
  const { town, above } = place;
  const keys = await threadAt(town);
  const body = moveBody(place, town, sealMove(place, keys, town, above, await viewOf(place, keys, town)));
  place.county.calls.length = 0;
  cutAt(n, fault);
  const first = await sendMove(place, keys, town, body);
  delete place.county.hooks.fault;
  expect([undefined, 'busy']).toContain(first.code);
  // Nothing but these two is ever called, so that no other place to cut is left out.
  const called = [...new Set(place.county.calls.map(({ command }) => command))];
  expect(called).toEqual(CALLS.slice(0, called.length));

  const sides = [await readableBy(keys, town), await readableBy(keys, above)];
  expect([
    [3, 0],
    [0, 4],
  ]).toContainEqual(sides);
  const whole = ['first', 'message', 'message'];
  expect(shown(await toWriter(place, keys))).toEqual(sides[0] === 3 ? whole : [...whole, 'transfer']);

  expect((await sendMove(place, keys, town, body)).code).toBeUndefined();
  expect([await readableBy(keys, town), await readableBy(keys, above)]).toEqual([0, 4]);
  expect(shown(await toWriter(place, keys))).toEqual([...whole, 'transfer']);
});
