import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { idNumber } from '#local/demo/id-number';
import { readXlsx } from '#shared/sheet/read-xlsx';
import { writeXlsx } from '#shared/sheet/write-xlsx';
import { birthOf, sexOf } from '#shared/roll/id-number';
import type { RollOccasion } from '#shared/roll/occasion';
import { PROBLEMS } from '#shared/roll/problem';
import { CATEGORIES, type RollRow } from '#shared/roll/row';
import { FORM_COLUMNS, readRoll, ROLL_HEADINGS, sortOut } from '#shared/roll/table';
import { tableOf } from '#shared/table';
import { LegalDate } from '#shared/time';
import { runs } from '#test/runs';
import { HEADS, otherBook, row, text } from '#test/sheet/workbook';
import { rollRow } from './rows';

const OCCASION: RollOccasion = {
  today: LegalDate.parse('2026-11-26'),
  body: '村民委员会',
  electionDay: LegalDate.parse('2026-12-20'),
};

const ID = rollRow(1).idNumber;
const FIFTEEN = ID.slice(0, 6) + ID.slice(8, 17);

/** What is found in one row that is right but for what is said of it. */
function foundIn(cells: Readonly<Record<string, string>>, occasion = OCCASION) {
  const all = { 姓名: '张三', 身份证号: ID, 组: '一组', ...cells };
  const reading = readRoll([Object.keys(all).join('\t'), Object.values(all).join('\t')].join('\n'), occasion);
  return { codes: reading.findings.map(({ code }) => code), ...reading };
}

