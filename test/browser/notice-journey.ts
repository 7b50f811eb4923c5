import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { dateOfDay, dayOf, sayMoment, wallClock } from '#shared/time';
import { chooseVillage, fill, here, moveClock, open, press, reloadUntil, sees, shown, tap } from './people';

const DESK = 'notice/office/index';
const LIST = 'notice/list/index';

/** What the village's clerk publishes, and what is mended in it later. */
export const TITLE = '抽水站夜间值班安排公告';
const TEXT = '值班从晚上八点到早上六点，两人一班。';
export const MENDED = '值班从晚上九点到早上六点，两人一班。';
const WHY_MENDED = '开始的时间写早了一小时，已经改正';
const FILE = { name: '值班表.pdf', mimeType: 'application/pdf', words: '%PDF-1.4 值班表 %%EOF' };

/** What is published by itself and then withdrawn. */
const TIMED = '村务公开栏换玻璃的公告';
const TIMED_TEXT = '玻璃下星期换好，换的时候请绕行。';
const WHY_WITHDRAWN = '玻璃还没有到货，另定日子';

/** A template that nobody filled in is held back, and can be thrown away. */
export async function throwTemplateAway(page: Page, origin: string): Promise<void> {
  await open(page, origin, DESK);
  await press(page, '写公告');
  await tap(page, '正式候选人名单');
  await press(page, '核对并公布');
  await sees(page, '正文里还有〔 〕没有填');
  await tap(page, '不要了');
  await sees(page, '从样子开始写，〔 〕里换成本地的：');
}

/** Begins a notice with its title and the first words of its text. */
async function begin(page: Page, origin: string, title: string, text: string): Promise<Locator> {
  await open(page, origin, DESK);
  await press(page, '写公告');
  await fill(page, '标题', title);
  const box = here(page).getByRole('textbox', { name: '正文' });
  await box.click();
  await page.keyboard.type(text);
  return box;
}

/** The clerk writes with the bar above the text, adds a file, and publishes. */
export async function publish(page: Page, origin: string): Promise<void> {
  const box = await begin(page, origin, TITLE, '怎么安排');
  await press(page, '小标题');
  await page.keyboard.press('Enter');
  await page.keyboard.type(TEXT);
  await page.keyboard.press('Enter');
  await press(page, '• 分条');
  await page.keyboard.type('带手电');
  await page.keyboard.press('Enter');
  await page.keyboard.type('带雨衣');
  await box.getByText(TEXT).selectText();
  await press(page, '加粗');
  const buffer = Buffer.from(FILE.words);
  await here(page)
    .locator('input[type=file]')
    .setInputFiles({ ...FILE, buffer });
  await here(page).getByLabel(`去掉 ${FILE.name}`).waitFor();
  await press(page, '核对并公布');
  await press(page, '现在公布');
  await sees(page, /起公开$/);
}

/** The row of a notice in the village's list. */
function rowOf(page: Page, title: string): Locator {
  return here(page).locator('.li').filter({ hasText: title });
}

/** A villager who has not signed in sees it as unread, reads all of it, and then it is read. */
export async function readNew(page: Page, origin: string): Promise<void> {
  await chooseVillage(page, origin);
  await tap(page, '看公告');
  await rowOf(page, TITLE).getByText('没看').waitFor();
  await rowOf(page, TITLE).click();
  const article = here(page).getByRole('article');
  await article.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  expect(await article.locator('h3').innerText()).toBe('怎么安排');
  expect(await article.locator('p strong').innerText()).toBe(TEXT);
  expect(await article.locator('li').allInnerTexts()).toEqual(['带手电', '带雨衣']);
  await isFileOpened(page, origin);
  await open(page, origin, LIST);
  await rowOf(page, TITLE).getByText('看过').waitFor();
}

/** What the villager is given is what the clerk chose. */
async function isFileOpened(page: Page, origin: string): Promise<void> {
  const saved = page.waitForEvent('download');
  // The row says what kind of file it is, and its name without the ending.
  await tap(page, /^值班表$/);
  const file = await saved;
  expect(file.suggestedFilename()).toBe(FILE.name);
  expect(file.url()).toContain(`${origin}/blobs/`);
  const answer = await fetch(file.url());
  expect(answer.headers.get('content-type')).toBe(FILE.mimeType);
  expect(await answer.text()).toBe(FILE.words);
}

/** The clerk corrects it; a reason is asked for, and a short one is not enough. */
export async function correct(page: Page): Promise<void> {
  await press(page, '更正');
  await here(page).getByRole('textbox', { name: '正文' }).getByText(TEXT).selectText();
  await page.keyboard.type(MENDED);
  await press(page, '核对并公布更正');
  await fill(page, '更正原因', '错了');
  await press(page, '公布更正');
  await sees(page, '写清原因，4 到 200 个字');
  await fill(page, '更正原因', WHY_MENDED);
  await press(page, '公布更正');
  await sees(page, new RegExp(`第 2 版.*更正：${WHY_MENDED}$`));
}

/** The villager sees that it is new again and why, reads it, and still finds what it said before. */
export async function readBothVersions(page: Page, origin: string): Promise<void> {
  await reloadUntil(page, origin, LIST, WHY_MENDED);
  await rowOf(page, TITLE).getByText('没看').waitFor();
  await rowOf(page, TITLE).click();
  await sees(page, MENDED);
  await sees(page, /^第 2 版，.*改过$/);
  await tap(page, '第 1 版，还能看');
  await sees(page, '这是第 1 版，后来改过');
  await sees(page, TEXT);
  expect(await shown(page, MENDED).count()).toBe(0);
  await tap(page, '看现在的第 2 版');
  await sees(page, MENDED);
}

