import type { Browser, Page } from 'playwright-core';
import { deskOf, here, open } from './people';

const TOWN = '990101100000';
const VILLAGE = '990101100201';
const PHONE = { width: 375, height: 760 };

/** Whose desks, and the pages of each. */
export const DESKS = {
  郑立新: ['area/import/index', 'directory/keys/index', `identity/staff/index?area=${VILLAGE}`],
  许文秀: [
    `notice/office/index?area=${VILLAGE}`,
    `notice/office/editor/index?area=${VILLAGE}`,
    `election/office/index?area=${VILLAGE}`,
    `meeting/desk/index?area=${VILLAGE}`,
    `committee/desk/index?area=${VILLAGE}`,
    `roll/import/index?area=${VILLAGE}`,
    `slip/desk/index?area=${VILLAGE}`,
    `registration/desk/index?area=${VILLAGE}`,
    `objection/office/index?area=${VILLAGE}`,
    `proxy/desk/index?area=${VILLAGE}`,
    `recommendation/office/index?area=${VILLAGE}`,
    `recommendation/plan/index?area=${VILLAGE}`,
    `identity/invite/index?area=${VILLAGE}`,
    `roll/print/index?area=${VILLAGE}&version=1`,
    'identity/devices/index',
  ],
  吴晓芸: [`election/board/index?area=${TOWN}`, `election/office/index?area=${TOWN}`],
  田有才: [`recommendation/trustee/index?area=${VILLAGE}`],
  沈一帆: [
    'casework/inbox/index',
    'casework/statistics/index',
    'casework/templates/index',
    'casework/clarification/index',
    'casework/archive/index',
    'casework/archived/index',
    'casework/print/index',
    'casework/due/index',
  ],
} as const;

/** What on the page that is shown sticks out of the window, or is cut off where nothing scrolls: the browser's own words. */
const MISFITS = `(() => {
  const misfits = [];
  if (document.documentElement.scrollWidth > innerWidth) misfits.push('the page scrolls sideways');
  for (const one of document.querySelectorAll('.taro_page:not(.taro_page_shade) *')) {
    const { width, right } = one.getBoundingClientRect();
    const style = getComputedStyle(one);
    const drawn = width > 1 && style.visibility !== 'hidden';
    const cut = style.overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1 && !one.matches('.control');
    if (drawn && (right > innerWidth + 1 || cut)) misfits.push(one.tagName + '.' + one.className + ' ' + one.textContent.slice(0, 20));
  }
  return misfits;
})()`;

/** Opens a page with none before it in the document, and waits for what it reads. */
async function openAlone(desk: Page, origin: string, path: string): Promise<void> {
  await open(desk, origin, path);
  await desk.reload({ waitUntil: 'networkidle' });
}

/** Opens the rail's menu, as on a phone, and sets the size of letters there. */
async function switchLetters(desk: Page, to: string): Promise<void> {
  await here(desk).locator('.desk-menu').click();
  await here(desk).getByText(to).click();
}

/** Walks a person's desks on a phone's browser, in both sizes of letters; what does not fit, by page. */
export async function misfitsOnAPhone(
  browser: Browser,
  origin: string,
  name: keyof typeof DESKS,
): Promise<string[]> {
  const desk = await deskOf(browser, origin, name);
  await desk.setViewportSize(PHONE);
  const misfits: string[] = [];
  for (const size of ['换成大字', '换成标准字']) {
    await openAlone(desk, origin, DESKS[name][0]);
    await switchLetters(desk, size);
    for (const path of DESKS[name]) {
      await openAlone(desk, origin, path);
      const found = await desk.evaluate<string[]>(MISFITS);
      misfits.push(...found.map((misfit) => `${size} ${path}: ${misfit}`));
    }
  }
  await desk.context().close();
  return misfits;
}
