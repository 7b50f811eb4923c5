import { plain, readTable, type TableLine } from '../table';
import { AreaCode, type AreaLevel, countyOf, LEVELS, levelOf, townOf } from './code';
import { AreaRow, REACH } from './contract';

/** One thing wrong with one row: where, what stands there, what is wrong and what to do. Row 0 is the whole file. */
export interface RowError {
  row: number;
  column: string;
  written: string;
  wrong: string;
  mend: string;
}

/** What a file holds: rows that make a whole tree of the county, and every error by row. */
export interface AreaReading {
  rows: AreaRow[];
  errors: RowError[];
}

/** The most areas a county may have. The largest counties have some 1,500. */
export const AREAS_AT_MOST = 3000;

const HEADINGS = {
  code: { words: ['代码', '区划代码', '统计用区划代码', 'code'], needed: true },
  name: { words: ['名称', 'name'], needed: true },
  level: { words: ['级别', 'level'] },
  parent: { words: ['上级', '上级代码', 'parent'] },
  phone: { words: ['电话', '联系电话', 'phone'] },
  address: { words: ['地址', '办公地址', 'address'] },
  disciplinePhone: { words: ['纪委电话', '纪检电话', 'disciplinephone'] },
  disciplineAddress: { words: ['纪委地址', '纪检地址', 'disciplineaddress'] },
  letters: { words: ['网上举报', 'letters'] },
} as const;
type Column = keyof typeof HEADINGS;
type Line = TableLine<Column>;

const LEVEL_WORDS = {
  county: ['县', '县级', '区', '市', '旗', 'county'],
  town: ['镇', '乡', '街道', '乡镇', '乡级', 'town'],
  village: ['村', '社区', '村级', 'village'],
} as const satisfies Record<AreaLevel, readonly string[]>;

const LEVEL_NAMES = { county: '县', town: '镇', village: '村' } as const satisfies Record<AreaLevel, string>;

/** Reads a county's areas from a spreadsheet's text or from JSON. Each row becomes a row or an error. */
export function readAreas(text: string, county: AreaCode): AreaReading {
  const table = readTable(text, HEADINGS);
  if (table.kind === 'unreadable') {
    const { row, wrong, mend } = table;
    return { rows: [], errors: [{ row, column: '', written: '', wrong, mend }] };
  }
  if (table.lines.length > AREAS_AT_MOST) {
    return wholeFile(`有 ${table.lines.length} 行，一个县最多 ${AREAS_AT_MOST} 行`, '请核对是不是一个县的表');
  }
  return sortOut(table.lines, county);
}

function wholeFile(wrong: string, mend: string): AreaReading {
  return { rows: [], errors: [{ row: 0, column: '', written: '', wrong, mend }] };
}

/** Checks areas that come as rows already, as `readAreas` checks a file's; row numbers count from 1. */
export function checkAreas(areas: readonly AreaRow[], county: AreaCode): AreaReading {
  const lines = areas.map((area, i) => {
    const { code, name, level, letters } = area;
    const reach = REACH.flatMap((part) => (area[part] === undefined ? [] : [[part, area[part]] as const]));
    const cells = { code, name, level, ...Object.fromEntries(reach), ...(letters && { letters }) };
    return { row: i + 1, cells };
  });
  return sortOut(lines, county);
}

function sortOut(lines: readonly Line[], county: AreaCode): AreaReading {
  const rowOf = new Map<string, number>(lines.map((line) => [codeCell(line), line.row]));
  if (!rowOf.has(county)) return wholeFile(`没有县这一行 ${county}`, '请把县加在表里，再选一次');
  const errors: RowError[] = [];
  const read = lines.flatMap((line) => {
    const wrong = errorsOf(line, county);
    errors.push(...wrong);
    return wrong.length === 0 ? [{ line, area: areaOf(line) }] : [];
  });
  const taken = new Map<AreaCode, { line: Line; area: AreaRow }>();
  // From the top down, so that what hangs on a refused row is refused with it and the rows make a whole tree.
  for (const level of LEVELS) {
    for (const entry of read.filter(({ area }) => area.level === level)) {
      const error = doubleOf(entry, taken) ?? orphanOf(entry, taken, rowOf);
      if (error) errors.push(error);
      else taken.set(entry.area.code, entry);
    }
  }
  const rows = [...taken.values()].map(({ area }) => area);
  return {
    rows: rows.sort((a, b) => (a.code < b.code ? -1 : 1)),
    errors: errors.sort((a, b) => a.row - b.row),
  };
}