/** Publishes a notice of a few words at once. */
export async function publishBriefly(page: Page, origin: string, title: string): Promise<void> {
  await begin(page, origin, title, TIMED_TEXT);
  await press(page, '核对并公布');
  await press(page, '现在公布');
  await sees(page, /起公开$/);
}

/** Publishes a text that another desk has made, on the page that opens for it. */
export async function publishText(page: Page, title: string, text: string): Promise<void> {
  await fill(page, '标题', title);
  await here(page).getByRole('textbox', { name: '正文' }).click();
  for (const line of text.split('\n')) {
    await page.keyboard.insertText(line);
    await page.keyboard.press('Enter');
  }
  await press(page, '核对并公布');
  await press(page, '现在公布');
  await sees(page, /起公开$/);
}

/** The clerk sets a notice for the minute after next; the hour must lie ahead. */
export async function schedule(page: Page, origin: string): Promise<void> {
  await begin(page, origin, TIMED, TIMED_TEXT);
  await press(page, '定时公布');
  const at = Math.floor(Date.now() / 60_000) * 60 + 120;
  const { hour, minute } = wallClock(at);
  await fill(page, '哪天', dateOfDay(dayOf(at) - 1));
  await fill(page, '几点', `${hour}:${String(minute).padStart(2, '0')}`);
  await press(page, '定下来');
  await sees(page, '这个时间已经过了，选一个今后的时间');
  await fill(page, '哪天', dateOfDay(dayOf(at)));
  await press(page, '定下来');
  await sees(page, /自己公布$/);
}

/** Nobody sees it before its time; then everybody does, and nobody published it. */
export async function isPublishedByItself(page: Page, origin: string): Promise<void> {
  await open(page, origin, 'area/home/index');
  await open(page, origin, LIST);
  await page.waitForLoadState('networkidle');
  await rowOf(page, TITLE).waitFor();
  expect(await rowOf(page, TIMED).count()).toBe(0);
  await moveClock(origin, 121);
  await reloadUntil(page, origin, LIST, TIMED);
}

/** The clerk withdraws it, and says why. */
export async function withdraw(page: Page, origin: string): Promise<void> {
  await open(page, origin, DESK);
  await here(page).getByRole('row').filter({ hasText: TIMED }).dblclick();
  await press(page, '撤回');
  await fill(page, '撤回原因', WHY_WITHDRAWN);
  await here(page).getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await sees(page, `原因：${WHY_WITHDRAWN}。原文还看得到，不能再改。`);
}

/** The villager sees in the list and on the notice that it was withdrawn and why; its words stay. */
export async function readWithdrawn(page: Page, origin: string): Promise<void> {
  await reloadUntil(page, origin, LIST, `撤回原因：${WHY_WITHDRAWN}`);
  await rowOf(page, TIMED).getByText('已撤回').waitFor();
  await rowOf(page, TIMED).click();
  await sees(page, /^这份公告.*撤回了$/);
  await sees(page, `撤回原因：${WHY_WITHDRAWN}`);
  await sees(page, TIMED_TEXT);
}

/** 下面是11月26日 9:05 存下的内容, for a moment in seconds. */
function sayCopy(seconds: number): string {
  return `下面是${sayMoment(seconds).replace(/（.*）/, ' ')} 存下的内容`;
}

/** Without a network what was read is there, with the moment it is of; what was not says that it needs one. */
export async function readOffline(page: Page, origin: string): Promise<void> {
  const before = Math.floor(Date.now() / 1000);
  await openNotice(page, origin);
  const after = Math.floor(Date.now() / 1000);
  await page.context().setOffline(true);
  await open(page, origin, LIST);
  await sees(page, /存下的内容$/);
  await rowOf(page, TITLE).click();
  await sees(page, MENDED);
  const strip = await shown(page, /存下的内容$/).innerText();
  expect([sayCopy(before), sayCopy(after)]).toContain(strip.split('\n').at(-1));
  await open(page, origin, LIST);
  await here(page).locator('.li').filter({ hasText: '没看' }).first().click();
  await sees(page, '这条公告没打开');
  await sees(page, '现在没有网。您看过的内容还在，有网就能打开。');
  await page.context().setOffline(false);
  await here(page).getByRole('article').waitFor();
}

/** Opens the list and in it the notice; answers with what status the notice came. */
export async function openNotice(page: Page, origin: string): Promise<number> {
  await open(page, origin, LIST);
  const answer = page.waitForResponse((one) => /\/notices\/[A-Za-z0-9_-]{22}$/.test(one.url()));
  await rowOf(page, TITLE).click();
  await sees(page, MENDED);
  return (await answer).status();
}

/** The clerk prints what hangs on the wall: the text that stands, where to read it, and nothing of the page around it. */
export async function print(page: Page, origin: string, isOnPaper: () => Promise<void>): Promise<void> {
  await open(page, origin, DESK);
  await here(page).getByRole('row').filter({ hasText: TITLE }).click();
  await tap(page, '打印张贴');
  await sees(page, MENDED);
  await sees(page, /起公开，这是第 2 版$/);
  await here(page).getByAltText('二维码：在手机上看这份公告').waitFor();
  await page.evaluate('window.printed = 0; window.print = () => { window.printed += 1; }');
  await press(page, '打印');
  expect(await page.evaluate('window.printed')).toBe(1);
  await page.emulateMedia({ media: 'print' });
  expect(await shown(page, 'A4 纸，实际大小').count()).toBe(0);
  await sees(page, TITLE);
  await isOnPaper();
  await page.emulateMedia({ media: 'screen' });
}
