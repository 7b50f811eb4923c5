import { beforeAll, describe, expect, it } from '@jest/globals';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { DISCIPLINE, ELECTION } from '#shared/directory/office';
import { dayOf } from '#shared/time';
import { inbox, readCase } from '#shared/tip/contract';
import { decodeHead } from '#shared/tip/head';
import { openSlot, ROLES, slotOf } from '#shared/tip/slots';
import { heldBy } from '#shared/tip/standing';
import { readWrap, signWrap } from '#shared/tip/wrap';
import { chainFromWire } from '#shared/tip/wire';
import { openOffice, publish, type TestOfficer } from '#test/directory/ceremony';
import { COUNTY, OTHER_VILLAGE } from '#test/setup';
import { townOf } from '#shared/area/code';
import {
  acceptedDirectory,
  asWriter,
  caseOf,
  letter,
  mailbox,
  next,
  officerActs,
  sent,
  tellAsWriter,
  tipCounty,
  type TipCounty,
} from './case';
import {
  ABOUT,
  caseAt,
  consent,
  move,
  moveBody,
  type MoveBody,
  readBy,
  readByWriter,
  sealMove,
  sendMove,
  shown,
  toWriter,
  viewOf,
} from './moves';

let place: TipCounty;
let otherTown: TestOfficer;
beforeAll(async () => {
  place = await tipCounty();
  const { county } = place;
  otherTown = await openOffice(county, 'officer', {
    area: townOf(OTHER_VILLAGE),
    kind: DISCIPLINE,
    name: '石桥镇纪委',
  });
  await publish(county, await county.staff('county', COUNTY));
  county.clock.now += 2;
  place = { ...place, directory: await acceptedDirectory(county) };
});

const lines = async (by: TestOfficer) =>
  (await place.county.must(inbox, { params: by.office, query: {} }, by.session)).lines.map(
    (line) => line.case,
  );
const readAt = (keys: Parameters<typeof caseOf>[0], by: TestOfficer) =>
  place.county.send(readCase, { params: { ...by.office, case: caseOf(keys) } }, by.session);

/** How many slots that lie in the database for a case open with a key, whatever role and wrap they are taken for. */
async function slotsOpenTo(keys: Parameters<typeof caseOf>[0], by: TestOfficer): Promise<number> {
  const items = await place.county.dynamo.query('cases', { PK: `CASE#${caseOf(keys)}` });
  const heads = items.flatMap(({ SK, head }) =>
    String(SK).startsWith('MSG#') ? decodeHead(new Uint8Array(head as Uint8Array))! : [],
  );
  const pages = items.filter(({ SK }) => String(SK).startsWith('SLOTS#'));
  const all = pages.flatMap((page) =>
    Object.entries(page).flatMap(([name, value]) =>
      /^s\d+$/.test(name) ? [new Uint8Array(value as Uint8Array)] : [],
    ),
  );
  expect(all).toHaveLength(heads.length);
  const opens = all.flatMap((slots) =>
    heads.flatMap((head) =>
      ROLES.flatMap((role) =>
        [0, 1, 2].filter((wrap) =>
          openSlot(slotOf(slots, role), role, by.officeKey, { head: head.bytes, wrap }),
        ),
      ),
    ),
  );
  return opens.length;
}

