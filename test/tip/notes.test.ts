import { beforeAll, describe, expect, it } from '@jest/globals';
import { actOnCase, readCase, readNotes } from '#shared/tip/contract';
import { decodeHead } from '#shared/tip/head';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import { openSlot, ROLES, slotOf } from '#shared/tip/slots';
import { startOfDay } from '#shared/time';
import type { TestOfficer } from '#test/directory/ceremony';
import {
  asWriter,
  caseOf,
  closes,
  letter,
  mailbox,
  next,
  officerActs,
  reply,
  sent,
  signer,
  tellAsWriter,
  tipCounty,
  type TipCounty,
} from './case';
import { ABOUT, caseAt, consent, move, moveBody, sealMove, sendMove, toWriter, shown, viewOf } from './moves';
import { moveNoted, noteBy, notes, notesOf, readNotesBy, remark, sendNote, told } from './noting';

let place: TipCounty;
beforeAll(async () => {
  place = await tipCounty();
});

const asked = (keys: ReceiptKeys, by: TestOfficer) => ({
  params: { ...by.office, case: caseOf(keys) },
  query: {},
});

/** Which slots of the case's notes, as they lie in the database, open with a key: by role. */
async function rolesOpenTo(keys: ReceiptKeys, key: TestOfficer['officeKey']): Promise<string[]> {
  const items = await place.county.dynamo.query('cases', { PK: `CASE#${caseOf(keys)}` });
  const heads = items.flatMap(({ SK, head }) =>
    String(SK).startsWith('NOTE#') ? decodeHead(new Uint8Array(head as Uint8Array))! : [],
  );
  const pages = items.filter(({ SK }) => String(SK).startsWith('SLOTS#NOTE#'));
  const all = pages.flatMap((page) =>
    Object.entries(page).flatMap(([name, value]) =>
      /^s\d+$/.test(name) ? [new Uint8Array(value as Uint8Array)] : [],
    ),
  );
  expect(all).toHaveLength(heads.length);
  return all.flatMap((slots) =>
    heads.flatMap((head) =>
      ROLES.filter((role) =>
        [0, 1, 2].some((wrap) => openSlot(slotOf(slots, role), role, key, { head: head.bytes, wrap })),
      ),
    ),
  );
}

