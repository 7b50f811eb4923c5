import { readFile } from 'node:fs/promises';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { idNumber } from '#local/demo/id-number';
import { rowOf, ZAOPING } from '#local/demo/villagers';
import { readXlsx } from '#shared/sheet/read-xlsx';
import { writeXlsx } from '#shared/sheet/write-xlsx';
import { cells } from './area-journey';
import { fill, here, open, press, sees, shown, tap } from './people';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DESK = 'roll/import/index';

/** Somebody on the new roll: another person than who bears that name on another. */
export const OWN = { name: '林小满', idNumber: idNumber('1999-10-10', '女', 7) } as const;
const ownLine = (id: string) => `${OWN.name}\t${id}\t第二组\t户籍在村外出\t中共党员`;
const person = (i: number) => {
  const day = String(1 + (i % 28)).padStart(2, '0');
  return `石桥${i + 1}\t${idNumber(`1970-01-${day}`, i % 2 === 0 ? '男' : '女', i)}\t第一组\t户籍在村\t群众`;
};
/** More than one batch holds. */
const OTHERS = Array.from({ length: 58 }, (_, i) => person(i));
/** Stands on the roll of 枣坪村. */
const ELSEWHERE = `${ZAOPING.zhaoMingshan.name}\t${rowOf(ZAOPING.zhaoMingshan).idNumber}\t第一组\t\t`;

function table(...lines: readonly string[]): string {
  return ['姓名\t身份证号码\t村民小组\t登记类别\t政治面貌', ...lines].join('\n');
}

/** The town's clerk chooses the village and pastes its table: each mistake is named by its row. */
export async function checkWrongRoll(page: Page, origin: string, village: string): Promise<void> {
  await open(page, origin, DESK);
  await tap(page, new RegExp(`${village}$`));
  await sees(page, '还没有名单');
  const mistyped = OWN.idNumber.replace('1999', '1998');
  const nowhere = `石桥没有组\t${idNumber('1980-02-02', '女', 1)}\t\t户口在村\t`;
  const text = table(...OTHERS, ownLine(mistyped), nowhere, person(0));
  await fill(page, '从表格里复制，粘贴到这里', text);
  await press(page, '核对粘贴的内容');
  await sees(page, '粘贴的表格·读出 58 人·还没有写入');
  await tap(page, /^有错 3$/);
  const tail = (id: string) => `尾号 ${id.slice(-4)}`;
  expect(await cells(page)).toEqual([
    ['60', OWN.name, '身份证号', tail(mistyped), '校验码不对，可能抄错一位', '对照户口簿，核对 18 位'],
    ['61', '石桥没有组', '组', '（空）', '没有填', '写上第几组，最多 20 个字'],
    ['61', '石桥没有组', '类别', '户口在村', '认不出这个写法', '改成：户籍在村、户籍在村外出、居住一年以上'],
    ['62', '石桥1', '身份证号', tail(idNumber('1970-01-01', '男', 0)), '和第 2 行是同一个身份证号', '留一行'],
  ]);
  await sees(page, '还有 3 行有错');
}

/** The mended table, as a workbook, is written but for somebody whom another village has. */
export async function importRoll(page: Page): Promise<void> {
  const [head = '', ...lines] = table(...OTHERS, ownLine(OWN.idNumber), ELSEWHERE).split('\n');
  const columns = head.split('\t').map((one) => ({ head: one, width: 20 }));
  const rows = lines.map((line) => line.split('\t'));
  const buffer = Buffer.from(writeXlsx({ name: '选民', columns, rows }));
  await here(page).getByLabel('选民名单').setInputFiles({ name: '石桥沟名单.xlsx', mimeType: XLSX, buffer });
  await sees(page, '石桥沟名单.xlsx·读出 59 人·还没有写入');
  await sees(page, '新增 59');
  await sees(page, /^已登记在.+枣坪村，不能在两个村登记$/);
  await press(page, '先写入没错的 59 人');
  await sees(page, /^已写入 59 人，第 \d+ 版$/);
  await sees(page, /^现在的名单有 59 人，其中党员 1 人/);
  await saveAndReadBack(page);
}

/** The office's copy is saved as a workbook with everybody on it, and no ID number. */
async function saveAndReadBack(page: Page): Promise<void> {
  const saving = page.waitForEvent('download');
  await press(page, '下载名单');
  const read = await readXlsx(await readFile(await (await saving).path()));
  if (read.kind === 'refused') throw new Error(read.wrong);
  expect(read.lines).toHaveLength(60);
  const own = read.lines.map(({ cells }) => cells).find(([, name]) => name === OWN.name);
  expect(own?.slice(1, 5)).toEqual([OWN.name, '女', '第2组', '户籍在村外出']);
  expect(JSON.stringify(read.lines)).not.toContain(OWN.idNumber.slice(0, 14));
}

/** A signed-in person is told when it does not match, then finds their own entry and no other. */
export async function findOwnEntry(page: Page, origin: string): Promise<void> {
  await open(page, origin, 'identity/entry/index');
  await fill(page, '姓名', OWN.name);
  await fill(page, '身份证号后六位', rowOf(ZAOPING.linXiaoman).idNumber.slice(-6));
  await press(page, '和名单对一对');
  await sees(page, '没有对上');
  await fill(page, '身份证号后六位', OWN.idNumber.slice(-6));
  await press(page, '和名单对一对');
  await sees(page, '已登记，名单上有您');
  await sees(page, '第2组·中共党员');
  expect(await shown(page, '石桥1').count()).toBe(0);
  await open(page, origin, 'identity/me/index');
  await sees(page, '已登记，名单上有您');
}
