import { beforeAll, describe, expect, it } from '@jest/globals';
import { headKey } from '#functions/tip/items';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { Id } from '#shared/ids';
import { readAsk, signAgreement } from '#shared/recovery/ask';
import { readRecovery, recoveriesToHold, withdrawRecovery } from '#shared/recovery/contract';
import { decodeUses } from '#shared/recovery/use';
import { MOST_RECORDS } from '#shared/tip/contract';
import { holdersOf, type TestHolder } from '#test/directory/ceremony';
import { caseOf, tipCounty, type TipCounty } from '#test/tip/case';
import { caseAt } from '#test/tip/moves';
import { moveNoted } from '#test/tip/noting';
import * as r from './recovering';

let place: TipCounty;
let one: TestHolder;
let two: TestHolder;
let three: TestHolder;

beforeAll(async () => {
  place = await tipCounty();
  [one, two, three] = (await holdersOf(place.county)) as [TestHolder, TestHolder, TestHolder];
});

/** A case of the town's, asked for. That the town opens it all the same, no server knows. */
async function asked() {
  const keys = await caseAt(place, place.town);
  const ask = r.askFor(place, keys, place.town);
  expect((await r.sendAsk(place, keys, place.town, ask)).status).toBe(200);
  return { keys, ask };
}

const sentBy = (keys: Parameters<typeof r.handsOn>[1], by: TestHolder, agreement: Uint8Array) =>
  r.sendAgreement(place, keys, by, agreement);

describe('asking', () => {
  it('is signed by whoever asks, for records that are there, and once at a time', async () => {
    const keys = await caseAt(place, place.town);
    const { town, above } = place;
    const forged = r.askFor(place, keys, { ...town, signSeed: above.signSeed });
    const codes = [forged, r.askFor(place, keys, town, [0, 7])].map(
      async (ask) => (await r.sendAsk(place, keys, town, ask)).code,
    );
    expect(await Promise.all(codes)).toEqual(['recovery-refused', 'recovery-refused']);
    expect((await r.sendAsk(place, keys, above, r.askFor(place, keys, above))).code).toBe('not-found');

    const asks = [r.askFor(place, keys, town), r.askFor(place, keys, town)];
    const answers = await Promise.all(asks.map((ask) => r.sendAsk(place, keys, town, ask)));
    expect(answers.map(({ code }) => code).sort()).toEqual(['recovery-asked', undefined].sort());
    const stands = asks[answers.findIndex(({ code }) => !code)]!;
    expect((await r.sendAsk(place, keys, town, stands)).status).toBe(200);
  });

  it('is refused where two of those a letter is sealed to hold no card any more', async () => {
    const own = await tipCounty();
    const [a, b] = (await holdersOf(own.county)) as [TestHolder, TestHolder];
    for (const holder of [a, b]) await r.stopHolding(own, holder);
    const keys = await caseAt(own, own.town);
    const { code } = await r.sendAsk(own, keys, own.town, r.askFor(own, keys, own.town));
    expect(code).toBe('recovery-no-holders');
  });
});

