import type { CellNote, SheetLine } from '../table';
import { meaningOf, type NumberMeaning, type RawCell, showsDay, unescaped } from './cell';
import { type NoWorkbook, openPackage, type Parts, RefusedFile } from './package';
import { readXml } from './xml';

/** The first sheet of a workbook that is shown, or why there is none. */
export type XlsxReading =
  | { kind: 'sheet'; name: string; others: number; lines: SheetLine[] }
  | { kind: 'refused'; wrong: string; mend: string };

const WORDS = {
  'too-large': { wrong: '文件超过 20 MB', mend: '请只留下选民这一张表，删去图片，另存一份再选' },
  'too-large-inside': {
    wrong: '解开以后太大，没有打开',
    mend: '请把选民这一张表复制到新的表格里，另存一份再选',
  },
  'old-or-locked': {
    wrong: '是旧的 .xls 格式，或者加了密码',
    mend: '请在表格里打开，去掉密码，另存为 .xlsx 再选',
  },
  'web-page': { wrong: '是网页，不是表格', mend: '请在表格里打开，另存为 .xlsx 再选' },
  torn: { wrong: '文件坏了，读不完整', mend: '请在表格里打开，另存一份 .xlsx 再选' },
  other: { wrong: '不是 .xlsx 表格', mend: '请选 .xlsx 或 .csv 文件' },
} as const satisfies Record<NoWorkbook, { wrong: string; mend: string }>;

/** More columns than any roll has: what stands further right is left. */
const COLUMNS_AT_MOST = 60;
/** More filled rows than any list here has. */
const ROWS_AT_MOST = 100_000;

/**
 * Reads the first sheet of an .xlsx that is shown: text of cells, dates as `1960-04-12` by the workbook's own calendar,
 * formulas by the value they had. `between` is awaited often, with the share that is read.
 */
export async function readXlsx(
  file: Uint8Array,
  between: (share: number) => Promise<void> = () => Promise.resolve(),
): Promise<XlsxReading> {
  try {
    return await readSheet(openPackage(file), between);
  } catch (error) {
    // What the parser of XML throws says no more than that the file is torn.
    const why = error instanceof RefusedFile ? error.why : 'torn';
    return { kind: 'refused', ...WORDS[why] };
  }
}

const still = (): Promise<void> => Promise.resolve();

async function readSheet(parts: Parts, between: (share: number) => Promise<void>): Promise<XlsxReading> {
  const root = 'xl/';
  const find = (name: string) => parts.names.find((one) => one.toLowerCase() === root + name.toLowerCase());
  const main = find('workbook.xml');
  if (main === undefined) throw new RefusedFile('other');
  const rels = find('_rels/workbook.xml.rels') ?? '';
  const styles = find('styles.xml') ?? '';
  const shared = find('sharedStrings.xml') ?? '';
  const texts = parts.inflate([main, rels, styles, shared]);
  const bytes = (name: string) => texts.get(name) ?? new Uint8Array(0);
  const book = await readBook(bytes(main));
  const targets = await readTargets(bytes(rels));
  const sheet = book.sheets.find(({ isShown }) => isShown) ?? book.sheets[0];
  const target = sheet && find(targets.get(sheet.relation) ?? '');
  if (sheet === undefined || target === undefined) throw new RefusedFile('torn');
  const strings = await readStrings(bytes(shared), (share) => between(share * 0.3));
  const numbers = { dateStyles: await readDateStyles(bytes(styles)), is1904: book.is1904 };
  const content = parts.inflate([target]).get(target) ?? new Uint8Array(0);
  const lines = await readLines(content, strings, numbers, (share) => between(0.3 + share * 0.7));
  return { kind: 'sheet', name: sheet.name, others: book.sheets.length - 1, lines };
}

interface Book {
  is1904: boolean;
  sheets: { name: string; relation: string; isShown: boolean }[];
}

async function readBook(bytes: Uint8Array): Promise<Book> {
  const book: Book = { is1904: false, sheets: [] };
  const open = (name: string, attribute: (name: string) => string | undefined): void => {
    if (name === 'workbookPr') book.is1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
    if (name !== 'sheet') return;
    const relation = attribute('r:id') ?? attribute('id') ?? '';
    book.sheets.push({
      name: attribute('name') ?? '',
      relation,
      isShown: (attribute('state') ?? 'visible') === 'visible',
    });
  };
  await readXml(bytes, { open, close: ignore, text: ignore }, still);
  return book;
}

function ignore(): void {
  // Most parts of a workbook are of no concern here.
}

