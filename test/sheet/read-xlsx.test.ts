import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { readXlsx } from '#shared/sheet/read-xlsx';
import { writeXlsx } from '#shared/sheet/write-xlsx';
import { runs } from '#test/runs';
import { DAY_STYLES, otherBook, row, text } from './workbook';

async function linesOf(file: Uint8Array) {
  const read = await readXlsx(file);
  if (read.kind === 'refused') throw new Error(read.wrong);
  return read.lines;
}

async function cellsOf(sheet: string, more: Partial<Parameters<typeof otherBook>[0]> = {}) {
  const lines = await linesOf(otherBook({ sheet: `<sheetData>${sheet}</sheetData>`, ...more }));
  return lines.map(({ cells }) => cells);
}

const wrongOf = async (file: Uint8Array) => {
  const read = await readXlsx(file);
  return read.kind === 'refused' ? read : undefined;
};

const cell = fc.oneof(
  fc.constantFrom(
    '',
    '𠮷永福',
    '阿依努尔·买买提江',
    '９９０１',
    '_x000D_',
    'a_x0041_b',
    '=1+1',
    '<&">\'',
    ' 两边 ',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
/** What XML can hold: no control characters, no halves of characters, line ends as XML hands them on. */
const holdable = cell.map((one) =>
  one.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\r]/g, ''),
);

describe('a workbook', () => {
  it('that we write is read back as it was, whatever stands in it', async () => {
    const table = fc.array(fc.array(holdable, { minLength: 3, maxLength: 3 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const columns = ['甲', '乙', '丙'].map((head) => ({ head, width: 10 }));
        const lines = await linesOf(writeXlsx({ name: '表', columns, rows }));
        const read = new Map(lines.map(({ row: at, cells }) => [at, cells]));
        expect(read.get(1)).toEqual(['甲', '乙', '丙']);
        rows.forEach((cells, i) => {
          const found = read.get(i + 2) ?? [];
          expect(cells.map((_, at) => found[at] ?? '')).toEqual(cells);
        });
      }),
      { numRuns: runs(60) },
    );
  });

  it('of 20,000 rows is read in many parts, and says how far it is', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => [`村民${i}`, String(i), '第1组']);
    const columns = ['姓名', '身份证号', '组'].map((head) => ({ head, width: 10 }));
    const shares: number[] = [];
    const read = await readXlsx(writeXlsx({ name: '表', columns, rows }), (share) => {
      shares.push(share);
      return Promise.resolve();
    });
    expect(read.kind === 'sheet' && read.lines.at(-1)).toEqual({ row: 20_001, cells: rows.at(-1) });
    expect(shares.length).toBeGreaterThan(3);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('of another program: shared and rich text, and what is read aloud left out', async () => {
    const strings = [
      '<t>张三</t>',
      '<r><t>阿依</t></r><r><t>努尔</t></r>',
      '<t>吉</t><rPh sb="0" eb="1"><t>きち</t></rPh>',
      '<t>&#134071;永&#x798F;&amp;</t>',
    ];
    const sheet = row(3, ...strings.map((_, i) => `<c r="${'ABCD'[i]}3" t="s"><v>${i}</v></c>`));
    expect(await cellsOf(sheet, { strings })).toEqual([['张三', '阿依努尔', '吉', '𠮷永福&']]);
  });

  it.each([
    [false, 22_018, '1960-04-12'],
    [true, 20_556, '1960-04-12'],
    [false, 59, '1900-02-28'],
    [false, 61, '1900-03-01'],
    [false, 60, '60'],
    [true, 0, '1904-01-01'],
  ])('counts days by its own calendar (1904: %s, %d is %s)', async (date1904, day, date) => {
    const sheet = row(1, `<c r="A1" s="1"><v>${day}</v></c>`, `<c r="B1" s="2"><v>${day}</v></c>`);
    expect(await cellsOf(sheet, { date1904, styles: DAY_STYLES })).toEqual([[date, date]]);
  });

  it('keeps plain numbers as the sheet shows them, and notes those that lost figures', async () => {
    const sheet = row(
      1,
      '<c r="A1"><v>1.5E3</v></c>',
      '<c r="C1"><v>1.10101196004121E+17</v></c>',
      '<c t="b"><v>1</v></c>',
    );
    const lines = await linesOf(otherBook({ sheet: `<sheetData>${sheet}</sheetData>` }));
    expect(lines[0]?.cells).toEqual(['1500', '', '110101196004121000', '是']);
    expect([...(lines[0]?.notes ?? [])]).toEqual([[2, { kind: 'rounded' }]]);
  });

  it('notes formulas with and without a value, failed ones, and each cell of a merged range', async () => {
    const sheet =
      '<sheetData>' +
      row(
        1,
        '<c r="A1" t="str"><f>B1</f><v>张三</v></c>',
        '<c r="B1"><f>1+1</f></c>',
        '<c r="C1" t="e"><f>X</f><v>#N/A</v></c>',
      ) +
      row(2, text('A2', '李四'), text('B2', '一组')) +
      row(3, text('A3', '王五')) +
      '</sheetData><mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>';
    const lines = await linesOf(otherBook({ sheet }));
    const merged = { kind: 'merged', range: 'B2:B3' };
    expect(lines.map(({ notes }) => [...(notes ?? [])])).toEqual([
      [
        [0, { kind: 'formula' }],
        [1, { kind: 'formula-blank' }],
        [2, { kind: 'broken' }],
      ],
      [[1, merged]],
      [[1, merged]],
    ]);
  });

  it('reads the first sheet that is shown and says how many it left', async () => {
    const sheet = `<sheetData>${row(1, text('A1', '姓名'))}</sheetData>`;
    expect(await readXlsx(otherBook({ sheet }))).toMatchObject({ kind: 'sheet', name: '选民', others: 1 });
  });
});

