import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { addFiles, openFiles } from './tip-files';
import { chooseVillage, fill, here, open, PASSPHRASE, sees, tap } from './people';

/** What the writer wrote and nobody but the office may ever read. */
export const SECRET_LETTER = '十一月二十日傍晚在村口小卖部门前看见有人挨家送烟酒请大家推荐他的弟弟';
export const SECRET_ADDITION = '补充一句送东西的人开的是一辆白色面包车停在晒谷场旁边';
export const SECRET_ANSWER = '来信收到了我们下周一到村里找几位村民当面核对请您放心';

/** What the office noted for itself. */
export const SECRET_NOTE = '内部记下先找村会计核对烟酒的进货单再找小卖部的人问话';

/** The lowest phone on which the keypad must leave room for what is typed. */
const LOW = { width: 375, height: 667 };

/** Writes a letter without signing in, on a low phone; answers the 36 digits that stood on the page. */
export async function writeLetter(page: Page, origin: string): Promise<string[]> {
  await page.setViewportSize(LOW);
  await chooseVillage(page, origin);
  await open(page, origin, 'more/index');
  await tap(page, '干部违规插手');
  await tap(page, /^下一步：说的是谁/);
  await tap(page, '村干部');
  await tap(page, /^下一步：看送到哪里/);
  await sees(page, '能看的人');
  await tap(page, /^下一步：写内容/);
  await fill(page, '什么时间、什么地方、谁、做了什么', SECRET_LETTER);
  // The phone's own Back goes one step, and nothing that was written is lost.
  await page.goBack();
  await tap(page, /^下一步：写内容/);
  await addFiles(page);
  await tap(page, '密封并送出');
  await sees(page, '我抄好了，核对一下');
  await page.goBack();
  await sees(page, '我抄好了，核对一下');
  const groups = await here(page).locator('.rc-figures').allInnerTexts();
  expect(groups).toHaveLength(12);
  for (const group of groups) expect(group).toMatch(/^\d{3}$/);
  await tap(page, '我抄好了，核对一下');
  await typeReceipt(page, groups, 6);
  await tap(page, '完成');
  return groups;
}

/** Writes a short letter without files, as somebody does who tells of the same; answers its 36 digits. */
export async function writeShort(page: Page, origin: string, words: string): Promise<string[]> {
  await chooseVillage(page, origin);
  await open(page, origin, 'more/index');
  await tap(page, '干部违规插手');
  await tap(page, /^下一步：说的是谁/);
  await tap(page, '村干部');
  await tap(page, /^下一步：看送到哪里/);
  await tap(page, /^下一步：写内容/);
  await fill(page, '什么时间、什么地方、谁、做了什么', words);
  await tap(page, '密封并送出');
  await sees(page, '我抄好了，核对一下');
  const groups = await here(page).locator('.rc-figures').allInnerTexts();
  await tap(page, '我抄好了，核对一下');
  await typeReceipt(page, groups);
  await tap(page, '完成');
  return groups;
}

/** Types the receipt on the page's own keypad, one group wrong at first where the page says so; what is typed is seen above it. */
async function typeReceipt(page: Page, groups: readonly string[], mistaken?: number): Promise<void> {
  for (const [place, group] of groups.entries()) {
    if (place === mistaken) await mistypeGroup(page, place, group);
    await typeGroup(page, place, group);
    const next = here(page).getByRole('button', { name: '下一组' });
    if (place < groups.length - 1) await next.click();
  }
}

/** Types one group; it is seen whole after each of its figures. */
async function typeGroup(page: Page, place: number, group: string): Promise<void> {
  for (const figure of group) {
    await here(page).getByRole('button', { name: figure, exact: true }).first().click();
    await isAboveKeypad(page, place);
  }
}

/** A wrong group is seen above the keypad while the page says what is wrong with it, and is typed anew. */
async function mistypeGroup(page: Page, place: number, right: string): Promise<void> {
  await typeGroup(page, place, right === '000' ? '111' : '000');
  await sees(page, /抄错了|写反了/);
  await isAboveKeypad(page, place);
}

async function isAboveKeypad(page: Page, place: number): Promise<void> {
  // After the last figure the button may stand where the keypad stood.
  const [group, scroll] = await Promise.all([
    here(page).locator('.rc-one').nth(place).boundingBox(),
    here(page).locator('.scroll').boundingBox(),
  ]);
  if (!group || !scroll) throw new Error(`group ${place + 1} is not there`);
  expect(group.y).toBeGreaterThanOrEqual(Math.floor(scroll.y));
  expect(group.y + group.height).toBeLessThanOrEqual(Math.ceil(scroll.y + scroll.height));
}

/** The officer opens the newest letter with the passphrase, reads it, accepts it, answers in their own words, and notes something for the office. */
export async function answerLetter(page: Page, origin: string): Promise<void> {
  await open(page, origin, 'casework/inbox/index');
  // A page opened anew holds no open keys: the passphrase is asked for again.
  await page.reload();
  await sees(page, /还有 \d+ 个工作日|还有 \d+ 天/);
  await tap(page, /^打开$/);
  await fill(page, '口令', PASSPHRASE);
  await tap(page, '打开这封信');
  await sees(page, SECRET_LETTER);
  await openFiles(page);
  await act(page, '受理', SECRET_ANSWER);
  await tap(page, '记一条……');
  await fill(page, '写什么', SECRET_NOTE);
  await tap(page, '密封并记下');
  await sees(page, SECRET_NOTE);
}

/** Takes a lawful act in its dialog. */
export async function act(page: Page, verb: string, words: string): Promise<void> {
  await tap(page, `${verb}……`);
  await fill(page, '告诉来信人', words);
  await tap(page, `密封并${verb}`);
  await sees(page, words);
}

/** Opens a letter with its receipt, in large letters, and reads what was written. */
export async function openByReceipt(
  page: Page,
  origin: string,
  groups: readonly string[],
  words = SECRET_LETTER,
): Promise<void> {
  await openReceipt(page, origin, groups);
  await sees(page, words);
}

/** Types a receipt in large letters, whatever stands behind it. */
export async function openReceipt(page: Page, origin: string, groups: readonly string[]): Promise<void> {
  await chooseVillage(page, origin);
  await tap(page, /^长辈版/);
  await tap(page, '凭回执查进度');
  await typeReceipt(page, groups);
  await tap(page, /^查看$/);
}

/** Comes back with the receipt from another phone in large letters, reads where the letter is, and writes more. */
export async function comeBack(page: Page, origin: string, groups: readonly string[]): Promise<void> {
  await openByReceipt(page, origin, groups);
  await sees(page, SECRET_ANSWER);
  await sees(page, '签收凭据核对过了');
  await fill(page, '再补充几句', SECRET_ADDITION);
  await tap(page, '密封并送出');
  await sees(page, SECRET_ADDITION);
}
