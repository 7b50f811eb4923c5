import { beforeAll, describe, expect, it } from '@jest/globals';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { actingToWire } from '#shared/directory/acting';
import { putEntry } from '#shared/directory/contract';
import { sentEntryOf } from '#shared/directory/directory';
import { type DirectoryEntry, encodeEntry } from '#shared/directory/entry';
import {
  actOnCase,
  proposeClosing,
  readCase,
  recuse,
  transferCase,
  withdrawClosing,
  writeNote,
} from '#shared/tip/contract';
import { recordHash, type SealedRecord } from '#shared/tip/record';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import { keepTemplates } from '#shared/wording/contract';
import { joinOffice, madeBy, publish, sealedTo, type TestOfficer } from '#test/directory/ceremony';
import { keysOf } from '#test/directory/second-device';
import { COUNTY } from '#test/setup';
import { keeping } from '#test/wording/books';
import {
  acceptedDirectory,
  caseOf,
  confirms,
  endOf,
  officerActs,
  proposes,
  reply,
  sent,
  signer,
  tipCounty,
  type TipCounty,
  withColleague,
} from './case';
import { caseAt, moveBody, sealMove, viewOf } from './moves';
import { noteBy, notesOf, recusalBy, remark } from './noting';

/** The county by the directory of before, which lists both; the newer one lists the colleague alone. */
let place: TipCounty;
let left: TestOfficer;
let stays: TestOfficer;
/** An end that was proposed while both were listed. */
let proposed: { keys: ReceiptKeys; record: SealedRecord };

beforeAll(async () => {
  const made = await withColleague(await tipCounty());
  [place, left, stays] = [made, made.town, made.colleague];
  proposed = await ending(stays);
  expect((await proposes(place, proposed.keys, stays, proposed.record)).code).toBeUndefined();
  await lists(stays.entry, stays);
});

/** The county publishes the office's next entry, which lists these and was made by the first of them. */
async function lists(
  before: DirectoryEntry,
  ...officers: [TestOfficer, ...Omit<TestOfficer, 'officeKey' | 'entry'>[]]
) {
  const { county } = place;
  const [maker] = officers;
  const rows = officers.map((one) => ({ ...keysOf(one), maySign: true, mayHoldKey: true }));
  const entry = { ...before, epoch: before.epoch + 1, officers: rows };
  const keys = rows.map((row) => ({ ...sealedTo(row), sealed: toBase64url(new Uint8Array(80)) }));
  const body = { ...madeBy(maker, encodeEntry(entry)), keys };
  await county.must(putEntry, { params: maker.office, body }, maker.session);
  await publish(county, await county.staff('county', COUNTY));
  county.clock.now += 2;
  return entry;
}

/** A case that is being handled, and the record by which this officer would end it. */
async function ending(by: TestOfficer) {
  const keys = await caseAt(place, by);
  for (const act of ['accept', 'handle'] as const)
    await officerActs(place, keys, by, await viewOf(place, keys, by), act);
  return { keys, record: endOf(place, keys, by, await viewOf(place, keys, by)) };
}

/** Each act of an officer of the office, ready to be sent under the directory of before. */
const ACTS = {
  act: async (by: TestOfficer) => {
    const keys = await caseAt(place, by);
    const { records } = await viewOf(place, keys, by);
    const said = { kind: 'status', said: { status: 'accepted', text: '来信收到，已经受理。' } } as const;
    const record = sent(reply(place, keys, by, records, said));
    const body = { record, act: { act: 'accept' as const }, signer: signer(place, by, record) };
    return { keys, contract: actOnCase, body };
  },
  note: async (by: TestOfficer) => {
    const keys = await caseAt(place, by);
    const record = sent(noteBy(place, keys, by, await notesOf(place, keys, by), remark('先找村会计核对')));
    return { keys, contract: writeNote, body: { record, signer: signer(place, by, record) } };
  },
  recusal: async (by: TestOfficer) => {
    const keys = await caseAt(place, by);
    return { keys, contract: recuse, body: await recusalBy(place, keys, by) };
  },
  move: async (by: TestOfficer) => {
    const keys = await caseAt(place, by);
    const sealed = sealMove(place, keys, by, place.above, await viewOf(place, keys, by));
    return { keys, contract: transferCase, body: moveBody(place, by, sealed) };
  },
  proposal: async (by: TestOfficer) => {
    const { keys, record } = await ending(stays);
    const body = { record: sent(record), signer: signer(place, by, record) };
    return { keys, contract: proposeClosing, body };
  },
} as const;

