import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { put } from '#functions/platform/item';
import { recusalMark } from '#functions/tip/recused';
import { sameOffice } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import type { FirstContent } from '#shared/tip/content';
import { readCase } from '#shared/tip/contract';
import { areMerged, toldTogether } from '#shared/tip/merging';
import { caseOf, officerActs, type TipCounty } from './case';
import {
  type App,
  type Desk,
  type DeskMember,
  goBy,
  keysOf,
  must,
  openDesk,
  type Sealed,
  type TestPhone,
  tipPhone,
  writeLetter,
} from './phone';

let place: TipCounty;
let phone: TestPhone;
let app: App;
let desk: Desk;

beforeAll(async () => {
  ({ place, phone, app } = await tipPhone());
  desk = await openDesk();
});

beforeEach(() => {
  goBy(place.county);
  app.takeSession(place.town.session);
});

const town = () => [place.town.office, keysOf(place.town)] as const;
const written = async (said: Partial<FirstContent> = {}) => {
  const letter = await writeLetter(place, app, said);
  return { letter, id: caseOf(letter.keys) };
};
const member = async (id: Id): Promise<DeskMember> => must(await desk.openMember(id, ...town()));
const merged = async (one: Id, other: Id): Promise<boolean> =>
  areMerged(desk.tiedOf(await member(one)), desk.tiedOf(await member(other)));
const notesOf = async (id: Id) =>
  (await member(id)).notes.notes.map((note) => (note.ok ? note.said.note : note.flaw));

/** What a writer reads behind their letter: what each record is, and all of its words. */
async function toldTo(letter: Sealed): Promise<object[]> {
  const { entries } = must(await app.openCase(letter.receipt));
  return entries.slice(1).map((entry) => (entry.ok ? entry.content.said : { flaw: entry.flaw }));
}

