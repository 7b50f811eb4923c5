// Tables as people have them: text saved or pasted from a spreadsheet (comma, tab, semicolon), or a JSON list.

/** A line of the table: its number as the person sees it there, and its cells under the headings asked for. */
export interface TableLine<Column extends string> {
  row: number;
  cells: Readonly<Partial<Record<Column, string>>>;
  /** What a workbook says of a cell besides its text. */
  notes?: Readonly<Partial<Record<Column, CellNote>>>;
}

/**
 * What a cell of a workbook is, when it is not plain text: a formula with the value it had, or without one; an error
 * such as `#N/A`; a number of more figures than a spreadsheet keeps; a part of merged cells, with their range.
 */
export type CellNote =
  | { kind: 'formula' | 'formula-blank' | 'broken' | 'rounded' }
  | { kind: 'merged'; range: string };

/** A line as a file has it, before its columns are known. */
export interface SheetLine {
  row: number;
  cells: readonly string[];
  /** By the place of the cell. */
  notes?: ReadonlyMap<number, CellNote>;
}

/** Why a file cannot be read as a table. */
export type Unreadable = { kind: 'unreadable'; row: number; wrong: string; mend: string };

/** What was read, or why nothing could be: a sentence of what is wrong and one of what to do. */
export type TableReading<Column extends string> = { kind: 'table'; lines: TableLine<Column>[] } | Unreadable;

/** By column: whether it must be there, and the words that may head it, the first being the one we ask for. */
export type Headings<Column extends string> = Readonly<
  Record<Column, { words: readonly [string, ...string[]]; needed?: true }>
>;

/** Reads a table. Rows count as a spreadsheet counts them: the headings are row 1. In JSON the first entry is 1. */
export function readTable<Column extends string>(
  text: string,
  headings: Headings<Column>,
): TableReading<Column> {
  const clean = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (clean.trim() === '') return unreadable(0, '里面什么也没有', '请选有内容的表，或者把表格粘贴进来');
  return /^\s*[[{]/.test(clean) ? readJson(clean, headings) : readSheet(clean, headings);
}

/** Full-width letters, figures and signs as plain ones, without spaces: `９９０１ ０１` is `990101`. */
export function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200B\uFEFF]/g, '');
}

function unreadable(row: number, wrong: string, mend: string): Unreadable {
  return { kind: 'unreadable', row, wrong, mend };
}

function columnsOf<Column extends string>(headings: Headings<Column>): Column[] {
  // `Object.keys` forgets the type of the keys; a guard gives it back.
  return Object.keys(headings).filter((key): key is Column => key in headings);
}

/** Which column a heading means; undefined for one that is not asked for. */
function columnOf<Column extends string>(heading: string, headings: Headings<Column>): Column | undefined {
  // `身份证号（18 位）*` asks for the same as `身份证号`.
  const word = plain(heading)
    .toLowerCase()
    .replace(/\(.*?\)|[*:]/g, '');
  return columnsOf(headings).find((column) => headings[column].words.includes(word));
}

function missingColumn<Column extends string>(
  found: readonly unknown[],
  headings: Headings<Column>,
  row: number,
): Unreadable | undefined {
  const column = columnsOf(headings).find((each) => headings[each].needed && !found.includes(each));
  if (column === undefined) return undefined;
  const word = headings[column].words[0];
  return unreadable(row, `没有“${word}”这一列`, `请在第一行写上列名“${word}”`);
}

function doubledColumn<Column extends string>(
  found: readonly (Column | undefined)[],
  headings: Headings<Column>,
  row: number,
): Unreadable | undefined {
  const column = found.find((each, i) => each !== undefined && found.indexOf(each) !== i);
  if (column === undefined) return undefined;
  return unreadable(row, `有两列都是“${headings[column].words[0]}”`, '请删去一列，或者改一个列名');
}

function readSheet<Column extends string>(text: string, headings: Headings<Column>): TableReading<Column> {
  const records = splitRecords(text, delimiterOf(text, headings));
  if (typeof records === 'number') return unreadable(records, '引号没有配成对', '请补上或删去这一行的引号');
  return tableOf(
    records.map((cells, i) => ({ row: i + 1, cells })),
    headings,
  );
}

/** A title and a note may stand above the headings. */
const HEADINGS_WITHIN = 10;

/** Finds the headings among the first lines of a file, and the cells under them. */
export function tableOf<Column extends string>(
  lines: readonly SheetLine[],
  headings: Headings<Column>,
): TableReading<Column> {
  const filled = lines.filter(({ cells }) => !isBlank(cells));
  const heads = filled.slice(0, HEADINGS_WITHIN).map(({ row, cells }) => {
    const columns = cells.map((heading) => columnOf(heading, headings));
    return { row, columns, missing: missingColumn(columns, headings, row) };
  });
  const fitting = heads.findIndex(({ missing }) => missing === undefined);
  // The line that looks most like headings is the one to mend.
  const known = ({ columns }: { columns: readonly unknown[] }) =>
    columns.filter((one) => one !== undefined).length;
  const head = heads[fitting] ?? heads.reduce((a, b) => (known(b) > known(a) ? b : a), heads[0] ?? NO_HEAD);
  const wrong = head.missing ?? missingColumn(head.columns, headings, head.row);
  if (wrong) return wrong;
  const doubled = doubledColumn(head.columns, headings, head.row);
  if (doubled) return doubled;
  const under = filled.slice(fitting + 1);
  return { kind: 'table', lines: under.map((line) => tableLine(line, head.columns)) };
}

