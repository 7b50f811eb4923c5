import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sameOffice } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import type { FirstContent } from '#shared/tip/content';
import { actOnCase, inbox, recuse } from '#shared/tip/contract';
import { askedAbout } from '#shared/tip/standing';
import { partnerOf } from '#shared/tip/transfer';
import type { TestOfficer } from '#test/directory/ceremony';
import { caseOf, endOf, officerActs, proposes, sent, signer, type TipCounty } from './case';
import { noteBy, told } from './noting';
import {
  type App,
  type Desk,
  type DeskCase,
  type DeskChoice,
  goBy,
  keysOf,
  must,
  openDesk,
  type Sealed,
  tipPhone,
  writeLetter,
} from './phone';

let place: TipCounty;
let app: App;
let desk: Desk;

beforeAll(async () => {
  ({ place, app } = await tipPhone());
  desk = await openDesk();
});

beforeEach(() => {
  goBy(place.county);
});

const at = (by: TestOfficer) => {
  app.takeSession(by.session);
  return [by.office, keysOf(by)] as const;
};
const opening = (id: Id, by: TestOfficer) => desk.openCase(by.office, id, ...at(by));
const opened = async (id: Id, by: TestOfficer): Promise<DeskCase> => must(await opening(id, by));
const joinOf = (open: DeskCase, by: TestOfficer): DeskChoice | undefined =>
  desk.choicesOf(open).find((one) => one.way === 'join' && sameOffice(partnerOf(one).office, by.office));
const written = async (said: Partial<FirstContent> = {}) => {
  const letter = await writeLetter(place, app, said);
  return { letter, id: caseOf(letter.keys) };
};
const mine = async (letter: Sealed) => must(await app.openCase(letter.receipt));

/** The office asks, and the writer answers. */
async function asks(letter: Sealed, agreed: boolean): Promise<void> {
  const { town, election } = place;
  const ask = { to: election.office, joint: true };
  const open = await opened(caseOf(letter.keys), town);
  const sealed = await desk.sealAct(open, ...at(town), {
    act: { act: 'reply' },
    text: '能请他们一起办吗？',
    ask,
  });
  must(await desk.sendAct(open, ...at(town), must(sealed)));
  const here = await mine(letter);
  expect(here.asked).toEqual(ask);
  const more = { text: '答复', consent: { ...ask, agreed } };
  must(await app.deliverMore(here, must(await app.sealMore(here, more))));
  expect(askedAbout((await mine(letter)).entries)).toBeUndefined();
}

async function join(id: Id): Promise<void> {
  const { town, election } = place;
  const open = await opened(id, town);
  const deciding = {
    target: joinOf(open, election)!,
    reason: 'joint',
    text: '请换届办一起办。',
    along: true,
  };
  const move = must(await desk.sealMove(open, ...at(town), deciding));
  expect(must(await desk.sendMove(open, town.office, move))).toEqual(town.office);
}

async function note(id: Id, by: TestOfficer, text: string): Promise<void> {
  const open = await opened(id, by);
  const known = must(await desk.openNotesOf(open, by.office));
  const sealed = must(await desk.sealNote(open, known, ...at(by), { note: 'remark', text }));
  must(await desk.sendNote(open, known, by.office, sealed));
}
const noted = async (id: Id, by: TestOfficer) =>
  told(must(await desk.openNotesOf(await opened(id, by), by.office)).notes);

