import { beforeAll, describe, expect, it } from '@jest/globals';
import { toBase64url } from '#shared/crypto/bytes';
import {
  inbox,
  readCase,
  readCasePiece,
  readNotes,
  recuse,
  tipline,
  withdrawClosing,
} from '#shared/tip/contract';
import type { NoteSaid } from '#shared/tip/note';
import { recordHash } from '#shared/tip/record';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import type { TestOfficer } from '#test/directory/ceremony';
import { freshId } from '#test/setup';
import {
  caseOf,
  confirms,
  endOf,
  mailbox,
  officerActs,
  proposes,
  sent,
  signer,
  tipCounty,
  type TipCounty,
  withColleague,
} from './case';
import { caseAt, moveBody, sealMove, sendMove, shown, toWriter, viewOf } from './moves';
import { moveNoted, noteBy, notesOf, readNotesBy, remark, sendNote } from './noting';

let place: TipCounty;
let town: TestOfficer;
let colleague: TestOfficer;
beforeAll(async () => {
  const made = await withColleague(await tipCounty());
  place = made;
  ({ town, colleague } = made);
});

const KIN: NoteSaid = { note: 'recusal', ground: 'kin', text: '被举报人是我表兄' };

/** An officer keeps away from a case. */
async function keepsAway(keys: ReceiptKeys, by: TestOfficer, of = place, note?: string) {
  const record = note ?? sent(noteBy(of, keys, by, await notesOf(of, keys, by), KIN));
  const params = { ...by.office, case: caseOf(keys) };
  const answer = await of.county.send(
    recuse,
    { params, body: { record, signer: signer(of, by, record) } },
    by.session,
  );
  return { ...answer, record };
}
const reads = (keys: ReceiptKeys, by: TestOfficer) =>
  place.county.send(readCase, { params: { ...by.office, case: caseOf(keys) } }, by.session);
const lineOf = async (keys: ReceiptKeys, by: TestOfficer) => {
  const { lines } = await place.county.must(inbox, { params: by.office, query: {} }, by.session);
  return lines.find((line) => line.case === caseOf(keys));
};

/** A case that is being handled, and the record by which an officer would end it. */
async function handled(by: TestOfficer) {
  const keys = await caseAt(place, town);
  for (const act of ['accept', 'handle'] as const)
    await officerActs(place, keys, by, await viewOf(place, keys, by), act);
  return { keys, record: endOf(place, keys, by, await viewOf(place, keys, by)) };
}

