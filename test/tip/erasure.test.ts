import { beforeAll, describe, expect, it } from '@jest/globals';
import { bytesOf, equalBytes, toBase64url } from '#shared/crypto/bytes';
import { inbox, readCasePiece, readNotes, tipline, withdrawClosing } from '#shared/tip/contract';
import { REVIEW_DAYS } from '#shared/tip/ground';
import { releaseFile } from '#functions/tip/file-items';
import { chainHash, recordHash, type SealedRecord, servedTo } from '#shared/tip/record';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import { openThread } from '#shared/tip/thread';
import { chainFromWire } from '#shared/tip/wire';
import { ELECTION } from '#shared/directory/office';
import { openOffice, publish } from '#test/directory/ceremony';
import { COUNTY } from '#test/setup';
import {
  acceptedDirectory,
  asWriter,
  caseOf,
  closes,
  confirmationBy,
  confirms,
  letter,
  mailbox,
  next,
  officerActs,
  proofOf,
  tellAsWriter,
  sent,
  tipCounty,
  type TipCounty,
} from './case';
import { cutOff, endedBefore, erases, erasesOn, erasureOf, LONG_AGO, proposesErasure } from './erasing';
import { putPiece, sealFile, type SealedFile } from './files';
import { caseAt, entryAtOf, readByWriter, shown, toWriter, viewOf } from './moves';
import { notes, remark } from './noting';

let place: TipCounty;
beforeAll(async () => {
  place = await tipCounty();
});

const answerTo = (keys: ReceiptKeys) => asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } });
const lying = (keys: ReceiptKeys) => place.county.dynamo.query('cases', { PK: `CASE#${caseOf(keys)}` });

/** A case with a photograph, a note and an answer, that has ended. */
async function ended(): Promise<{ keys: ReceiptKeys; photo: SealedFile }> {
  const { town, county } = place;
  const keys = await caseAt(place, town);
  const photo = sealFile(new Uint8Array(900).fill(7));
  expect((await putPiece(place, keys, photo.sent[0]!)).code).toBeUndefined();
  const record = sent(
    letter(place, keys, town, '照片为证', next((await answerTo(keys)).records), {}, [photo]),
  );
  await asWriter(county, { body: { do: 'append', ...mailbox(keys), record, files: [photo.id] } });
  await notes(place, keys, town, remark('先找村会计核对'));
  for (const act of ['accept', 'handle'] as const)
    await officerActs(place, keys, town, await viewOf(place, keys, town), act);
  expect((await closes(place, keys, town, await viewOf(place, keys, town))).code).toBeUndefined();
  return { keys, photo };
}

/** What the writer reads of the record by which the content was erased. */
async function erasureRead(keys: ReceiptKeys) {
  const { records, erasure, signers } = await answerTo(keys);
  return openThread(
    chainFromWire([...records, erasure!]),
    { role: 'reporter', pairs: [keys.hpke] },
    { caseId: keys.caseId, reporter: keys.signPk, entryAt: entryAtOf(place, signers) },
  ).at(-1);
}

