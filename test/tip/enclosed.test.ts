import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { concatBytes, fromBase64url, toBase64url } from '#shared/crypto/bytes';
import { dayOf } from '#shared/time';
import type { ProvenEnclosure } from '#shared/tip/file-hashes';
import { routeFor } from '#shared/tip/routing';
import { PIECE_BYTES, SEALED_CHUNK_BYTES } from '#shared/tip/sizes';
import { caseOf, type TipCounty } from './case';
import { ABOUT, move } from './moves';
import {
  type App,
  type Chosen,
  type Desk,
  goBy,
  keysOf as deskKeysOf,
  must,
  type OnItsWay,
  openDesk,
  type Sealed,
  type TestPhone,
  tipPhone,
  type Tried,
} from './phone';

let place: TipCounty;
let phone: TestPhone;
let app: App;
let desk: Desk;
beforeAll(async () => {
  ({ place, phone, app } = await tipPhone());
  await app.renewDirectory();
  desk = await openDesk();
});
beforeEach(() => {
  goBy(place.county);
});

/** Bytes of a file, no two pieces alike. */
function content(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i += 1) bytes[i] = (i * 31 + (i >> 15)) % 256;
  return bytes;
}
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A file as the phone has it, of which no more than a piece is ever read at once. */
function chosen(length: number, name = '录音.m4a', type = 'audio/mp4'): Chosen & { most: () => number } {
  const bytes = content(length);
  let most = 0;
  const read = (from: number, to: number) => {
    most = Math.max(most, to - from);
    return Promise.resolve(bytes.subarray(from, to));
  };
  return { name, type, length, read, most: () => most };
}

const PHOTO = content(90_000);
const photo = (): Chosen => app.chosenPhoto(PHOTO, 'data:', '照片1.jpg');
const NOT_BEGUN: OnItsWay = { uploads: [] };

interface Watching {
  onProgress?: (done: number, of: number) => void;
  isStopped?: () => boolean;
}

async function send(
  files: readonly Chosen[],
  way = NOT_BEGUN,
  { text = '照片为证', ...watching }: Watching & { text?: string } = {},
): Promise<Tried> {
  const directory = must(await app.heldDirectory());
  const route = routeFor({ ...ABOUT, avoid: [] }, directory, dayOf(place.county.clock.now))!;
  const letter = { directory, route, said: { text, ...ABOUT }, files };
  return app.sendLetter(letter, way, { onProgress: () => undefined, isStopped: () => false, ...watching });
}

/** A letter that arrived with these files. */
async function sent(files: readonly Chosen[]): Promise<Sealed> {
  const { way, outcome } = await send(files);
  must(outcome!);
  return way.sealed!;
}

const keysOf = (officer: TipCounty['town']) => {
  app.takeSession(officer.session);
  return deskKeysOf(officer);
};

const desksOf = async ({ keys }: Sealed, by: TipCounty['town']) =>
  must(await desk.openCase(by.office, caseOf(keys), by.office, keysOf(by)));

/** The files of one place of a case, as whoever opened it is shown them. */
function filesAt(open: { records: readonly unknown[]; entries: readonly unknown[] }, seq = 0) {
  const entry = (open as Awaited<ReturnType<typeof desksOf>>).entries[seq]!;
  if (!entry.ok) throw new Error(entry.flaw);
  return app.filesOf((open as Awaited<ReturnType<typeof desksOf>>).records[seq], entry.content)!;
}

type Get = Parameters<App['openEnclosure']>[1];
/** What opens of a file, by its hash; or the code that says why nothing does. */
const openedAs = async (file: ProvenEnclosure, get: Get): Promise<string> => {
  const opened = await app.openEnclosure(file, get, () => true);
  return opened.ok ? hashOf(concatBytes(...opened.value!)) : opened.problem.code;
};

