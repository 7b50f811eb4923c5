import { expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { renderSVG } from 'uqr';
import { deskOf, fill, here, openAnew, PASSPHRASE, press, sees, tap } from './people';

// An officer's second computer: it makes its own keys, the first one compares its code, and it may be taken away again.

const KEYS = 'directory/keys/index';
export const SECOND = '家里的笔记本';

/** The second computer of somebody, signed in, with keys that wait; answers the page and the code it shows. */
export async function offerSecond(
  browser: Browser,
  origin: string,
  name: string,
): Promise<{ page: Page; code: string }> {
  const page = await deskOf(browser, origin, name);
  await openAnew(page, origin, KEYS);
  await fill(page, '这台叫什么', SECOND);
  await fill(page, '口令', PASSPHRASE);
  await fill(page, '再输一遍', PASSPHRASE);
  await tap(page, '把这台加进来');
  await sees(page, '或者在原来那台上输这 20 个数字');
  return { page, code: await here(page).locator('.device-code').innerText() };
}

/** Opens the page of keys with the passphrase: a page opened anew holds no open keys. */
export async function openKeysAnew(page: Page, origin: string): Promise<void> {
  await openAnew(page, origin, KEYS);
  await page.reload();
  await fill(page, '口令', PASSPHRASE);
  await tap(page, '打开钥匙');
  await sees(page, '已经做好，登记过');
}

/** The first computer refuses another code and takes in the second by its own. */
export async function compareCode(page: Page, origin: string, code: string): Promise<void> {
  await openKeysAnew(page, origin);
  await sees(page, `“${SECOND}”等着加进来`);
  await fill(
    page,
    '那台屏幕上的 20 个数字',
    code.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10)),
  );
  await tap(page, '核对并加进来');
  await sees(page, /和那台的钥匙对不上，没有加/);
  await fill(page, '那台屏幕上的 20 个数字', code);
  await tap(page, '核对并加进来');
  await sees(page, /还没有列进名录/);
}

/** What the code on the second screen leads to, as a camera reads it: this page, with the figures that stand below. */
async function scannedFrom(page: Page, origin: string, office: string): Promise<string> {
  const figures = await here(page).locator('.device-code').innerText();
  const path = `directory/keys/index?office=${office}&code=${figures.replace(/ /g, '')}`;
  const drawn = await here(page).getByAltText('这台设备的核对码，用原来那台的相机扫').getAttribute('src');
  const svg = decodeURIComponent((drawn ?? '').replace('data:image/svg+xml,', ''));
  expect(svg).toBe(renderSVG(`${origin}/#/${path}`, { border: 2 }));
  return path;
}

/** Opens what was scanned: a page of its own, which holds no open keys yet. */
async function openScanned(page: Page, origin: string, path: string): Promise<void> {
  await openAnew(page, origin, path);
  await page.reload();
  await fill(page, '口令', PASSPHRASE);
  await tap(page, '打开钥匙');
}

/** The first device scans another one's code and is told so, then the second's: both screens show the same figures. */
export async function scanCode(first: Page, second: Page, origin: string, office: string): Promise<void> {
  const path = await scannedFrom(second, origin, office);
  await openScanned(
    first,
    origin,
    path.replace(/.$/, (figure) => String((Number(figure) + 1) % 10)),
  );
  await sees(first, '扫到的码，在您名下没有等着的设备');
  await openScanned(first, origin, path);
  await sees(first, '扫到的码和那台的钥匙对得上');
  const figures = (page: Page): Promise<string> => here(page).locator('.device-code').first().innerText();
  expect(await figures(first)).toBe(await figures(second));
  await press(first, '核对并加进来');
  await sees(second, '已经做好，登记过');
}

/** The first computer takes the second away. */
export async function takeAway(page: Page, origin: string): Promise<void> {
  await openKeysAnew(page, origin);
  await tap(page, /^家里的笔记本$/);
  await tap(page, `去掉“${SECOND}”`);
  await sees(page, /现在的钥匙还锁给|登记了/);
}

/** The computer that was taken away says that it is not its owner's any more. */
export async function cannotOpen(page: Page, origin: string): Promise<void> {
  await openAnew(page, origin, KEYS);
  await page.reload();
  await fill(page, '口令', PASSPHRASE);
  await tap(page, '打开钥匙');
  await sees(page, '这台现在没有加在您名下');
}