describe('the content of an ended case', () => {
  it('goes by two officers’ signatures: hashes, the day and the ground are left, and prove what was there', async () => {
    const { town, county } = place;
    const { keys } = await ended();
    const was = await answerTo(keys);
    const hashes = chainFromWire(was.records).map(chainHash);
    await endedBefore(place, keys, LONG_AGO);
    const record = erasureOf(place, keys, town, await viewOf(place, keys, town));
    const before = await answerTo(keys);
    expect((await proposesErasure(place, keys, town, record)).code).toBeUndefined();
    expect(await answerTo(keys)).toEqual(before);
    const done = await confirms(place, keys, place.above, record);
    const today = before.records.at(-1)!.day;
    expect(done.value?.state).toMatchObject({ state: 'erased', erased: today, ground: 'kept' });

    const after = await answerTo(keys);
    expect(after.state).toEqual(done.value?.state);
    expect([after.count, after.ack]).toEqual([before.count, before.ack]);
    expect(after.records.every(({ body, slot, slots }) => !body && !slot && !slots)).toBe(true);
    expect(chainFromWire(after.records).map(chainHash)).toEqual(hashes);
    expect(shown(readByWriter(place, keys, after))).toEqual(hashes.map(() => 'erased'));
    expect(await erasureRead(keys)).toMatchObject({
      ok: true,
      signerId: town.id,
      content: { kind: 'status', said: { status: 'erased', ground: 'kept' } },
    });
    expect((await viewOf(place, keys, town)).state.state).toBe('erased');
    const { lines } = await county.must(
      inbox,
      { params: town.office, query: { bucket: 'closed' } },
      town.session,
    );
    expect(lines.find((line) => line.case === caseOf(keys))?.state).toBe('erased');
  });

  it('leaves nothing behind: no body, no slot, no note, and its files go as those that no letter names', async () => {
    const { town, county } = place;
    const { keys, photo } = await ended();
    expect((await erases(place, keys, town, await viewOf(place, keys, town))).code).toBeUndefined();
    const left = await lying(keys);
    const kinds = [...new Set(left.map(({ SK }) => String(SK).split('#')[0]))].sort();
    expect(kinds).toEqual(['ERASURE', 'HEAD', 'MSG', 'SIGNER']);
    for (const one of left.filter(({ SK }) => String(SK).startsWith('MSG#'))) {
      expect((one['body'] as Uint8Array).length).toBe(0);
      expect(one).not.toHaveProperty('pieces');
    }
    expect(await county.must(readNotes, at(keys), town.session)).toEqual({
      count: 0,
      records: [],
      signers: [],
    });
    const piece = { file: photo.id, piece: 0 };
    const got = await county.send(tipline, { body: { do: 'get', ...mailbox(keys), ...piece } });
    expect(got.code).toBe('tip-file-gone');
    const params = { ...at(keys).params, ...piece };
    expect((await county.send(readCasePiece, { params }, town.session)).code).toBe('tip-file-gone');
    const file = (await county.dynamo.query('files', { PK: `FILES#${caseOf(keys)}`, begins: 'FILE#' }))[0];
    expect(file).toMatchObject({ ending: true });
    expect(file).not.toHaveProperty('sent');
    const waiting = await county.dynamo.query('files', { PK: 'WAITING' });
    expect(waiting.map((one) => one['file'])).toContain(photo.id);
  });

  it('is not served while it is going, and goes on where it was cut off', async () => {
    const { town } = place;
    const { keys } = await ended();
    const whole = await lying(keys);
    await erases(place, keys, town, await viewOf(place, keys, town));
    // As if the power had gone after the first step: all of the content lies there still.
    const back = whole.filter(({ SK }) => !['HEAD', 'PROPOSED'].includes(String(SK)));
    for (const item of back)
      await place.county.dynamo.transact([
        { kind: 'put', table: 'cases', item: item as { PK: string; SK: string } },
      ]);
    await cutOff(place, keys);
    const answer = await answerTo(keys);
    expect(answer.state.state).toBe('erasing');
    expect(answer.records.every(({ body, slot }) => !body && !slot)).toBe(true);
    expect(shown(readByWriter(place, keys, answer))).toEqual(answer.records.map(() => 'erased'));
    expect(await place.county.must(readNotes, at(keys), town.session)).toMatchObject({
      count: 0,
      records: [],
    });
    const done = await erasesOn(place, keys, town);
    expect(done.value?.state.state).toBe('erased');
    expect((await erasesOn(place, keys, town)).text).toBe(done.text);
    expect((await lying(keys)).some(({ SK }) => /^(SLOTS|NOTE)#/.test(String(SK)))).toBe(false);
  });

  it('goes on twice at once: both are told that it is done, and a file that went meanwhile is not written again', async () => {
    const { town, county } = place;
    const { keys } = await ended();
    await erases(place, keys, town, await viewOf(place, keys, town));
    await cutOff(place, keys);
    const both = await Promise.all([erasesOn(place, keys, town), erasesOn(place, keys, town)]);
    expect(both.map(({ value }) => value?.state.state)).toEqual(['erased', 'erased']);

    const gone = { SK: `FILE#${photoLike}`, side: 0 as const, pieces: 1, day: 20_000 };
    const written = await county.dynamo.transact(releaseFile(caseOf(keys), gone));
    expect(written.ok).toBe(false);
    const waiting = await county.dynamo.query('files', { PK: 'WAITING' });
    expect(waiting.map((one) => one['file'])).not.toContain(photoLike);
  });

  it('stays until its writer has had time to have the result reviewed, whoever signs; then the end is told on', async () => {
    const { town } = place;
    const { keys } = await ended();
    const record = erasureOf(place, keys, town, await viewOf(place, keys, town), 'unrelated');
    const propose = () => proposesErasure(place, keys, town, record, 'unrelated');
    const early = await propose();
    expect(early.code).toBe('tip-kept');
    expect(early.text).toMatch(/\d{4}年\d+月\d+日起才可以删除/);
    await endedBefore(place, keys, REVIEW_DAYS - 1);
    expect((await propose()).code).toBe('tip-kept');
    await endedBefore(place, keys, 1);
    const kept = erasureOf(place, keys, town, await viewOf(place, keys, town));
    expect((await proposesErasure(place, keys, town, kept)).code).toBe('tip-kept');
    expect((await propose()).code).toBeUndefined();
    const before = (await answerTo(keys)).state;
    expect((await confirms(place, keys, place.above, record)).code).toBeUndefined();
    const day = before.state === 'closed' ? before.closed : -1;
    expect((await answerTo(keys)).state).toMatchObject({ state: 'erased', ended: { as: 'closed', day } });
  });

  it('stays where one officer alone signed, or took it back, or the case has not ended', async () => {
    const { town, county } = place;
    const { keys } = await ended();
    await endedBefore(place, keys, LONG_AGO);
    const record = erasureOf(place, keys, town, await viewOf(place, keys, town));
    expect((await erasesOn(place, keys, town)).code).toBe('tip-elsewhere');
    await proposesErasure(place, keys, town, record);
    expect((await confirms(place, keys, town, record)).code).toBe('tip-second-officer');
    expect((await confirms(place, keys, place.election, record)).code).toBe('not-found');
    const other = erasureOf(place, keys, town, await viewOf(place, keys, town), 'rights');
    expect((await proposesErasure(place, keys, town, other, 'rights')).code).toBe('tip-elsewhere');
    const body = { proposed: toBase64url(recordHash(record)) };
    expect((await county.send(withdrawClosing, { ...at(keys), body }, town.session)).code).toBeUndefined();
    expect((await confirms(place, keys, place.above, record)).code).not.toBeUndefined();
    expect(shown(await toWriter(place, keys))).not.toContain('erased');

    const open = await caseAt(place, town);
    const early = erasureOf(place, open, town, await viewOf(place, open, town));
    expect((await proposesErasure(place, open, town, early)).code).toBe('tip-elsewhere');
  });

  it('takes nothing more, and a server that says it is gone is not believed without the signatures', async () => {
    const { town } = place;
    const { keys } = await ended();
    const more = sent(letter(place, keys, town, '还有', next((await answerTo(keys)).records)));
    await erases(place, keys, town, await viewOf(place, keys, town));
    const reply = await tellAsWriter(place.county, {
      body: { do: 'append', ...mailbox(keys), record: more },
    });
    expect(reply.code).toBe('tip-ended');
    const answer = await answerTo(keys);
    const unsigned = { ...answer.erasure!, confirm: undefined };
    const read = openThread(
      chainFromWire([...answer.records, unsigned]),
      { role: 'reporter', pairs: [keys.hpke] },
      { caseId: keys.caseId, reporter: keys.signPk, entryAt: entryAtOf(place, answer.signers) },
    );
    expect(read.at(-1)).toMatchObject({ ok: false, flaw: 'confirm' });
    expect(equalBytes(bytesOf(answer.records[0]!.bodyHash!), new Uint8Array(32))).toBe(false);
  });

  it('is not believed to be erased by two officers of an office that did not have the case', async () => {
    const { town, election, county } = place;
    const { keys } = await ended();
    const { records } = await viewOf(place, keys, town);
    const theirs = erasureOf(place, keys, election, { records });
    await erases(place, keys, town, { records });
    const countyElection = await openOffice(county, 'county', {
      area: COUNTY,
      kind: ELECTION,
      name: '县换届办',
    });
    await publish(county, await county.staff('county', COUNTY));
    county.clock.now += 2;
    const wider = { ...place, directory: await acceptedDirectory(county) };
    const { confirm, signer: above } = confirmationBy(wider, countyElection, theirs);
    const answer = await answerTo(keys);
    const erasure = { ...answer.erasure!, ...wireOf(theirs), confirm };
    const signers = [...answer.signers, proofOf(place, election), above];
    const read = openThread(
      chainFromWire([...answer.records, erasure]),
      { role: 'reporter', pairs: [keys.hpke] },
      { caseId: keys.caseId, reporter: keys.signPk, entryAt: entryAtOf(place, signers) },
    );
    expect(read.at(-1)).toMatchObject({ ok: false, flaw: 'office' });
  });
});

/** An id that no file has. */
const photoLike = toBase64url(new Uint8Array(16).fill(9));

/** A record as the server would serve it to the writer. */
function wireOf(record: SealedRecord) {
  const { head, slot, slotsHash, body } = servedTo('reporter', record);
  return {
    head: toBase64url(head.bytes),
    slot: toBase64url(slot),
    slotsHash: toBase64url(slotsHash),
    body: toBase64url(body),
  };
}

const at = (keys: ReceiptKeys) => ({ params: { ...place.town.office, case: caseOf(keys) }, query: {} });
