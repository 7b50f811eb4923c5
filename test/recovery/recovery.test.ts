import { expect, it } from '@jest/globals';
import { holdersOf } from '#test/directory/ceremony';
import { officerActs, tipCounty } from '#test/tip/case';
import { caseAt, readBy, shown, toWriter, viewOf } from '#test/tip/moves';
import {
  agrees,
  askFor,
  asksSlots,
  finishes,
  givenBack,
  handsOn,
  openedAtDesk,
  partsFor,
  recoveryOf,
  sendAsk,
  townWithoutKeys,
} from './recovering';

it('gives a letter back to an office that lost its keys: asked, agreed by two, logged, opened and sealed anew', async () => {
  const before = await tipCounty();
  const { county } = before;
  const keys = await caseAt(before, before.town);
  await officerActs(before, keys, before.town, await viewOf(before, keys, before.town), 'accept');
  const { place, town } = await townWithoutKeys(before);
  expect(shown(readBy(place, keys, town, await viewOf(place, keys, town)))).toEqual(['slot', 'slot']);

  const [one, two] = await holdersOf(county);
  const ask = askFor(place, keys, town, [0, 1]);
  expect((await sendAsk(place, keys, town, ask)).value?.holders).toHaveLength(3);
  expect((await agrees(place, keys, one!, ask)).value?.use).toBeUndefined();
  expect((await asksSlots(place, keys, one!)).code).toBe('recovery-waiting');
  const second = await agrees(place, keys, two!, ask);
  expect(second.value?.use).toBeDefined();
  expect((await asksSlots(place, keys, one!)).code).toBe('recovery-waiting');
  await county.enterLog();

  const document = Buffer.from(second.value!.use!.document, 'base64url');
  for (const holder of [one!, two!]) {
    const parts = await partsFor(place, keys, holder, document, town);
    expect((await handsOn(place, keys, holder, parts)).status).toBe(200);
  }
  const { kinds, opener } = await openedAtDesk(place, keys, town);
  expect(kinds).toEqual(['key', 'key']);
  const given = await givenBack(place, keys, town, opener);
  expect((await finishes(place, keys, town, given)).value).toMatchObject({ seq: 2 });

  const view = await viewOf(place, keys, town);
  expect(shown(readBy(place, keys, town, view))).toEqual(['first', 'status', 'status']);
  expect(shown(await toWriter(place, keys))).toEqual(['first', 'status', 'status']);
  expect(await recoveryOf(place, keys, town)).toBeUndefined();
  expect((await officerActs(place, keys, town, view, 'handle')).status).toBe(200);
});