function codeCell(line: Line): string {
  return plain(line.cells.code ?? '').replace(/^'/, '');
}

function nameCell(line: Line): string {
  return (line.cells.name ?? '').replace(/[\u200B\uFEFF]/g, '').trim();
}

function areaOf(line: Line): AreaRow {
  const code = AreaCode.parse(codeCell(line));
  const reach = REACH.flatMap((part) => {
    const text = reachCell(line, part);
    return text === '' ? [] : [[part, text] as const];
  });
  const letters = lettersCell(line);
  const name = nameCell(line);
  return AreaRow.parse({
    code,
    name,
    level: levelOf(code),
    ...Object.fromEntries(reach),
    ...(letters && { letters }),
  });
}

function reachCell(line: Line, part: (typeof REACH)[number]): string {
  const written = line.cells[part] ?? '';
  return part === 'phone' || part === 'disciplinePhone' ? written.normalize('NFKC').trim() : written.trim();
}

const LETTERS_WORDS = { on: ['开', 'on'], off: ['停', '关', 'off'] } as const;

/** What the cell says; null for a word that says neither. */
function lettersCell(line: Line): AreaRow['letters'] | null {
  const word = plain(line.cells.letters ?? '').toLowerCase();
  if (word === '') return undefined;
  return (['on', 'off'] as const).find((one) => LETTERS_WORDS[one].some((known) => known === word)) ?? null;
}

function errorsOf(line: Line, county: AreaCode): RowError[] {
  const found = [codeError(line, county), nameError(line), ...REACH.map((part) => reachError(line, part))];
  const code = AreaCode.safeParse(codeCell(line));
  if (code.success && !found[0]) {
    found.push(levelError(line, code.data), parentError(line, code.data), lettersError(line, code.data));
  }
  return found.filter((error) => error !== undefined);
}

function error(line: Line, column: Column, wrong: string, mend: string): RowError {
  const written = line.cells[column] ?? '';
  return { row: line.row, column: HEADINGS[column].words[0], written, wrong, mend };
}

function codeError(line: Line, county: AreaCode): RowError | undefined {
  const code = codeCell(line);
  const wrong = (what: string, mend: string) => error(line, 'code', what, mend);
  if (code === '') return wrong('没有填', '请补上 12 位区划代码');
  if (/^\d(?:\.\d+)?[Ee]\+?\d+$/.test(code)) {
    return wrong('表格把代码变成了科学记数', '请把这一列的格式改成“文本”，重新填代码');
  }
  if (!/^\d+$/.test(code)) return wrong('里面有不是数字的字', '请改成 12 位数字');
  if (code.length < 12) return wrong(`少了 ${12 - code.length} 位，要填 12 位`, '请对照统计用区划代码补全');
  if (code.length > 12) return wrong(`多了 ${code.length - 12} 位，要填 12 位`, '请对照统计用区划代码改正');
  return placeError(code, county, wrong);
}

function placeError(
  code: string,
  county: AreaCode,
  wrong: (what: string, mend: string) => RowError,
): RowError | undefined {
  const parsed = AreaCode.safeParse(code);
  if (!parsed.success) return wrong('不能以 0 开头', '请对照统计用区划代码改正');
  if (!code.startsWith(county.slice(0, 6))) {
    return parsed.data.endsWith('00000000') && county.startsWith(code.replace(/0+$/, ''))
      ? wrong('这是省、市的代码', '请删去这一行，从县开始填')
      : wrong('不是本县的代码', `本县的代码以 ${county.slice(0, 6)} 开头，请改正或删去这一行`);
  }
  if (levelOf(parsed.data) === 'village' && townOf(parsed.data) === countyOf(parsed.data)) {
    return wrong('看不出属于哪个镇：第 7 到 9 位是 000', '请填上镇的三位代码');
  }
  return undefined;
}

function nameError(line: Line): RowError | undefined {
  const name = nameCell(line);
  if (name === '') return error(line, 'name', '没有填', '请补上名称');
  return AreaRow.shape.name.safeParse(name).success
    ? undefined
    : error(line, 'name', '名称超过 40 个字', '请写短一些');
}

function reachError(line: Line, part: (typeof REACH)[number]): RowError | undefined {
  const text = reachCell(line, part);
  if (text === '' || AreaRow.shape[part].safeParse(text).success) return undefined;
  return part === 'phone' || part === 'disciplinePhone'
    ? error(line, part, '电话不对', '请只填一个号码，如 0000-628 0110')
    : error(line, part, '地址超过 60 个字', '请写短一些');
}

function lettersError(line: Line, code: AreaCode): RowError | undefined {
  const letters = lettersCell(line);
  if (letters === null) return error(line, 'letters', '认不出来', '请填开或停，也可以空着');
  return letters === undefined || levelOf(code) === 'county'
    ? undefined
    : error(line, 'letters', '只有县这一行能填', '请把这一格空着');
}

function levelError(line: Line, code: AreaCode): RowError | undefined {
  const word = plain(line.cells.level ?? '').toLowerCase();
  const level = levelOf(code);
  if (word === '' || level === undefined) return undefined;
  const meant = LEVELS.find((each) => LEVEL_WORDS[each].some((known) => known === word));
  if (meant === undefined) return error(line, 'level', '认不出这个级别', '请填县、镇或村，也可以空着');
  if (meant === level) return undefined;
  return error(
    line,
    'level',
    `代码是${LEVEL_NAMES[level]}的，和级别不一样`,
    '请核对代码和级别，改对其中一个',
  );
}

function parentError(line: Line, code: AreaCode): RowError | undefined {
  const parent = plain(line.cells.parent ?? '').replace(/^'/, '');
  if (parent === '') return undefined;
  const level = levelOf(code);
  // Above a county stand its city and its province; lists differ in which of them they name.
  const fitting = level === 'county' ? [above(code, 4), above(code, 2)] : [parentOf(code)];
  return fitting.some((known) => known === parent)
    ? undefined
    : error(line, 'parent', `按代码，上级应是 ${fitting[0] ?? ''}`, '请核对代码和上级，改对其中一个');
}

function above(code: AreaCode, digits: number): string {
  return code.slice(0, digits).padEnd(12, '0');
}

function parentOf(code: AreaCode): AreaCode {
  return levelOf(code) === 'village' ? townOf(code) : countyOf(code);
}

type Taken = ReadonlyMap<AreaCode, { line: Line }>;

function doubleOf(entry: { line: Line; area: AreaRow }, taken: Taken): RowError | undefined {
  const first = taken.get(entry.area.code);
  return first && error(entry.line, 'code', `和第 ${first.line.row} 行的代码一样`, '请删去多余的一行');
}

function orphanOf(
  entry: { line: Line; area: AreaRow },
  taken: Taken,
  rowOf: ReadonlyMap<string, number>,
): RowError | undefined {
  const { code, level } = entry.area;
  const parent = parentOf(code);
  if (level === 'county' || taken.has(parent)) return undefined;
  const refused = rowOf.get(parent);
  return refused !== undefined
    ? error(entry.line, 'code', `上级在第 ${refused} 行，那一行有错`, `请先改第 ${refused} 行`)
    : error(entry.line, 'code', `表里没有它的上级 ${parent}`, `请加上 ${parent} 这一行`);
}