describe('an internal note', () => {
  it('is read by the office that has the case, signed by who wrote it, and by no other key that the case knows', async () => {
    const keys = await caseAt(place, place.town);
    expect((await notes(place, keys, place.town, remark('先找村会计核对'))).code).toBeUndefined();
    const way = { note: 'handling', way: 'verification' } as const;
    expect((await notes(place, keys, place.town, way)).value?.count).toBe(2);
    const read = await readNotesBy(place, keys, place.town);
    expect(read).toMatchObject([
      { ok: true, signerId: place.town.id, office: place.town.office, said: { text: '先找村会计核对' } },
      { ok: true, said: way },
    ]);
    expect(await rolesOpenTo(keys, place.town.officeKey)).toEqual(['office', 'office']);
    for (const key of [keys.hpke, place.above.officeKey, place.election.officeKey])
      expect(await rolesOpenTo(keys, key)).toEqual([]);
  });

  it('leaves what the writer is answered, the inbox and the daily list as they were', async () => {
    const keys = await caseAt(place, place.town);
    const read = () => asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } });
    const stored = async () => {
      const [inbox, tree] = await Promise.all(
        ['INBOX#990101100000-1#other', `TREE#${keys.tag[0]! % 4}`].map((PK) =>
          place.county.dynamo.query('cases', { PK }),
        ),
      );
      return [inbox, tree];
    };
    const before = [await read(), await stored()];
    await notes(place, keys, place.town, remark('不给来信人看的话'));
    expect([await read(), await stored()]).toEqual(before);
    expect(shown(await toWriter(place, keys))).toEqual(['first']);
  });

  it('is served to no other office: not to the joint one, the one above, or when the day has passed', async () => {
    const { county, election, town, above } = place;
    const about = { ...ABOUT, matter: 'bribery', second: town.office } as const;
    const keys = await caseAt(place, election, about);
    await notes(place, keys, election, remark('联合办理的看不到'));
    expect(
      (await county.send(readCase, { params: asked(keys, town).params }, town.session)).code,
    ).toBeUndefined();
    // It has a chain of its own, in which nothing of this one stands.
    expect(await county.must(readNotes, asked(keys, town), town.session)).toMatchObject({
      count: 0,
      records: [],
    });

    const late = await caseAt(place, town);
    await notes(place, late, town, remark('上级也看不到'));
    const now = county.clock.now;
    county.clock.now = startOfDay((await viewOf(place, late, town)).due!.day + 1);
    const session = await county.staff('officer', above.office.area);
    const params = asked(late, town);
    expect((await county.send(readCase, { params: params.params }, session)).value?.role).toBe('above');
    expect((await county.send(readNotes, params, session)).code).toBe('not-found');
    county.clock.now = now;
    expect((await county.send(readNotes, asked(late, town), election.session)).code).toBe('forbidden');
  });

  it('sent twice is one, behind another one is refused, and an ended case takes it and stays ended', async () => {
    const { town } = place;
    const keys = await caseAt(place, town);
    const empty = await notesOf(place, keys, town);
    const [one, other] = ['一', '二'].map((text) => noteBy(place, keys, town, empty, remark(text)));
    const both = await Promise.all([sendNote(place, keys, town, one!), sendNote(place, keys, town, one!)]);
    expect(both.map(({ code }) => code)).toEqual([undefined, undefined]);
    expect((await sendNote(place, keys, town, other!)).code).toBe('tip-out-of-order');
    expect(told(await readNotesBy(place, keys, town))).toEqual(['一']);
    for (const act of ['accept', 'handle'] as const)
      await officerActs(place, keys, town, await viewOf(place, keys, town), act);
    await closes(place, keys, town, await viewOf(place, keys, town));
    const [before, heard] = [await viewOf(place, keys, town), await toWriter(place, keys)];
    const inbox = () => place.county.dynamo.query('cases', { PK: 'INBOX#990101100000-1#closed' });
    const lines = await inbox();
    expect((await notes(place, keys, town, remark('办结以后'))).code).toBeUndefined();
    expect(told(await readNotesBy(place, keys, town))).toEqual(['一', '办结以后']);
    expect(await viewOf(place, keys, town)).toEqual(before);
    expect([await toWriter(place, keys), await inbox()]).toEqual([heard, lines]);
  });

  it('leaves the case as it was for whoever may not read notes', async () => {
    const { town } = place;
    const keys = await caseAt(place, town);
    const before = await viewOf(place, keys, town);
    expect((await notes(place, keys, town, remark('先核对'))).code).toBeUndefined();
    expect(await viewOf(place, keys, town)).toEqual(before);
  });

  it('in the middle of a letter of the writer’s keeps neither from being taken, nor says that it was written', async () => {
    const { town, county } = place;
    const keys = await caseAt(place, town);
    const { records } = await viewOf(place, keys, town);
    const record = sent(letter(place, keys, town, '那天是星期六', next(records)));
    const remarks = ['刚好这时', '又刚好这时'];
    let between = false;
    county.hooks.before = async (boundary, { command }) => {
      if (between || boundary !== 'tipline' || command !== 'TransactWriteItemsCommand') return;
      const text = remarks.shift();
      between = true;
      if (text) expect((await notes(place, keys, town, remark(text))).code).toBeUndefined();
      between = false;
    };
    const body = { do: 'append' as const, ...mailbox(keys), record };
    const taken = await tellAsWriter(county, { body });
    delete county.hooks.before;
    expect([taken.code, taken.value?.count]).toEqual([undefined, 2]);
    expect(remarks).toEqual([]);
    expect(told(await readNotesBy(place, keys, town))).toHaveLength(2);
  });

  it('is no record of the thread, nor is a record a note', async () => {
    const { town, county } = place;
    const keys = await caseAt(place, town);
    // Both chains are as long, so that the number alone says nothing.
    await notes(place, keys, town, remark('第一条'));
    const note = noteBy(place, keys, town, await notesOf(place, keys, town), remark('内部'));
    const view = await viewOf(place, keys, town);
    const params = { ...town.office, case: caseOf(keys) };
    const as = { act: { act: 'reply' as const }, signer: signer(place, town, note) };
    const acted = await county.send(actOnCase, { params, body: { record: sent(note), ...as } }, town.session);
    expect(acted.code).toBe('tip-refused');
    const said = { kind: 'message', said: { text: '请问是哪一天？' } } as const;
    const word = reply(place, keys, town, view.records, said);
    expect((await sendNote(place, keys, town, word)).code).toBe('tip-refused');
  });
});

