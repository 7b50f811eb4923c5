import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { drawReceipt } from '#shared/tip/receipt';
import { isBusy } from '#test/even';
import { shows } from '#test/miniapp/taro';
import { type App, sealLetter, tipPhone, writeLetter } from './phone';
import type { TipCounty } from './case';

const STEP = 16 << 10;
/** The app's files belong to another TypeScript project. */
const COVER: string = '../../miniapp/src/platform/cover';

/** What lies on the line: how long each question to the channel's host and its answer are, in bytes. */
const lengths: [asked: number, answered: number][] = [];

/** All that comes before an answer's body. */
const heads = new Set<string>();

let place: TipCounty;
let app: App;

beforeAll(async () => {
  ({ place, app } = await tipPhone());
  await app.renewDirectory();
  const { fetch } = globalThis;
  globalThis.fetch = async (url, init) => {
    const answer = await fetch(url, init);
    if (new Request(url).url.endsWith('/tipline') && !(await isBusy(answer))) {
      const asked = (await new Request(url, init).arrayBuffer()).byteLength;
      lengths.push([asked, (await answer.clone().arrayBuffer()).byteLength]);
      heads.add(JSON.stringify([answer.status, ...answer.headers]));
    }
    return answer;
  };
});

beforeEach(() => {
  lengths.length = 0;
});

afterAll(() => {
  const head = [200, ['cache-control', 'no-store, no-transform'], ['content-type', 'application/json']];
  expect([...heads]).toEqual([JSON.stringify(head)]);
});

describe('what the network sees of the writer’s channel', () => {
  it('is as long for a letter as for a look at it, for a wrong receipt, and for a letter that nobody wrote', async () => {
    const { receipt } = await writeLetter(place, app);
    expect((await app.openCase(receipt)).ok).toBe(true);
    const unknown = drawReceipt(new Uint8Array(Buffer.alloc(64, 7)))!;
    expect((await app.openCase(unknown)).ok).toBe(false);
    await cover();
    expect(lengths).toEqual([
      [STEP, STEP],
      [STEP, STEP],
      [STEP, STEP],
      [STEP, STEP],
    ]);
  });

  it('is the next step for a long letter, whatever its length', async () => {
    for (const letters of [1500, 4900]) {
      const { send } = await sealLetter(place, app, { text: '米'.repeat(letters) });
      expect((await send()).ok).toBe(true);
    }
    expect(lengths).toEqual([
      [2 * STEP, 2 * STEP],
      [2 * STEP, 2 * STEP],
    ]);
  });

  it('is for a file of a later letter what it is for one of the first, and for that letter what it is without', async () => {
    const photo = app.chosenPhoto(new Uint8Array(900).fill(1), 'data:', '照片1.jpg');
    const nothing = { uploads: [] };
    const watch = { onProgress: () => undefined, isStopped: () => false };
    const { receipt } = await writeLetter(place, app);
    const open = await app.openCase(receipt);
    if (!open.ok) throw new Error('the letter opens');
    lengths.length = 0;
    const later = await app.sendMore(open.value, { text: '收据在这里' }, [photo], nothing, watch);
    expect(later.outcome?.ok).toBe(true);
    expect(lengths).toEqual([
      [32 * STEP, STEP],
      [STEP, STEP],
    ]);
  });
});

/** Opens the app so that it asks for a letter that nobody wrote, and waits for the answer. */
async function cover(): Promise<void> {
  const { coverAtTimes } = (await import(COVER)) as { coverAtTimes: () => void };
  const before = lengths.length;
  const random = jest.spyOn(globalThis.crypto, 'getRandomValues');
  // The coin says no, and then yes and at once.
  random
    .mockImplementationOnce((bytes) => filled(bytes, 255))
    .mockImplementationOnce((bytes) => filled(bytes, 0));
  coverAtTimes();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(lengths).toHaveLength(before);
  shows.run();
  while (lengths.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
}

function filled<T>(bytes: T, value: number): T {
  if (bytes instanceof Uint8Array) bytes.fill(value);
  return bytes;
}