describe('a second office', () => {
  it('is brought in once the writer agreed, and reads everything from its own inbox; state and clock stay', async () => {
    const { town, election, county } = place;
    const { letter, id } = await written();
    expect(await opening(id, election)).toMatchObject({ problem: { code: 'not-found' } });
    const before = await opened(id, town);
    expect(joinOf(before, election)?.ready).toBe(false);
    await asks(letter, true);
    await note(id, town, '镇里先看');
    await join(id);
    const after = await opened(id, town);
    expect([after.view.state, after.view.due]).toEqual([before.view.state, before.view.due]);
    expect(joinOf(after, election)).toBeUndefined();
    const there = await opened(id, election);
    expect(there.view.role).toBe('second');
    const kinds = there.entries.map((entry) => (entry.ok ? entry.content.kind : entry.flaw));
    expect(kinds).toEqual(['first', 'message', 'message', 'transfer']);
    const params = { ...election.office };
    const { lines } = await county.must(inbox, { params, query: {} }, election.session);
    expect(lines.find((line) => line.case === id)?.office).toEqual(town.office);
    expect(await noted(id, town)).toEqual(['镇里先看']);
    const { entries, held } = await mine(letter);
    expect(entries.every(({ ok }) => ok)).toBe(true);
    expect(held).toMatchObject({ office: town.office, second: election.office, astray: false });
    // What is written from now on goes to both.
    const here = await mine(letter);
    must(await app.deliverMore(here, must(await app.sealMore(here, { text: '还有油' }))));
    expect((await opened(id, election)).entries.at(-1)).toMatchObject({ ok: true, direction: 0 });
  });

  it('is not brought in without the writer’s word for just that, by the server or by anybody’s bytes', async () => {
    const { town, election, county } = place;
    const { letter, id } = await written();
    // What was let and taken back is as if it had never been let.
    await asks(letter, true);
    await asks(letter, false);
    const open = await opened(id, town);
    const target = joinOf(open, election)!;
    expect(target.ready).toBe(false);
    const deciding = { target, reason: 'joint', text: '请换届办一起办。', along: true };
    const move = must(await desk.sealMove(open, ...at(town), deciding));
    const refused = await desk.sendMove(open, town.office, move);
    expect(refused).toMatchObject({ problem: { code: 'tip-consent' } });
    // A server that lets it through all the same: every reader sees that no writer agreed.
    const key = { PK: `CASE#${id}`, SK: 'HEAD' };
    const head = (await county.dynamo.get('cases', key))!;
    const item = { ...head, ...key, joins: election.office };
    await county.dynamo.transact([{ kind: 'put', table: 'cases', item }]);
    must(await desk.sendMove(open, town.office, move));
    for (const entries of [(await mine(letter)).entries, (await opened(id, election)).entries])
      expect(entries.at(-1)).toMatchObject({ ok: false, flaw: 'move' });
    expect((await mine(letter)).held?.astray).toBe(true);
  });

  it('is never one that the letter concerns, nor one below', async () => {
    const { id } = await written({ avoid: ['county-election'] });
    const open = await opened(id, place.town);
    const joins = desk.choicesOf(open).filter(({ way }) => way === 'join');
    expect(joins.map((one) => partnerOf(one).office)).toEqual([place.election.office]);
    const named = await written({ avoid: ['town'] });
    const above = await opened(named.id, place.above);
    expect(desk.choicesOf(above).filter(({ way }) => way === 'join')).toEqual([]);
  });

  it('notes for itself, which the first office cannot read, nor it what that one notes', async () => {
    const { town, election } = place;
    const { letter, id } = await written();
    await asks(letter, true);
    await join(id);
    await note(id, election, '换届办查名单');
    await note(id, town, '镇里问会计');
    await note(id, election, '名单对上了');
    expect([await noted(id, election), await noted(id, town)]).toEqual([
      ['换届办查名单', '名单对上了'],
      ['镇里问会计'],
    ]);
  });

  it('neither answers, ends nor moves it', async () => {
    const { town, election, county } = place;
    const { letter, id } = await written();
    await asks(letter, true);
    await join(id);
    const open = await opened(id, election);
    expect(desk.choicesOf(open)).toEqual([]);
    const sealed = await desk.sealAct(open, ...at(election), { act: { act: 'reply' }, text: '答复' });
    expect(await desk.sendAct(open, ...at(election), must(sealed))).toMatchObject({
      problem: { code: 'forbidden' },
    });
    expect((await opened(id, town)).view.count).toBe(4);
    const body = { record: '', act: { act: 'accept' }, signer: signer(place, election, '') } as const;
    const params = { ...election.office, case: id };
    expect((await county.send(actOnCase, { params, body }, election.session)).code).toBe('forbidden');
  });

  it('reads nothing any more once the case has gone up without it, its own notes included', async () => {
    const { town, election, above, county } = place;
    const { letter, id } = await written();
    await asks(letter, true);
    await join(id);
    await note(id, election, '换届办查名单');
    const open = await opened(id, town);
    const up = desk.choicesOf(open).find(({ way }) => way === 'up')!;
    const deciding = { target: up, reason: 'superior', text: '按规定转上级办理。', along: true };
    must(await desk.sendMove(open, town.office, must(await desk.sealMove(open, ...at(town), deciding))));
    expect(await opening(id, election)).toMatchObject({ problem: { code: 'not-found' } });
    expect((await opened(id, above)).entries.every(({ ok }) => ok)).toBe(true);
    const kept = await county.dynamo.query('cases', { PK: `CASE#${id}`, begins: 'SLOTS#JOINT#' });
    expect(kept.map(({ s0 }) => new Uint8Array(s0 as Uint8Array).every((byte) => byte === 0))).toEqual([
      true,
    ]);
  });

  it('has officers who keep away from it too: nobody has to be left there, and no end of the first office falls', async () => {
    const { town, election, county } = place;
    const { letter, id } = await written();
    await asks(letter, true);
    await join(id);
    for (const act of ['accept', 'handle'] as const)
      await officerActs(place, letter.keys, town, (await opened(id, town)).view, act);
    const proposed = await proposes(
      place,
      letter.keys,
      town,
      endOf(place, letter.keys, town, (await opened(id, town)).view),
    );
    expect(proposed.code).toBeUndefined();
    const said = { note: 'recusal', ground: 'kin' } as const;
    const params = { ...election.office, case: id };
    const record = sent(noteBy(place, letter.keys, election, { records: [] }, said, 'second'));
    const body = { record, signer: signer(place, election, record) };
    const reply = await county.send(recuse, { params, body }, election.session);
    expect(reply.code).toBeUndefined();
    expect((await county.send(recuse, { params, body }, election.session)).text).toBe(reply.text);
    expect(await opening(id, election)).toMatchObject({ problem: { code: 'tip-recused' } });
    const left = await county.must(inbox, { params: election.office, query: {} }, election.session);
    expect(left.lines.filter((line) => line.case === id)).toEqual([]);
    expect((await opened(id, town)).view.state.state).toBe('proposed');
  });
});
