import { beforeAll, describe, expect, it } from '@jest/globals';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { signConfirmation } from '#shared/tip/confirm';
import { confirmClosing, inbox, readCase, withdrawClosing } from '#shared/tip/contract';
import { recordHash } from '#shared/tip/record';
import {
  asWriter,
  caseOf,
  confirmationBy,
  confirms,
  endOf,
  letter,
  mailbox,
  next,
  officerActs,
  proposes,
  sent,
  tipCounty,
  type TipCounty,
} from './case';
import { ABOUT, caseAt, move, readByWriter, shown, toWriter, viewOf } from './moves';

let place: TipCounty;
beforeAll(async () => {
  place = await tipCounty();
});

type Keys = Awaited<ReturnType<typeof caseAt>>;

/** A case that is being handled, and the record by which its officer would end it. */
async function handled() {
  const { town } = place;
  const keys = await caseAt(place, town);
  for (const act of ['accept', 'handle'] as const)
    await officerActs(place, keys, town, await viewOf(place, keys, town), act);
  return { keys, record: endOf(place, keys, town, await viewOf(place, keys, town)) };
}
const answerTo = (keys: Keys) => asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } });
const readAbove = (keys: Keys) => {
  const params = { ...place.above.office, case: caseOf(keys) };
  return place.county.send(readCase, { params }, place.above.session);
};
const withdraws = (keys: Keys, hash: Uint8Array) => {
  const params = { ...place.town.office, case: caseOf(keys) };
  const body = { proposed: toBase64url(hash) };
  return place.county.send(withdrawClosing, { params, body }, place.town.session);
};

describe('an end', () => {
  it('is proposed by one officer and stands only when another one has signed it', async () => {
    const { keys, record } = await handled();
    expect((await readAbove(keys)).code).toBe('not-found');
    expect((await proposes(place, keys, place.town, record)).value?.state.state).toBe('proposed');
    const waiting = await answerTo(keys);
    expect([waiting.state.state, waiting.count]).toEqual(['handling', 3]);
    expect(JSON.stringify(waiting)).not.toContain(toBase64url(record.body).slice(0, 40));

    const seen = (await readAbove(keys)).value!;
    expect([seen.role, seen.proposed?.body]).toEqual(['above', toBase64url(record.body)]);
    const { county, above } = place;
    const { lines } = await county.must(inbox, { params: above.office, query: {} }, above.session);
    expect(lines.find((line) => line.case === caseOf(keys))?.state).toBe('proposed');

    const first = await confirms(place, keys, above, record);
    expect(first.value?.state.state).toBe('closed');
    expect((await confirms(place, keys, above, record)).code).toBeUndefined();
    expect(shown(await toWriter(place, keys))).toEqual(['first', 'status', 'status', 'status']);
    expect((await readAbove(keys)).code).toBe('not-found');
  });

  it('is not confirmed by who proposed it, nor by an office that may not', async () => {
    const { keys, record } = await handled();
    await proposes(place, keys, place.town, record);
    expect((await confirms(place, keys, place.town, record)).code).toBe('tip-second-officer');
    expect((await confirms(place, keys, place.election, record)).code).toBe('not-found');
    const other = confirmationBy(place, place.above, endOf(place, keys, place.town, await answerTo(keys)));
    const params = { ...place.above.office, case: caseOf(keys) };
    const sentOther = await place.county.send(confirmClosing, { params, body: other }, place.above.session);
    expect(sentOther.code).toBe('tip-refused');
    // Nor by a colleague without keys, who comes from the office itself under the entry of the one above.
    const colleague = await place.county.staff('officer', place.town.office.area);
    const at = { params: { ...place.town.office, case: caseOf(keys) } };
    const body = confirmationBy(place, place.above, record);
    expect((await place.county.send(confirmClosing, { ...at, body }, colleague)).code).toBe('tip-signer');
    expect((await answerTo(keys)).count).toBe(3);
  });

  it('is taken back before, and falls when the writer adds something', async () => {
    const { keys, record } = await handled();
    await proposes(place, keys, place.town, record);
    expect(
      (await officerActs(place, keys, place.town, await viewOf(place, keys, place.town), 'reply')).code,
    ).toBe('tip-elsewhere');
    expect((await move(place, keys, place.town, place.above)).code).toBe('tip-elsewhere');
    const twice = [await withdraws(keys, recordHash(record)), await withdraws(keys, recordHash(record))];
    expect(twice.map(({ value }) => value?.state.state)).toEqual(['handling', 'handling']);
    expect((await confirms(place, keys, place.above, record)).code).toBe('not-found');

    const again = endOf(place, keys, place.town, await viewOf(place, keys, place.town));
    await proposes(place, keys, place.town, again);
    const more = sent(letter(place, keys, place.town, '还有', next((await answerTo(keys)).records), ABOUT));
    await asWriter(place.county, { body: { do: 'append', ...mailbox(keys), record: more } });
    const view = await viewOf(place, keys, place.town);
    expect([view.state.state, view.proposed]).toEqual(['handling', undefined]);
    expect((await confirms(place, keys, place.above, again)).code).toBe('not-found');
  });

  it('proposed twice is one, and of two proposals one lies there', async () => {
    const { keys, record } = await handled();
    const other = endOf(place, keys, place.town, await viewOf(place, keys, place.town));
    expect((await proposes(place, keys, place.town, record)).code).toBeUndefined();
    expect((await proposes(place, keys, place.town, record)).code).toBeUndefined();
    expect((await proposes(place, keys, place.town, other)).code).toBe('tip-elsewhere');
  });
});

it('a phone believes no end without the second signature, by another key, or of another record', async () => {
  const { keys, record } = await handled();
  await proposes(place, keys, place.town, record);
  await confirms(place, keys, place.above, record);
  const answer = await answerTo(keys);
  const last = answer.records[3]!;
  const read = (confirm: string | undefined) => {
    const records = [...answer.records.slice(0, 3), { ...last, confirm }];
    return shown(readByWriter(place, keys, { ...answer, records }))[3];
  };
  const said = {
    caseId: keys.caseId,
    seq: 3,
    recordHash: recordHash(record),
    office: place.above.office,
    directory: place.directory.hash,
  };
  const by = (id: number, seed: Uint8Array, change: object = {}) =>
    toBase64url(signConfirmation({ ...said, ...change }, { id, seed }));
  const { above, town } = place;
  expect(read(last.confirm)).toBe('status');
  expect(read(undefined)).toBe('confirm');
  expect(read(by(above.id, town.signSeed))).toBe('confirm');
  expect(read(by(town.id, town.signSeed, { office: town.office }))).toBe('confirm');
  expect(read(by(above.id, above.signSeed, { recordHash: keys.tag }))).toBe('confirm');
  expect(bytesOf(last.confirm!)).toHaveLength(185);
});