describe('a file that is no workbook', () => {
  const bytes = (...some: number[]) => Uint8Array.from([...some, ...new Array<number>(600).fill(0)]);
  const good = writeXlsx({ name: '表', columns: [{ head: '姓名', width: 9 }], rows: [['张三']] });

  it.each([
    ['an old or locked one', bytes(0xd0, 0xcf, 0x11, 0xe0), '是旧的 .xls 格式，或者加了密码'],
    ['a web page', Uint8Array.from(Buffer.from('<html><table>')), '是网页，不是表格'],
    ['a picture', bytes(0x89, 0x50, 0x4e, 0x47), '不是 .xlsx 表格'],
    ['another zip', zipSync({ 'a.txt': bytes(1) }), '不是 .xlsx 表格'],
    ['a cut one', good.slice(0, good.length - 40), '文件坏了，读不完整'],
    ['an empty one', new Uint8Array(0), '不是 .xlsx 表格'],
    ['only two letters', bytes(0x50, 0x4b), '文件坏了，读不完整'],
    ['torn XML', otherBook({ sheet: '<sheetData><row r="1"><c>' }), '文件坏了，读不完整'],
  ])('is refused with a sentence and what to do: %s', async (_, file, wrong) => {
    const refused = await wrongOf(file);
    expect(refused?.wrong).toBe(wrong);
    expect(refused?.mend).toMatch(/^请/);
  });

  it('is refused by the size it says it has inside, before it is inflated', async () => {
    const bomb = otherBook({ sheet: '', parts: { 'xl/worksheets/sheet1.xml': spaces(PART) } });
    const before = process.memoryUsage().arrayBuffers;
    expect((await wrongOf(claiming(bomb, PART, 65 << 20)))?.wrong).toBe('解开以后太大，没有打开');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 << 20);
  });

  it('is never inflated beyond the size it says, though it holds more', async () => {
    const bomb = otherBook({ sheet: '', parts: { 'xl/worksheets/sheet1.xml': spaces(PART) } });
    expect((await wrongOf(claiming(bomb, PART, 1000)))?.wrong).toBe('文件坏了，读不完整');
  });

  it('is refused when it is longer than 20 MB', async () => {
    expect((await wrongOf(new Uint8Array((20 << 20) + 1)))?.wrong).toBe('文件超过 20 MB');
  });

  it('leads to rows or a sentence with any byte flipped, and an entity that it declares itself stays as it is', async () => {
    const place = fc.record({ at: fc.nat(good.length - 1), bit: fc.nat(7) });
    await fc.assert(
      fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 3 }), async (flips) => {
        const flipped = good.slice();
        for (const { at, bit } of flips) flipped[at]! ^= 1 << bit;
        expect(['sheet', 'refused']).toContain((await readXlsx(flipped)).kind);
      }),
      { numRuns: runs(200) },
    );
    const book = otherBook({ sheet: `<sheetData>${row(1, text('A1', '&b;'))}</sheetData>` });
    expect((await linesOf(book))[0]?.cells).toEqual(['&b;']);
  });
});

const PART = 1_234_567;
const spaces = (count: number) => new Uint8Array(count).fill(32);

/** The same file whose directory says another size of a part, where it says the true one. */
function claiming(file: Uint8Array, from: number, to: number): Uint8Array {
  const lying = file.slice();
  const view = new DataView(lying.buffer);
  for (let at = 0; at + 4 <= lying.length; at += 1)
    if (view.getUint32(at, true) === from) view.setUint32(at, to, true);
  return lying;
}