describe('a photograph and a recording from phone to desk', () => {
  it('are sealed and sent in pieces, opened at the desk as they were, and by the writer too', async () => {
    const voice = chosen(PIECE_BYTES + 77);
    const seen: number[][] = [];
    const { way, outcome } = await send([photo(), voice], NOT_BEGUN, {
      onProgress: (...at) => seen.push(at),
    });
    must(outcome!);
    expect(seen).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(voice.most()).toBe(PIECE_BYTES);
    const open = await desksOf(way.sealed!, place.town);
    const files = filesAt(open);
    expect(files.map(({ enclosure }) => [enclosure.name, enclosure.type, enclosure.length])).toEqual([
      ['照片1.jpg', 'image/jpeg', PHOTO.length],
      ['录音.m4a', 'audio/mp4', PIECE_BYTES + 77],
    ]);
    const get = desk.pieceGetter(open);
    expect(await openedAs(files[0]!, get)).toBe(hashOf(PHOTO));
    expect(await openedAs(files[1]!, get)).toBe(hashOf(content(PIECE_BYTES + 77)));
    const own = must(await app.openCase(way.sealed!.receipt));
    const mine = (file: Parameters<Get>[0], piece: number) => app.getPiece(way.sealed!.keys, file, piece);
    expect(await openedAs(filesAt(own)[0]!, mine)).toBe(hashOf(PHOTO));
  });

  it('all go one way: one host, one path, nothing in the address', async () => {
    phone.asked.length = 0;
    await sent([photo()]);
    expect(new Set(phone.asked)).toEqual(new Set(['POST https://tipline.test/tipline']));
  });

  it('live on when the case goes up: the new office opens them, the old one nothing', async () => {
    const sealed = await sent([photo()]);
    const before = await desksOf(sealed, place.town);
    expect((await move(place, sealed.keys, place.town, place.above)).code).toBeUndefined();
    const open = await desksOf(sealed, place.above);
    expect(await openedAs(filesAt(open)[0]!, desk.pieceGetter(open))).toBe(hashOf(PHOTO));
    keysOf(place.town);
    expect(await openedAs(filesAt(before)[0]!, desk.pieceGetter(before))).toBe('not-found');
  });

  it('come back from the office, and the writer opens them', async () => {
    const sealed = await sent([]);
    const { town } = place;
    const open = await desksOf(sealed, town);
    const uploads = await app.uploadsOf([chosen(4000, '回函.pdf', 'application/pdf')], []);
    const put = (piece: unknown) => desk.putPiece(open, town.office, piece);
    const watch = { onProgress: () => undefined, isStopped: () => false };
    const files = must(await app.sendUploads(uploads, put, watch))!;
    const saying = { act: { act: 'reply' }, text: '请看附上的回函。', files };
    const act = must(await desk.sealAct(open, town.office, keysOf(town), saying));
    must(await desk.sendAct(open, town.office, keysOf(town), act));
    const own = must(await app.openCase(sealed.receipt));
    const [letter] = filesAt(own, 1);
    expect(letter!.enclosure.name).toBe('回函.pdf');
    expect(await openedAs(letter!, (file, piece) => app.getPiece(sealed.keys, file, piece))).toBe(
      hashOf(content(4000)),
    );
  });
});

describe('on a bad network', () => {
  it('a piece whose answer was lost is sent again, and lies there once', async () => {
    phone.lose('/tipline');
    const { outcome, way } = await send([photo()]);
    must(outcome!);
    const open = await desksOf(way.sealed!, place.town);
    expect(await openedAs(filesAt(open)[0]!, desk.pieceGetter(open))).toBe(hashOf(PHOTO));
  });

  it('a letter that was stopped goes on where it was, under the same receipt; nothing was taken before', async () => {
    const voice = chosen(3 * PIECE_BYTES);
    let done = 0;
    const stopped = await send([voice], NOT_BEGUN, {
      onProgress: (sent) => {
        done = sent;
      },
      isStopped: () => done >= 2,
    });
    expect(stopped.outcome).toBeUndefined();
    expect(stopped.way.uploads[0]!.hashes).toHaveLength(2);
    expect(stopped.way.sealed).toBeUndefined();
    phone.asked.length = 0;
    const { outcome, way } = await send([voice], stopped.way);
    must(outcome!);
    // Two pieces more, and the letter.
    expect(phone.asked).toHaveLength(3);
    const open = await desksOf(way.sealed!, place.town);
    expect(await openedAs(filesAt(open)[0]!, desk.pieceGetter(open))).toBe(hashOf(content(3 * PIECE_BYTES)));
  });

  it('a file that was taken out after a stop is not in the letter; the others are not sent twice', async () => {
    const [kept, dropped] = [photo(), chosen(2 * PIECE_BYTES)];
    let done = 0;
    const stopped = await send([kept, dropped], NOT_BEGUN, {
      onProgress: (sent) => {
        done = sent;
      },
      isStopped: () => done >= 1,
    });
    phone.asked.length = 0;
    const { outcome, way } = await send([kept], stopped.way);
    must(outcome!);
    expect(phone.asked).toHaveLength(1);
    expect(filesAt(await desksOf(way.sealed!, place.town))).toHaveLength(1);
  });

  it('says that words and names are too long together before it sends a file', async () => {
    const six = Array.from({ length: 6 }, (_, i) => chosen(10, `${i}${'名'.repeat(80)}`));
    phone.asked.length = 0;
    const { outcome } = await send(six, NOT_BEGUN, { text: '字'.repeat(5000) });
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'tip-too-long' } });
    expect(phone.asked).toEqual([]);
    must((await send([photo(), ...six.slice(1, 6)], NOT_BEGUN, { text: '字'.repeat(3500) })).outcome!);
  });

  it('says which file cannot be read any more, and sends no letter', async () => {
    const gone = { ...chosen(10), read: () => Promise.reject(new Error('gone')) };
    const short = { ...chosen(10), read: () => Promise.resolve(new Uint8Array(9)) };
    for (const file of [gone, short]) {
      const { outcome } = await send([file]);
      expect(outcome).toMatchObject({ ok: false, problem: { code: 'tip-file-unreadable' } });
    }
  });
});

