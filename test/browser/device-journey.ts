import type { Browser, Page } from 'playwright-core';
import { deskOf, fill, here, openAnew, PASSPHRASE, sees, tap } from './people';

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
