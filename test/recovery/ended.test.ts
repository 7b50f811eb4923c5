import { beforeAll, describe, expect, it } from '@jest/globals';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { treePartitions } from '#functions/tip/day-items';
import { proposalKey } from '#functions/tip/items';
import { recoveriesToHold } from '#shared/recovery/contract';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import { holdersOf, type TestHolder } from '#test/directory/ceremony';
import { caseOf, closes, confirms, officerActs, tipCounty, type TipCounty } from '#test/tip/case';
import { endedBefore, erases, erasureOf, LONG_AGO, proposesErasure } from '#test/tip/erasing';
import { caseAt, viewOf } from '#test/tip/moves';
import * as r from './recovering';

let place: TipCounty;
let one: TestHolder;
let two: TestHolder;

beforeAll(async () => {
  place = await tipCounty();
  [one, two] = (await holdersOf(place.county)) as [TestHolder, TestHolder];
});

const seen = (keys: ReceiptKeys) => viewOf(place, keys, place.town);

/** A case that has ended, by two signatures. */
async function ended(): Promise<ReceiptKeys> {
  const keys = await caseAt(place, place.town);
  for (const act of ['accept', 'handle'] as const)
    await officerActs(place, keys, place.town, await seen(keys), act);
  expect((await closes(place, keys, place.town, await seen(keys))).code).toBeUndefined();
  return keys;
}

/** Where an ended case stands in the daily tree. */
const inTree = (keys: ReceiptKeys) =>
  place.county.dynamo.get('cases', { PK: treePartitions()[keys.tag[0]! & 3]!, SK: toBase64url(keys.tag) });

describe('a case that is erased', () => {
  it('takes its request with it, and nobody agrees, reads or hands on any more', async () => {
    const keys = await ended();
    const document = await r.agreedRecovery(place, keys, [one, two]);
    const ask = bytesOf((await r.recoveryOf(place, keys, place.town))!.ask);
    const parts = await r.partsFor(place, keys, one, document, place.town);
    const row = (await place.county.dynamo.get('cases', { PK: 'RECOVERIES', SK: caseOf(keys) }))!;
    expect((await erases(place, keys, place.town, await seen(keys))).code).toBeUndefined();
    expect(await r.recoveryOf(place, keys, place.town)).toBeUndefined();

    // Nor by a request that lay there all the same.
    await place.county.dynamo.transact([
      { kind: 'put', table: 'cases', item: { ...row, PK: 'RECOVERIES', SK: caseOf(keys) } },
    ]);
    const codes = [
      (await r.agrees(place, keys, one, ask)).code,
      (await r.asksSlots(place, keys, one)).code,
      (await r.asksSlots(place, keys, place.town)).code,
      (await r.handsOn(place, keys, one, parts)).code,
    ];
    expect(codes).toEqual(codes.map(() => 'recovery-gone'));
    const params = one.office;
    const { recoveries } = await place.county.must(recoveriesToHold, { params }, one.session);
    expect(recoveries.some((view) => view.case === caseOf(keys))).toBe(false);
  });

  it('is not asked for', async () => {
    const keys = await ended();
    await erases(place, keys, place.town, await seen(keys));
    const { code } = await r.sendAsk(place, keys, place.town, r.askFor(place, keys, place.town));
    expect(code).toBe('tip-ended');
  });
});

describe('letters of an ended case that are given back', () => {
  it('take a proposed erasure with them, which is proposed anew, and put the case on no list again', async () => {
    const keys = await ended();
    const document = await r.agreedRecovery(place, keys, [one, two]);
    for (const by of [one, two])
      await r.handsOn(place, keys, by, await r.partsFor(place, keys, by, document, place.town));
    const { opener } = await r.openedAtDesk(place, keys, place.town);
    await endedBefore(place, keys, LONG_AGO);
    const record = erasureOf(place, keys, place.town, await seen(keys));
    expect((await proposesErasure(place, keys, place.town, record)).code).toBeUndefined();
    const before = await inTree(keys);
    const given = await r.givenBack(place, keys, place.town, opener);
    expect((await r.finishes(place, keys, place.town, given)).code).toBeUndefined();

    expect(await place.county.dynamo.get('cases', proposalKey(caseOf(keys)))).toBeUndefined();
    expect(before).toBeDefined();
    expect(await inTree(keys)).toEqual(before);
    expect((await confirms(place, keys, place.above, record)).code).toBe('not-found');
    const anew = await erases(place, keys, place.town, await seen(keys));
    expect(anew.value?.state.state).toBe('erased');
  });
});