const rowsOf = (keys: ReceiptKeys) => place.county.dynamo.query('cases', { PK: `CASE#${caseOf(keys)}` });

describe.each(Object.keys(ACTS) as (keyof typeof ACTS)[])('under the directory of before, %s', (name) => {
  it('is not taken from an officer whom the newest one lists no more, and nothing is written', async () => {
    const { keys, contract, body } = await ACTS[name](left);
    const before = await rowsOf(keys);
    const input = { params: { ...left.office, case: caseOf(keys) }, body };
    expect((await place.county.send(contract, input, left.session)).code).toBe('tip-signer-gone');
    expect(await rowsOf(keys)).toEqual(before);
  });

  it('is taken from a colleague who is listed still, where one is enough for it', async () => {
    const { keys, contract, body } = await ACTS[name](stays);
    const input = { params: { ...stays.office, case: caseOf(keys) }, body };
    const { code } = await place.county.send(contract, input, stays.session);
    expect(code).toBe(name === 'recusal' ? 'tip-last-officer' : undefined);
  });
});

describe('who acts', () => {
  it('is known by their own signature over what they send', async () => {
    const { keys, body } = await ACTS.note(left);
    const entry = sentEntryOf(place.directory, left.office)!;
    const params = { ...left.office, case: caseOf(keys) };
    const sends = async (id: number, seed: Uint8Array, signed: string) => {
      const acting = actingToWire(entry, bytesOf(signed), { id, seed });
      const input = { params, body: { record: body.record, signer: acting } };
      return (await place.county.send(writeNote, input, left.session)).code;
    };
    expect(await sends(stays.id, left.signSeed, body.record)).toBe('tip-signer');
    expect(await sends(stays.id, stays.signSeed, `${body.record}AAAA`)).toBe('tip-signer');
    expect(await sends(left.id, left.signSeed, body.record)).toBe('tip-signer-gone');
  });

  it('keeps no templates for the office either, once they have left', async () => {
    expect((await place.county.send(keepTemplates, keeping(place, left, 1), left.session)).code).toBe(
      'tip-signer-gone',
    );
    expect(
      (await place.county.send(keepTemplates, keeping(place, stays, 1), stays.session)).code,
    ).toBeUndefined();
  });
});

/** Whether the office above may confirm what lies there: it reads the case. */
const isAbove = async (keys: ReceiptKeys) => {
  const { county, above } = place;
  const params = { ...above.office, case: caseOf(keys) };
  return (await county.send(readCase, { params }, above.session)).value?.role === 'above';
};

describe('an end', () => {
  it('is not confirmed by who has left since; proposed again, it goes to the office above', async () => {
    const { keys, record } = proposed;
    expect(await isAbove(keys)).toBe(false);
    expect((await confirms(place, keys, left, record)).code).toBe('tip-signer-gone');
    const params = { ...stays.office, case: caseOf(keys) };
    const body = { proposed: toBase64url(recordHash(record)) };
    await place.county.must(withdrawClosing, { params, body }, stays.session);
    expect((await proposes(place, keys, stays, record)).code).toBeUndefined();
    expect(await isAbove(keys)).toBe(true);
    expect((await confirms(place, keys, place.above, record)).value?.state.state).toBe('closed');
  });

  it('proposed under a directory of one officer goes above too, though the newest one lists a second', async () => {
    const under = { ...place, directory: await acceptedDirectory(place.county) };
    const newcomer = await joinOffice(place.county, 'officer', stays.office);
    await lists({ ...stays.entry, epoch: stays.entry.epoch + 1 }, stays, newcomer);
    const { keys } = await ending(stays);
    const record = endOf(under, keys, stays, await viewOf(under, keys, stays));
    expect((await proposes(under, keys, stays, record)).code).toBeUndefined();
    expect(await isAbove(keys)).toBe(true);
  });
});