describe('a case that goes up', () => {
  it('is read and handled above from then on, and nothing readable stays below', async () => {
    const keys = await caseAt(place, place.town);
    await officerActs(place, keys, place.town, await viewOf(place, keys, place.town), 'reply');
    expect(await slotsOpenTo(keys, place.town)).toBe(2);
    const { value, code } = await move(place, keys, place.town, place.above);
    expect([code, value]).toEqual([undefined, { case: caseOf(keys), office: place.above.office }]);

    expect(await slotsOpenTo(keys, place.town)).toBe(0);
    expect((await readAt(keys, place.town)).code).toBe('not-found');
    expect(await lines(place.town)).not.toContain(caseOf(keys));
    expect(await lines(place.above)).toContain(caseOf(keys));
    const view = await viewOf(place, keys, place.above);
    const entries = readBy(place, keys, place.above, view);
    expect(shown(entries)).toEqual(['first', 'message', 'transfer']);
    expect((await officerActs(place, keys, place.above, view, 'accept')).code).toBeUndefined();
    expect((await officerActs(place, keys, place.town, view, 'reply')).code).toBe('not-found');
  });

  it('keeps its thread and its receipt: the writer reads it on, is told, and writes to the new office', async () => {
    const keys = await caseAt(place, place.town);
    await move(place, keys, place.town, place.above);
    const answer = await asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } });
    const entries = readByWriter(place, keys, answer);
    expect(shown(entries)).toEqual(['first', 'transfer']);
    expect(entries[1]).toMatchObject({ content: { said: { to: place.above.office, reason: 'superior' } } });
    expect(heldBy(chainFromWire(answer.records), entries)).toMatchObject({
      office: place.above.office,
      astray: false,
    });
    const more = (to: TestOfficer) =>
      tellAsWriter(place.county, {
        body: {
          do: 'append',
          ...mailbox(keys),
          record: sent(letter(place, keys, to, '还有', next(answer.records), ABOUT)),
        },
      });
    expect((await more(place.town)).code).toBe('tip-refused');
    expect((await more(place.above)).value?.count).toBe(3);
    expect(shown(await toWriter(place, keys))).toEqual(['first', 'transfer', 'message']);
  });

  it('has the legal days to decide at the new office, and keeps being accepted once it was', async () => {
    const [fresh, accepted] = [await caseAt(place, place.town), await caseAt(place, place.town)];
    await officerActs(place, accepted, place.town, await viewOf(place, accepted, place.town), 'accept');
    const before = dayOf(place.county.clock.now);
    place.county.clock.now += 3 * 86_400;
    const town = { ...place.town, session: await place.county.staff('officer', place.town.office.area) };
    const above = { ...place.above, session: await place.county.staff('officer', COUNTY) };
    for (const keys of [fresh, accepted]) expect((await move(place, keys, town, above)).code).toBeUndefined();
    expect((await viewOf(place, fresh, above)).state).toEqual({ state: 'received', received: before + 3 });
    expect((await viewOf(place, accepted, above)).state).toMatchObject({
      state: 'accepted',
      decided: before,
    });
    place.county.clock.now -= 3 * 86_400;
  });

  it('takes the joint office up with it', async () => {
    const about = { ...ABOUT, matter: 'bribery', second: place.town.office } as const;
    const keys = await caseAt(place, place.election, about);
    const { county } = place;
    const countyElection = await openOffice(county, 'county', {
      area: COUNTY,
      kind: ELECTION,
      name: '县换届办',
    });
    await publish(county, await county.staff('county', COUNTY));
    county.clock.now += 2;
    const wider = { ...place, directory: await acceptedDirectory(county) };
    expect((await move(wider, keys, place.election, countyElection, about)).code).toBeUndefined();
    expect((await readAt(keys, place.town)).code).toBe('not-found');
    expect(await slotsOpenTo(keys, place.town)).toBe(0);
    const joint = await viewOf(place, keys, place.above);
    expect(joint.role).toBe('second');
    expect(shown(readBy(place, keys, place.above, joint))).toEqual(['first', 'transfer']);
    expect(shown(await toWriter(place, keys))).toEqual(['first', 'transfer']);
  });

  it('brings no second office in that was not there, by the server or by anybody’s bytes, until the writer lets it', async () => {
    const { town, above, election, county } = place;
    const keys = await caseAt(place, town);
    await move(place, keys, town, above);
    const uninvited = async () => {
      const view = await viewOf(place, keys, above);
      const noted = { notes: [], along: true, second: election.office };
      return moveBody(place, above, sealMove(place, keys, above, town, view, ABOUT, noted));
    };
    expect((await sendMove(place, keys, above, await uninvited())).code).toBe('tip-consent');
    // What the writer takes back is not there any more.
    await consent(place, keys, above, election.office, true, true);
    await consent(place, keys, above, election.office, false, true);
    const body = await uninvited();
    expect((await sendMove(place, keys, above, body)).code).toBe('tip-consent');
    // A server that lets it through all the same: every reader sees that no writer agreed.
    const key = { PK: `CASE#${caseOf(keys)}`, SK: 'HEAD' };
    const head = (await county.dynamo.get('cases', key))!;
    const item = { ...head, ...key, joins: election.office };
    await county.dynamo.transact([{ kind: 'put', table: 'cases', item }]);
    expect((await sendMove(place, keys, above, body)).code).toBeUndefined();
    expect(shown(await toWriter(place, keys)).at(-1)).toBe('move');
    const joint = await viewOf(place, keys, election);
    expect(shown(readBy(place, keys, election, joint)).at(-1)).toBe('move');
  });

  it('takes a second office along that the writer let handle it jointly', async () => {
    const { town, above, election } = place;
    const keys = await caseAt(place, town);
    await move(place, keys, town, above);
    await consent(place, keys, above, election.office, true, true);
    const view = await viewOf(place, keys, above);
    const noted = { notes: [], along: true, second: election.office };
    const body = moveBody(place, above, sealMove(place, keys, above, town, view, ABOUT, noted));
    expect((await sendMove(place, keys, above, body)).code).toBeUndefined();
    expect(shown(await toWriter(place, keys)).at(-1)).toBe('transfer');
  });

  it('goes down again to the town of its village, its slots sealed anew twice', async () => {
    const keys = await caseAt(place, place.town);
    await move(place, keys, place.town, place.above);
    expect((await move(place, keys, place.above, place.town)).code).toBeUndefined();
    const view = await viewOf(place, keys, place.town);
    expect(view.records.map(({ wraps }) => wraps.length)).toEqual([2, 1, 0]);
    expect(shown(readBy(place, keys, place.town, view))).toEqual(['first', 'transfer', 'transfer']);
    expect(shown(await toWriter(place, keys))).toEqual(['first', 'transfer', 'transfer']);
    expect(await slotsOpenTo(keys, place.above)).toBe(3); // the office above, should the town be late
  });
});