describe('an officer who keeps away from a case', () => {
  it('neither reads it nor acts on it any more; the colleague does, and reads why', async () => {
    const { keys, record } = await handled(town);
    const view = await viewOf(place, keys, town);
    expect((await keepsAway(keys, town)).code).toBeUndefined();

    const { above } = place;
    const refused = [
      await reads(keys, town),
      await officerActs(place, keys, town, view, 'reply'),
      await proposes(place, keys, town, record),
      await sendNote(
        place,
        keys,
        town,
        noteBy(place, keys, town, await notesOf(place, keys, colleague), remark('看')),
      ),
      await sendMove(place, keys, town, moveBody(place, town, sealMove(place, keys, town, above, view))),
      await place.county.send(
        readNotes,
        { params: { ...town.office, case: caseOf(keys) }, query: {} },
        town.session,
      ),
      await place.county.send(
        readCasePiece,
        { params: { ...town.office, case: caseOf(keys), file: freshId(), piece: 0 } },
        town.session,
      ),
    ];
    expect(refused.map(({ code }) => code)).toEqual(refused.map(() => 'tip-recused'));
    expect(await lineOf(keys, town)).toBeUndefined();
    expect((await lineOf(keys, colleague))?.state).toBe('handling');

    expect(await readNotesBy(place, keys, colleague)).toMatchObject([
      { ok: true, signerId: town.id, said: KIN },
    ]);
    const seen = await viewOf(place, keys, colleague);
    expect((await officerActs(place, keys, colleague, seen, 'reply')).code).toBeUndefined();
    expect((await moveNoted(place, keys, colleague, above)).code).toBeUndefined();
  });

  it('is told to nobody else: not to the writer, and the database holds no name of theirs', async () => {
    const keys = await caseAt(place, town);
    const read = () => place.county.must(tipline, { body: { do: 'read', ...mailbox(keys) } });
    const before = await read();
    await keepsAway(keys, town);
    expect(await read()).toEqual(before);
    const items = await place.county.dynamo.query('cases', { PK: `CASE#${caseOf(keys)}` });
    const text = JSON.stringify(items, (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('base64url') : value,
    );
    expect(text).toContain('"who"');
    expect(text).not.toContain(town.session.person);
  });

  it('keeps away once however often it is sent, and for good', async () => {
    const keys = await caseAt(place, town);
    const { record, text } = await keepsAway(keys, town);
    expect((await keepsAway(keys, town, place, record)).text).toBe(text);
    const other = sent(noteBy(place, keys, town, await notesOf(place, keys, colleague), remark('又一条')));
    expect((await keepsAway(keys, town, place, other)).code).toBe('tip-recused');
    expect((await notesOf(place, keys, colleague)).count).toBe(1);
  });

  it('is never the last: the case goes up instead, with that reason', async () => {
    const keys = await caseAt(place, town);
    expect((await keepsAway(keys, town)).code).toBeUndefined();
    expect((await keepsAway(keys, colleague)).code).toBe('tip-last-officer');
    expect((await viewOf(place, keys, colleague)).count).toBe(1);
    expect((await moveNoted(place, keys, colleague, place.above, true, 'recusal')).code).toBeUndefined();
    expect((await toWriter(place, keys))[1]).toMatchObject({
      ok: true,
      content: { kind: 'transfer', said: { reason: 'recusal' } },
    });
    // The county's office has one officer.
    expect((await keepsAway(keys, place.above)).code).toBe('tip-last-officer');
    // Who kept away below keeps away wherever the case comes.
    expect((await moveNoted(place, keys, place.above, town)).code).toBeUndefined();
    expect((await reads(keys, town)).code).toBe('tip-recused');
  });
});

describe('an end, with four eyes', () => {
  it('of an office of two is confirmed by the other one, and by the office above once one keeps away', async () => {
    const two = await handled(town);
    await proposes(place, two.keys, town, two.record);
    expect((await confirms(place, two.keys, place.above, two.record)).code).toBe('not-found');
    expect((await confirms(place, two.keys, colleague, two.record)).value?.state.state).toBe('closed');
    expect(shown(await toWriter(place, two.keys))).toEqual(['first', 'status', 'status', 'status']);

    const one = await handled(colleague);
    await keepsAway(one.keys, town);
    await proposes(place, one.keys, colleague, one.record);
    expect((await confirms(place, one.keys, town, one.record)).code).toBe('tip-recused');
    expect((await confirms(place, one.keys, place.above, one.record)).value?.state.state).toBe('closed');
    expect(shown(await toWriter(place, one.keys))).toEqual(['first', 'status', 'status', 'status']);
  });

  it('that was proposed falls when an officer keeps away, whoever proposed it', async () => {
    for (const by of [town, colleague]) {
      const { keys, record } = await handled(by);
      await proposes(place, keys, by, record);
      expect((await keepsAway(keys, town)).code).toBeUndefined();
      const view = await viewOf(place, keys, colleague);
      expect([view.state.state, view.proposed]).toEqual(['handling', undefined]);
      expect((await confirms(place, keys, colleague, record)).code).not.toBeUndefined();
      const params = { ...town.office, case: caseOf(keys) };
      const body = { proposed: toBase64url(recordHash(record)) };
      const taken = await place.county.send(withdrawClosing, { params, body }, town.session);
      expect(taken.code).toBe('tip-recused');
    }
  });
});
