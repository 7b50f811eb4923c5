import type { Page } from 'playwright-core';
import { KEY_PEOPLE } from './ceremony';
import {
  chooseVillage,
  fill,
  here,
  open,
  openAnew,
  PASSPHRASE,
  press,
  proveAgain,
  reloadUntil,
  sees,
  shown,
  tap,
} from './people';

export const ROUND = '村委会主任试推荐';
const VILLAGE = '990101100201';

/** Whom the villagers name: a name that stands nowhere else, so that finding it means finding a recommendation. */
export const NAMED = '欧阳若谷';
/** How a phone keeps whom its owner chose, beside the sealed record: nowhere else is it written so. */
export const CHOICE = '"choice":[';
const LIST = [`${NAMED} 一组·男·41岁`, '司徒静宜 二组·女·38岁', '端木成林 三组·男·52岁'];

function dayOf(days: number): string {
  return new Date(Date.now() + (8 * 3600 + days * 86_400) * 1000).toISOString().slice(0, 10);
}

/** The village's clerk plans a round that has begun and closes in two days. */
export async function planRound(page: Page, origin: string): Promise<void> {
  await open(page, origin, `recommendation/plan/index?area=${VILLAGE}`);
  await fill(page, '这一轮叫什么', ROUND);
  await tap(page, /^主任$/);
  await fill(page, '开始那天', dayOf(0));
  await fill(page, '几点开始', '00:00');
  await fill(page, '截止那天', dayOf(2));
  const trustees = here(page).getByLabel('受托人', { exact: true });
  for (const name of KEY_PEOPLE.trustees) await trustees.getByText(name).click();
  const signers = here(page).getByLabel('村选委会签名人');
  await signers.getByText(KEY_PEOPLE.signer).click();
  await fill(page, '名单', LIST.join('\n'));
  await tap(page, '存好，等钥匙和签名');
  await sees(page, ROUND);
}

/** What a seat is asked to do, as its button says. */
export const KEYS = '造这一轮的钥匙';
export const ENDORSE = '核对无误，签名';
export const RELEASE = '交出钥匙';
export const CONFIRM = '再数一遍，一样就签名';

/** Somebody with a seat does what the round waits for, in the browser that holds their keys. */
export async function takeSeat(page: Page, origin: string, button: string): Promise<void> {
  await openAnew(page, origin, `recommendation/trustee/index?area=${VILLAGE}`);
  await sees(page, new RegExp(`先打开您的钥匙|${ROUND}`));
  if (await shown(page, '先打开您的钥匙').isVisible()) {
    await fill(page, '口令', PASSPHRASE);
    await tap(page, /^打开钥匙$/);
  }
  await reloadUntil(page, origin, `recommendation/trustee/index?area=${VILLAGE}`, button);
  await tap(page, button);
  // The last one to give keys is asked for a signature at once.
  await sees(page, button === KEYS ? /现在不用您做什么|核对无误，签名/ : '现在不用您做什么');
}

/** A villager recommends by phone: chooses, checks, seals. */
export async function recommend(page: Page, origin: string, name: string): Promise<void> {
  await openRound(page, origin);
  await tap(page, /^村委会主任$/);
  await tap(page, name);
  await tap(page, '下一步：核对');
  await sees(page, /推荐不是投票/);
  await tap(page, '密封并提交');
  await sees(page, /已收到|已收录/);
}

/** Opens the round of the journey on a phone. */
export async function openRound(page: Page, origin: string): Promise<void> {
  await chooseVillage(page, origin);
  await reloadUntil(page, origin, 'recommendation/person/index', new RegExp(`${ROUND}|推荐的职位`));
  if (await shown(page, ROUND).isVisible()) await tap(page, ROUND);
  await sees(page, '推荐的职位');
}

/** The clerk writes down that somebody recommended on paper. */
export async function recordPaper(page: Page, origin: string, name: string): Promise<void> {
  const path = `recommendation/office/index?area=${VILLAGE}`;
  await open(page, origin, path);
  await reloadUntil(page, origin, path, '记纸面推荐');
  await tap(page, '记纸面推荐');
  await fill(page, '姓名', name);
  await tap(page, '在名单上找');
  await tap(page, /身份证尾号/);
  await press(page, '记下');
  await sees(page, '记好了');
}

/** The clerk counts in their browser and sends the sums, days after they signed in. */
export async function countRound(page: Page, origin: string, clerk: string): Promise<void> {
  const path = `recommendation/office/index?area=${VILLAGE}`;
  await open(page, origin, path);
  await reloadUntil(page, origin, path, '开始计数');
  // The buttons, not the words beside them that say what comes next.
  await press(page, '开始计数');
  await press(page, '报送合计');
  await proveAgain(page, clerk);
  await reloadUntil(page, origin, path, '等核对');
}

/** After a trustee counted the same, the totals are out, for the clerk and for everybody. */
export async function seesTotals(clerk: Page, phone: Page, origin: string): Promise<void> {
  await reloadUntil(clerk, origin, `recommendation/office/index?area=${VILLAGE}`, '已计数');
  await openRound(phone, origin);
  await sees(phone, '数过两遍');
}

/** Before enough keys are there, the clerk's page offers no count. */
export async function cannotCount(page: Page, origin: string): Promise<void> {
  await openAnew(page, origin, `recommendation/office/index?area=${VILLAGE}`);
  await sees(page, ROUND);
  await page.waitForTimeout(1500);
  if (await shown(page, '开始计数').isVisible()) throw new Error('two of four trustees could open the round');
}