/** The part a relation leads to, below `xl/`. */
async function readTargets(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  const open = (name: string, attribute: (name: string) => string | undefined): void => {
    if (name !== 'Relationship') return;
    targets.set(attribute('Id') ?? '', (attribute('Target') ?? '').replace(/^\/?xl\/|^\.\//, ''));
  };
  await readXml(bytes, { open, close: ignore, text: ignore }, still);
  return targets;
}

async function readDateStyles(bytes: Uint8Array): Promise<ReadonlySet<number>> {
  const codes = new Map<number, string>();
  const styles = new Set<number>();
  if (bytes.length === 0) return styles;
  let count = 0;
  let isIn = false;
  const open = (name: string, attribute: (name: string) => string | undefined): void => {
    if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
    if (name === 'cellXfs') isIn = true;
    if (name !== 'xf' || !isIn) return;
    const format = Number(attribute('numFmtId') ?? 0);
    if (showsDay(format, codes.get(format))) styles.add(count);
    count += 1;
  };
  const close = (name: string): void => {
    if (name === 'cellXfs') isIn = false;
  };
  await readXml(bytes, { open, close, text: ignore }, still);
  return styles;
}

/** Shared strings; what is said above a character about how it is read aloud is no part of it. */
async function readStrings(bytes: Uint8Array, between: (share: number) => Promise<void>): Promise<string[]> {
  const strings: string[] = [];
  if (bytes.length === 0) return strings;
  let text = '';
  let isText = false;
  let isAloud = false;
  const open = (name: string): void => {
    if (name === 'si') text = '';
    if (name === 'rPh') isAloud = true;
    if (name === 't') isText = !isAloud;
  };
  const close = (name: string): void => {
    if (name === 'si') strings.push(unescaped(text));
    if (name === 'rPh') isAloud = false;
    if (name === 't') isText = false;
  };
  const heard = (part: string): void => {
    if (isText) text += part;
  };
  await readXml(bytes, { open, close, text: heard }, between);
  return strings;
}

interface Filling {
  row: number;
  cells: string[];
  notes: Map<number, CellNote>;
}

async function readLines(
  bytes: Uint8Array,
  strings: readonly string[],
  numbers: NumberMeaning,
  between: (share: number) => Promise<void>,
): Promise<SheetLine[]> {
  const lines: Filling[] = [];
  const merged: string[] = [];
  let line: Filling = { row: 0, cells: [], notes: new Map() };
  let at = 0;
  let cell: RawCell | undefined;
  let isText = false;
  let isAloud = false;
  const open = (name: string, attribute: (name: string) => string | undefined): void => {
    if (name === 'row') {
      line = { row: Number(attribute('r') ?? line.row + 1), cells: [], notes: new Map() };
      at = 0;
    } else if (name === 'c') {
      const place = attribute('r');
      if (place !== undefined) at = columnOf(place);
      const style = Number(attribute('s') ?? 0);
      cell = { type: attribute('t') ?? 'n', style, hasFormula: false, value: '' };
    } else if (name === 'f' && cell) cell.hasFormula = true;
    else if (name === 'rPh') isAloud = true;
    else if (name === 'v' || name === 't') isText = !isAloud;
    else if (name === 'mergeCell') merged.push(attribute('ref') ?? '');
  };
  const close = (name: string): void => {
    if (name === 'v' || name === 't') isText = false;
    if (name === 'rPh') isAloud = false;
    if (name === 'c' && cell) {
      put(line, at, meaningOf(cell, strings, numbers));
      at += 1;
      cell = undefined;
    }
    if (name !== 'row' || line.cells.length === 0) return;
    if (lines.length === ROWS_AT_MOST) throw new RefusedFile('too-large-inside');
    lines.push(line);
  };
  const text = (part: string): void => {
    if (isText && cell) cell.value += part;
  };
  await readXml(bytes, { open, close, text }, between);
  noteMerged(lines, merged);
  return lines.map(({ notes, ...rest }) => (notes.size > 0 ? { ...rest, notes } : rest));
}

function put({ cells, notes }: Filling, at: number, { text, note }: { text: string; note?: CellNote }): void {
  if (at >= COLUMNS_AT_MOST || (text === '' && !note)) return;
  while (cells.length <= at) cells.push('');
  cells[at] = text;
  if (note) notes.set(at, note);
}

/** `C7` is the third column: 2. */
function columnOf(place: string): number {
  let column = 0;
  for (const letter of place.replace(/\d+$/, '').toUpperCase())
    column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** Notes each cell of a merged range: all but its first are empty, and nobody can say for whom the first stands. */
function noteMerged(lines: readonly Filling[], merged: readonly string[]): void {
  for (const range of merged) {
    const [from = '', to = from] = range.split(':');
    const [first, last] = [Number(/\d+$/.exec(from)?.[0]), Number(/\d+$/.exec(to)?.[0])];
    const [left, right] = [columnOf(from), Math.min(columnOf(to), COLUMNS_AT_MOST - 1)];
    for (const { row, notes } of lines) {
      if (row < first || row > last) continue;
      for (let at = left; at <= right; at += 1) notes.set(at, { kind: 'merged', range });
    }
  }
}
