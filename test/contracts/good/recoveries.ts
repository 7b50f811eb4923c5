import { toBase64url } from '#shared/crypto/bytes';
import * as tip from '#shared/recovery/contract';
import type { World } from '#test/contracts/world';
import { holdersOf, type TestHolder } from '#test/directory/ceremony';
import { caseOf } from '#test/tip/case';
import { caseAt } from '#test/tip/moves';
import * as recovering from '#test/recovery/recovering';
import { type Good, good } from './request';

/** A case of the town's, and the first two of the three who hold its recovery keys. */
async function heldCase({ tips: place }: World) {
  const keys = await caseAt(place, place.town);
  const [one, two] = await holdersOf(place.county);
  return { place, keys, one: one!, two: two!, params: { ...place.town.office, case: caseOf(keys) } };
}

/** The same, asked for. That the town opens it all the same no server knows. */
async function askedCase(w: World) {
  const held = await heldCase(w);
  const ask = recovering.askFor(held.place, held.keys, held.place.town);
  await recovering.sendAsk(held.place, held.keys, held.place.town, ask);
  return { ...held, ask, id: toBase64url(ask.slice(29, 45)) };
}

/** The same, agreed to by both, and in the log. */
async function agreedCase(w: World) {
  const held = await heldCase(w);
  const { place, keys, one, two } = held;
  const document = await recovering.agreedRecovery(place, keys, [one, two]);
  const partsBy = (holder: TestHolder) => recovering.partsFor(place, keys, holder, document, place.town);
  return { ...held, partsBy };
}

const at = (holder: TestHolder, params: { case: string }) => ({ ...holder.office, case: params.case });

export const RECOVERIES: Good[] = [
  good(tip.readRecovery, async (w) => {
    const { params } = await askedCase(w);
    return { params, as: w.tips.town.session };
  }),
  good(tip.askRecovery, async (w) => {
    const { place, keys, params } = await heldCase(w);
    const body = { ask: toBase64url(recovering.askFor(place, keys, place.town)) };
    return { params, body, as: place.town.session };
  }),
  good(tip.withdrawRecovery, async (w) => {
    const { params, id } = await askedCase(w);
    return { params, body: { ask: id }, as: w.tips.town.session };
  }),
  good(tip.recoveriesToHold, async (w) => {
    const { one } = await askedCase(w);
    return { params: one.office, as: one.session };
  }),
  good(tip.agreeToRecovery, async (w) => {
    const { one, ask, params } = await askedCase(w);
    const body = { agreement: toBase64url(recovering.agreementOf(one, ask)) };
    return { params: at(one, params), body, as: one.session };
  }),
  good(tip.releasedSlots, async (w) => {
    const { one, params } = await agreedCase(w);
    return { params: at(one, params), query: {}, as: one.session };
  }),
  good(tip.handOnParts, async (w) => {
    const { one, params, partsBy } = await agreedCase(w);
    return { params: at(one, params), body: await partsBy(one), as: one.session };
  }),
  good(tip.finishRecovery, async (w) => {
    const { place, keys, one, two, params, partsBy } = await agreedCase(w);
    for (const holder of [one, two]) await recovering.handsOn(place, keys, holder, await partsBy(holder));
    const { opener } = await recovering.openedAtDesk(place, keys, place.town);
    const body = await recovering.givenBack(place, keys, place.town, opener);
    return { params, body, as: place.town.session };
  }),
];
