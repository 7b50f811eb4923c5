import type { RowError } from '../area/import';
import { plain, readTable, type TableLine } from '../table';
import { CATEGORIES, RollRow } from './row';

/** What a file holds: the people who can be written, with their row in the file, and every error by row. */
export interface RollReading {
  rows: { row: number; value: RollRow }[];
  errors: RowError[];
}

/** The most people one village's roll may hold. */
export const ROLL_AT_MOST = 30_000;

const HEADINGS = {
  name: { words: ['姓名', 'name'], needed: true },
  idNumber: {
    words: ['身份证号', '身份证号码', '公民身份号码', '证件号码', '身份证', 'idnumber'],
    needed: true,
  },
  group: { words: ['组', '小组', '村民小组', '组别', 'group'], needed: true },
  category: { words: ['类别', '登记类别', 'category'] },
  member: { words: ['党员', '中共党员', '是否党员', '政治面貌', 'member'] },
} as const;
type Column = keyof typeof HEADINGS;
type Line = TableLine<Column>;

const NO = ['', '否', '不是', '无', '群众', '共青团员', 'false', '0'];
const YES = ['是', '党员', '中共党员', '中共预备党员', '√', 'true', '1'];

/** Reads a village's roll from a spreadsheet's text or from JSON. Each row becomes a person or an error. */
export function readRoll(text: string): RollReading {
  const table = readTable(text, HEADINGS);
  if (table.kind === 'unreadable') {
    const { row, wrong, mend } = table;
    return { rows: [], errors: [{ row, column: '', written: '', wrong, mend }] };
  }
  if (table.lines.length > ROLL_AT_MOST) {
    const wrong = `有 ${table.lines.length} 行，一个村最多 ${ROLL_AT_MOST} 行`;
    return { rows: [], errors: [{ row: 0, column: '', written: '', wrong, mend: '请核对是不是一个村的表' }] };
  }
  return sortOut(table.lines);
}

function sortOut(lines: readonly Line[]): RollReading {
  const reading: RollReading = { rows: [], errors: [] };
  const firstRow = new Map<string, number>();
  for (const { row, cells } of lines) {
    const errors = errorsOf(row, cells);
    const idNumber = idOf(cells);
    const before = firstRow.get(idNumber);
    if (before !== undefined && errors.length === 0) errors.push(doubled(row, idNumber, before));
    firstRow.set(idNumber, before ?? row);
    if (errors.length === 0) reading.rows.push({ row, value: RollRow.parse(valueOf(cells)) });
    reading.errors.push(...errors);
  }
  return reading;
}

type Cells = Line['cells'];

function idOf(cells: Cells): string {
  return plain(cells.idNumber ?? '').toUpperCase();
}

function categoryOf(cells: Cells): string {
  const word = plain(cells.category ?? '');
  return word === '' ? CATEGORIES[0] : word;
}

function memberOf(cells: Cells): boolean | undefined {
  const word = plain(cells.member ?? '').toLowerCase();
  if (YES.includes(word)) return true;
  return NO.includes(word) ? false : undefined;
}

function valueOf(cells: Cells) {
  return {
    // Names of minorities are written with a middle dot, whichever dot the keyboard had.
    name: (cells.name ?? '').trim().replace(/[.．•・]/g, '·'),
    idNumber: idOf(cells),
    group: plain(cells.group ?? ''),
    category: categoryOf(cells),
    member: memberOf(cells),
  };
}

const COLUMNS = {
  name: '姓名',
  idNumber: '身份证号',
  group: '组',
  category: '类别',
  member: '党员',
} as const;

const MENDS = {
  name: '对照户口簿补上，最多 40 个字',
  idNumber: '对照户口簿，核对 18 位',
  group: '写上第几组，最多 20 个字',
  category: `改成：${CATEGORIES.join('、')}`,
  member: '写“是”或“否”',
} as const satisfies Record<Column, string>;

function errorsOf(row: number, cells: Cells): RowError[] {
  const parsed = RollRow.safeParse(valueOf(cells));
  if (parsed.success) return [];
  const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]));
  return COLUMN_ORDER.filter((column) => wrong.has(column)).map((column) => ({
    row,
    column: COLUMNS[column],
    written: writtenOf(column, cells),
    wrong: wrongOf(column, cells),
    mend: MENDS[column],
  }));
}

const COLUMN_ORDER = ['name', 'idNumber', 'group', 'category', 'member'] as const;

/** What stands in the cell; of an ID number no more than its last four. */
function writtenOf(column: Column, cells: Cells): string {
  if (column !== 'idNumber') return cells[column] ?? '';
  const id = idOf(cells);
  return id === '' ? '' : `尾号 ${id.slice(-4)}`;
}

function wrongOf(column: Column, cells: Cells): string {
  if (plain(cells[column] ?? '') === '') return '没有填';
  if (column !== 'idNumber') return column === 'category' || column === 'member' ? '认不出这个写法' : '太长';
  const { length } = idOf(cells);
  return length === 18 ? '校验码不对，可能抄错一位' : `是 ${length} 位，要 18 位`;
}

function doubled(row: number, idNumber: string, before: number): RowError {
  const written = `尾号 ${idNumber.slice(-4)}`;
  return {
    row,
    column: COLUMNS.idNumber,
    written,
    wrong: `和第 ${before} 行是同一个身份证号`,
    mend: '留一行',
  };
}
