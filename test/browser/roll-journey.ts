import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { idNumber } from '#local/demo/id-number';
import { rowOf, ZAOPING } from '#local/demo/villagers';
import { cells } from './area-journey';
import { fill, here, open, press, sees, shown, tap } from './people';

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
  const tail = (id: string) => `尾号 ${id.slice(-4)}`;
  expect(await cells(page)).toEqual([
    ['60', '身份证号', tail(mistyped), '校验码不对，可能抄错一位', '对照户口簿，核对 18 位'],
    ['61', '组', '（空）', '没有填', '写上第几组，最多 20 个字'],
    ['61', '类别', '户口在村', '认不出这个写法', '改成：户籍在村、户籍在村外出、居住一年以上'],
    ['62', '身份证号', tail(idNumber('1970-01-01', '男', 0)), '和第 2 行是同一个身份证号', '留一行'],
  ]);
  await sees(page, '还有 3 行有错');
}

/** The mended table is written whole, but for somebody whom another village has. */
export async function importRoll(page: Page): Promise<void> {
  const text = table(...OTHERS, ownLine(OWN.idNumber), ELSEWHERE);
  const buffer = Buffer.from(text);
  await here(page)
    .getByLabel('选民名单')
    .setInputFiles({ name: '石桥沟名单.csv', mimeType: 'text/csv', buffer });
  await sees(page, '石桥沟名单.csv·读出 60 人·还没有写入');
  await press(page, '写入这 60 人');
  await sees(page, '第 61 行已经登记在别的村');
  await press(page, '不写这几行，写其余的');
  await sees(page, /^已写入 59 人，第 \d+ 版$/);
  await sees(page, /^现在的名单有 59 人，其中党员 1 人/);
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
  await sees(page, '第二组·中共党员');
  expect(await shown(page, '石桥1').count()).toBe(0);
  await open(page, origin, 'identity/me/index');
  await sees(page, '已登记，名单上有您');
}
