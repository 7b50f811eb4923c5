import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { renderSVG } from 'uqr';
import { fill, here, moveClock, open, openAnew, press, sees, shown, tap } from './people';

/** A clerk makes an invitation to the committee of their village; answers the code that is read to the newcomer. */
export async function invite(page: Page, origin: string, name: string): Promise<string> {
  await open(page, origin, 'identity/invite/index');
  await press(page, '做一个邀请码');
  await sees(page, '选一样职务');
  await sees(page, '写上给谁');
  // The rail says the same words of the clerk.
  await here(page).getByRole('radio', { name: '村民选举委员会' }).click();
  // A village invites to its own work alone.
  expect(await shown(page, '县换届办').count()).toBe(0);
  await fill(page, '给谁', name);
  await press(page, '做一个邀请码');
  await sees(page, '邀请码做好了');
  return here(page).locator('div.t0').innerText();
}

/** A newcomer mistypes it, then takes it up, and sees what they may do now and where. */
export async function accept(phone: Page, origin: string, code: string): Promise<void> {
  await open(phone, origin, 'identity/invitation/index');
  await fill(phone, '邀请码', code.slice(0, -1));
  await press(phone, '接受邀请');
  await sees(phone, '少了 1 个字，邀请码是 12 个字');
  await fill(phone, '邀请码', code.toLowerCase());
  await press(phone, '接受邀请');
  await sees(phone, '您现在能办这些事');
  await sees(phone, '柳塘镇枣坪村');
}

/** The code is spent: nobody else can take it up. */
export async function isSpent(phone: Page, origin: string, code: string): Promise<void> {
  await open(phone, origin, 'identity/invitation/index');
  await fill(phone, '邀请码', code);
  await press(phone, '接受邀请');
  await sees(phone, '邀请码不对、用过了或过期了。请向邀请您的人要一个新的。');
}

/** A desk asks to be let in; answers the address that its QR code holds, and the figures beside it. */
export async function askAtDesk(page: Page, origin: string): Promise<{ address: string; figures: string }> {
  await open(page, origin, 'notice/office/index');
  const opened = page.waitForResponse((one) => one.url().endsWith('/identity/desk'));
  await press(page, '去登录');
  const { scan } = (await (await opened).json()) as { scan: string };
  const address = `${origin}/#/identity/approve/index?scan=${scan}`;
  const code = await here(page).getByAltText('登录二维码，用手机微信扫').getAttribute('src');
  const drawn = decodeURIComponent((code ?? '').replace('data:image/svg+xml,', ''));
  expect(drawn).toBe(renderSVG(address, { border: 2 }));
  return { address, figures: await here(page).locator('.check-number').innerText() };
}

/** The phone's camera opens the address; the figures agree with the desk's, and its owner says yes. */
export async function letDeskIn(phone: Page, desk: Page, origin: string): Promise<void> {
  const { address, figures } = await askAtDesk(desk, origin);
  await phone.goto(address);
  await sees(phone, '电脑上显示的数字是不是');
  expect(await here(phone).locator('div.t0').innerText()).toBe(figures);
  // Until then the desk waits, however often it asks.
  await desk.waitForResponse((one) => one.url().endsWith('/identity/desk/claim'));
  expect(await shown(desk, '用微信扫一扫登录').isVisible()).toBe(true);
  await press(phone, '是我登录');
  await sees(phone, '电脑已登录');
  await sees(desk, '公告·柳塘镇枣坪村');
  await sees(desk, /^写公告$/);
}

/** The clerk finds the newcomer in the list, is asked for a reason, and ends the duty. */
export async function endDuty(clerk: Page, origin: string, name: string): Promise<void> {
  await openAnew(clerk, origin, 'identity/staff/index');
  await tap(clerk, name);
  await press(clerk, '停掉这个职务');
  await press(clerk, '停掉');
  await sees(clerk, '选一样原因');
  await here(clerk).getByRole('radio', { name: '离任，不再做了' }).click();
  await press(clerk, '停掉');
  await sees(clerk, `${name}的职务已停`);
  await here(clerk)
    .getByRole('row', { name: new RegExp(name) })
    .waitFor({ state: 'detached' });
}

/** What was open there may be used for ten minutes and no longer. */
export async function isSignedOut(desk: Page, origin: string): Promise<void> {
  await moveClock(origin, 600);
  await openAnew(desk, origin, 'notice/office/index');
  await sees(desk, '要先登录。用手机上的小程序扫一下就能登录这台电脑。');
}
