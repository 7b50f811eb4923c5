import { describe, expect, it } from '@jest/globals';
import { readAreas } from '#shared/area/import';
import { COUNTY } from '#test/setup';
import { AREAS, row } from './rows';

const HEAD = '代码,名称,级别,上级';
const COUNTY_LINE = '990101000000,棠水县,县,990100000000';
const TOWN_LINE = '990101100000,柳塘镇,镇,990101000000';
const VILLAGE_LINE = '990101100201,枣坪村,村,990101100000';

const read = (...lines: readonly string[]) => readAreas([HEAD, ...lines].join('\n'), COUNTY);
/** Errors as `row column: what is wrong`. */
const wrong = (...lines: readonly string[]) =>
  read(...lines).errors.map((error) => `${error.row} ${error.column}: ${error.wrong}`);

describe('a file that is right', () => {
  const expected = [AREAS[0], AREAS[1], AREAS[3]].map((area) => ({ ...area!, phone: undefined }));
  const rows = (text: string) => {
    const { rows: found, errors } = readAreas(text, COUNTY);
    expect(errors).toEqual([]);
    return found.map((area) => ({ ...area, phone: undefined }));
  };

  it('may be a spreadsheet with Chinese headings, a byte order mark and Windows line ends', () => {
    expect(rows(`\uFEFF${[HEAD, COUNTY_LINE, TOWN_LINE, VILLAGE_LINE].join('\r\n')}\r\n`)).toEqual(expected);
  });

  it('may be pasted from a spreadsheet, in any order, with blank lines', () => {
    const lines = ['name\tcode', '枣坪村\t990101100201', '', '柳塘镇\t990101100000', '棠水县\t990101000000'];
    expect(rows(lines.join('\n'))).toEqual(expected);
  });

  it('may quote cells, and leave columns empty', () => {
    const lines = ['"code","name","level"', '"990101000000","棠水县",', '990101100000,"柳塘镇",town'];
    expect(rows([...lines, "'990101100201, 枣坪村 ,Village"].join('\n'))).toEqual(expected);
  });

  it('may be JSON, with codes as text or as numbers', () => {
    const json = [
      { code: 990101000000, name: '棠水县', level: 'county', parent: '990100000000' },
      { code: '990101100000', name: '柳塘镇', level: 'town', parent: '990101000000' },
      { code: '990101100201', name: '枣坪村', level: 'village', parent: '990101100000', kind: 220 },
    ];
    expect(rows(JSON.stringify(json))).toEqual(expected);
  });

  it('may be typed with full-width figures', () => {
    const lines = [
      '代码，名称',
      '９９０１０１００００００，棠水县',
      '990101100000，柳塘镇',
      '990101100201，枣坪村',
    ];
    expect(rows(lines.join('\n'))).toEqual(expected);
  });

  it('may say how to reach both offices, and whether the county takes letters', () => {
    const text =
      '代码,名称,地址,纪委电话,纪委地址,网上举报\n990101000000,棠水县,人民路 1 号,0000-628 0009,人民路 3 号,停';
    expect(readAreas(text, COUNTY)).toEqual({
      rows: [
        {
          ...row('990101000000', '棠水县', 'county'),
          address: '人民路 1 号',
          disciplinePhone: '0000-628 0009',
          disciplineAddress: '人民路 3 号',
          letters: 'off',
        },
      ],
      errors: [],
    });
  });

  it('may name telephones', () => {
    const text = `代码,名称,电话\n990101000000,棠水县,００００-628 0001`;
    expect(readAreas(text, COUNTY)).toEqual({
      rows: [row('990101000000', '棠水县', 'county', '0000-628 0001')],
      errors: [],
    });
  });
});

