import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { fill, here, open, PASSPHRASE, sees, tap } from './people';
import { SECRET_LETTER, SECRET_NOTE } from './tip-journey';

// Ended cases in a file: made at one officer's desk, handed over, and read at another's.

/** Opens a page of the desk anew, and its keys. */
async function openUnlocked(page: Page, origin: string, path: string): Promise<void> {
  await open(page, origin, path);
  await page.reload();
  await fill(page, '口令', PASSPHRASE);
  await tap(page, '打开钥匙');
}

/** An officer seals everything that ended, notes and files too; answers the file as it was saved. */
export async function sealArchive(page: Page, origin: string): Promise<Buffer> {
  await openUnlocked(page, origin, 'casework/archive/index');
  await tap(page, '全选');
  await tap(page, /^核对这/);
  await sees(page, /^可以封/);
  await here(page)
    .getByRole('checkbox', { name: /内部记录/ })
    .click();
  await here(page)
    .getByRole('checkbox', { name: /随信的文件/ })
    .click();
  await tap(page, '封好并记下');
  await sees(page, /都记下了$/);
  const [saved] = await Promise.all([page.waitForEvent('download'), tap(page, '保存档案文件')]);
  return readFile(await saved.path());
}

/** A colleague opens the file on a computer of their own; one bit more or less, and nothing of it is shown. */
export async function readArchive(page: Page, origin: string, file: Buffer): Promise<void> {
  await openUnlocked(page, origin, 'casework/archived/index');
  const altered = Buffer.from(file);
  altered[file.length - 9] = (altered[file.length - 9] ?? 0) ^ 1;
  await choose(page, altered);
  await sees(page, '文件不完整，或者被改过，没有打开');
  await choose(page, file);
  await sees(page, '签字和先后逐条核对过，都对得上，都办结了');
  await here(page).locator('li .li-in').first().click();
  await sees(page, SECRET_LETTER);
  await sees(page, SECRET_NOTE);
  await tap(page, '回到档案');
}

async function choose(page: Page, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), tap(page, /^选档案文件/)]);
  await chooser.setFiles({ name: '封存.dat', mimeType: 'application/octet-stream', buffer });
}
