import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readRoll } from '#shared/roll/table';
import { LegalDate } from '#shared/time';
import { rollRow } from './rows';

const OCCASION = { today: LegalDate.parse('2026-11-26') };
const read = (text: string) => readRoll(text, OCCASION);

const HEAD = '姓名,身份证号,组,类别,党员';
const [one, two] = [rollRow(1), rollRow(2)];
const line = (row: typeof one) =>
  [row.name, row.idNumber, row.group, row.category, row.member ? '是' : '否'].join();

describe('reading a roll', () => {
  it('reads people as a spreadsheet saves them, with their rows', () => {
    const { rows, findings } = read([HEAD, line(one), '', line(two)].join('\r\n'));
    expect(findings).toEqual([]);
    expect(rows).toEqual([
      { row: 2, value: one },
      { row: 4, value: two },
    ]);
  });

  it('takes the usual category and no membership where the columns are missing', () => {
    const { rows } = read(`姓名\t身份证号\t组\n阿依努尔.买买提\t${one.idNumber.toLowerCase()}\t一组`);
    expect(rows[0]?.value).toMatchObject({ name: '阿依努尔·买买提', category: '户籍在村', member: false });
  });

  it('names row, column, what is wrong and how to mend it, and never a whole ID number', () => {
    const broken = `${one.idNumber.slice(0, 17)}${one.idNumber.endsWith('1') ? '2' : '1'}`;
    const bad = [
      `,${two.idNumber},一组,,`,
      `刘小燕,${broken},一组,,`,
      `何建设,,三组,,`,
      `赵明山,123,三组,,`,
      line(one),
      line(one),
      `孙玉梅,${rollRow(3).idNumber},二组,外来,也许`,
    ];
    const { rows, findings } = read([HEAD, ...bad].join('\n'));
    expect(rows).toHaveLength(1);
    expect(findings.map(({ row, column, wrong }) => `${row} ${column} ${wrong}`)).toEqual([
      '2 姓名 没有填',
      '3 身份证号 校验码不对，可能抄错一位',
      '4 身份证号 没有填',
      '5 身份证号 是 3 位，要 18 位',
      '7 身份证号 和第 6 行是同一个身份证号',
      '8 类别 认不出这个写法',
      '8 党员 认不出这个写法',
    ]);
    expect(JSON.stringify(findings)).not.toContain(one.idNumber.slice(0, 10));
  });

  it('finds the sign that cuts the headings, whatever titles and notes stand above them and however they are cut', () => {
    const word = fc.constantFrom('柳塘镇枣坪村', '登记册', '2026年', '姓名', '说明：', '填表人', '一组', '');
    const title = fc
      .array(fc.tuple(word, fc.constantFrom(',', '，', ';', '\t', '、')), { maxLength: 9 })
      .map((parts) => parts.flat().join(''));
    fc.assert(
      fc.property(
        fc.array(title, { maxLength: 4 }),
        fc.constantFrom('\t', ',', ';', '，'),
        fc.boolean(),
        (titles, sign, isQuoted) => {
          const cut = (cells: string) => cells.split(',').map((cell) => (isQuoted ? `"${cell}"` : cell));
          const table = [HEAD, line(one), line(two)].map((cells) => cut(cells).join(sign));
          const { rows } = read([...titles, ...table].join('\n'));
          expect(rows.map(({ value }) => value)).toEqual([one, two]);
        },
      ),
    );
  });

  it('reads rows cut by tabs under a title in one cell', () => {
    const { rows, findings } = read(`枣坪村选民登记册\n${[HEAD, line(one)].join('\n').replace(/,/g, '\t')}`);
    expect([rows.map(({ value }) => value), findings]).toEqual([[one], []]);
  });

  it('says what is missing when the table is another one', () => {
    expect(read('代码,名称\n1,2').findings[0]?.wrong).toBe('没有“姓名”这一列');
    expect(read('').findings).toHaveLength(1);
  });

  it('answers anything with rows or errors, never with an exception', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { maxLength: 6 })), (cells) => {
        const { rows, findings } = read([HEAD, ...cells.map((row) => row.join())].join('\n'));
        expect(
          rows.length +
            new Set(findings.filter(({ weight }) => weight === 'error').map(({ row }) => row)).size,
        ).toBeLessThanOrEqual(cells.flat().join('').length + cells.length + 1);
      }),
    );
  });
});