describe('a row that is wrong', () => {
  it.each([
    ['99010110020,枣坪村,,', '4 代码: 少了 1 位，要填 12 位'],
    ['9901011002010,枣坪村,,', '4 代码: 多了 1 位，要填 12 位'],
    ['99010110O201,枣坪村,,', '4 代码: 里面有不是数字的字'],
    ['9.90101E+11,枣坪村,,', '4 代码: 表格把代码变成了科学记数'],
    ['090101100201,枣坪村,,', '4 代码: 不能以 0 开头'],
    ['990102100201,枣坪村,,', '4 代码: 不是本县的代码'],
    ['990100000000,某市,,', '4 代码: 这是省、市的代码'],
    ['990101000201,枣坪村,,', '4 代码: 看不出属于哪个镇：第 7 到 9 位是 000'],
    [',枣坪村,,', '4 代码: 没有填'],
    ['990101100201,　,,', '4 名称: 没有填'],
    [`990101100201,${'枣'.repeat(41)},,`, '4 名称: 名称超过 40 个字'],
    ['990101100201,枣坪村,镇,', '4 级别: 代码是村的，和级别不一样'],
    ['990101100201,枣坪村,组,', '4 级别: 认不出这个级别'],
    ['990101100201,枣坪村,村,990101101000', '4 上级: 按代码，上级应是 990101100000'],
    ['990101101201,马家铺村,,', '4 代码: 表里没有它的上级 990101101000'],
    ['990101100000,柳塘镇,,', '4 代码: 和第 3 行的代码一样'],
  ])('%s says what', (line, error) => {
    expect(wrong(COUNTY_LINE, TOWN_LINE, line)).toEqual([error]);
  });

  it('takes what hangs on it along, and says which row to mend first', () => {
    expect(wrong(COUNTY_LINE, '990101100000,,镇,', VILLAGE_LINE)).toEqual([
      '3 名称: 没有填',
      '4 代码: 上级在第 3 行，那一行有错',
    ]);
  });

  it('has all its errors told at once, each with what to do', () => {
    const { errors, rows } = read(COUNTY_LINE, TOWN_LINE, '99010110020,,组,');
    expect(errors.map((error) => [error.column, error.written, error.mend])).toEqual([
      ['代码', '99010110020', '请对照统计用区划代码补全'],
      ['名称', '', '请补上名称'],
    ]);
    expect(rows).toHaveLength(2);
  });
});

describe('a file that is wrong as a whole', () => {
  it.each([
    ['', '里面什么也没有'],
    ['[{"code":', '不是一个完整的 JSON 列表'],
    ['{"code":"990101000000"}', '不是一个完整的 JSON 列表'],
    ['编号,名称\n1,枣坪村', '没有“代码”这一列'],
    ['[]', '没有“代码”这一列'],
    ['代码,名称\n"990101000000,棠水县', '引号没有配成对'],
    [`代码,名称\n990101100000,柳塘镇`, '没有县这一行 990101000000'],
    [`代码,名称\n${'990101000000,棠水县\n'.repeat(3001)}`, '有 3001 行，一个县最多 3000 行'],
  ])('says so: %#', (text, error) => {
    const { rows, errors } = readAreas(text, COUNTY);
    expect({ rows, wrong: errors.map((each) => each.wrong) }).toEqual({ rows: [], wrong: [error] });
  });
});

describe('how to reach an office', () => {
  const HEADINGS = '代码,名称,纪委电话,纪委地址,网上举报';
  const wrongIn = (county: string, town: string) =>
    readAreas(
      [HEADINGS, `990101000000,棠水县,${county}`, `990101100000,柳塘镇,${town}`].join('\n'),
      COUNTY,
    ).errors.map((error) => `${error.row} ${error.column}: ${error.wrong}`);

  it('is refused by row where it is no telephone, too long, or the switch is not the county’s', () => {
    expect(wrongIn('纪委,,', ',,')).toContain('2 纪委电话: 电话不对');
    expect(wrongIn(`,${'长'.repeat(61)},`, ',,')).toContain('2 纪委地址: 地址超过 60 个字');
    expect(wrongIn(',,也许', ',,')).toContain('2 网上举报: 认不出来');
    expect(wrongIn(',,', ',,停')).toEqual(['3 网上举报: 只有县这一行能填']);
    expect(wrongIn(',,开', ',,')).toEqual([]);
  });
});
