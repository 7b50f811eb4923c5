import type { Page } from 'playwright-core';
import { fill, here, open, PASSPHRASE, press, sees, shown, tap } from './people';
import { openByReceipt } from './tip-journey';

// Two letters that say the same: held against each other, handled together, and parted again.

export const SECRET_TOLD = '二十日晚上我看见村主任的侄子提着两箱白酒挨家敲门说推荐他叔叔';
export const SECRET_TOLD_AGAIN = '我家也收到了两瓶白酒是村主任的侄子送来的让我们全家推荐他叔叔';
export const SECRET_TOGETHER = '两封来信说的事我们都收到了会一起核实请您放心';

/** Opens the inbox and every letter in it that is not open yet; the page of the last one is shown. */
async function openAll(page: Page, origin: string): Promise<void> {
  await open(page, origin, 'casework/inbox/index');
  await page.reload();
  await tap(page, /^打开$/);
  await fill(page, '口令', PASSPHRASE);
  await tap(page, '打开这封信');
  await sees(page, '没有和别的信合并。');
  await tap(page, '收件箱');
  await tap(page, '（没打开）');
  await tap(page, /^打开$/);
  await sees(page, '没有和别的信合并。');
}

/** The officer compares both letters, ties them, and accepts both with the same words. */
export async function mergeLetters(page: Page, origin: string): Promise<void> {
  await openAll(page, origin);
  await tap(page, '和另一封合并……');
  const dialog = page.getByRole('dialog', { name: '和说同一件事的信合并办理' });
  await dialog.getByRole('radio').click();
  await sees(page, '另一封信写的');
  for (const told of [SECRET_TOLD, SECRET_TOLD_AGAIN]) await sees(page, told);
  await press(page, '合并办理');
  await press(page, '对着看');
  for (const letter of ['这封信', '另一封信'])
    await here(page)
      .getByRole('region', { name: letter, exact: true })
      .getByText(/村主任的侄子/)
      .waitFor();
  await press(page, '不对着看了');
  await tap(page, '受理……');
  await page.getByRole('dialog').getByRole('checkbox').click();
  await sees(page, '这段话 2 封信的来信人都会看到，每封单独密封。不要写出哪一封信里的事。');
  await fill(page, '告诉来信人', SECRET_TOGETHER);
  await tap(page, '密封并受理');
  await sees(page, SECRET_TOGETHER);
}

/** They turn out to be two matters. */
export async function partLetters(page: Page): Promise<void> {
  await press(page, '不再合并');
  await sees(page, '没有和别的信合并。');
}

/** Either writer reads that their letter was handled with others and is not any more, and of the other letter nothing. */
export async function seesParted(
  page: Page,
  origin: string,
  receipt: readonly string[],
  [own, other]: readonly [string, string],
): Promise<void> {
  await openByReceipt(page, origin, receipt, own);
  await sees(page, /把它和说同一件事的信一起办/);
  await sees(page, SECRET_TOGETHER);
  await sees(page, /把它单独办，不再和别的信一起/);
  if ((await shown(page, other).count()) > 0) throw new Error('a writer reads the other’s letter');
}
