import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { demoAreas } from '#local/demo/areas';
import { idNumber } from '#local/demo/id-number';
import { rowOf, ZAOPING } from '#local/demo/villagers';
import { addDays, type LegalDate } from '#shared/time';
import { ADDED as ADDED_BEFORE, cells } from './area-journey';
import { publishText } from './notice-journey';
import { countyToday, fill, here, open, openAnew, press, reloadUntil, sees, tap } from './people';

// The whole of a registration: a town sets up three villages and a community, one of them gets its roll.

const PLACES = [
  { code: '990101200001', name: '河沿社区' },
  { code: '990101200205', name: '梨树坡村' },
  { code: '990101200206', name: '柿子园村' },
  { code: '990101200207', name: '石磨沟村' },
] as const;
/** Whose roll it is. */
export const VILLAGE = PLACES[1].name;
const TOWN = '990101200000';

/** The county adds the four beside what stands. */
export async function addPlaces(page: Page, origin: string): Promise<void> {
  await open(page, origin, 'area/import/index');
  const stands = [...demoAreas(), ADDED_BEFORE].map(({ code, name, phone }) => [code, name, phone].join(','));
  const added = PLACES.map(({ code, name }) => [code, name, '0000-628 0390'].join(','));
  const text = ['代码,名称,电话', ...stands, ...added, ''].join('\r\n');
  const buffer = Buffer.from(`\uFEFF${text}`);
  await here(page)
    .getByLabel('区划表')
    .first()
    .setInputFiles({ name: '加四个.csv', mimeType: 'text/csv', buffer });
  await press(page, `写入这 ${stands.length + added.length} 行`);
  await sees(page, /^已写入 \d+ 个，第 \d+ 版$/);
}

/** The first Sunday that leaves the law's days behind a roll posted today. */
function electionDay(today: LegalDate): LegalDate {
  const sunday = 7 - new Date(`${today}T00:00:00Z`).getUTCDay();
  return addDays(today, sunday + 21 < 26 ? sunday + 28 : sunday + 21);
}

/** The town's clerk sets all four up at once: what the law refuses is said at its field before anything is sent. */
export async function setUpTown(page: Page, origin: string): Promise<void> {
  const desk = `election/office/index?area=${TOWN}`;
  await open(page, origin, desk);
  // Added a moment ago: for two seconds a process may still serve the county as it was.
  await reloadUntil(page, origin, desk, `选了 ${PLACES.length} 个村`);
  const today = countyToday(origin);
  const day = electionDay(today);
  await fill(page, '第几届', '12');
  await fill(page, '选举日', addDays(today, 15));
  await fill(page, '公布选民名单那天', today);
  await press(page, `公布这 ${PLACES.length} 个村的时间表`);
  await sees(page, '还不能公布');
  await sees(page, /第17条/);
  await fill(page, '选举日', day);
  await press(page, `公布这 ${PLACES.length} 个村的时间表`);
  for (const { name } of PLACES) await sees(page, `${name}：已公布`);
}

const HEAD = ['姓名', '身份证号码', '性别', '出生日期', '村民小组', '登记类别', '政治面貌', '会议同意日期'];
type Line = readonly string[];
const line = (
  name: string,
  id: string,
  rest: Partial<Record<'sex' | 'birth' | 'group' | 'category' | 'agreed', string>> = {},
): Line => [
  name,
  id,
  rest.sex ?? '',
  rest.birth ?? '',
  rest.group ?? '第一组',
  rest.category ?? '户籍在村',
  '群众',
  rest.agreed ?? '',
];

/** Who checks and objects; who works away; whom the one away asks. */
export const HERE = { name: '赵明山', idNumber: idNumber('1958-05-05', '男', 31) } as const;
export const AWAY = { name: '马小军', idNumber: idNumber('1988-06-06', '男', 32) } as const;
export const AGENT = { name: '王秀芝', idNumber: idNumber('1966-07-07', '女', 33) } as const;
const RIGHT: readonly Line[] = [
  line(HERE.name, HERE.idNumber),
  line(AWAY.name, AWAY.idNumber, { category: '户籍在村外出', group: '第二组' }),
  line(AGENT.name, AGENT.idNumber, { group: '第二组' }),
  ...Array.from({ length: 20 }, (_, i) =>
    line(`梨坡${i + 1}`, idNumber(`1975-03-${String(i + 1).padStart(2, '0')}`, '男', 40 + i)),
  ),
];

