import type { Browser, Page } from 'playwright-core';
import { openKeysAnew } from './device-journey';
import { openByReceipt } from './tip-journey';
import {
  deskOf,
  fill,
  here,
  makeOfficeKey,
  openAnew,
  PASSPHRASE,
  press,
  reloadUntil,
  sees,
  tap,
} from './people';

// An office's only computer is gone: keys made anew, its letters given back by two of three holders with their cards.

const KEYS = 'directory/keys/index';

/** A new computer of the same officer, with keys made anew, and a new key of the office. */
export async function startsAnew(
  browser: Browser,
  origin: string,
  name: string,
  holders: readonly string[],
): Promise<Page> {
  const page = await deskOf(browser, origin, name);
  await openAnew(page, origin, KEYS);
  await tap(page, '原来的设备都没了，在这里重做一把');
  await sees(page, '重做以后，您登记过的 1 台设备都不算了');
  await fill(page, '口令', PASSPHRASE);
  await fill(page, '再输一遍', PASSPHRASE);
  await tap(page, '做好并登记');
  await sees(page, '已经做好，登记过');
  await makeOfficeKey(page, origin, holders);
  return page;
}

/** The county signs for what changed, and sees the list stand in the log. */
export async function signsAnew(page: Page, origin: string, office: string): Promise<void> {
  await openKeysAnew(page, origin);
  await sees(page, new RegExp(`^${office}：换了钥匙`));
  await tap(page, '签名并公布');
  await sees(page, '名录已经公布');
}

/** Opens the letter that stands first; none of what it says opens, so nothing can be decided on it. */
async function openClosed(page: Page, origin: string): Promise<void> {
  await openAnew(page, origin, 'casework/inbox/index');
  await tap(page, /^打开$/);
  await sees(page, /这封信有 \d+ 条，您的钥匙打不开/);
  const acts = here(page).getByRole('button', { name: /^(受理|不受理|开始核实|办结|转办)/ });
  if ((await acts.count()) > 0) throw new Error('a letter that nobody here can read may be decided on');
}

/** The officer finds that the letter does not open, and asks the holders. */
export async function asksHolders(page: Page, origin: string): Promise<void> {
  await openClosed(page, origin);
  await here(page).getByRole('radio', { name: '电脑、浏览器坏了、丢了或者清空了' }).click();
  await press(page, '请保管人救回');
  await sees(page, '还没有人同意');
}

/** A holder reads who asks, and agrees. */
export async function agrees(page: Page, origin: string, office: string): Promise<void> {
  await openKeysAnew(page, origin);
  await sees(page, `${office}请您救回一封信`);
  await press(page, '问清楚了，签名同意');
  await sees(page, /等另一位保管人|照着保管卡上的数字输/);
}

/** Once the log has it, a holder hands on their part with the card, typed from paper. */
export async function handsOn(page: Page, origin: string, card: string): Promise<void> {
  await reloadUntil(page, origin, KEYS, '照着保管卡上的数字输');
  await fill(page, '照着保管卡上的数字输', card);
  await press(page, '打开我的一份，封好交出');
  await sees(page, /打开了 \d+ 条里您的那一份/);
}

/** The officer opens what was handed on and seals it to the new key; answers which of these letters is read again. */
export async function getsBack(page: Page, origin: string, letters: readonly string[]): Promise<string> {
  await openClosed(page, origin);
  await press(page, '打开，封给新的钥匙');
  await sees(page, /由两位保管人一起救回/);
  const text = await here(page).innerText();
  const read = letters.find((words) => text.includes(words));
  if (read === undefined) throw new Error(`none of the letters is read: ${text}`);
  return read;
}

/** The writer reads that the office had lost its key, and still reads the letter. */
export async function seesRecovered(
  page: Page,
  origin: string,
  receipt: readonly string[],
  words: string,
): Promise<void> {
  await openByReceipt(page, origin, receipt, words);
  await sees(page, /的钥匙丢过，.*由两位保管人一起救回，公开日志有记录/);
}

/** The county signs the same directory for another thirty days. */
export async function renewDirectory(page: Page, origin: string): Promise<void> {
  await openKeysAnew(page, origin);
  await sees(page, '名录有的已经到期，群众写不成信');
  // The warning says the same words.
  await press(page, '签名并公布');
  await sees(page, '名录已经公布');
}