describe('agreeing', () => {
  it('counts one holder once, and never an agreement to another request, of another office, or unsigned', async () => {
    const { keys, ask } = await asked();
    const other = await asked();
    expect((await sentBy(keys, one, r.agreementOf(one, other.ask))).code).toBe('recovery-refused');
    expect((await sentBy(keys, two, r.agreementOf(one, ask))).code).toBe('recovery-refused');
    const forged = { ask, office: one.office, recoveryPk: one.recovery.publicKey };
    const unsigned = signAgreement(forged, { id: one.id, seed: two.signSeed });
    expect((await sentBy(keys, one, unsigned)).code).toBe('recovery-refused');
    for (let times = 0; times < 3; times += 1)
      expect((await r.agrees(place, keys, one, ask)).value?.agreed).toHaveLength(1);
    expect((await r.agrees(place, keys, one, ask)).value?.use).toBeUndefined();
    const elsewhere = { ...one, office: place.town.office, session: place.town.session };
    expect((await r.agrees(place, keys, elsewhere, ask)).code).toBe('recovery-not-holder');
  });

  it('takes two of three who agree at the same moment, and tells the third that it is enough', async () => {
    const { keys, ask } = await asked();
    const replies = await Promise.all([one, two, three].map((by) => r.agrees(place, keys, by, ask)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(replies.flatMap(({ code }) => code ?? [])).toEqual(['recovery-agreed']);
    const view = (await r.recoveryOf(place, keys, place.town))!;
    expect(decodeUses(bytesOf(view.use!.document))).toHaveLength(1);
  });

  it('shows a request to those alone who hold a key of it', async () => {
    const { keys } = await asked();
    const shown = async (by: { office: TestHolder['office']; session: TestHolder['session'] }) => {
      const found = await place.county.must(recoveriesToHold, { params: by.office }, by.session);
      return found.recoveries.some((view) => view.case === caseOf(keys));
    };
    expect([await shown(three), await shown(place.town), await shown(place.above)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('what is released', () => {
  it('goes to the two and to the office that asks, and to nobody else', async () => {
    const keys = await caseAt(place, place.town);
    await r.agreedRecovery(place, keys, [one, two]);
    const codes = [];
    for (const by of [one, two, place.town, three, place.above, place.election])
      codes.push((await r.asksSlots(place, keys, by)).code);
    expect(codes.slice(0, 3)).toEqual([undefined, undefined, undefined]);
    expect(codes.slice(3)).toEqual(['recovery-not-holder', 'recovery-not-holder', 'recovery-not-holder']);
  });

  it('names the holder whose part opens nothing, and takes a right one in its place', async () => {
    const keys = await caseAt(place, place.town);
    const document = await r.agreedRecovery(place, keys, [one, two]);
    const parts = (by: TestHolder) => r.partsFor(place, keys, by, document, place.town);
    await r.handsOn(place, keys, one, await parts(one));
    // Of another card, under their own name.
    const wrong = await r.partsFor(
      place,
      keys,
      { ...two, recovery: three.recovery },
      document,
      place.town,
      two,
    );
    expect((await r.handsOn(place, keys, two, wrong)).status).toBe(200);
    expect((await r.openedAtDesk(place, keys, place.town)).kinds).toEqual(['wrong 1']);
    // Nor are the one's parts good for the other.
    expect((await r.handsOn(place, keys, two, await parts(one))).code).toBe('recovery-not-holder');
    await r.handsOn(place, keys, two, await parts(two));
    expect((await r.openedAtDesk(place, keys, place.town)).kinds).toEqual(['key']);
  });
});

describe('a request', () => {
  it('goes when the case moves: its parts open nothing there', async () => {
    const { keys, ask } = await asked();
    expect((await moveNoted(place, keys, place.town, place.above)).code).toBeUndefined();
    expect((await r.agrees(place, keys, one, ask)).code).toBe('recovery-gone');
    const params = { ...place.above.office, case: caseOf(keys) };
    expect(await place.county.must(readRecovery, { params }, place.above.session)).toEqual({});
  });

  it('is taken back with all that was handed on, and may be made anew', async () => {
    const keys = await caseAt(place, place.town);
    const document = await r.agreedRecovery(place, keys, [one, two]);
    await r.handsOn(place, keys, one, await r.partsFor(place, keys, one, document, place.town));
    const view = (await r.recoveryOf(place, keys, place.town))!;
    const body = { ask: Id.parse(toBase64url(readAsk(bytesOf(view.ask))!.id)) };
    const params = { ...place.town.office, case: caseOf(keys) };
    for (let times = 0; times < 2; times += 1)
      await place.county.must(withdrawRecovery, { params, body }, place.town.session);
    expect((await r.asksSlots(place, keys, one)).code).toBe('recovery-gone');
    await r.agreedRecovery(place, keys, [two, three]);
    expect((await r.recoveryOf(place, keys, place.town))!.parts).toEqual([]);
  });

  it('may be made anew the same day with the same two: the leaf that stands in the log says it already', async () => {
    const keys = await caseAt(place, place.town);
    const documents: Uint8Array[] = [];
    for (let times = 0; times < 3; times += 1) {
      // In the log by the second time; the third one waits for nothing.
      documents.push(await r.agreedRecovery(place, keys, [one, two]));
      expect((await r.asksSlots(place, keys, one)).status).toBe(200);
      const { ask } = (await r.recoveryOf(place, keys, place.town))!;
      const body = { ask: Id.parse(toBase64url(readAsk(bytesOf(ask))!.id)) };
      const params = { ...place.town.office, case: caseOf(keys) };
      await place.county.must(withdrawRecovery, { params, body }, place.town.session);
    }
    expect(documents.map(toBase64url)).toEqual(documents.map(() => toBase64url(documents[0]!)));
  });

  it('is refused for a case that has no place left for the record that tells it', async () => {
    const keys = await caseAt(place, place.town);
    const { dynamo } = place.county;
    const full = async (records: number) => {
      const head = (await dynamo.get('cases', headKey(caseOf(keys))))!;
      const item = { ...head, ...headKey(caseOf(keys)), records };
      await dynamo.transact([{ kind: 'put', table: 'cases', item }]);
      return (await r.sendAsk(place, keys, place.town, r.askFor(place, keys, place.town))).code;
    };
    expect(await full(MOST_RECORDS)).toBe('tip-full');
    expect(await full(MOST_RECORDS - 1)).toBeUndefined();
  });

  it('ends once, with other slots than were there, and only of what was agreed to', async () => {
    const keys = await caseAt(place, place.town);
    const document = await r.agreedRecovery(place, keys, [one, two]);
    for (const by of [one, two])
      await r.handsOn(place, keys, by, await r.partsFor(place, keys, by, document, place.town));
    const { opener } = await r.openedAtDesk(place, keys, place.town);
    const given = await r.givenBack(place, keys, place.town, opener);
    const other = await r.givenBack(place, keys, place.town, opener);
    const foreign = { ...given, wraps: [{ ...given.wraps[0]!, slots: other.wraps[0]!.slots }] };
    expect((await r.finishes(place, keys, place.town, foreign)).code).toBe('tip-refused');
    for (let times = 0; times < 2; times += 1)
      expect((await r.finishes(place, keys, place.town, given)).status).toBe(200);
    expect((await r.finishes(place, keys, place.town, other)).code).toBe('recovery-gone');
  });
});