describe('one thing wrong in a row', () => {
  it.each([
    ['name-missing', { 姓名: '' }],
    ['name-long', { 姓名: '张'.repeat(41) }],
    ['name-lost', { 姓名: '张?' }],
    ['name-lost', { 姓名: '张\uE123' }],
    ['id-missing', { 身份证号: '' }],
    ['id-length', { 身份证号: ID.slice(1) }],
    ['id-letters', { 身份证号: `${ID.slice(0, 9)}O${ID.slice(10)}` }],
    ['id-rounded', { 身份证号: '1.10101E+17' }],
    ['id-birth', { 身份证号: `${ID.slice(0, 10)}13${ID.slice(12)}` }],
    ['id-checksum', { 身份证号: ID.slice(0, 17) + (ID.endsWith('1') ? '2' : '1') }],
    ['sex-unknown', { 性别: '不知道' }],
    ['birth-unknown', { 出生日期: '1960年13月1日' }],
    ['birth-differs', { 出生日期: '1960-01-03' }],
    ['under-age', { 身份证号: idNumber('2008-12-21', '男', 1) }],
    ['group-missing', { 组: '' }],
    ['group-long', { 组: '组'.repeat(21) }],
    ['category-unknown', { 类别: '外来' }],
    ['consent-missing', { 类别: '居住一年以上', 未在户籍地登记证明: '有' }],
    ['consent-unknown', { 会议同意日期: '上个月' }],
    ['consent-later', { 类别: '3', 会议同意日期: '2026-11-27', 未在户籍地登记证明: '有' }],
    ['proof-unknown', { 未在户籍地登记证明: '也许' }],
    ['member-unknown', { 党员: '也许' }],
    ['remark-long', { 备注: '注'.repeat(61) }],
  ] as const)('keeps it out, with row, column and what to do: %s', (code, cells) => {
    const { codes, rows, findings } = foundIn(cells);
    expect(codes).toEqual([code]);
    expect(rows).toEqual([]);
    expect(findings[0]).toMatchObject({ row: 2, weight: 'error' });
    expect(findings[0]?.wrong).not.toContain('%');
    expect(findings[0]?.column).not.toBe('');
    expect(JSON.stringify(findings)).not.toContain(ID.slice(0, 10));
  });

  it.each([
    ['name-dot', { 姓名: '阿依努尔.买买提江' }],
    ['id-15', { 身份证号: FIFTEEN }],
    ['sex-differs', { 性别: sexOf(ID) === '男' ? '女' : '男' }],
    ['very-old', { 身份证号: idNumber('1920-01-01', '女', 1) }],
    ['consent-idle', { 会议同意日期: '2026-10-12' }],
    ['proof-missing', { 类别: '第三类', 会议同意日期: '2026-10-12' }],
  ] as const)('is written all the same, and asks for a look: %s', (code, cells) => {
    const { codes, rows } = foundIn(cells);
    expect(codes).toEqual([code]);
    expect(rows).toHaveLength(1);
  });

  it('is a consent that no signed minutes show, and names the article', () => {
    const cells = { 类别: '居住一年以上', 会议同意日期: '2026-10-12', 未在户籍地登记证明: '有' };
    const held = (days: string[]) => ({ ...OCCASION, consented: days.map((day) => LegalDate.parse(day)) });
    expect(foundIn(cells, held(['2026-10-12'])).codes).toEqual([]);
    const { codes, rows, findings } = foundIn(cells, held(['2026-10-11']));
    expect([codes, rows]).toEqual([['consent-unsigned'], []]);
    expect(findings[0]?.mend).toContain('村组法(2025) 第16条：要经村民会议或者村民代表会议同意');
    expect(foundIn(cells, { ...held([]), body: '居民委员会' }).codes).toEqual([]);
  });

  it('is met by each code of the table in these tests', () => {
    const among = ['name-twice', 'id-double', 'id-elsewhere', 'id-certified', 'consent-unsigned'];
    expect(Object.keys(PROBLEMS)).toHaveLength(22 + 6 + among.length);
  });

  it('is none on the eighteenth birthday itself, and none is asked of age before an election day is set', () => {
    expect(foundIn({ 身份证号: idNumber('2008-12-20', '男', 1) }).codes).toEqual([]);
    const { today } = OCCASION;
    expect(foundIn({ 身份证号: idNumber('2012-12-20', '男', 1) }, { today }).codes).toEqual([]);
  });

  it('is no missing consent in a community, whose law asks for none', () => {
    const community = { ...OCCASION, body: '居民委员会' } as const;
    expect(foundIn({ 类别: '居住一年以上' }, community).codes).toEqual([]);
  });

  it('is none for full-width figures, spaces, other dates and rare characters', () => {
    const wide = (figures: string) =>
      figures.replace(/\d/g, (one) => String.fromCodePoint(0xff10 + Number(one)));
    const [year = '', month = '', day = ''] = birthOf(ID).split('-');
    const { codes, rows } = foundIn({
      姓名: '𠮷永福',
      身份证号: ` ${wide(ID.slice(0, 17))} ${ID.slice(17).toLowerCase()}`,
      出生日期: `${wide(year)}年${Number(month)}月${Number(day)}日`,
      性别: sexOf(ID),
    });
    expect(codes).toEqual([]);
    expect(rows[0]?.value).toMatchObject({ name: '𠮷永福', idNumber: ID });
  });

  it('turns an old number of fifteen figures into the eighteen it became', () => {
    expect(foundIn({ 身份证号: FIFTEEN }).rows[0]?.value.idNumber).toBe(ID);
  });
});

async function fromBook(file: Uint8Array) {
  const read = await readXlsx(file);
  if (read.kind === 'refused') throw new Error(read.wrong);
  return sortOut(tableOf(read.lines, ROLL_HEADINGS), OCCASION);
}

