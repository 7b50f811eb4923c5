import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { endFiles } from '#functions/tip/jobs';
import { platformOf } from '#local/boundaries';
import { concatBytes } from '#shared/crypto/bytes';
import type { ProvenEnclosure } from '#shared/tip/file-hashes';
import { PIECE_BYTES } from '#shared/tip/sizes';
import { caseOf, type TipCounty } from './case';
import {
  type App,
  type Chosen,
  type Desk,
  goBy,
  must,
  type OnItsWay,
  type OpenCase,
  openDesk,
  type Sealed,
  type TestPhone,
  tipPhone,
  type TriedMore,
  writeLetter,
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

const content = (length: number): Uint8Array => new Uint8Array(Buffer.alloc(length, 'receipt'));
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A file as the phone has it. */
function chosen(length: number, name = '收据.pdf'): Chosen {
  const bytes = content(length);
  return {
    name,
    type: 'application/pdf',
    length,
    read: (from, to) => Promise.resolve(bytes.subarray(from, to)),
  };
}

const NOTHING: OnItsWay = { uploads: [] };

function add(
  open: OpenCase,
  files: readonly Chosen[],
  way = NOTHING,
  watching: { onProgress?: (done: number, of: number) => void; isStopped?: () => boolean } = {},
): Promise<TriedMore> {
  const watch = { onProgress: () => undefined, isStopped: () => false, ...watching };
  return app.sendMore(open, { text: '收据找到了，请看。' }, files, way, watch);
}

/** A letter that has arrived, as its writer has it open. */
async function written(): Promise<{ sealed: Sealed; open: OpenCase }> {
  const sealed = await writeLetter(place, app);
  return { sealed, open: must(await app.openCase(sealed.receipt)) };
}

/** What the town's desk opens of the files of the newest record, by name and hash. */
async function atDesk({ keys }: Sealed): Promise<string[][]> {
  const { id, signSeed, device, session, office } = place.town;
  app.takeSession(session);
  const open = must(await desk.openCase(office, caseOf(keys), office, { officer: id, signSeed, device }));
  const entry = open.entries.at(-1)!;
  if (!entry.ok) throw new Error(entry.flaw);
  const opened: string[][] = [];
  for (const file of app.filesOf(open.records.at(-1), entry.content)!)
    opened.push([file.enclosure.name, await openedAs(file, desk.pieceGetter(open))]);
  return opened;
}

async function openedAs(file: ProvenEnclosure, get: ReturnType<Desk['pieceGetter']>): Promise<string> {
  return hashOf(concatBytes(...must(await app.openEnclosure(file, get, () => true))!));
}

describe('what a writer encloses with a later message', () => {
  it('goes the channel’s one way in pieces, and is opened at the desk as it was', async () => {
    const { sealed, open } = await written();
    phone.asked.length = 0;
    const seen: number[][] = [];
    const files = [chosen(PIECE_BYTES + 9), chosen(4000, '录音.m4a')];
    const { outcome, way } = await add(open, files, NOTHING, { onProgress: (...at) => seen.push(at) });
    expect(must(outcome!).entries).toHaveLength(2);
    expect(way).toEqual(NOTHING);
    expect(seen).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(phone.asked).toEqual(Array(4).fill('POST https://tipline.test/tipline'));
    expect(await atDesk(sealed)).toEqual([
      ['收据.pdf', hashOf(content(PIECE_BYTES + 9))],
      ['录音.m4a', hashOf(content(4000))],
    ]);
  });

  it('goes on where it was stopped, and nothing was taken before', async () => {
    const { sealed, open } = await written();
    const file = chosen(3 * PIECE_BYTES);
    let done = 0;
    const stopped = await add(open, [file], NOTHING, {
      onProgress: (sent) => {
        done = sent;
      },
      isStopped: () => done >= 2,
    });
    expect(stopped.outcome).toBeUndefined();
    expect(must(await app.openCase(sealed.receipt)).entries).toHaveLength(1);
    phone.asked.length = 0;
    must((await add(open, [file], stopped.way)).outcome!);
    // Two pieces more, and the message.
    expect(phone.asked).toHaveLength(3);
    expect(await atDesk(sealed)).toEqual([['收据.pdf', hashOf(content(3 * PIECE_BYTES))]]);
  });

  it('waits where there is no network, and goes on by itself once there is', async () => {
    const { sealed, open } = await written();
    phone.asked.length = 0;
    app.online.set(false);
    const sending = add(open, [chosen(4000)]);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(phone.asked).toEqual([]);
    app.online.set(true);
    must((await sending).outcome!);
    expect(await atDesk(sealed)).toEqual([['收据.pdf', hashOf(content(4000))]]);
  });

  it('can be stopped while there is no network', async () => {
    const { open } = await written();
    phone.asked.length = 0;
    app.online.set(false);
    let stopped = false;
    const sending = add(open, [chosen(4000)], NOTHING, { isStopped: () => stopped });
    await new Promise((resolve) => setTimeout(resolve, 100));
    stopped = true;
    const tried = await sending;
    app.online.set(true);
    expect(tried.outcome).toBeUndefined();
    expect(phone.asked).toEqual([]);
  });

  it('is laid down anew where no message named it in time', async () => {
    const { sealed, open } = await written();
    const file = chosen(2 * PIECE_BYTES);
    let done = 0;
    const stopped = await add(open, [file], NOTHING, {
      onProgress: (sent) => {
        done = sent;
      },
      isStopped: () => done >= 1,
    });
    place.county.clock.now += 5 * 86_400;
    expect(await endFiles(platformOf(place.county.wiring, 'jobs'))).toBe(1);
    const late = await add(open, [file], stopped.way);
    expect(late.outcome).toMatchObject({ ok: false, problem: { code: 'tip-files' } });
    expect(late.way.uploads).toEqual([]);
    must((await add(open, [file], late.way)).outcome!);
    expect(await atDesk(sealed)).toEqual([['收据.pdf', hashOf(content(2 * PIECE_BYTES))]]);
  });
});
