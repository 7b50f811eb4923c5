import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { fill, here, open, PASSPHRASE, press, sees, tap } from './people';
import {
  addFiles,
  addRecording,
  hearRecording,
  openOriginal,
  SECRET_IN_RECEIPT,
  SECRET_RECEIPT_NAME,
} from './tip-files';
import { act, openByReceipt, SECRET_LETTER, SECRET_NOTE } from './tip-journey';

// A letter that goes up: asked about below, answered with files, moved, ended by two officers of the county.

export const SECRET_QUESTION = '请问送烟酒的那辆面包车您还记得是哪一天停在晒谷场的吗';
export const SECRET_REPLY = '是二十一日下午停的我那天正好路过拍了一张照片';
export const SECRET_RESULT = '查实送烟酒拉票的事有三户作证已经取消他的候选人资格并通报全镇';
export const SECRET_UNIT = '枣坪村晒谷场旁互助合作社党小组';
const CLEARED = '赫连守正';
export const SECRET_FINDING = '没有发现您替人垫付过酒钱也没有发现您到场';
const UP = '这封信说的是村里的换届现在转到县里接着办';

/** The town's officer asks the writer something. */
export async function askWriter(page: Page, origin: string): Promise<void> {
  await openNewest(page, origin);
  await fill(page, '写给来信人', SECRET_QUESTION);
  await tap(page, '密封并送出');
  await sees(page, SECRET_QUESTION);
}

/** The writer reads the question with the receipt alone, and answers with a photograph, a receipt and a recording. */
export async function answerWithFiles(page: Page, origin: string, receipt: readonly string[]): Promise<void> {
  await openByReceipt(page, origin, receipt);
  await sees(page, SECRET_QUESTION);
  await tap(page, '加照片、录音、文件');
  await addFiles(page, SECRET_RECEIPT_NAME, SECRET_IN_RECEIPT);
  await addRecording(page);
  await tap(page, '选好了，回去写');
  await fill(page, '再补充几句', SECRET_REPLY);
  await tap(page, '密封并送出');
  await sees(page, SECRET_REPLY);
}

/** The town's officer moves the letter up; from then on it is in no inbox of the town. */
export async function moveUp(page: Page, origin: string): Promise<void> {
  await openNewest(page, origin);
  await sees(page, SECRET_REPLY);
  await openOriginal(page, SECRET_RECEIPT_NAME, SECRET_IN_RECEIPT);
  await hearRecording(page);
  await tap(page, '转办……');
  await here(page)
    .getByRole('radio', { name: /县.*纪委监委/ })
    .click();
  await tap(page, '按管理权限，由上级机关受理');
  await fill(page, '告诉来信人', UP);
  await tap(page, '重新密封并转办');
  await sees(page, /^已转到/);
  await open(page, origin, 'casework/inbox/index');
  await sees(page, '现在没有要办的信');
}

/** An officer of the county reads all that was said and proposes how it ends. */
export async function proposeEnd(page: Page, origin: string): Promise<void> {
  await openNewest(page, origin);
  await sees(page, SECRET_QUESTION);
  await sees(page, SECRET_REPLY);
  // What the town noted came up with it.
  await sees(page, SECRET_NOTE);
  await act(page, '开始核实', '县纪委监委正在核实。');
  await act(page, '提出办结', SECRET_RESULT);
}

/** A colleague confirms it on a computer of their own. */
export async function confirmEnd(page: Page, origin: string): Promise<void> {
  await openNewest(page, origin);
  await sees(page, SECRET_RESULT);
  await press(page, '签字确认办结');
  await sees(page, '办结');
}

/** Somebody whom the letter wrongly spoke of too is cleared, on paper alone. */
export async function clears(page: Page): Promise<void> {
  await tap(page, '出澄清函……');
  await fill(page, '写给谁', CLEARED);
  await fill(page, '单位', SECRET_UNIT);
  await fill(page, '核实的结果', SECRET_FINDING);
  await fill(page, '哪位负责人批准的', '王卫东');
  await tap(page, '记下，看函样');
  await sees(page, `${CLEARED}同志并${SECRET_UNIT}：`);
  expect(await sheetsOf(page)).toBe(1);
  await tap(page, '回去');
}

/** Who has the case open looks at its record on paper: all that was said, and no internal note unless it is asked for. */
export async function seesPaper(page: Page): Promise<void> {
  await tap(page, '打印这封信……');
  await tap(page, '看纸样');
  await sees(page, '来信办理记录');
  for (const said of [SECRET_LETTER, SECRET_QUESTION, SECRET_REPLY, SECRET_RESULT]) await sees(page, said);
  await sees(page, '内部记录没有印在这份纸上。');
  expect(await sheetsOf(page)).toBe(2);
}

/** How many sheets the page is printed on: as a browser writes them down, each is an object of its own. */
async function sheetsOf(page: Page): Promise<number> {
  const printed = await page.pdf({ preferCSSPageSize: true });
  return printed.toString('latin1').split(/\/Type \/Page\b/).length - 1;
}

/** The writer reads where the letter went and what came of it. */
export async function seesResult(page: Page, origin: string, receipt: readonly string[]): Promise<void> {
  await openByReceipt(page, origin, receipt);
  await sees(page, UP);
  await sees(page, /办结/);
  await sees(page, SECRET_RESULT);
  await sees(page, '签收凭据核对过了');
}

/** Opens the letter that is due first with the passphrase; a page opened anew holds no open keys. */
export async function openNewest(page: Page, origin: string): Promise<void> {
  await open(page, origin, 'casework/inbox/index');
  await page.reload();
  await tap(page, /^打开$/);
  await fill(page, '口令', PASSPHRASE);
  await tap(page, '打开这封信');
  await sees(page, SECRET_LETTER);
}