describe('a workbook as a roll', () => {
  const said = async (sheet: string) => {
    const { findings, rows } = await fromBook(otherBook({ sheet }));
    return {
      said: findings.map(({ row: at, column, code, weight }) => `${at} ${column} ${code} ${weight}`),
      rows,
    };
  };

  it('refuses a formula for a name or number, and reads one elsewhere with a warning', async () => {
    const formula = (place: string, value: string) => `<c r="${place}" t="str"><f>X1</f><v>${value}</v></c>`;
    const sheet = `<sheetData>${HEADS}${row(2, formula('A2', '张三'), text('B2', ID), text('C2', '一组'))}${row(
      3,
      text('A3', '李四'),
      text('B3', rollRow(2).idNumber),
      formula('C3', '二组'),
    )}</sheetData>`;
    const { said: words, rows } = await said(sheet);
    expect(words).toEqual(['2 姓名 formula error', '3 组 formula warning']);
    expect(rows.map(({ value }) => value.group)).toEqual(['第2组']);
  });

  it('names the range of merged cells in each of its rows, and takes no notice of a merged title', async () => {
    const sheet = `<sheetData>${row(1, text('A1', '枣坪村选民登记册'))}${row(2, text('A2', '姓名'), text('B2', '身份证号码'), text('C2', '村民小组'))}${row(
      3,
      text('A3', '张三'),
      text('B3', ID),
      text('C3', '一组'),
    )}${row(4, text('A4', '李四'), text('B4', rollRow(2).idNumber))}</sheetData><mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="C3:C4"/></mergeCells>`;
    const { findings } = await fromBook(otherBook({ sheet }));
    expect(findings.map(({ row: at, wrong }) => `${at} ${wrong}`)).toEqual([
      '3 C3:C4 合并成了一格',
      '4 C3:C4 合并成了一格',
    ]);
  });

  it('tells a number that lost its last figures and a failed formula', async () => {
    const sheet = `<sheetData>${HEADS}${row(2, text('A2', '张三'), `<c r="B2"><v>${ID.slice(0, 15)}000</v></c>`, '<c r="C2" t="e"><v>#N/A</v></c>')}</sheetData>`;
    expect((await said(sheet)).said).toEqual(['2 组 broken error', '2 身份证号 id-rounded error']);
  });

  it('says which column is missing or twice there', () => {
    const only = (...heads: string[]) =>
      sortOut(tableOf([{ row: 1, cells: heads }], ROLL_HEADINGS), OCCASION);
    expect(only('姓名', '身份证号').findings[0]?.wrong).toBe('没有“组”这一列');
    expect(only('姓名', '身份证号', '组', '姓 名').findings[0]?.wrong).toBe('有两列都是“姓名”');
    expect(only('姓名', '身份证号', '组').findings[0]?.wrong).toBe('列名下面没有人');
  });
});

const person = fc.record({
  name: fc.constantFrom('张三', '𠮷永福', '阿依努尔·买买提江', '欧阳文静'),
  group: fc.constantFrom('第1组', '第12组', '东头'),
  category: fc.constantFrom(...CATEGORIES),
  member: fc.boolean(),
  proof: fc.boolean(),
  remark: fc.constantFrom('', '备注<&">', '_x0041_'),
});

it('a roll written as a workbook and read again is the same roll', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 20 }), async (people) => {
      const written = people.map(
        ({ proof, remark, ...rest }, i): RollRow => ({
          ...rest,
          idNumber: rollRow(i).idNumber,
          ...(rest.category === '居住一年以上' && { agreed: LegalDate.parse('2026-10-12') }),
          ...(proof && { unregisteredAtHome: true }),
          ...(remark !== '' && { remark }),
        }),
      );
      const rows = written.map((one) => [
        ...[one.name, sexOf(one.idNumber), birthOf(one.idNumber), one.idNumber, one.group, one.category],
        ...[one.agreed ?? '', one.unregisteredAtHome ? '有' : '', one.member ? '是' : '否', one.remark ?? ''],
      ]);
      const columns = FORM_COLUMNS.map((head) => ({ head, width: 10 }));
      const read = await fromBook(writeXlsx({ name: '选民', columns, rows }));
      expect(read.rows.map(({ value }) => value)).toEqual(written);
      expect(read.rows.map(({ row: at }) => at)).toEqual(written.map((_, i) => i + 2));
      expect(read.findings.filter(({ weight }) => weight === 'error')).toEqual([]);
    }),
    { numRuns: runs(40) },
  );
});
