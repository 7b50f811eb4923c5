import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { demoAreas } from '#local/demo/areas';
import { here, open, press, reloadUntil, sees, shown, tap } from './people';

const DESK = 'area/import/index';

/** A village that the county adds, beside 16 areas that stand. */
export const ADDED = { code: '990101100204', name: '石桥沟村', phone: '0000-628 0150' } as const;

const COLUMNS = '代码,名称,电话,地址,纪委电话,纪委地址';

function table(...added: readonly string[]): string {
  const stands = demoAreas().map(({ code, name, phone, address, disciplinePhone, disciplineAddress }) =>
    [code, name, phone, address, disciplinePhone, disciplineAddress].join(','),
  );
  return [COLUMNS, ...stands, ...added, ''].join('\r\n');
}

async function choose(page: Page, name: string, text: string): Promise<void> {
  const buffer = Buffer.from(`\uFEFF${text}`);
  await here(page).getByLabel('区划表').first().setInputFiles({ name, mimeType: 'text/csv', buffer });
}

/** The cells of the table that is shown, by row. */
export async function cells(page: Page): Promise<string[][]> {
  const rows = await here(page).locator('tbody tr').all();
  return Promise.all(rows.map((row) => row.locator('td').allInnerTexts()));
}

/** A table with mistakes: each is named by its row, and what is right is shown before anything is written. */
export async function checkWrongTable(page: Page, origin: string): Promise<void> {
  await open(page, origin, DESK);
  await sees(page, '现在有 16 个，第 1 版');
  const short = `${ADDED.code.slice(0, 11)},${ADDED.name},${ADDED.phone}`;
  await choose(page, '区划.csv', table(short, '990101109201,没有镇的村,', '990101100205,,'));
  await sees(page, '区划.csv·读出 16 行·还没有写入');
  expect(await cells(page)).toEqual([
    ['18', '代码', '99010110020', '少了 1 位，要填 12 位', '请对照统计用区划代码补全'],
    ['19', '代码', '990101109201', '表里没有它的上级 990101109000', '请加上 990101109000 这一行'],
    ['20', '名称', '（空）', '没有填', '请补上名称'],
  ]);
  await sees(page, '还有 3 行有错');
}

/** The mended table: what is new is shown first, then it is written whole. */
export async function importMended(page: Page): Promise<void> {
  await choose(page, '区划改好.csv', table(`${ADDED.code},${ADDED.name},${ADDED.phone}`));
  await sees(page, '区划改好.csv·读出 17 行·还没有写入');
  expect(await cells(page)).toEqual([[ADDED.code, ADDED.name, '村、社区']]);
  await press(page, '写入这 17 行');
  await sees(page, '已写入 17 个，第 2 版');
}

/** The same table again, in another order, changes nothing and says so. */
export async function importAgain(page: Page, origin: string): Promise<void> {
  const [head = '', ...lines] = table(`${ADDED.code},${ADDED.name},${ADDED.phone}`).trim().split('\r\n');
  await choose(page, '区划再来.csv', [head, ...lines.reverse()].join('\n'));
  await sees(page, '和现在一样，不用写');
  expect(await shown(page, /^写入这/).count()).toBe(0);
  await open(page, origin, 'area/home/index');
  await page.reload();
  await reloadUntil(page, origin, DESK, '现在有 17 个，第 2 版');
}

/** A villager finds the new village and chooses it. */
export async function chooseAdded(page: Page, origin: string): Promise<void> {
  await open(page, origin, 'area/picker/index');
  await tap(page, /^柳塘镇$/);
  await tap(page, new RegExp(`^${ADDED.name}$`));
  await sees(page, '这个村的换届时间还没有定');
}
