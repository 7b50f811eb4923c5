import { Buffer } from 'node:buffer';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { here, sees, tap } from './people';

/** What a camera wrote beside the picture, the name of a file, and what is in it: nobody but the office may ever read it. */
export const SECRET_CAMERA = 'GPS 29.71830 N 106.52310 E Xiaomi 14 of Liu Shougen';
export const SECRET_FILE_NAME = '在晒谷场边给钱那天的录音';
export const SECRET_IN_FILE = '他说每家两百块钱投票那天都要写我弟弟的名字';
export const SECRET_RECEIPT_NAME = '小卖部老板娘给我的收据';
export const SECRET_IN_RECEIPT = '十一月十九日赊购白酒四十瓶香烟三十条记在候选人的账上';

/** A JPEG with what a camera writes beside it: where, when, whose. */
async function cameraPhoto(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 1200;
    canvas.height = 900;
    const pen = canvas.getContext('2d');
    for (let i = 0; pen && i < 400; i += 1) {
      pen.fillStyle = `hsl(${i * 7} 60% 50%)`;
      pen.fillRect((i * 97) % 1200, (i * 53) % 900, 60, 40);
    }
    return canvas.toDataURL('image/jpeg', 0.9);
  });
  const picture = Buffer.from(drawn.slice(drawn.indexOf(',') + 1), 'base64');
  const said = Buffer.from(`Exif\0\0${SECRET_CAMERA}`);
  const head = Buffer.from([0xff, 0xe1, 0, said.length + 2]);
  return Buffer.concat([picture.subarray(0, 2), head, said, picture.subarray(2)]);
}

async function choose(page: Page, words: string, file: { name: string; mimeType: string; buffer: Buffer }) {
  const chooser = page.waitForEvent('filechooser');
  await tap(page, words);
  await (await chooser).setFiles(file);
}

/** Adds a photograph, of which the phone keeps the picture alone. */
export async function addPhoto(page: Page): Promise<void> {
  const photo = await cameraPhoto(page);
  expect(photo.includes(SECRET_CAMERA)).toBe(true);
  const name = 'IMG_20261120_183012_村口小卖部.jpg';
  await choose(page, '加照片', { name, mimeType: 'image/jpeg', buffer: photo });
  await sees(page, '照片1.jpg');
  const src = await here(page).locator('.file-thumb').first().getAttribute('src');
  const kept = Buffer.from(String(src).split(',')[1] ?? '', 'base64');
  expect(kept.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  expect(kept.includes('Exif')).toBe(false);
  expect(kept.includes(SECRET_CAMERA)).toBe(false);
}

/** Adds a photograph, and an original as it is, after what that may tell was said. */
export async function addFiles(
  page: Page,
  name = SECRET_FILE_NAME,
  words = SECRET_IN_FILE.repeat(20_000),
): Promise<void> {
  await addPhoto(page);
  await tap(page, '加录音、文件，或者照片原件');
  await sees(page, '原件里可能有拍摄时间和地点');
  await choose(page, '知道了，选文件', {
    name: `${name}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from(words),
  });
  await sees(page, `${name}.txt`);
}

/** Adds a recording of a second, under a name that says nothing of what it is. */
export async function addRecording(page: Page): Promise<void> {
  await tap(page, '加录音、文件，或者照片原件');
  const file = { name: '村口.bin', mimeType: 'application/octet-stream', buffer: recording() };
  await choose(page, '知道了，选文件', file);
  await sees(page, '村口.bin');
}

/** A second of a tone: 8,000 samples of a byte (RIFF WAVE). */
function recording(): Buffer {
  const samples = Buffer.from(Array.from({ length: 8000 }, (_, i) => 128 + Math.round(90 * Math.sin(i / 3))));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

/** The officer hears a recording in the page, by keys and slower. */
export async function hearRecording(page: Page): Promise<void> {
  await here(page).getByRole('link', { name: '打开村口.bin' }).click();
  const player = here(page).locator('.letter-sound audio');
  await player.waitFor();
  await here(page).getByRole('radio', { name: '慢' }).press('Enter');
  const heard = await player.evaluate(async (sound) => {
    if (!(sound instanceof HTMLAudioElement)) return [];
    await sound.play();
    await new Promise((done) => sound.addEventListener('ended', done));
    return [sound.duration, sound.playbackRate];
  });
  expect(heard).toEqual([1, 0.75]);
}

/** The officer opens both on their own computer: the picture is shown, the other is kept as it was. */
export async function openFiles(page: Page): Promise<void> {
  await here(page).getByRole('link', { name: '打开照片1.jpg' }).click();
  const picture = here(page).locator('.letter-picture').first();
  await picture.waitFor();
  const size = await picture.evaluate((shown) =>
    shown instanceof HTMLImageElement
      ? shown.decode().then(() => [shown.naturalWidth, shown.naturalHeight])
      : [],
  );
  expect(size).toEqual([1200, 900]);
  await openOriginal(page, SECRET_FILE_NAME, SECRET_IN_FILE.repeat(20_000));
}

/** The officer keeps an original, which is as it was. */
export async function openOriginal(page: Page, name: string, words: string): Promise<void> {
  const link = (verb: string) => here(page).getByRole('link', { name: `${verb}${name}.txt` });
  await link('打开').click();
  const saving = page.waitForEvent('download');
  await link('保存').click();
  const saved = await (await saving).createReadStream();
  const parts: Buffer[] = [];
  for await (const part of saved) parts.push(Buffer.from(part));
  expect(Buffer.concat(parts).equals(Buffer.from(words))).toBe(true);
}
