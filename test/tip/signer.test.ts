import { beforeAll, describe, expect, it } from '@jest/globals';
import { bytesOf } from '#shared/crypto/bytes';
import { actingToWire } from '#shared/directory/acting';
import { sentEntryOf, type SentEntry } from '#shared/directory/directory';
import { decodeEntry, encodeEntry } from '#shared/directory/entry';
import { signRoot } from '#shared/directory/root';
import { entryToWire } from '#shared/directory/wire';
import { dayOf } from '#shared/time';
import {
  actOnCase,
  confirmClosing,
  proposeClosing,
  recuse,
  transferCase,
  writeNote,
} from '#shared/tip/contract';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import { publish } from '#test/directory/ceremony';
import { COUNTY } from '#test/setup';
import {
  acceptedDirectory,
  bytes,
  caseOf,
  confirmationBy,
  endOf,
  officerActs,
  proposes,
  reply,
  sent,
  signer,
  tipCounty,
  type TipCounty,
} from './case';
import { caseAt, moveBody, sealMove, viewOf } from './moves';
import { noteBy, notesOf, recusalBy, remark } from './noting';

let place: TipCounty;
/** A directory of later, whose snapshot no act of this test names. */
let later: TipCounty['directory'];
beforeAll(async () => {
  place = await tipCounty();
  const { county } = place;
  await publish(county, await county.staff('county', COUNTY));
  county.clock.now += 2;
  later = await acceptedDirectory(county);
});

/** A case that is being handled. */
async function handled(): Promise<ReceiptKeys> {
  const keys = await caseAt(place, place.town);
  for (const act of ['accept', 'handle'] as const)
    await officerActs(place, keys, place.town, await viewOf(place, keys, place.town), act);
  return keys;
}

const theirs = (): SentEntry => sentEntryOf(place.directory, place.town.office)!;

/** What an officer could send in place of the entry that their act was signed under. */
const FORGED: Record<string, () => SentEntry> = {
  'an entry with a colleague who is none': () => {
    const own = theirs();
    const entry = decodeEntry(own.entry)!;
    const officers = [...entry.officers, { ...entry.officers[0]!, id: 65_000 }];
    return { ...own, entry: encodeEntry({ ...entry, officers }) };
  },
  'the entry of another office': () => sentEntryOf(place.directory, place.above.office)!,
  'the entry under another snapshot': () => sentEntryOf(later, place.town.office)!,
  'a proof that was broken': () => ({
    ...theirs(),
    proof: theirs().proof.map((byte, i) => (i === 200 ? byte ^ 1 : byte)),
  }),
  'the proof of another snapshot': () => ({ ...theirs(), proof: later.sent.proof! }),
  'a root that the county never signed': () => {
    const { root } = place.directory;
    return { ...theirs(), root: signRoot(root, bytes(32)) };
  },
};

/** Each act of an officer, ready to be sent but for the entry. */
const ACTS = {
  act: async () => {
    const keys = await caseAt(place, place.town);
    const { records } = await viewOf(place, keys, place.town);
    const said = { kind: 'status', said: { status: 'accepted', text: '来信收到，已经受理。' } } as const;
    const body = {
      record: sent(reply(place, keys, place.town, records, said)),
      act: { act: 'accept' as const },
    };
    return { keys, contract: actOnCase, body };
  },
  note: async () => {
    const keys = await caseAt(place, place.town);
    const noted = await notesOf(place, keys, place.town);
    const body = { record: sent(noteBy(place, keys, place.town, noted, remark('先找村会计核对'))) };
    return { keys, contract: writeNote, body };
  },
  recuse: async () => {
    const keys = await caseAt(place, place.town);
    return { keys, contract: recuse, body: await recusalBy(place, keys, place.town) };
  },
  move: async () => {
    const keys = await caseAt(place, place.town);
    const view = await viewOf(place, keys, place.town);
    const body = moveBody(place, place.town, sealMove(place, keys, place.town, place.above, view));
    return { keys, contract: transferCase, body };
  },
  propose: async () => {
    const keys = await handled();
    const record = endOf(place, keys, place.town, await viewOf(place, keys, place.town));
    return { keys, contract: proposeClosing, body: { record: sent(record) } };
  },
} as const;

/** All that lies of a case. */
const rowsOf = (keys: ReceiptKeys) => place.county.dynamo.query('cases', { PK: `CASE#${caseOf(keys)}` });

describe.each(Object.keys(ACTS) as (keyof typeof ACTS)[])('an act (%s) is not taken', (name) => {
  it.each(Object.keys(FORGED))('under %s, and nothing is written', async (forged) => {
    const { keys, contract, body } = await ACTS[name]();
    const params = { ...place.town.office, case: caseOf(keys) };
    const before = await rowsOf(keys);
    const { id, signSeed: seed } = place.town;
    const acting = actingToWire(FORGED[forged]!(), bytesOf(body.record), { id, seed });
    const input = { params, body: { ...body, signer: acting } };
    const answer = await place.county.send(contract, input, place.town.session);
    expect(answer.code).toBe('tip-signer');
    expect(await rowsOf(keys)).toEqual(before);
  });
});

describe('an end is not confirmed', () => {
  it('under an entry that readers would refuse, nor by a signature that does not hold', async () => {
    const keys = await handled();
    const record = endOf(place, keys, place.town, await viewOf(place, keys, place.town));
    expect((await proposes(place, keys, place.town, record)).code).toBeUndefined();
    const params = { ...place.above.office, case: caseOf(keys) };
    const confirms = async (body: ReturnType<typeof confirmationBy>) =>
      (await place.county.send(confirmClosing, { params, body }, place.above.session)).code;
    const good = confirmationBy(place, place.above, record);
    const before = await rowsOf(keys);
    for (const forged of Object.values(FORGED).filter((_, i) => i !== 1))
      expect(await confirms({ ...good, signer: entryToWire(forged()) })).toBe('tip-signer');
    const bySomebody = confirmationBy(place, { ...place.above, signSeed: bytes(32) }, record);
    expect(await confirms(bySomebody)).toBe('tip-refused');
    const byNobody = confirmationBy(place, { ...place.above, id: 65_000 }, record);
    expect(await confirms(byNobody)).toBe('tip-refused');
    expect(await rowsOf(keys)).toEqual(before);
    expect(await confirms(good)).toBeUndefined();
  });
});

describe('a directory', () => {
  it('is acted under as long as phones write under it, and no longer', async () => {
    const { county } = place;
    const keys = await caseAt(place, place.town);
    const { snapshot } = place.directory;
    const toMove = (snapshot.day + snapshot.validDays - dayOf(county.clock.now)) * 86_400;
    county.clock.now += toMove;
    const session = await county.staff('officer', place.town.office.area);
    const params = { ...place.town.office, case: caseOf(keys) };
    const record = async () =>
      sent(
        noteBy(
          place,
          keys,
          { ...place.town, session },
          await notesOf(place, keys, { ...place.town, session }),
          remark('晚了'),
        ),
      );
    const note = await record();
    const late = { params, body: { record: note, signer: signer(place, place.town, note) } };
    expect((await county.send(writeNote, late, session)).code).toBe('tip-signer');
    county.clock.now -= 86_400;
    expect((await county.send(writeNote, late, session)).code).toBeUndefined();
    county.clock.now -= toMove - 86_400;
  });
});