describe('the notes of a case that moves', () => {
  it('go up with it, and nothing of them stays readable below', async () => {
    const { town, above } = place;
    const keys = await caseAt(place, town);
    for (const text of ['第一条', '第二条']) await notes(place, keys, town, remark(text));
    expect((await moveNoted(place, keys, town, above)).code).toBeUndefined();
    expect(await rolesOpenTo(keys, town.officeKey)).toEqual([]);
    expect(await rolesOpenTo(keys, above.officeKey)).toEqual(['office', 'office']);
    expect((await notes(place, keys, above, remark('县里记的'))).code).toBeUndefined();
    const read = await readNotesBy(place, keys, above);
    expect(told(read)).toEqual(['第一条', '第二条', '县里记的']);
    expect(read.map((note) => note.ok && note.office)).toEqual([town.office, town.office, above.office]);
    expect((await place.county.send(readNotes, asked(keys, town), town.session)).code).toBe('not-found');
  });

  it('go nowhere when they are not passed on: from then on they open for nobody, and the chain goes on', async () => {
    const { town, election } = place;
    const keys = await caseAt(place, town);
    await notes(place, keys, town, remark('纪委自己的看法'));
    await consent(place, keys, town, election.office);
    expect((await moveNoted(place, keys, town, election, false)).code).toBeUndefined();
    for (const { officeKey } of [town, election]) expect(await rolesOpenTo(keys, officeKey)).toEqual([]);
    await notes(place, keys, election, remark('换届办记的'));
    expect(told(await readNotesBy(place, keys, election))).toEqual(['slot', '换届办记的']);
  });

  it('are read where the case comes back to, sealed anew twice', async () => {
    const { town, above } = place;
    const keys = await caseAt(place, town);
    await notes(place, keys, town, remark('镇里记的'));
    await moveNoted(place, keys, town, above);
    await notes(place, keys, above, remark('县里记的'));
    expect((await moveNoted(place, keys, above, town)).code).toBeUndefined();
    expect((await notesOf(place, keys, town)).records.map(({ wraps }) => wraps.length)).toEqual([2, 1]);
    expect(told(await readNotesBy(place, keys, town))).toEqual(['镇里记的', '县里记的']);
  });

  it('hold a move back that leaves one behind, or seals another in its place', async () => {
    const { town, above } = place;
    const keys = await caseAt(place, town);
    expect((await notes(place, keys, town, remark('不能落下'))).code).toBeUndefined();
    expect((await move(place, keys, town, above)).code).toBe('tip-out-of-order');
    const view = await viewOf(place, keys, town);
    const { records } = await notesOf(place, keys, town);
    const sealed = sealMove(place, keys, town, above, view, ABOUT, { notes: records, along: true });
    const good = moveBody(place, town, sealed);
    // The record's own slots in the note's place.
    const bad = { ...good, notes: good.wraps };
    expect((await sendMove(place, keys, town, bad)).code).toBe('tip-refused');
    expect((await sendMove(place, keys, town, good)).code).toBeUndefined();
  });

  it('are not lost to a note that is written while it moves', async () => {
    const { town, above } = place;
    const keys = await caseAt(place, town);
    const view = await viewOf(place, keys, town);
    const body = moveBody(place, town, sealMove(place, keys, town, above, view));
    const [moved, noted] = await Promise.all([
      sendMove(place, keys, town, body),
      notes(place, keys, town, remark('刚好这时')),
    ]);
    expect([moved.code, noted.code].filter((code) => code === undefined)).toHaveLength(1);
    const holder = moved.code === undefined ? above : town;
    const lying = await rolesOpenTo(keys, town.officeKey);
    expect(lying).toEqual(moved.code === undefined ? [] : ['office']);
    expect(told(await readNotesBy(place, keys, holder))).toHaveLength(lying.length);
  });
});