/** Twelve rows, each wrong in a way of its own. */
function wrongLines(): readonly (readonly [Line, string])[] {
  const good = (serial: number) => idNumber('1971-04-04', '男', serial);
  const bad = good(60);
  const checksum = bad.slice(0, 17) + (bad.endsWith('1') ? '2' : '1');
  return [
    [line('', good(61)), '没有填'],
    [line('错二', ''), '没有填'],
    [line('错三', good(62).slice(0, 16)), '是 16 位，要 18 位'],
    [line('错四', `${good(63).slice(0, 10)}A${good(63).slice(11)}`), '里面有不是数字的字'],
    [line('错五', checksum), '校验码不对，可能抄错一位'],
    [line('错六', HERE.idNumber), '和第 2 行是同一个身份证号'],
    [line('错七', good(64), { sex: '？' }), '认不出这个写法'],
    [line('错八', good(65), { birth: '不记得' }), '不是一个日子'],
    [line('错九', good(66), { birth: '1971-04-05' }), '和身份证号不一样，可能是别人的号'],
    [line('错十', idNumber('2012-01-01', '男', 67)), '未满 18 周岁'],
    [line('错十一', good(68), { group: '' }), '没有填'],
    [line('错十二', good(69), { category: '居住一年以上' }), '居住一年以上的，要会议同意才能登记'],
  ];
}

/** The town's clerk pastes the village's table: every mistake is named by its row, and the right ones are written. */
export async function importWithErrors(page: Page, origin: string): Promise<void> {
  await open(page, origin, 'roll/import/index');
  await tap(page, new RegExp(`${VILLAGE}$`));
  await sees(page, '还没有名单');
  const wrong = wrongLines();
  const elsewhere = line(ZAOPING.jiYongfu.name, rowOf(ZAOPING.jiYongfu).idNumber);
  const paste = (lines: readonly Line[]) =>
    fill(page, '从表格里复制，粘贴到这里', [HEAD, ...lines].map((one) => one.join('\t')).join('\n'));
  await paste([...RIGHT, ...wrong.map(([one]) => one), elsewhere]);
  await press(page, '核对粘贴的内容');
  await tap(page, /^有错 1[23]$/);
  const found = await cells(page);
  wrong.forEach(([, words], i) => {
    const row = String(RIGHT.length + 2 + i);
    const said = found.filter(([at]) => at === row).map((one) => one[4]);
    expect([row, said.join()]).toEqual([row, expect.stringContaining(words)]);
  });
  await tap(page, '不写了');
  await paste(RIGHT);
  await press(page, '核对粘贴的内容');
  await press(page, `写入这 ${RIGHT.length} 人`);
  await sees(page, new RegExp(`^已写入 ${RIGHT.length} 人，第 \\d+ 版$`));
}

/** The town's clerk publishes the roll that stands: what that freezes is said before, and by when objections come after. */
export async function publishRoll(page: Page, origin: string): Promise<void> {
  await openAnew(page, origin, 'roll/import/index');
  await tap(page, new RegExp(`${VILLAGE}$`));
  await press(page, '公布名单');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^公布第 \d+ 版$/ })
    .click();
  await sees(page, new RegExp(`第 \\d+ 版，${RIGHT.length} 人$`));
  await sees(page, '打印名单');
}

/** The village as one chooses it on a phone. */
async function chooseVillage(page: Page, origin: string): Promise<void> {
  await open(page, origin, 'area/picker/index');
  await tap(page, /^南坡乡$/);
  await tap(page, new RegExp(`^${VILLAGE}$`));
  await sees(page, '看公告');
}

/** Somebody finds themselves on the roll. */
export async function check(
  page: Page,
  origin: string,
  { name, idNumber: id }: { name: string; idNumber: string },
): Promise<void> {
  await chooseVillage(page, origin);
  await open(page, origin, 'identity/entry/index');
  await fill(page, '姓名', name);
  await fill(page, '身份证号后六位', id.slice(-6));
  await press(page, '和名单对一对');
  await sees(page, '已登记，名单上有您');
}

