import { beforeAll, expect, it } from '@jest/globals';
import { toBase64url } from '#shared/crypto/bytes';
import { Id } from '#shared/ids';
import { recoveriesToHold, withdrawRecovery } from '#shared/recovery/contract';
import { recoveryKey } from '#functions/tip/recovery-items';
import { headKey } from '#functions/tip/items';
import { holdersOf, type TestHolder } from '#test/directory/ceremony';
import { bytes, caseOf, tipCounty, type TipCounty } from '#test/tip/case';
import { caseAt } from '#test/tip/moves';
import * as r from './recovering';

let place: TipCounty;
let holder: TestHolder;
/** The town's one request, of which the others are copies. */
let row: Record<string, unknown>;
let head: Record<string, unknown>;

beforeAll(async () => {
  place = await tipCounty();
  [holder] = (await holdersOf(place.county)) as [TestHolder];
  const keys = await caseAt(place, place.town);
  const sent = await r.sendAsk(place, keys, place.town, r.askFor(place, keys, place.town));
  expect(sent.status).toBe(200);
  row = (await place.county.dynamo.get('cases', recoveryKey(caseOf(keys))))!;
  head = (await place.county.dynamo.get('cases', headKey(caseOf(keys))))!;
});

/** As many requests more, each for a case of its own. */
async function asksMore(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const id = Id.parse(toBase64url(bytes(16)));
    const items = [
      { ...row, ...recoveryKey(id), id },
      { ...head, ...headKey(id) },
    ];
    await place.county.dynamo.transact(items.map((item) => ({ kind: 'put', table: 'cases', item }) as const));
  }
}

const toHold = () => place.county.must(recoveriesToHold, { params: holder.office }, holder.session);

it('an office has fifty requests at a time, and is told what to do before another one', async () => {
  const keys = await caseAt(place, place.town);
  const ask = r.askFor(place, keys, place.town);
  await asksMore(49);
  const { status, code } = await r.sendAsk(place, keys, place.town, ask);
  expect([status, code]).toEqual([409, 'recovery-many']);
  expect(await r.recoveryOf(place, keys, place.town)).toBeUndefined();
  const [one] = (await toHold()).recoveries;
  const params = { ...place.town.office, case: one!.case };
  const body = {
    ask: Id.parse(String((await place.county.dynamo.get('cases', recoveryKey(one!.case)))!['id'])),
  };
  await place.county.must(withdrawRecovery, { params, body }, place.town.session);
  expect((await r.sendAsk(place, keys, place.town, ask)).status).toBe(200);
});

it('a holder finds all requests of a county that has more of them than one call reads', async () => {
  await asksMore(80);
  const { recoveries } = await toHold();
  expect(recoveries.length).toBe(130);
  expect(new Set(recoveries.map((one) => one.case)).size).toBe(130);
});
