import { type Headings, readTable, type TableReading } from '../table';
import { comparableName, type RollRow } from './row';
import { type LineReading, readLine, type RollLine, shownOf } from './line';
import type { RollOccasion } from './occasion';
import { COLUMNS, type Finding, finding, type RollColumn } from './problem';

/** A person who can be written, with the row of the file they stand in. */
export interface NumberedRow {
  row: number;
  value: RollRow;
}

/** What a file holds: the people who can be written, everything found by row, and who stands in which row. */
export interface RollReading {
  rows: NumberedRow[];
  findings: Finding[];
}

/** The most people one village's roll may hold. */
export const ROLL_AT_MOST = 30_000;

/** What may head the columns of a roll. */
export const ROLL_HEADINGS: Headings<RollColumn> = {
  name: { words: ['姓名', '选民姓名', 'name'], needed: true },
  sex: { words: ['性别', 'sex'] },
  birth: { words: ['出生日期', '出生年月日', '出生年月', '生日', 'birth'] },
  idNumber: {
    words: [
      '身份证号',
      '身份证号码',
      '公民身份号码',
      '公民身份证号码',
      '居民身份证号码',
      '证件号码',
      '身份证',
      'idnumber',
    ],
    needed: true,
  },
  group: { words: ['组', '小组', '村民小组', '居民小组', '组别', 'group'], needed: true },
  category: { words: ['类别', '登记类别', '选民类别', 'category'] },
  agreed: { words: ['会议同意日期', '会议同意', '同意日期', '村民会议同意日期', '村民代表会议同意日期'] },
  proof: { words: ['未在户籍地登记证明', '户籍地未登记证明', '未登记证明'] },
  member: { words: ['党员', '中共党员', '是否党员', '政治面貌', 'member'] },
  remark: { words: ['备注', 'remark'] },
};

/** Reads a village's roll from a spreadsheet's text or from JSON. Each row becomes a person or has an error. */
export function readRoll(text: string, occasion: RollOccasion): RollReading {
  return sortOut(readTable(text, ROLL_HEADINGS), occasion);
}

/** Sorts out a whole table at once. */
export function sortOut(table: TableReading<RollColumn>, occasion: RollOccasion): RollReading {
  const sorting = beginSorting(table, occasion);
  sorting.take(Number.POSITIVE_INFINITY);
  return sorting.reading;
}

/** A reading under way: 20,000 rows are taken some at a time, so that the page shows how far it is. */
export interface Sorting {
  readonly reading: RollReading;
  readonly of: number;
  /** Takes the next lines; answers how many have been taken. */
  take: (count: number) => number;
}

/** Begins to sort the lines of a table into people and findings. */
export function beginSorting(table: TableReading<RollColumn>, occasion: RollOccasion): Sorting {
  if (table.kind === 'unreadable') return nothing(table);
  const { lines } = table;
  if (lines.length > ROLL_AT_MOST) {
    const wrong = `有 ${lines.length} 行，一个村最多 ${ROLL_AT_MOST} 行`;
    return nothing({ row: 0, wrong, mend: '请核对是不是一个村的表' });
  }
  if (lines.length === 0) return nothing({ row: 0, wrong: '列名下面没有人', mend: '请填上选民，再选一次' });
  const reading: RollReading = { rows: [], findings: [] };
  const among = amongOthers();
  let taken = 0;
  const take = (count: number): number => {
    const upTo = Math.min(lines.length, taken + count);
    for (const line of lines.slice(taken, upTo)) {
      const { value, findings } = among(line, readLine(line, occasion));
      if (value) reading.rows.push({ row: line.row, value });
      const name = (line.cells.name ?? '').trim();
      for (const found of findings) reading.findings.push({ ...found, name });
    }
    taken = upTo;
    return taken;
  };
  return { reading, of: lines.length, take };
}

function nothing({ row, wrong, mend }: { row: number; wrong: string; mend: string }): Sorting {
  const whole = {
    code: 'file',
    weight: 'error',
    row,
    name: '',
    column: '',
    written: '',
    wrong,
    mend,
  } as const;
  return { reading: { rows: [], findings: [whole] }, of: 0, take: () => 0 };
}

/** What a line is beside those before it: a number may stand once, a name once in a group unless somebody has looked. */
function amongOthers(): (line: RollLine, reading: LineReading) => LineReading {
  const byId = new Map<string, number>();
  const byName = new Map<string, number>();
  return ({ row, cells }, { value, findings }) => {
    if (!value) return { findings };
    const before = byId.get(value.idNumber);
    if (before !== undefined) {
      const shown = shownOf('idNumber', cells.idNumber ?? '');
      return { findings: [...findings, finding('id-double', row, shown, String(before))] };
    }
    byId.set(value.idNumber, row);
    const key = `${value.group} ${comparableName(value.name)}`;
    const namesake = byName.get(key);
    byName.set(key, namesake ?? row);
    if (namesake === undefined) return { value, findings };
    return { value, findings: [...findings, finding('name-twice', row, value.name, String(namesake))] };
  };
}

/** The headings in the order of the form 选民登记册, as the blank table and the roll are written. */
export const FORM_COLUMNS = Object.values(COLUMNS);