describe('letters that say the same', () => {
  it('are handled together by a note in each, and each writer is told without a word of the other', async () => {
    const [one, other] = [
      await written({ text: '正月初三送米' }),
      await written({ text: '有人送米，我姓李' }),
    ];
    must(await desk.merge(other.id, one.id, ...town()));
    expect(await merged(one.id, other.id)).toBe(true);
    expect([await notesOf(one.id), await notesOf(other.id)]).toEqual([['merged'], ['merged']]);
    for (const { letter } of [one, other]) expect(await toldTo(letter)).toEqual([{ status: 'merged' }]);
  });

  it('keep each its own state and clock, and no call names both of them', async () => {
    const [one, other] = [await written(), await written()];
    const accepted = (await officerActs(place, one.letter.keys, place.town, await viewOf(one), 'accept'))
      .value;
    expect(accepted?.state.state).toBe('accepted');
    const before = [await served(one), await served(other)];
    const { calls } = place.county;
    calls.length = 0;
    phone.asked.length = 0;
    must(await desk.merge(one.id, other.id, ...town()));
    expect([await served(one), await served(other)]).toEqual(before);
    const naming = (id: Id) => calls.filter((call) => JSON.stringify(call).includes(id));
    expect(naming(one.id).length).toBeGreaterThan(4);
    expect(naming(one.id).filter((call) => JSON.stringify(call).includes(other.id))).toEqual([]);
    expect(phone.asked.filter((url) => url.includes(one.id) && url.includes(other.id))).toEqual([]);
  });

  it.each([
    ['the note of the first', 0, 'notes'],
    ['the note of the second', 1, 'notes'],
    ['the word to the writer of the first', 0, 'records'],
    ['the word to the writer of the second', 1, 'records'],
  ] as const)(
    'are tied once although the answer to %s was lost, by doing it once more',
    async (_, at, what) => {
      const both = [await written(), await written()] as const;
      const ids = [both[0].id, both[1].id] as const;
      const { area, kind } = place.town.office;
      phone.lose(`/casework/areas/${area}/offices/${kind}/cases/${ids[at]}/${what}`, 'POST');
      expect(await desk.merge(...ids, ...town())).toMatchObject({ problem: { code: 'tip-unanswered' } });
      must(await desk.merge(...ids, ...town()));
      expect(await merged(...ids)).toBe(true);
      for (const { id, letter } of both) {
        expect(await notesOf(id)).toEqual(['merged']);
        expect(await toldTo(letter)).toEqual([{ status: 'merged' }]);
      }
    },
  );

  it('are not handled together by one note alone', async () => {
    const [one, other] = [await written(), await written()];
    const { open, notes } = await member(one.id);
    const sealed = await desk.sealNote(open, notes, ...town(), { note: 'merged', with: other.id });
    must(await desk.sendNote(open, notes, place.town.office, must(sealed)));
    expect(await merged(one.id, other.id)).toBe(false);
  });

  it('are parted again, and a writer is told once theirs is tied to no other', async () => {
    const [one, other, third] = [await written(), await written(), await written()];
    must(await desk.merge(other.id, one.id, ...town()));
    must(await desk.merge(third.id, one.id, ...town()));
    expect(await toldTo(one.letter)).toEqual([{ status: 'merged' }]);
    must(await desk.part(other.id, one.id, ...town()));
    expect([await merged(one.id, other.id), await merged(one.id, third.id)]).toEqual([false, true]);
    expect(await toldTo(other.letter)).toEqual([{ status: 'merged' }, { status: 'parted' }]);
    expect(await toldTo(one.letter)).toEqual([{ status: 'merged' }]);
    must(await desk.part(one.id, third.id, ...town()));
    expect(await toldTo(one.letter)).toEqual([{ status: 'merged' }, { status: 'parted' }]);
    must(await desk.merge(one.id, third.id, ...town()));
    expect(await merged(one.id, third.id)).toBe(true);
  });

  it('are not tied any more once one has gone to another office, which handles it by itself', async () => {
    const { above } = place;
    const [one, other] = [await written(), await written()];
    must(await desk.merge(one.id, other.id, ...town()));
    const { open } = await member(one.id);
    const up = desk.choicesOf(open).find(({ route }) => sameOffice(route.office.office, above.office))!;
    const deciding = { target: up, reason: 'superior', text: '按规定转上级办理。', along: true };
    must(await desk.sendMove(open, place.town.office, must(await desk.sealMove(open, ...town(), deciding))));
    expect((await member(other.id)).notes.work.tied).toEqual([one.id]);
    expect(await desk.merge(other.id, one.id, ...town())).toMatchObject({ problem: { code: 'not-found' } });
    must(await desk.part(other.id, one.id, ...town()));
    expect(await toldTo(other.letter)).toEqual([{ status: 'merged' }, { status: 'parted' }]);
    app.takeSession(above.session);
    const there = must(await desk.openMember(one.id, above.office, keysOf(above)));
    expect([there.notes.work.tied, toldTogether(there.open.entries)]).toEqual([[], undefined]);
  });

  it('are known to be unread, through another one too, once they cannot be opened where the others are', async () => {
    const { above } = place;
    const [one, other, third] = [await written(), await written(), await written()];
    must(await desk.merge(one.id, other.id, ...town()));
    must(await desk.merge(other.id, third.id, ...town()));
    const groupOf = async (id: Id) => {
      const { merged: members, half, beside, unopened } = must(await desk.openGroup(id, ...town()));
      const ids = (some: readonly DeskMember[]) => some.map(({ open }) => open.view.case);
      return { merged: ids(members), half, beside: ids(beside), unopened };
    };
    expect(await groupOf(one.id)).toEqual({
      merged: [other.id, third.id],
      ...{ half: [], beside: [], unopened: [] },
    });
    const { open } = await member(third.id);
    const up = desk.choicesOf(open).find(({ route }) => sameOffice(route.office.office, above.office))!;
    const deciding = { target: up, reason: 'superior', text: '按规定转上级办理。', along: true };
    must(await desk.sendMove(open, place.town.office, must(await desk.sealMove(open, ...town(), deciding))));
    expect(await groupOf(one.id)).toEqual({
      merged: [other.id],
      ...{ half: [], beside: [], unopened: [third.id] },
    });
    expect(await groupOf(other.id)).toMatchObject({ half: [third.id], unopened: [third.id] });
    expect(await desk.openGroup(third.id, ...town())).toMatchObject({ problem: { code: 'not-found' } });
    const { open: mine, notes } = await member(one.id);
    const untied = { note: 'parted', from: other.id } as const;
    const sealed = must(await desk.sealNote(mine, notes, ...town(), untied));
    must(await desk.sendNote(mine, notes, place.town.office, sealed));
    expect(await groupOf(other.id)).toMatchObject({ merged: [], beside: [one.id], unopened: [third.id] });
  });

  it('are left apart where they concern different offices: what ties them would go where one must not be known of', async () => {
    const [one, other] = [await written(), await written({ avoid: ['county-discipline'] })];
    expect(await desk.merge(one.id, other.id, ...town())).toMatchObject({
      problem: { code: 'tip-elsewhere' },
    });
    expect([await notesOf(one.id), await notesOf(other.id)]).toEqual([[], []]);
    expect([await toldTo(one.letter), await toldTo(other.letter)]).toEqual([[], []]);
  });
});