describe('what the server gives in the place of a file', () => {
  const flipped = (text: string, at: number): string => {
    const bytes = fromBase64url(text)!;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return toBase64url(bytes);
  };

  it('is shown in no part once it is altered, cut short, moved, of another file or of another case', async () => {
    const sealed = await sent([photo(), chosen(2 * PIECE_BYTES)]);
    const other = await sent([photo()]);
    const open = await desksOf(sealed, place.town);
    const [picture, voice] = filesAt(open);
    const [theirs] = filesAt(await desksOf(other, place.town));
    const get = desk.pieceGetter(open);
    const bent =
      (change: (text: string) => string): Get =>
      async (file, piece) => {
        const answer = await get(file, piece);
        return answer.ok ? { ok: true, value: { piece: change(answer.value.piece) } } : answer;
      };
    for (const at of [0, SEALED_CHUNK_BYTES - 1, 5 * SEALED_CHUNK_BYTES, 10 * SEALED_CHUNK_BYTES - 1])
      expect(
        await openedAs(
          picture!,
          bent((text) => flipped(text, at)),
        ),
      ).toBe('tip-file-altered');
    expect(
      await openedAs(
        picture!,
        bent((text) => text.slice(0, -4)),
      ),
    ).toBe('tip-file-altered');
    expect(
      await openedAs(
        picture!,
        bent(() => ''),
      ),
    ).toBe('tip-file-altered');
    expect(await openedAs(voice!, (file, piece) => get(file, 1 - piece))).toBe('tip-file-altered');
    const pictureId = toBase64url(picture!.enclosure.id) as Parameters<Get>[0];
    expect(await openedAs(voice!, () => get(pictureId, 0))).toBe('tip-file-altered');
    const elsewhere = desk.pieceGetter(await desksOf(other, place.town));
    const theirId = toBase64url(theirs!.enclosure.id) as Parameters<Get>[0];
    expect(await openedAs(picture!, () => elsewhere(theirId, 0))).toBe('tip-file-altered');
    expect(await openedAs(picture!, () => get(theirId, 0))).toBe('tip-file-gone');
    expect(await openedAs(picture!, get)).toBe(hashOf(PHOTO));
  });

  it('counts for nothing where the hashes are not those that the letter was sealed with', async () => {
    const open = await desksOf(await sent([photo()]), place.town);
    const [record] = open.records;
    const [entry] = open.entries;
    if (!entry?.ok) throw new Error('the letter opens');
    expect(app.filesOf({ ...record!, pieces: new Uint8Array(32) }, entry.content)).toBeNull();
    const { head, slot, slotsHash, body, wraps } = record!;
    expect(app.filesOf({ head, slot, slotsHash, body, wraps }, entry.content)).toBeNull();
    expect(app.filesOf(record, entry.content)).toHaveLength(1);
  });
});
