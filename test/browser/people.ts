import type { Browser, Locator, Page } from 'playwright-core';
import { dateOfDay, dayOf, type LegalDate } from '#shared/time';
import { openDesk, openPhone } from './chromium';

/** A passphrase of nobody: keys of journeys live as long as their browser contexts. */
export const PASSPHRASE = 'journey-passphrase';

const WAIT = { timeout: Number(process.env['W'] ?? 30_000) };

/** The page that is shown: Taro keeps the ones before it in the document, shaded. */
export function here(page: Page): Locator {
  return page.locator('.taro_page:not(.taro_page_shade)');
}

/** What carries these words on the page that is shown. */
export function shown(page: Page, words: string | RegExp): Locator {
  return here(page).getByText(words).filter({ visible: true }).first();
}

/** Taps what carries these words on the page that is shown. */
export async function tap(page: Page, words: string | RegExp): Promise<void> {
  await shown(page, words).click(WAIT);
}

/** Presses the button of that name on the page that is shown. */
export async function press(page: Page, name: string): Promise<void> {
  await here(page).getByRole('button', { name, exact: true }).filter({ visible: true }).first().click(WAIT);
}

/** Waits until the page that is shown carries these words. */
export async function sees(page: Page, words: string | RegExp): Promise<void> {
  await shown(page, words).waitFor(WAIT);
}

/** Types into the field of that label. */
export async function fill(page: Page, label: string, text: string): Promise<void> {
  await here(page).getByLabel(label, { exact: true }).filter({ visible: true }).first().fill(text, WAIT);
}

/** Opens a page of the site by its path. */
export async function open(page: Page, origin: string, path: string): Promise<void> {
  await page.goto(`${origin}/#/${path}`);
}

/** By how many seconds each county's clock was moved. */
const ahead = new Map<string, number>();

/** The day it is in a county, which near midnight is not that of the machine. */
export function countyToday(origin: string): LegalDate {
  return dateOfDay(dayOf(Date.now() / 1000 + (ahead.get(origin) ?? 0)));
}

/** Sets a device's clock by the county's: days are counted by both. */
export async function onCountyTime(page: Page, origin: string): Promise<Page> {
  await moveDesks([page], ahead.get(origin) ?? 0);
  return page;
}

/** Moves the county's clock ahead. */
export async function moveClock(origin: string, seconds: number): Promise<void> {
  ahead.set(origin, (ahead.get(origin) ?? 0) + seconds);
  await fetch(`${origin}/local/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ seconds }),
  });
}

/** Moves the desks' own clocks ahead: keys are given out by them, whatever the county's clock says. */
export async function moveDesks(desks: readonly Page[], seconds: number): Promise<void> {
  const script = `{ const real = Date.now.bind(Date); Date.now = () => real() + ${seconds * 1000}; }`;
  for (const page of desks) {
    await page.addInitScript(script);
    await page.evaluate(script);
  }
}

/** Waits a little whether the page that is shown comes to carry these words. */
async function comesToSay(page: Page, words: string | RegExp): Promise<boolean> {
  try {
    await shown(page, words).waitFor({ timeout: 1500 });
    return true;
  } catch {
    return false;
  }
}

/** Leaves for the home page, sees it, and comes back: the router takes two addresses at once for one. */
export async function openAnew(page: Page, origin: string, path: string): Promise<void> {
  await open(page, origin, 'area/home/index');
  await sees(page, /选我的村|换一个村/);
  await open(page, origin, path);
}

/** Leaves the page and comes back until it carries these words: schedules run each second. */
export async function reloadUntil(
  page: Page,
  origin: string,
  path: string,
  words: string | RegExp,
): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    if (await comesToSay(page, words)) return;
    await openAnew(page, origin, path);
  }
  throw new Error(`${path} never said ${String(words)}: ${await page.innerText('body')}`);
}

/** Chooses 枣坪村 as a villager does. */
export async function chooseVillage(page: Page, origin: string): Promise<void> {
  await open(page, origin, 'area/picker/index');
  await tap(page, /^柳塘镇$/);
  await tap(page, /^枣坪村$/);
  await sees(page, '看公告');
}

/** Signs in as a demo person. */
export async function signIn(page: Page, origin: string, name: string): Promise<void> {
  await open(page, origin, 'identity/sign-in/index');
  await tap(page, name);
  await page.waitForURL((url) => !url.hash.includes('sign-in'), WAIT);
  // The app goes on by itself; a journey that goes elsewhere meanwhile would be taken back.
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
}

/** A phone in its own context, signed in. */
export async function phoneOf(browser: Browser, origin: string, name: string): Promise<Page> {
  const page = await openPhone(browser);
  await signIn(page, origin, name);
  return page;
}

/** A desk in its own context, signed in. */
export async function deskOf(browser: Browser, origin: string, name: string): Promise<Page> {
  const page = await openDesk(browser);
  await signIn(page, origin, name);
  return page;
}

/** Makes a person's own keys in their browser and enrols the public halves. */
export async function makeOwnKeys(page: Page, origin: string, name: string): Promise<void> {
  await openAnew(page, origin, 'directory/keys/index');
  await fill(page, '姓名', name);
  await fill(page, '口令', PASSPHRASE);
  await fill(page, '再输一遍', PASSPHRASE);
  await tap(page, '做好并登记');
  await sees(page, '已经做好，登记过');
}

/** Makes a recovery holder's card: what the page shows is typed back as from paper; answers what stands on that. */
export async function makeHolderCard(page: Page): Promise<string> {
  await tap(page, '做一张新的保管卡');
  await sees(page, '抄好了，照着纸输回来');
  const groups = await here(page).locator('.rc-figures').filter({ visible: true }).allInnerTexts();
  await tap(page, '抄好了，照着纸输回来');
  const card = groups.join(' ');
  await fill(page, '照着纸上的数字输', card);
  await tap(page, '核对并登记');
  await sees(page, /您登记了保管卡，核对码/);
  return card;
}

/** Makes the office's key in an enrolled person's browser, with these recovery holders. */
export async function makeOfficeKey(page: Page, origin: string, holders: readonly string[]): Promise<void> {
  // Others have registered since the page was opened; the keys stay open in it.
  await openAnew(page, origin, 'directory/keys/index');
  for (const name of holders) {
    await here(page)
      .getByRole('checkbox', { name: new RegExp(`^${name}`) })
      .first()
      .click(WAIT);
  }
  await tap(page, '做一把新的办公室钥匙');
  await sees(page, /期办公室钥匙做好了/);
}

/** Proves again who one is, where an act that cannot be taken back asks: in the demo without a phone. */
export async function proveAgain(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: '请再确认一次是您本人' });
  await dialog.getByText(name).click(WAIT);
  await dialog.waitFor({ ...WAIT, state: 'detached' });
}
