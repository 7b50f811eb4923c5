import type { Page } from 'playwright-core';
import { fill, here, open, PASSPHRASE, press, sees, shown, tap } from './people';
import { openReceipt, SECRET_LETTER } from './tip-journey';

// A case that ended long ago: its content is erased by two officers, and its writer is told.

/** Opens the case that had ended, which stands in the inbox among those that have. */
async function openEnded(page: Page, origin: string): Promise<void> {
  await open(page, origin, 'casework/inbox/index');
  await page.reload();
  await tap(page, /^已办结/);
  await tap(page, /^打开$/);
  await fill(page, '口令', PASSPHRASE);
  await tap(page, '打开这封信');
  await sees(page, SECRET_LETTER);
}

/** An officer proposes it on a ground; that the keeping time is over can be no ground for years. */
export async function proposeErasing(page: Page, origin: string): Promise<void> {
  await openEnded(page, origin);
  await tap(page, '删除内容……');
  await sees(page, /“保管期限已经满了”：\d{4}年\d+月\d+日起才可以选。/);
  await page.getByRole('dialog').getByRole('radio', { name: '写了和这件事无关的他人隐私' }).click();
  await press(page, '提出删除');
  await sees(page, '有人提出删除内容，等第二个人确认');
}

/** A colleague signs for it; from then on nobody reads the letter. */
export async function confirmErasing(page: Page, origin: string): Promise<void> {
  await openEnded(page, origin);
  await press(page, '签字确认删除内容');
  await sees(page, /日内容已删除/);
  if ((await shown(page, SECRET_LETTER).count()) > 0) throw new Error('the letter is still shown');
}

/** The writer reads the day, the ground and that it was two officers, and nothing else is left. */
export async function seesErased(page: Page, origin: string, receipt: readonly string[]): Promise<void> {
  await openReceipt(page, origin, receipt);
  await sees(page, '内容已删除');
  await sees(page, /两名办理人员签过字/);
  await sees(page, '理由：写了和这件事无关的他人隐私。');
  if ((await here(page).getByText(SECRET_LETTER).count()) > 0) throw new Error('the letter is still shown');
}
