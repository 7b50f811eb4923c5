import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ArchiveHead, ArchiveSealer, openArchive, type OpenedArchive } from '#shared/archive/archive';
import { decodeCase, encodeCase } from '#shared/archive/case';
import type { ArchivePart, PiecePart } from '#shared/archive/part';
import { bytesOf as fromBase64, concatBytes, toBase64url } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import { handOnKeys, myOfficeKeys } from '#shared/directory/contract';
import { openOfficeIkm, sealOfficeKey } from '#shared/directory/office-key';
import { dayOf } from '#shared/time';
import { routeFor } from '#shared/tip/routing';
import { addColleague, publish, sealedTo, type TestOfficer } from '#test/directory/ceremony';
import { find } from '#test/privacy/search';
import { COUNTY } from '#test/setup';
import {
  type ArchiveDesk,
  bytesOf,
  checked,
  endedLetter,
  ends,
  madeOf,
  openArchiveDesk,
  type Read,
  readBy,
} from './archiving';
import { acceptedDirectory, bytes, caseOf, type TipCounty, withColleague } from './case';
import { erases } from './erasing';
import { ABOUT, caseAt, shown, viewOf } from './moves';
import { notes, readNotesBy, recusalBy, remark, told } from './noting';
import { recuse } from '#shared/tip/contract';
import { type App, goBy, keysOf, must, type Sealed, type TestPhone, tipPhone, writeLetter } from './phone';

const LETTER = '晒谷场上有人挨家送米，说好了推荐谁';
const NOTED = '先找村会计核对名单';
const NAMES = new Map([[7, '沈一帆']]);

let place: TipCounty;
let phone: TestPhone;
let app: App;
let desk: ArchiveDesk;
beforeAll(async () => {
  ({ place, phone, app } = await tipPhone());
  await app.renewDirectory();
  desk = await openArchiveDesk();
});
beforeEach(() => {
  goBy(place.county);
});

const archivable = async (letter: Sealed, by = place.town) => checked(desk, app, letter, by);
const made = (letters: readonly Sealed[], along = {}) => madeOf(desk, app, letters, place.town, along);
const read = async (file: Uint8Array, by: TestOfficer) => (await readBy(desk, app, file, by)) as Read;

/** The texts of a file's cases, each of one part. */
const textsIn = (file: Uint8Array, by = place.town): [Uint8Array, ...Uint8Array[]] => {
  const { parts } = openArchive(file, [by.officeKey]) as OpenedArchive;
  return parts.flatMap((one) => (one.part === 'text' ? [one.bytes] : [])) as [Uint8Array];
};

/** The file as its maker might have made it with other texts. */
const again = (file: Uint8Array, texts: readonly Uint8Array[], head: Partial<ArchiveHead> = {}) =>
  sealedAgain(
    file,
    texts.map((text, at) => ({ part: 'text', at, last: true, bytes: text })),
    head,
  );

const sealedAgain = (file: Uint8Array, parts: readonly ArchivePart[], head: Partial<ArchiveHead> = {}) => {
  const was = openArchive(file, [place.town.officeKey]) as OpenedArchive;
  const [pk, own] = [place.above.entry.officePk, place.town.entry.officePk];
  const sealer = ArchiveSealer.begin({ ...was.head, ...head, recipients: [pk, own], random: bytes(96) })!;
  const sealed = parts.map((part) => sealer.seal(part));
  const cases = parts.filter(({ part }) => part === 'text').length;
  const by = { id: place.town.id, seed: place.town.signSeed };
  return concatBytes(sealer.beginning, ...sealed, sealer.end({ ...was.maker, cases }, by));
};