const NO_HEAD = { row: 1, columns: [], missing: undefined };

function tableLine<Column extends string>(
  { row, cells, notes }: SheetLine,
  columns: readonly (Column | undefined)[],
): TableLine<Column> {
  const line = { row, cells: cellsOf(columns, cells) };
  if (!notes) return line;
  const noted: Partial<Record<Column, CellNote>> = {};
  for (const [at, note] of notes) {
    const column = columns[at];
    if (column !== undefined) noted[column] = note;
  }
  return { ...line, notes: noted };
}

function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === '');
}

/** What may stand between two cells, the usual one first. */
const SIGNS = [',', '\t', ';', '，'] as const;

/**
 * The sign under which one of the first lines says most of the headings: a title above them may be cut by any. Where
 * none is said, the one that cuts a line into most cells.
 */
function delimiterOf<Column extends string>(text: string, headings: Headings<Column>): string {
  const first = text
    .trimStart()
    .split('\n', MOST_ABOVE)
    .filter((line) => line.trim() !== '');
  const looks = SIGNS.map((sign) => {
    const lines = first.slice(0, HEADINGS_WITHIN).map((line) => line.split(sign));
    return {
      sign,
      ...likest(lines.map((cells) => ({ known: knownIn(cells, headings), cells: cells.length }))),
    };
  });
  return looks.reduce((best, one) => (isLiker(one, best) ? one : best)).sign;
}

/** Blank lines among them counted. */
const MOST_ABOVE = 40;

interface Look {
  readonly known: number;
  readonly cells: number;
}

function isLiker(one: Look, best: Look): boolean {
  return one.known > best.known || (one.known === best.known && one.cells > best.cells);
}

function likest(lines: readonly Look[]): Look {
  return lines.reduce((best, one) => (isLiker(one, best) ? one : best), { known: 0, cells: 0 });
}

/** How many of the headings these cells say, quoted or not. */
function knownIn<Column extends string>(cells: readonly string[], headings: Headings<Column>): number {
  return new Set(cells.flatMap((cell) => columnOf(cell.replace(/"/g, ''), headings) ?? [])).size;
}

/** Cuts text by RFC 4180; the row of a quote that is never closed when there is one. */
function splitRecords(text: string, delimiter: string): string[][] | number {
  let record: string[] = [];
  const records = [record];
  let cell = '';
  let openedAt = 0;
  const endCell = () => {
    record.push(cell);
    cell = '';
  };
  for (let i = 0; i < text.length; i += 1) {
    const sign = text.charAt(i);
    if (openedAt > 0) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(i + 1) === '"') {
        cell += sign;
        i += 1;
      } else openedAt = 0;
    } else if (sign === '"' && cell.trim() === '') {
      cell = '';
      openedAt = records.length;
    } else if (sign === delimiter) endCell();
    else if (sign === '\n') {
      endCell();
      records.push((record = []));
    } else cell += sign;
  }
  endCell();
  return openedAt > 0 ? openedAt : records;
}

function cellsOf<Column extends string>(
  columns: readonly (Column | undefined)[],
  record: readonly string[],
): Partial<Record<Column, string>> {
  const cells: Partial<Record<Column, string>> = {};
  columns.forEach((column, i) => {
    if (column !== undefined) cells[column] ??= (record[i] ?? '').trim();
  });
  return cells;
}

function readJson<Column extends string>(text: string, headings: Headings<Column>): TableReading<Column> {
  const entries = parseList(text);
  if (!entries) return unreadable(0, '不是一个完整的 JSON 列表', '请核对文件是否完整，或改用表格（CSV）');
  const records = entries.map((entry) => Object.entries(entry));
  const columns = new Set(records.flat().map(([key]) => columnOf(key, headings)));
  const missing = missingColumn([...columns], headings, 1);
  if (missing) return missing;
  const lines = records.map((record, i) => ({
    row: i + 1,
    cells: cellsOf(
      record.map(([key]) => columnOf(key, headings)),
      record.map(([, value]) =>
        typeof value === 'string' || typeof value === 'number' ? String(value) : '',
      ),
    ),
  }));
  return { kind: 'table', lines };
}

function parseList(text: string): object[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (!Array.isArray(parsed)) return undefined;
    return parsed.map((entry: unknown) => (typeof entry === 'object' && entry !== null ? entry : {}));
  } catch {
    return undefined;
  }
}