describe('a move', () => {
  it('sent again answers the same, when the case has gone on too; another one no longer finds it', async () => {
    const keys = await caseAt(place, place.town);
    const view = await viewOf(place, keys, place.town);
    const body = moveBody(place, place.town, sealMove(place, keys, place.town, place.above, view));
    const first = await sendMove(place, keys, place.town, body);
    expect(first.code).toBeUndefined();
    await officerActs(place, keys, place.above, await viewOf(place, keys, place.above), 'accept');
    expect((await sendMove(place, keys, place.town, body)).text).toBe(first.text);
    const other = moveBody(place, place.town, sealMove(place, keys, place.town, place.above, view));
    expect((await sendMove(place, keys, place.town, other)).code).toBe('not-found');
    expect((await viewOf(place, keys, place.above)).count).toBe(3);
  });

  it('is refused behind a newer record, of an ended case, and from who does not have it', async () => {
    const keys = await caseAt(place, place.town);
    const view = await viewOf(place, keys, place.town);
    const late = moveBody(place, place.town, sealMove(place, keys, place.town, place.above, view));
    await officerActs(place, keys, place.town, view, 'refuse');
    expect((await sendMove(place, keys, place.town, late)).code).toBe('tip-elsewhere');
    const open = await caseAt(place, place.town);
    const seen = await viewOf(place, open, place.town);
    const stale = moveBody(place, place.town, sealMove(place, open, place.town, place.above, seen));
    await officerActs(place, open, place.town, seen, 'reply');
    expect((await sendMove(place, open, place.town, stale)).code).toBe('tip-out-of-order');
    const foreign = await place.county.send(
      (await import('#shared/tip/contract')).transferCase,
      { params: { ...place.town.office, case: caseOf(open) }, body: stale },
      place.election.session,
    );
    expect(foreign.code).toBe('forbidden');
    expect(shown(await toWriter(place, open))).toEqual(['first', 'message']);
  });

  it('is refused unless each record’s slots are sealed anew from those that lie there', async () => {
    const keys = await caseAt(place, place.town);
    await officerActs(place, keys, place.town, await viewOf(place, keys, place.town), 'reply');
    const view = await viewOf(place, keys, place.town);
    const good = moveBody(place, place.town, sealMove(place, keys, place.town, place.above, view));
    const [one, two] = good.wraps;
    const kept = await place.county.dynamo.query('cases', { PK: `CASE#${caseOf(keys)}`, begins: 'SLOTS#' });
    const same = toBase64url(new Uint8Array(kept[0]!['s0'] as Uint8Array));
    const bad: MoveBody['wraps'][] = [
      [one!],
      [two!, one!],
      [one!, one!],
      [one!, { ...two!, slots: one!.slots }],
      [{ ...one!, slots: same }, two!],
      [one!, two!, two!],
    ];
    for (const wraps of bad)
      expect((await sendMove(place, keys, place.town, { ...good, wraps })).code).toBe('tip-refused');
    expect((await viewOf(place, keys, place.town)).count).toBe(2);
    expect((await sendMove(place, keys, place.town, good)).code).toBeUndefined();
  });
});

