import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readCase, readCasePiece, readNotes } from '#shared/tip/contract';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import { PAGE } from '#functions/tip/erasure-items';
import { endErasings } from '#functions/tip/jobs';
import { type Item, put, type Table } from '#functions/platform/item';
import { platformOf } from '#local/boundaries';
import type { Fault } from '#test/faults';
import {
  asWriter,
  caseOf,
  closes,
  confirms,
  letter,
  mailbox,
  next,
  officerActs,
  sent,
  tipCounty,
  type TipCounty,
} from './case';
import { endedBefore, erases, erasureOf, LONG_AGO, proposesErasure } from './erasing';
import { putPiece, sealFile, type SealedFile } from './files';
import { caseAt, viewOf } from './moves';
import { noteBy, notesOf, remark, sendNote } from './noting';

let place: TipCounty;
beforeAll(async () => {
  place = await tipCounty();
});
afterEach(() => {
  delete place.county.hooks.fault;
});

const DAY = 86_400;
const jobs = () => endErasings(platformOf(place.county.wiring, 'jobs'));
/** The schedule's run two days later. */
async function jobsLater(): Promise<number> {
  place.county.clock.now += 2 * DAY;
  try {
    return await jobs();
  } finally {
    place.county.clock.now -= 2 * DAY;
  }
}
const answerTo = (keys: ReceiptKeys) => asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } });
const stateOf = async (keys: ReceiptKeys) => (await answerTo(keys)).state.state;

/** A case with so many answers and notes, from a page on on more than one, and with a photograph, that has ended. */
async function long(count = PAGE) {
  const { town, county } = place;
  const keys = await caseAt(place, town);
  const photo = sealFile(new Uint8Array(900).fill(7));
  expect((await putPiece(place, keys, photo.sent[0]!)).code).toBeUndefined();
  const replies = Array.from({ length: count }, () => 'reply' as const);
  const { records } = await answerTo(keys);
  const more = sent(letter(place, keys, town, '照片为证', next(records), {}, [photo]));
  await asWriter(county, { body: { do: 'append', ...mailbox(keys), record: more, files: [photo.id] } });
  let view = await viewOf(place, keys, town);
  let noted = await notesOf(place, keys, town);
  for (const act of ['accept', 'handle', ...replies] as const) {
    const { value } = await officerActs(place, keys, town, view, act);
    view = { ...view, records: [...view.records, ...value!.records] };
  }
  for (const [i] of replies.entries()) {
    const note = noteBy(place, keys, town, noted, remark(`第 ${i} 条`));
    const { value } = await sendNote(place, keys, town, note);
    noted = { ...noted, records: [...noted.records, ...value!.records] };
  }
  expect((await closes(place, keys, town, view)).code).toBeUndefined();
  return { keys, photo, ...(await wholeOf(keys)) };
}

/** All of it that is served. */
async function wholeOf(keys: ReceiptKeys) {
  const params = { ...place.town.office, case: caseOf(keys) };
  const { county, town } = place;
  const first = await viewOf(place, keys, town);
  const rest = await county.must(readCase, { params, query: { from: PAGE } }, town.session);
  return { records: [...first.records, ...rest.records] };
}

/** Whatever lies of a case, but what stays when its content has gone. */
async function contentOf(keys: ReceiptKeys): Promise<string[]> {
  const rows = await place.county.dynamo.query('cases', { PK: `CASE#${caseOf(keys)}` });
  const content = rows.filter(
    ({ SK, body }) =>
      /^(SLOTS|NOTE|JOINT)#/.test(String(SK)) ||
      (String(SK).startsWith('MSG#') && (body as Uint8Array).length > 0),
  );
  return content.map(({ SK }) => String(SK));
}

/** Nothing of the content is served to anybody, whatever lies there. */
async function isServedToNobody({ keys, photo }: { keys: ReceiptKeys; photo: SealedFile }): Promise<void> {
  const { county, town } = place;
  const params = { ...town.office, case: caseOf(keys) };
  const { records } = await wholeOf(keys);
  const answer = await answerTo(keys);
  for (const one of [...records, ...answer.records])
    expect([one.body, one.slot, one.slots]).toEqual([undefined, undefined, undefined]);
  const notes = await county.must(readNotes, { params, query: {} }, town.session);
  expect([notes.count, notes.records]).toEqual([0, []]);
  const piece = { params: { ...params, file: photo.id, piece: 0 } };
  expect((await county.send(readCasePiece, piece, town.session)).code).toBe('tip-file-gone');
}

/** The machine stops at the n-th call from now on: that one is done or not, and none after it. */
function stopsAt(n: number, atIt: Fault): () => boolean {
  const calls: string[] = [];
  place.county.hooks.fault = ({ id }) => {
    if (!calls.includes(id)) calls.push(id);
    const at = calls.indexOf(id);
    return at < n ? undefined : at === n ? atIt : 'refused';
  };
  return () => {
    delete place.county.hooks.fault;
    return calls.length > n;
  };
}

describe('a case of more records and notes than one page holds', () => {
  it('is erased whole by its office', async () => {
    const made = await long();
    expect(made.records.length).toBeGreaterThan(PAGE);
    expect((await contentOf(made.keys)).length).toBeGreaterThan(2 * PAGE);
    expect((await erases(place, made.keys, place.town, made)).value?.state.state).toBe('erased');
    expect(await contentOf(made.keys)).toEqual([]);
    await isServedToNobody(made);
  });
});