describe('an archive of ended cases', () => {
  it('is read by the county and by who made it, each record checked as at the desk; notes only where they were asked for', async () => {
    const [one, two] = [
      await endedLetter(place, app, 'closed', { text: LETTER }),
      await endedLetter(place, app, 'refused'),
    ];
    await notes(place, one.keys, place.town, remark(NOTED));
    const bare = bytesOf(await made([one, two]));
    const whole = bytesOf(await made([one, two], { notes: NAMES }));
    for (const by of [place.above, place.town]) {
      const { cases, from, hash } = await read(bare, by);
      expect([from, hash]).toEqual([place.town.office, sha256(bare)]);
      expect(cases.map(({ open }) => shown(open.entries))).toEqual([
        ['first', 'status', 'status', 'status'],
        ['first', 'status'],
      ]);
      expect(cases.map(({ open, holds, notes: noted }) => [open.view.case, holds, noted])).toEqual([
        [caseOf(one.keys), true, undefined],
        [caseOf(two.keys), true, undefined],
      ]);
      expect(cases[0]!.open.entries[0]).toMatchObject({ ok: true, content: { said: { text: LETTER } } });
    }
    const [first] = (await read(whole, place.above)).cases;
    expect(told(first!.notes!.of.notes)).toEqual([NOTED]);
    expect(first!.notes!.names).toEqual(NAMES);
  });

  it('takes enclosed files along where they were asked for, each opened as from the server', async () => {
    const photo = new Uint8Array(90_000).fill(7);
    const directory = must(await app.heldDirectory());
    const route = routeFor({ ...ABOUT, avoid: [] }, directory, dayOf(place.county.clock.now))!;
    const letter = {
      directory,
      route,
      said: { text: LETTER, ...ABOUT },
      files: [app.chosenPhoto(photo, '', '照片1.jpg')],
    };
    const watch = { onProgress: () => undefined, isStopped: () => false };
    const { way } = await app.sendLetter(letter, { uploads: [] }, watch);
    await ends(place, way.sealed!, place.town, 'refused');
    const opened = async (file: Uint8Array) => {
      const [{ open }] = (await read(file, place.above)).cases as [Read['cases'][number]];
      const [entry] = open.entries;
      const [one] = app.filesOf(open.records[0], (entry as Extract<typeof entry, { ok: true }>).content)!;
      phone.asked.length = 0;
      const found = await app.openEnclosure(one!, open.pieces, () => true);
      expect(phone.asked).toEqual([]);
      return found.ok ? concatBytes(...found.value!) : found.problem.code;
    };
    const whole = bytesOf(await made([way.sealed!], { files: true }));
    expect(await opened(whole)).toEqual(photo);
    // Its pieces are those that its records name, each in its place.
    const { parts } = openArchive(whole, [place.town.officeKey]) as OpenedArchive;
    const [text, ...pieces] = parts as [ArchivePart, ...PiecePart[]];
    const [one] = pieces as [PiecePart];
    const other = { ...one, bytes: new Uint8Array(one.bytes.length) };
    for (const wrong of [[], [one, one], [{ ...one, piece: 1 }], [other], [{ ...one, file: bytes(16) }]])
      expect(await readBy(desk, app, sealedAgain(whole, [text, ...wrong]), place.above)).toBe('altered');
    expect(await opened(bytesOf(await made([way.sealed!])))).toBe('tip-file-gone');
  });

  it('takes no case that goes on, was erased, belongs to another office, or concerns the county', async () => {
    expect(await archivable(await writeLetter(place, app))).toBe('open');
    const kept = await endedLetter(place, app, 'closed', { avoid: ['county-discipline'] });
    expect(await archivable(kept)).toBe('concern');
    const erased = await endedLetter(place, app, 'refused');
    await erases(place, erased.keys, place.town, await viewOf(place, erased.keys, place.town));
    expect(await archivable(erased)).toBe('erased');
    expect(await archivable(await endedLetter(place, app), place.election)).toBe('not-found');
  });

  it('says in the notes of each case that it was made, and the server learns neither that nor a word of it', async () => {
    const letter = await endedLetter(place, app, 'closed', { text: LETTER });
    const file = await made([letter], { notes: NAMES });
    const found = await archivable(letter);
    if (typeof found === 'string') throw new Error(found);
    phone.asked.length = 0;
    const doing = desk.notingOf(file, place.town.office, keysOf(place.town));
    must(await doing.send(found.open, must(await doing.seal(found.open))));
    expect(phone.asked.filter((line) => !line.startsWith('GET'))).toHaveLength(1);
    expect(await readNotesBy(place, letter.keys, place.town)).toMatchObject([
      { said: { note: 'archived', day: file.day, file: toBase64url(file.hash), notes: true, files: false } },
    ]);
    const items = await place.county.dynamo.query('cases', { PK: `CASE#${caseOf(letter.keys)}` });
    const stored = JSON.stringify(items, (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    expect(stored).not.toContain('archived');
    const haystack = [{ name: 'cases', bytes: Buffer.from(stored, 'latin1') }];
    expect(find(haystack, LETTER, file.hash, toBase64url(file.hash))).toEqual([]);
    // Nor does whoever finds the file.
    expect(
      find([{ name: 'file', bytes: Buffer.from(bytesOf(file)) }], LETTER, letter.keys.caseId, '沈一帆'),
    ).toEqual([]);
    expect(file.name).toMatch(/^\d{4}-\d\d-\d\d封存\.dat$/);
  });

  it('is not read where it is altered, cut off, of another office or county, or signed by nobody of the directory', async () => {
    const file = bytesOf(await made([await endedLetter(place, app)]));
    const flipped = file.slice();
    flipped[file.length - 5]! ^= 1;
    const tell = (one: Uint8Array, by = place.above) => readBy(desk, app, one, by);
    expect(await tell(flipped)).toBe('altered');
    expect(await tell(file.slice(0, -100))).toBe('altered');
    expect(await tell(new Uint8Array(400).fill(1))).toBe('none');
    expect(await tell(new Uint8Array(0))).toBe('none');
    expect(await tell(file, place.election)).toBe('office');
    const forged = (to: object, pk = place.above.entry.officePk) => {
      const { root, snapshot, entries } = place.directory.sent;
      const entry = { root, snapshot, entry: entries[0]!, proof: place.directory.sent.proof! };
      const sealer = ArchiveSealer.begin({
        ...{ from: place.town.office, to: place.above.office, ...to },
        ...{ directory: place.directory.hash, day: 20_000, random: bytes(96), recipients: [pk, pk] },
      })!;
      const text = sealer.seal({ part: 'text', at: 0, last: true, bytes: Uint8Array.of(1) });
      const maker = { cases: 1, officerId: place.town.id, entry };
      return concatBytes(sealer.beginning, text, sealer.end(maker, { id: place.town.id, seed: bytes(32) }));
    };
    expect(await tell(forged({}))).toBe('signer');
    expect(await tell(forged({}, place.election.entry.officePk))).toBe('closed');
    expect(await tell(forged({ to: { area: '990102000000', kind: 1 } }))).toBe('county');
  });

  it('is refused whole where a case stands in it twice, or is none, though an officer of the directory signed it', async () => {
    const file = bytesOf(await made([await endedLetter(place, app, 'refused')]));
    const [text] = textsIn(file);
    expect((await read(again(file, [text]), place.above)).cases).toMatchObject([{ holds: true }]);
    expect(await readBy(desk, app, again(file, [text, text]), place.above)).toBe('altered');
    expect(await readBy(desk, app, again(file, [bytes(40)]), place.above)).toBe('altered');
  });

  it('is refused whole where a case in it has not ended, or another office has it', async () => {
    const file = bytesOf(await made([await endedLetter(place, app)]));
    const { view, ...rest } = decodeCase(textsIn(file)[0])!;
    const cut = { ...view, count: 3, records: view.records.slice(0, 3) };
    const { received, decided } = view.state as { received: number; decided: number };
    const going = { state: 'handling', received, decided } as const;
    for (const wrong of [
      cut,
      { ...cut, state: going },
      { ...view, state: going },
      { ...view, role: 'above' as const },
    ]) {
      const text = encodeCase({ ...rest, view: wrong, keys: rest.keys.slice(0, wrong.records.length) });
      expect(await readBy(desk, app, again(file, [text]), place.above)).toBe('foreign');
    }
    const keys = await caseAt(place, place.above);
    const other = { keys } as Sealed;
    await ends(place, other, place.above, 'refused');
    const theirs = bytesOf(await madeOf(desk, app, [other], place.above));
    expect((await read(theirs, place.above)).cases).toHaveLength(1);
    const [text] = textsIn(theirs, place.above);
    expect(await readBy(desk, app, again(file, [text]), place.above)).toBe('foreign');
  });

  it('says who made it, and is not read where they could not sign for their office on its day', async () => {
    const file = bytesOf(await made([await endedLetter(place, app, 'refused')]));
    const { snapshot } = place.directory;
    const { by, day } = await read(file, place.above);
    expect([by, day]).toEqual([
      { officer: place.town.id, epoch: place.town.entry.epoch },
      dayOf(place.county.clock.now),
    ]);
    const texts = textsIn(file);
    const past = again(file, texts, { day: snapshot.day + snapshot.validDays });
    expect(await readBy(desk, app, past, place.above)).toBe('signer');
  });

  it('says that there is no network, where nothing can be said of who signed', async () => {
    const file = bytesOf(await made([await endedLetter(place, app, 'refused')]));
    const past = again(file, textsIn(file), { day: 1 });
    phone.lose(`/public/areas/${COUNTY}/directory`);
    expect(await readBy(desk, app, past, place.above)).toBe('offline');
    expect(await readBy(desk, app, past, place.above)).toBe('signer');
  });

  it('says of a case whose key or record was exchanged that it does not hold, and shows nothing of that place', async () => {
    const letter = await endedLetter(place, app, 'closed', { text: LETTER });
    const found = (await archivable(letter)) as Exclude<Awaited<ReturnType<typeof archivable>>, string>;
    const [, second] = found.open.view.records as [unknown, { body: string }];
    second.body = toBase64url(fromBase64(second.body).map((byte, i) => (i === 0 ? byte ^ 1 : byte)));
    const watch = { onCase: () => undefined, isStopped: () => false };
    const along = { notes: undefined, files: false };
    const sealed = await desk.makeArchive([found], along, place.town.office, keysOf(place.town), watch);
    const [one] = (await read(bytesOf(must(sealed)!), place.above)).cases;
    expect([one!.holds, shown(one!.open.entries)]).toEqual([false, ['first', 'body', 'order', 'status']]);
  });

  it('says of a case with a note that was exchanged that it does not hold', async () => {
    const letter = await endedLetter(place, app, 'refused');
    await notes(place, letter.keys, place.town, remark(NOTED));
    const file = bytesOf(await made([letter], { notes: NAMES }));
    const { notes: noted, ...rest } = decodeCase(textsIn(file)[0])!;
    const holds = async (view: object, keys = noted!.keys) => {
      const text = encodeCase({ ...rest, notes: { ...noted!, view: { ...noted!.view, ...view }, keys } });
      return (await read(again(file, [text]), place.above)).cases[0]!.holds;
    };
    const [note] = noted!.view.records;
    const body = toBase64url(fromBase64(note!.body!).map((byte, i) => (i === 0 ? byte ^ 1 : byte)));
    expect(await holds({})).toBe(true);
    expect(await holds({ records: [{ ...note!, body }] })).toBe(false);
    // One that the office itself could not open is there as it was.
    expect(await holds({}, [null])).toBe(true);
  });

  it('is read no further once its page is left', async () => {
    const file = bytesOf(await made([await endedLetter(place, app, 'refused')]));
    const shares: number[] = [];
    const until = (last: number) => (share: number) => shares.push(share) < last;
    for (const last of [1, 4])
      expect(await readBy(desk, app, file, place.above, until(last))).toBeUndefined();
    expect(shares).toEqual([0, 0, 0.25, 0.5]);
  });

  it('stops when it is told to, and gives nothing', async () => {
    const found = (await archivable(await endedLetter(place, app))) as never;
    const stopped = { onCase: () => undefined, isStopped: () => true };
    const along = { notes: undefined, files: false };
    expect(await desk.makeArchive([found], along, place.town.office, keysOf(place.town), stopped)).toEqual({
      ok: true,
      value: undefined,
    });
  });

  it('is made by nobody who keeps away from one of its cases, and shows them nothing of it', async () => {
    const other = await withColleague(place);
    place = other;
    await app.renewDirectory();
    const letter = await endedLetter(place, app, 'refused');
    // Who keeps away does so while the case goes on.
    const going = await writeLetter(place, app);
    const params = { ...place.town.office, case: caseOf(going.keys) };
    const body = await recusalBy(place, going.keys, place.town);
    await place.county.must(recuse, { params, body }, place.town.session);
    await ends(place, going, other.colleague, 'refused');
    expect(await archivable(going)).toBe('recused');
    expect(typeof (await archivable(going, other.colleague))).toBe('object');
    // Nor is it shown to them out of the archive that a colleague made.
    const file = bytesOf(await madeOf(desk, app, [going, letter], other.colleague));
    const kept = await read(file, place.town);
    expect([kept.cases.map(({ open }) => open.view.case), kept.withheld]).toEqual([
      [caseOf(letter.keys)],
      [caseOf(going.keys)],
    ]);
    for (const by of [other.colleague, place.above]) {
      const { cases, withheld } = await read(file, by);
      expect([cases.length, withheld]).toEqual([2, []]);
    }
    expect(typeof (await archivable(letter))).toBe('object');
  });

  it('opens by an earlier key of the county’s office, for those to whom that was handed on', async () => {
    const file = bytesOf(await made([await endedLetter(place, app, 'refused')]));
    const { county, above } = place;
    const [first, late] = await addColleague(county, 'officer', above);
    await publish(county, await county.staff('county', COUNTY));
    county.clock.now += 2;
    place = { ...place, above: first, directory: await acceptedDirectory(county) };
    await app.renewDirectory();
    expect((await read(file, first)).cases).toHaveLength(1);
    expect(await readBy(desk, app, file, late)).toBe('closed');
    const { keys } = await county.must(myOfficeKeys, { params: above.office }, first.session);
    const old = keys.find(
      ({ entry }) => sha256(fromBase64(entry)).length === 32 && entry !== keys[0]!.entry,
    )!;
    const ikm = openOfficeIkm(fromBase64(old.sealed), fromBase64(old.entry), first.id, first.device)!;
    const to = { id: late.id, devicePk: late.device.publicKey };
    const sealed = toBase64url(sealOfficeKey(ikm, fromBase64(old.entry), to, bytes(32))!);
    const handed = { epoch: above.entry.epoch, ...sealedTo(to), sealed };
    await county.must(handOnKeys, { params: above.office, body: { keys: [handed] } }, first.session);
    expect((await read(file, late)).cases).toHaveLength(1);
  });
});
