import type { Page } from 'playwright-core';
import { fill, here, moveClock, open, openAnew, press, sees, tap } from './people';

const COMPUTER = '村委会的电脑';

/** Gives a browser a device that keeps passkeys and always makes sure of its owner. */
async function giveDevice(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** Adds a passkey at a desk that a phone has let in. */
export async function addPasskey(desk: Page, origin: string): Promise<void> {
  await giveDevice(desk);
  await openAnew(desk, origin, 'identity/devices/index');
  await press(desk, '加通行密钥');
  await sees(desk, '给这台电脑起个名字');
  await fill(desk, '这台电脑叫什么', COMPUTER);
  await press(desk, '加通行密钥');
  await sees(desk, COMPUTER);
}

async function signOut(desk: Page, origin: string): Promise<void> {
  await openAnew(desk, origin, 'identity/me/index');
  await press(desk, '退出登录');
  await sees(desk, '没有登录，也能看公告和时间表');
}

async function askIn(desk: Page, origin: string): Promise<void> {
  await open(desk, origin, 'notice/office/index');
  await press(desk, '去登录');
  await press(desk, '用通行密钥登录');
}

/** Signs out, and in again without a phone. */
export async function comeInByPasskey(desk: Page, origin: string): Promise<void> {
  await signOut(desk, origin);
  await askIn(desk, origin);
  await sees(desk, '公告·柳塘镇枣坪村');
}

/** After ten minutes an invitation asks once more who makes it; the passkey says so, and the invitation is made. */
export async function proveByPasskey(desk: Page, origin: string): Promise<void> {
  await moveClock(origin, 600);
  await openAnew(desk, origin, 'identity/invite/index');
  await here(desk).getByRole('radio', { name: '监督人员' }).click();
  await fill(desk, '给谁', '韩雪');
  await press(desk, '做一个邀请码');
  const dialog = desk.getByRole('dialog', { name: '请再确认一次是您本人' });
  await dialog.getByRole('button', { name: '用通行密钥确认' }).click();
  await sees(desk, '邀请码做好了');
}

/** Once it is removed, the same device lets nobody in. */
export async function isRefusedOnceRemoved(desk: Page, origin: string): Promise<void> {
  await openAnew(desk, origin, 'identity/devices/index');
  // Where one is signed in names it too.
  await tap(desk, new RegExp(`^${COMPUTER}$`));
  await tap(desk, '删掉这一把');
  await sees(desk, /^还没有。加了以后/);
  await signOut(desk, origin);
  await askIn(desk, origin);
  await sees(desk, /^这把通行密钥没有对上，没有登录/);
}
