import { beforeAll, describe, expect, it } from '@jest/globals';
import { endFiles } from '#functions/tip/jobs';
import { platformOf } from '#local/boundaries';
import { toBase64url } from '#shared/crypto/bytes';
import { actOnCase, keepCasePiece, readCase, readCasePiece, tipline } from '#shared/tip/contract';
import { ZERO_HASH } from '#shared/tip/head';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import { MOST_PIECES_OF_SIDE, PIECE_BYTES } from '#shared/tip/sizes';
import { freshId } from '#test/setup';
import {
  asWriter,
  caseOf,
  letter,
  mailbox,
  newCase,
  next,
  reply,
  sent,
  signer,
  tellAsWriter,
  tipCounty,
  type TipCounty,
  writer,
} from './case';
import { putPiece, type SealedFile, sealFile } from './files';
import { ABOUT, move } from './moves';

let place: TipCounty;
beforeAll(async () => {
  place = await tipCounty();
});

const START = { seq: 0, prev: ZERO_HASH };
const photo = (): SealedFile => sealFile(Uint8Array.from({ length: 900 }, (_, i) => (i * 7) % 256));
/** A file of two pieces. */
const original = (): SealedFile => sealFile(new Uint8Array(PIECE_BYTES + 5).fill(3), '录音.m4a', 'audio/mp4');

const put = (keys: ReceiptKeys, piece: SealedFile['sent'][number]) => putPiece(place, keys, piece);
const get = (keys: ReceiptKeys, file: SealedFile, piece = 0) =>
  place.county.send(tipline, { body: { do: 'get', ...mailbox(keys), file: file.id, piece } });

async function putAll(keys: ReceiptKeys, ...files: readonly SealedFile[]): Promise<void> {
  for (const piece of files.flatMap(({ sent }) => sent))
    expect((await put(keys, piece)).code).toBeUndefined();
}

/** What opens a case with a letter that names these files. */
const opening = (keys: ReceiptKeys, sealed: readonly SealedFile[], named = sealed) => ({
  body: {
    do: 'create' as const,
    ...mailbox(keys),
    tag: toBase64url(keys.tag),
    record: sent(letter(place, keys, place.town, '照片为证', START, ABOUT, sealed)),
    ...(named.length > 0 && { files: named.map(({ id }) => id) }),
  },
});

/** A case whose first letter has these files. */
async function caseWith(...files: readonly SealedFile[]): Promise<ReceiptKeys> {
  const keys = writer();
  await putAll(keys, ...files);
  await asWriter(place.county, opening(keys, files));
  return keys;
}

const pieceAt = (keys: ReceiptKeys, by: TipCounty['town'], file: SealedFile, piece = 0) =>
  place.county.send(
    readCasePiece,
    { params: { ...by.office, case: caseOf(keys), file: file.id, piece } },
    by.session,
  );

describe('a letter with files', () => {
  it('is taken once every piece of them lies there, and says their hashes to whoever reads it', async () => {
    const [keys, files] = [writer(), [photo(), original()]];
    const { body } = opening(keys, files);
    expect((await tellAsWriter(place.county, { body })).code).toBe('tip-files');
    await putAll(keys, files[0]!);
    await put(keys, files[1]!.sent[0]!);
    expect((await tellAsWriter(place.county, { body })).code).toBe('tip-files');
    await put(keys, files[1]!.sent[1]!);
    const taken = await asWriter(place.county, { body });
    const pieces = toBase64url(Buffer.concat(files.flatMap((file) => file.pieces)));
    expect(taken.records[0]!.pieces).toBe(pieces);
    const params = { ...place.town.office, case: caseOf(keys) };
    const { records } = await place.county.must(readCase, { params }, place.town.session);
    expect(records[0]!.pieces).toBe(pieces);
  });

  it('is the same letter when it or a piece of it is sent again', async () => {
    const [keys, files] = [writer(), [photo()]];
    await putAll(keys, ...files);
    await putAll(keys, ...files);
    const input = opening(keys, files);
    const first = await asWriter(place.county, input);
    expect(await asWriter(place.county, input)).toEqual(first);
    await putAll(keys, ...files);
  });

  it('names exactly the files that its head commits to', async () => {
    const [keys, a, b] = [writer(), photo(), photo()];
    await putAll(keys, a, b);
    const refused = async (sealed: SealedFile[], named: SealedFile[]) =>
      (await tellAsWriter(place.county, opening(keys, sealed, named))).code;
    expect(await refused([a], [])).toBe('tip-refused');
    expect(await refused([], [a])).toBe('tip-refused');
    expect(await refused([a], [b])).toBe('tip-refused');
    expect(await refused([a, b], [b, a])).toBe('tip-refused');
    expect(await refused([a, b], [a])).toBe('tip-refused');
    expect(await refused([a, a], [a, a])).toBe('tip-refused');
    expect(await refused([a, b], [a, b])).toBeUndefined();
  });

  it('has files of its own: none of another case, of another record or of the office', async () => {
    const [keys, file] = [writer(), photo()];
    const other = await caseWith(file);
    expect((await tellAsWriter(place.county, opening(keys, [file]))).code).toBe('tip-files');
    const { records } = await asWriter(place.county, { body: { do: 'read', ...mailbox(other) } });
    const more = sent(letter(place, other, place.town, '还是这张', next(records), {}, [file]));
    const body = { do: 'append' as const, ...mailbox(other), record: more, files: [file.id] };
    expect((await tellAsWriter(place.county, { body })).code).toBe('tip-refused');
    const theirs = photo();
    const params = { ...place.town.office, case: caseOf(other) };
    await place.county.must(keepCasePiece, { params, body: theirs.sent[0]! }, place.town.session);
    const taken = sent(letter(place, other, place.town, '他们的', next(records), {}, [theirs]));
    const asOwn = { do: 'append' as const, ...mailbox(other), record: taken, files: [theirs.id] };
    expect((await tellAsWriter(place.county, { body: asOwn })).code).toBe('tip-files');
  });

  it('is followed by more files from home', async () => {
    const keys = await caseWith(photo());
    const { records } = await asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } });
    const file = photo();
    await putAll(keys, file);
    const record = sent(letter(place, keys, place.town, '又拍到一张', next(records), {}, [file]));
    const body = { do: 'append' as const, ...mailbox(keys), record, files: [file.id] };
    const taken = await asWriter(place.county, { body });
    expect([taken.count, taken.records[0]!.pieces]).toEqual([2, toBase64url(file.pieces[0]!)]);
    expect((await get(keys, file)).value).toEqual({ piece: file.sent[0]!.sealed });
  });
});

