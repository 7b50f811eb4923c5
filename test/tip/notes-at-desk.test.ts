import { beforeAll, beforeEach, expect, it } from '@jest/globals';
import { sameOffice } from '#shared/directory/office';
import type { TestOfficer } from '#test/directory/ceremony';
import { caseOf, type TipCounty } from './case';
import { told } from './noting';
import {
  type App,
  type Desk,
  type DeskCase,
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
});

const opened = async (letter: Sealed, by: TestOfficer): Promise<DeskCase> => {
  app.takeSession(by.session);
  return must(await desk.openCase(by.office, caseOf(letter.keys), by.office, keysOf(by)));
};
const notesOf = async (open: DeskCase, by: TestOfficer) => must(await desk.openNotesOf(open, by.office));

it('writes a note once though the answer was lost, and goes by the newest of what was noted', async () => {
  const { town } = place;
  const open = await opened(await writeLetter(place, app), town);
  const empty = await notesOf(open, town);
  expect([empty.notes, empty.work]).toEqual([[], { recused: [], tied: [] }]);
  const remark = { note: 'remark', text: '先找村会计核对' } as const;
  const sealed = must(await desk.sealNote(open, empty, town.office, keysOf(town), remark));
  phone.lose('/casework');
  const lost = await desk.sendNote(open, empty, town.office, sealed);
  expect(lost).toMatchObject({ ok: false, problem: { code: 'tip-unanswered' } });
  let known = must(await desk.sendNote(open, empty, town.office, sealed));
  expect(told(known.notes)).toEqual(['先找村会计核对']);

  for (const said of [
    { note: 'handling', way: 'interview' },
    { note: 'assignment', to: town.id },
    { note: 'handling', way: 'verification', text: '有了新线索' },
  ] as const) {
    const next = must(await desk.sealNote(open, known, town.office, keysOf(town), said));
    known = must(await desk.sendNote(open, known, town.office, next));
  }
  const again = await notesOf(open, town);
  expect(again.work).toEqual({ way: 'verification', officer: town.id, recused: [], tied: [] });
  expect(again.notes.every((note) => note.ok && note.signerId === town.id)).toBe(true);
});

it('takes the notes up with the letter, where what was arranged below no longer holds', async () => {
  const { town, above } = place;
  const letter = await writeLetter(place, app);
  const open = await opened(letter, town);
  const empty = await notesOf(open, town);
  const said = { note: 'assignment', to: town.id, text: '先由我看' } as const;
  const sealed = must(await desk.sealNote(open, empty, town.office, keysOf(town), said));
  must(await desk.sendNote(open, empty, town.office, sealed));

  const up = desk.choicesOf(open).find(({ route }) => sameOffice(route.office.office, above.office))!;
  const deciding = { target: up, reason: 'superior', text: '按规定转上级办理。', along: true };
  const move = must(await desk.sealMove(open, town.office, keysOf(town), deciding));
  must(await desk.sendMove(open, town.office, move));
  const there = await notesOf(await opened(letter, above), above);
  expect(told(there.notes)).toEqual(['先由我看']);
  expect(there.work).toEqual({ recused: [], tied: [] });
});