/** Whatever lies of a case in either table. */
async function rowsOf(keys: ReceiptKeys): Promise<{ table: Table; item: Item }[]> {
  const { dynamo } = place.county;
  const places = [
    { table: 'cases', PK: `CASE#${caseOf(keys)}` },
    { table: 'cases', PK: 'ERASING' },
    { table: 'files', PK: `FILES#${caseOf(keys)}` },
  ] as const;
  const found = await Promise.all(places.map(({ table, PK }) => dynamo.query(table, { PK })));
  return places.flatMap(({ table }, i) => found[i]!.map((item) => ({ table, item: item as Item })));
}

/** Lays down again whatever lay there. */
async function restore(keys: ReceiptKeys, rows: Awaited<ReturnType<typeof rowsOf>>): Promise<void> {
  const { dynamo } = place.county;
  for (const { table, item } of await rowsOf(keys)) await dynamo.remove(table, { PK: item.PK, SK: item.SK });
  for (const { table, item } of rows) await dynamo.transact([put(table, item)]);
}

/** A case whose erasing was confirmed and cut off before anything of it went. */
async function cutOffAtOnce(count?: number) {
  const { town, above } = place;
  const made = await long(count);
  await endedBefore(place, made.keys, LONG_AGO);
  const record = erasureOf(place, made.keys, town, made);
  expect((await proposesErasure(place, made.keys, town, record)).code).toBeUndefined();
  for (let n = 0; (await stateOf(made.keys)) !== 'erasing'; n += 1) {
    const stopped = stopsAt(n, 'lost');
    await confirms(place, made.keys, above, record);
    expect(stopped()).toBe(true);
  }
  return { ...made, record, rows: await rowsOf(made.keys) };
}

describe('an erasing that was cut off', () => {
  it('is left to its office for a day, and then finished by the schedule, with nothing served meanwhile', async () => {
    const made = await cutOffAtOnce();
    const { county } = place;
    expect((await contentOf(made.keys)).length).toBeGreaterThan(2 * PAGE);
    await isServedToNobody(made);
    expect(await jobs()).toBe(0);
    county.clock.now += DAY;
    expect(await jobs()).toBe(0);
    county.clock.now -= DAY;
    expect(await stateOf(made.keys)).toBe('erasing');
    expect(await jobsLater()).toBe(1);
    expect([await stateOf(made.keys), await contentOf(made.keys)]).toEqual(['erased', []]);
    expect(await county.dynamo.query('cases', { PK: 'ERASING' })).toEqual([]);
    const waiting = await county.dynamo.query('files', { PK: 'WAITING' });
    expect(waiting.map((one) => one['file'])).toContain(made.photo.id);
    const erased = await rowsOf(made.keys);
    expect(await jobsLater()).toBe(0);
    expect(await rowsOf(made.keys)).toEqual(erased);
    await isServedToNobody(made);
  });

  it('is finished wherever the schedule was stopped itself, as if it had not been', async () => {
    const made = await cutOffAtOnce();
    await jobsLater();
    const whole = await rowsOf(made.keys);
    expect(await contentOf(made.keys)).toEqual([]);
    for (const atIt of ['refused', 'lost'] as const) {
      let isOn = true;
      for (let n = 0; isOn; n += 1) {
        await restore(made.keys, made.rows);
        const stopped = stopsAt(n, atIt);
        await jobsLater().catch(() => 0);
        isOn = stopped();
        await isServedToNobody(made);
        await jobsLater();
        expect([n, await rowsOf(made.keys)]).toEqual([n, whole]);
      }
    }
  });

  it('that fails stops no other, and is tried again', async () => {
    const [one, other] = [await cutOffAtOnce(1), await cutOffAtOnce(1)];
    const mark = `CASE#${caseOf(one.keys)}`;
    place.county.hooks.fault = ({ input }) => (JSON.stringify(input).includes(mark) ? 'refused' : undefined);
    place.county.logged.length = 0;
    expect(await jobsLater()).toBe(1);
    expect([await stateOf(other.keys)]).toEqual(['erased']);
    const line = { boundary: 'jobs', level: 'error', event: 'erasings-not-finished', failed: 1, finished: 1 };
    expect(place.county.logged).toMatchObject([line]);
    expect(place.county.logged[0]).toHaveProperty('errors');
    delete place.county.hooks.fault;
    expect(await stateOf(one.keys)).toBe('erasing');
    expect(await jobsLater()).toBe(1);
  });

  it('is taken up only as two officers signed it: nothing that is proposed, and nothing unsigned', async () => {
    const { town, county } = place;
    const made = await long(1);
    await endedBefore(place, made.keys, LONG_AGO);
    await proposesErasure(place, made.keys, town, erasureOf(place, made.keys, town, made));
    const before = await contentOf(made.keys);
    const line = { PK: 'ERASING', SK: `00000001#${caseOf(made.keys)}`, case: caseOf(made.keys) };
    await county.dynamo.transact([put('cases', line)]);
    expect(await jobsLater()).toBe(0);
    expect([await stateOf(made.keys), await contentOf(made.keys)]).toEqual(['closed', before]);
    const key = { PK: `CASE#${caseOf(made.keys)}`, SK: 'HEAD' };
    const head = (await county.dynamo.get('cases', key))!;
    const state = {
      ...(head['state'] as object),
      state: 'erasing',
      erased: 20_000,
      ground: 'kept',
      ended: 'closed',
    };
    await county.dynamo.transact([put('cases', { ...head, ...key, state }), put('cases', line)]);
    expect(await jobsLater()).toBe(0);
    expect(await contentOf(made.keys)).toEqual(before);
  });
});