describe('an office of another kind', () => {
  it('gets a case only after the writer has let it go there, once', async () => {
    const keys = await caseAt(place, place.town);
    expect((await move(place, keys, place.town, place.election)).code).toBe('tip-consent');
    await consent(place, keys, place.town, place.election.office, false);
    expect((await move(place, keys, place.town, place.election)).code).toBe('tip-consent');
    await consent(place, keys, place.town, place.election.office);
    expect((await move(place, keys, place.town, place.election)).code).toBeUndefined();
    expect(shown(await toWriter(place, keys))).toEqual(['first', 'message', 'message', 'transfer']);
    expect((await move(place, keys, place.election, place.town)).code).toBe('tip-consent');
  });

  it('that got it by the server’s word alone is not believed: the phone withholds the move and writes no more', async () => {
    const keys = await caseAt(place, place.town);
    const view = await viewOf(place, keys, place.town);
    const body = moveBody(place, place.town, sealMove(place, keys, place.town, place.election, view));
    const key = { PK: `CASE#${caseOf(keys)}`, SK: 'HEAD' };
    const head = (await place.county.dynamo.get('cases', key))!;
    const item = { ...head, ...key, agreed: place.election.office };
    await place.county.dynamo.transact([{ kind: 'put', table: 'cases', item }]);
    expect((await sendMove(place, keys, place.town, body)).code).toBeUndefined();
    const answer = await asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } });
    const entries = readByWriter(place, keys, answer);
    expect(shown(entries)).toEqual(['first', 'move']);
    expect(heldBy(chainFromWire(answer.records), entries)?.astray).toBe(true);
  });
});

describe('a phone', () => {
  it('believes no move to a town that is not the village’s, or that the letter concerns', async () => {
    const [elsewhere, concerned] = [
      await caseAt(place, place.above),
      await caseAt(place, place.above, { ...ABOUT, avoid: ['town'] }),
    ];
    expect((await move(place, elsewhere, place.above, otherTown)).code).toBeUndefined();
    expect((await move(place, concerned, place.above, place.town)).code).toBeUndefined();
    expect(shown(await toWriter(place, elsewhere))).toEqual(['first', 'move']);
    expect(shown(await toWriter(place, concerned))).toEqual(['first', 'move']);
  });

  it('believes no wrap that was signed by somebody else, left out, or of other slots', async () => {
    const keys = await caseAt(place, place.town);
    await move(place, keys, place.town, place.above);
    const answer = await asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } });
    const [first, transfer] = answer.records;
    const wrap = readWrap(bytesOf(first!.wraps[0]!))!;
    const forged = toBase64url(signWrap(wrap, { id: place.town.id, seed: place.above.signSeed }));
    const read = (change: object) =>
      shown(readByWriter(place, keys, { ...answer, records: [{ ...first!, ...change }, transfer!] }));
    expect(read({})).toEqual(['first', 'transfer']);
    expect(read({ wraps: [forged] })).toEqual(['wrap', 'transfer']);
    expect(read({ wraps: [] })[0]).toBe('slot');
    const other = bytesOf(first!.slots!);
    other[0]! ^= 1;
    expect(read({ slots: toBase64url(other) })).toEqual(['wrap', 'transfer']);
  });
});