describe('a record with files whose first try is on its way still', () => {
  /** Does the same twice, the first try whole between the second's reading of the case and of the files. */
  async function overlapping<T>(act: () => Promise<T>): Promise<[T, T]> {
    const { hooks } = place.county;
    let first: T | undefined;
    hooks.before = async (_, { command, input }) => {
      if (command !== 'BatchGetItemCommand' || !JSON.stringify(input).includes('FILE#')) return;
      delete hooks.before;
      first = await act();
    };
    const second = await act();
    return [first!, second];
  }

  it('is answered as taken, to the writer', async () => {
    const keys = await newCase(place, place.town);
    const { records } = await asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } });
    const file = photo();
    await putAll(keys, file);
    const record = sent(letter(place, keys, place.town, '又一张', next(records), {}, [file]));
    const body = { do: 'append' as const, ...mailbox(keys), record, files: [file.id] };
    const [first, second] = await overlapping(() => tellAsWriter(place.county, { body }));
    expect([first.code, second.code]).toEqual([undefined, undefined]);
    expect(second.value).toEqual(first.value);
  });

  it('is answered as taken, to the officer', async () => {
    const { town } = place;
    const keys = await newCase(place, town);
    const params = { ...town.office, case: caseOf(keys) };
    const { records } = await place.county.must(readCase, { params }, town.session);
    const file = photo();
    await place.county.must(keepCasePiece, { params, body: file.sent[0]! }, town.session);
    const said = { kind: 'message', said: { text: '请看附上的回函。' }, files: [file.enclosure] } as const;
    const record = sent(reply(place, keys, town, records, said, file.pieces));
    const act = { act: 'reply' } as const;
    const body = { record, act, signer: signer(place, town, record), files: [file.id] };
    const send = () => place.county.send(actOnCase, { params, body }, town.session);
    const [first, second] = await overlapping(send);
    expect([first.code, second.code]).toEqual([undefined, undefined]);
    expect(second.value).toEqual(first.value);
  });
});