const MISSING = '赵小满';
const REASON = '户口册上确有本人，登记时漏抄。';

/** Somebody of the family is missing: the objection is taken in its window, with the day it is answered by. */
export async function object(page: Page, origin: string): Promise<void> {
  await open(page, origin, 'objection/file/index');
  await tap(page, '名单上没有');
  await fill(page, '这个人的姓名', MISSING);
  await fill(page, '怎么不对', '女儿的户口在村里，名单上没有她。');
  await fill(page, '提的人的姓名', HERE.name);
  await press(page, '提出这条异议');
  await sees(page, '收到了，第 1 号');
  await sees(page, /（含当天）前作出决定/);
}

/** The village's office answers within its days, and the filer reads it. */
export async function answer(desk: Page, phone: Page, origin: string): Promise<void> {
  await open(desk, origin, 'objection/office/index');
  await tap(desk, new RegExp(`${VILLAGE}$`));
  await sees(desk, /1 条等决定$/);
  await tap(desk, '异议成立');
  await fill(desk, '理由', REASON);
  await press(desk, '记下决定');
  await sees(desk, '名单还没有改');
  await open(phone, origin, 'area/home/index');
  await open(phone, origin, 'objection/file/index');
  await sees(phone, /异议成立，补登/);
  await sees(phone, new RegExp(REASON));
}

const PROXIES = 'proxy/mine/index';
const LIST_TITLE = '委托投票名单公告';

/** Who works away names an agent, says why, and photographs the paper. */
export async function askForProxy(page: Page, origin: string): Promise<void> {
  await open(page, origin, PROXIES);
  await press(page, '委托一个人代投');
  await fill(page, '受委托人的姓名', AGENT.name);
  await fill(page, '受委托人身份证号后六位', AGENT.idNumber.slice(-6));
  await press(page, '下一步');
  await tap(page, '同村的人');
  await press(page, '下一步');
  await tap(page, '在外地打工');
  await press(page, '下一步');
  await sees(page, new RegExp(`委托${AGENT.name}`));
  const buffer = await page.screenshot();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, '拍委托书')]);
  await chooser.setFiles({ name: '委托书.png', mimeType: 'image/png', buffer });
  await sees(page, '重新拍');
  await press(page, '送出委托');
  await sees(page, '等受委托人同意');
}

/** The agent reads who asks and why, and consents. */
export async function consentToProxy(page: Page, origin: string): Promise<void> {
  await reloadUntil(page, origin, PROXIES, `${AWAY.name}请您代投票`);
  await sees(page, '同村的人·在外地打工');
  await press(page, '同意代投');
  await sees(page, '您代谁投票');
}

/** The office checks it, without the photograph where it acts for the village, and lists it; the principal reads that. */
export async function listProxy(desk: Page, phone: Page, origin: string): Promise<void> {
  await openAnew(desk, origin, 'proxy/desk/index');
  await tap(desk, new RegExp(`${VILLAGE}$`));
  await sees(desk, /1 份等核对$/);
  await sees(desk, '委托书的照片只有本村选举委员会能看。');
  await press(desk, '核对过，可以委托');
  await press(desk, '委托名单公告');
  const text = await here(desk).getByRole('textbox', { name: '公告正文' }).inputValue();
  await press(desk, '去写公告');
  await publishText(desk, LIST_TITLE, text);
  await openAnew(desk, origin, 'proxy/desk/index');
  await tap(desk, new RegExp(`${VILLAGE}$`));
  await press(desk, '委托名单公告');
  await here(desk).getByRole('radio', { name: LIST_TITLE }).click();
  await press(desk, '对一对公告，记下 1 份');
  await sees(desk, '都记下了');
  await reloadUntil(phone, origin, PROXIES, `名单已公布，${AGENT.name}代您投票`);
}

/** The county sees the four beside each other: where each stands and who acted for it; no totals, no order. */
export async function seeBoard(page: Page, origin: string): Promise<void> {
  await open(page, origin, 'election/board/index');
  await tap(page, /棠水县$/);
  await tap(page, /^全部 \d+$/);
  for (const { name } of PLACES) {
    await fill(page, '找村名', name);
    await sees(page, name);
    await sees(page, /代办/);
  }
}