describe('what a case was ever handled together with', () => {
  const ever = async (id: Id) => {
    const { members, unopened } = must(await desk.openEverTied(id, ...town()));
    return { members: members.map(({ open }) => open.view.case), unopened };
  };

  it('is opened after it was parted too, and what that one is tied to: its words stay its writer’s', async () => {
    const [one, other, third] = [await written(), await written(), await written()];
    must(await desk.merge(one.id, other.id, ...town()));
    must(await desk.merge(other.id, third.id, ...town()));
    must(await desk.part(one.id, other.id, ...town()));
    expect(must(await desk.openGroup(one.id, ...town())).merged).toEqual([]);
    expect(await ever(one.id)).toEqual({ members: [other.id, third.id], unopened: [] });
    expect(await ever(third.id)).toEqual({ members: [other.id, one.id], unopened: [] });
  });

  it('is left out once it has gone to another office and was parted from; as long as it is tied it is missed', async () => {
    const { above } = place;
    const [one, other] = [await written(), await written()];
    must(await desk.merge(one.id, other.id, ...town()));
    const { open } = await member(other.id);
    const up = desk.choicesOf(open).find(({ route }) => sameOffice(route.office.office, above.office))!;
    const deciding = { target: up, reason: 'superior', text: '按规定转上级办理。', along: true };
    must(await desk.sendMove(open, place.town.office, must(await desk.sealMove(open, ...town(), deciding))));
    expect(await ever(one.id)).toEqual({ members: [], unopened: [other.id] });
    must(await desk.part(one.id, other.id, ...town()));
    expect(await ever(one.id)).toEqual({ members: [], unopened: [] });
  });

  it('is missed when it is withheld from this officer, parted from or not', async () => {
    const [one, other] = [await written(), await written()];
    must(await desk.merge(one.id, other.id, ...town()));
    must(await desk.part(one.id, other.id, ...town()));
    expect(await ever(one.id)).toEqual({ members: [other.id], unopened: [] });
    const head = { PK: `CASE#${other.id}`, SK: 'HEAD' };
    const stored = (await place.county.dynamo.get('cases', head))!;
    const recused = [{ who: recusalMark(other.id, place.town.session.person), office: place.town.office }];
    await place.county.dynamo.transact([put('cases', { ...stored, ...head, recused })]);
    expect(await ever(one.id)).toEqual({ members: [], unopened: [other.id] });
  });
});

const viewOf = ({ id }: { id: Id }) =>
  place.county.must(readCase, { params: { ...place.town.office, case: id }, query: {} }, place.town.session);

async function served(one: { id: Id }) {
  const { state, due } = await viewOf(one);
  return { state, due };
}