describe('a piece', () => {
  it('is laid down once: another one in its place, or of another number of pieces, is a conflict', async () => {
    const [keys, file, other] = [writer(), original(), original()];
    await putAll(keys, file);
    const [first, second] = file.sent;
    expect((await put(keys, { ...first!, sealed: other.sent[0]!.sealed })).code).toBe('conflict');
    expect((await put(keys, { ...first!, pieces: 4 })).code).toBe('conflict');
    expect((await put(keys, { ...second!, piece: 2 })).code).toBe('tip-refused');
  });

  it('is read by who holds the receipt, and by nobody with another one or a wrong secret', async () => {
    const file = photo();
    const keys = await caseWith(file);
    expect((await get(keys, file)).value).toEqual({ piece: file.sent[0]!.sealed });
    expect((await get(writer(), file)).code).toBe('tip-unknown');
    expect((await get({ ...keys, auth: writer().auth }, file)).code).toBe('tip-unknown');
    expect((await put({ ...keys, auth: writer().auth }, photo().sent[0]!)).code).toBe('tip-unknown');
    expect((await get(await newCase(place, place.town), file)).code).toBe('tip-file-gone');
  });

  it('is read by the office that has the case, and after a move by the new one alone', async () => {
    const file = photo();
    const keys = await caseWith(file);
    expect((await pieceAt(keys, place.town, file)).value).toEqual({ piece: file.sent[0]!.sealed });
    expect((await pieceAt(keys, place.election, file)).code).toBe('not-found');
    expect((await pieceAt(keys, place.above, file)).code).toBe('not-found');
    expect((await move(place, keys, place.town, place.above)).code).toBeUndefined();
    expect((await pieceAt(keys, place.town, file)).code).toBe('not-found');
    expect((await pieceAt(keys, place.above, file)).value).toEqual({ piece: file.sent[0]!.sealed });
  });

  it('that never came or was lost is said to be gone, and the letter is read all the same', async () => {
    const file = photo();
    const keys = await caseWith(file);
    const key = { PK: `PIECE#${caseOf(keys)}#${file.id}`, SK: '00' };
    expect(await place.county.dynamo.get('files', key)).toBeDefined();
    await place.county.dynamo.transact([{ kind: 'delete', table: 'files', key }]);
    expect((await get(keys, file)).code).toBe('tip-file-gone');
    expect((await pieceAt(keys, place.town, file)).code).toBe('tip-file-gone');
    const read = await asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } });
    expect(read.count).toBe(1);
  });

  it('leaves no time finer than a day, no name and nothing about who sent it', async () => {
    const [keys, file] = [writer(), photo()];
    place.county.calls.length = 0;
    place.county.logged.length = 0;
    await putAll(keys, file);
    const writes = place.county.calls.filter(({ command }) => command === 'TransactWriteItemsCommand');
    // Once, and again where the first answer was lost.
    expect(writes).not.toHaveLength(0);
    const items = JSON.stringify(writes, (_, value: unknown) =>
      value instanceof Uint8Array ? 'bytes' : value,
    );
    const numbers = [...items.matchAll(/:(\d+)[,}]/g)].map(([, number]) => Number(number));
    const today = Math.floor((place.county.clock.now + 8 * 3600) / 86_400);
    for (const number of numbers) expect([0, 1, today, MOST_PIECES_OF_SIDE]).toContain(number);
    expect(items).not.toContain('照片');
    // Nothing, or that the database was too busy: of which piece, and of which case, is not said.
    expect(place.county.logged.filter(({ event }) => event !== 'request-failed')).toEqual([]);
    const logged = JSON.stringify(place.county.logged);
    for (const said of [caseOf(keys), file.sent[0]!.file]) expect(logged).not.toContain(said);
  });
});

describe('the room for files', () => {
  it('has an end for each side of a case, so that nobody fills the store with one', async () => {
    const [keys, file] = [writer(), photo()];
    await putAll(keys, file);
    const key = { PK: `FILES#${caseOf(keys)}`, SK: 'USED#0' };
    expect(await place.county.dynamo.get('files', key)).toMatchObject({ pieces: 1 });
    const full = { ...key, pieces: MOST_PIECES_OF_SIDE };
    await place.county.dynamo.transact([{ kind: 'put', table: 'files', item: full }]);
    expect((await put(keys, photo().sent[0]!)).code).toBe('tip-files-full');
    // What lies there is still the same when it is sent again, and still makes a letter.
    await putAll(keys, file);
    await asWriter(place.county, opening(keys, [file]));
  });

  it('is given back by files that no letter named within three days; those that one named stay', async () => {
    const own = await tipCounty();
    place = own;
    const [kept, left] = [photo(), original()];
    const keys = await caseWith(kept);
    await putAll(keys, left);
    const jobs = platformOf(own.county.wiring, 'jobs');
    own.county.clock.now += 3 * 86_400;
    expect(await endFiles(jobs)).toBe(0);
    expect((await get(keys, left)).code).toBeUndefined();
    own.county.clock.now += 86_400;
    expect(await endFiles(jobs)).toBe(1);
    expect((await get(keys, left)).code).toBe('tip-file-gone');
    expect((await get(keys, kept)).code).toBeUndefined();
    const used = { PK: `FILES#${caseOf(keys)}`, SK: 'USED#0' };
    expect(await own.county.dynamo.get('files', used)).toMatchObject({ pieces: 1 });
    expect(await own.county.dynamo.query('files', { PK: 'WAITING' })).toEqual([]);
    expect(await endFiles(jobs)).toBe(0);
    await putAll(keys, left);
  });
});

it('answers an unknown file as a lost one, so that ids say nothing', async () => {
  const keys = await newCase(place, place.town);
  const unknown = { ...photo(), id: freshId() };
  expect((await get(keys, unknown)).code).toBe('tip-file-gone');
});
