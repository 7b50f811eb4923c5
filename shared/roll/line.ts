import { LegalDate, sayDate } from '../time';
import { type CellNote, plain, type TableLine } from '../table';
import { birthOf, eighteenOf, idNumberHolds, sexOf } from './id-number';
import { consentBasis, type RollOccasion, type RowUnfit, unfitOn } from './occasion';
import { CELL_PROBLEMS, COLUMNS, type Finding, finding, type ProblemCode, type RollColumn } from './problem';
import { BY_CONSENT, CATEGORIES, DOTS, RollRow } from './row';

export type RollLine = TableLine<RollColumn>;

/** What a line holds: the person, if there is no error, and everything found. */
export interface LineReading {
  value?: RollRow;
  findings: Finding[];
}

/** Reads one line of a table as a person, by all that can be said without the other lines. */
export function readLine(line: RollLine, occasion: RollOccasion): LineReading {
  const findings = noteFindings(line);
  const unread = new Set(findings.flatMap(({ weight, column }) => (weight === 'error' ? [column] : [])));
  const read: Partial<RollRow> = {};
  const cell: Cell = {
    text: (column) => line.cells[column] ?? '',
    find: (code, written, detail) => findings.push(finding(code, line.row, written, detail)),
    note: (column) => line.notes?.[column],
  };
  for (const column of COLUMN_ORDER) if (!unread.has(COLUMNS[column])) READERS[column](cell, read);
  const parsed = RollRow.safeParse(read);
  const isWrong = () => findings.some(({ weight }) => weight === 'error');
  if (!parsed.success || isWrong()) return { findings };
  const row = parsed.data;
  for (const code of unfitOn(row, occasion)) {
    const written = code === 'under-age' ? birthOf(row.idNumber) : cell.text('agreed');
    cell.find(code, written, detailOf(code, occasion));
  }
  lookAgain(row, cell, occasion);
  return isWrong() ? { findings } : { value: row, findings };
}

/** What the words of a refusal leave open: the election day, or the article that asks for consent. */
function detailOf(code: RowUnfit, { body, electionDay }: RollOccasion): string {
  if (electionDay === undefined) return '';
  return code === 'consent-unsigned' && body ? consentBasis(body, electionDay) : sayDate(electionDay);
}

interface Cell {
  text: (column: RollColumn) => string;
  find: (code: ProblemCode, written: string, detail?: string) => void;
  note: (column: RollColumn) => CellNote | undefined;
}
type Reader = (cell: Cell, read: Partial<RollRow>) => void;

/** What stands in a cell as it may be shown: of an ID number no more than its last four. */
export function shownOf(column: RollColumn, text: string): string {
  if (column !== 'idNumber' || text === '') return text;
  return `尾号 ${plain(text).toUpperCase().slice(-4)}`;
}

/** Columns that decide who a person is: a formula there may show another person's line. */
const BY_HAND: readonly RollColumn[] = ['name', 'idNumber'];

function noteFindings({ row, cells, notes = {} }: RollLine): Finding[] {
  return COLUMN_ORDER.flatMap((column) => {
    const note = notes[column];
    if (!note || note.kind === 'rounded') return [];
    const isLight = note.kind === 'formula' && !BY_HAND.includes(column);
    const words =
      note.kind === 'formula'
        ? CELL_PROBLEMS.formula[isLight ? 'warning' : 'error']
        : CELL_PROBLEMS[note.kind];
    return {
      code: note.kind,
      weight: isLight ? 'warning' : 'error',
      row,
      name: '',
      column: COLUMNS[column],
      written: shownOf(column, cells[column] ?? ''),
      wrong: words.wrong.replace('%', note.kind === 'merged' ? note.range : ''),
      mend: words.mend,
    } satisfies Finding;
  });
}

/** What stands for a character that was lost on the way: replacement and private-use characters, and question marks. */
const LOST = /[\uFFFD?？□〓\uE000-\uF8FF]/u;

const READERS: Readonly<Record<RollColumn, Reader>> = {
  name(cell, read) {
    const written = cell.text('name');
    const trimmed = written.replace(/[\u200B\uFEFF]/g, '').trim();
    const name = trimmed.replace(DOTS, '·');
    const lost = LOST.exec(name)?.[0];
    if (name === '') cell.find('name-missing', written);
    else if (!RollRow.shape.name.safeParse(name).success) cell.find('name-long', written);
    else if (lost !== undefined) cell.find('name-lost', written, lost);
    else if (name !== trimmed) cell.find('name-dot', written);
    read.name = name;
  },
  idNumber(cell, read) {
    const id = plain(cell.text('idNumber')).toUpperCase().replace(/^'/, '');
    const shown = shownOf('idNumber', id);
    const wrong = idProblem(id, cell.note('idNumber'));
    if (wrong) cell.find(wrong, shown, wrong === 'id-length' ? String(id.length) : '');
    else if (id.length === 15) {
      read.idNumber = eighteenOf(id);
      cell.find('id-15', shown, read.idNumber.slice(-4));
    } else read.idNumber = id;
  },
  group(cell, read) {
    const group = groupOf(plain(cell.text('group')));
    if (group === '') cell.find('group-missing', '');
    else if (!RollRow.shape.group.safeParse(group).success) cell.find('group-long', cell.text('group'));
    read.group = group;
  },
  sex(cell, read) {
    const sex = plain(cell.text('sex')).replace(/性$/, '');
    if (sex === '' || read.idNumber === undefined) return;
    if (sex !== '男' && sex !== '女') cell.find('sex-unknown', cell.text('sex'));
    else if (sex !== sexOf(read.idNumber)) cell.find('sex-differs', sex, sexOf(read.idNumber));
  },
  birth(cell, read) {
    const written = cell.text('birth');
    if (written === '') return;
    const birth = dayOfText(written);
    if (birth === undefined) cell.find('birth-unknown', written);
    else if (read.idNumber !== undefined && birth !== birthOf(read.idNumber))
      cell.find('birth-differs', written);
  },
  category(cell, read) {
    const word = plain(cell.text('category'));
    const category = CATEGORIES.find((each, i) => CATEGORY_WORDS[i]?.includes(word) || each === word);
    if (category) read.category = category;
    else cell.find('category-unknown', cell.text('category'));
  },
  agreed(cell, read) {
    const written = cell.text('agreed');
    if (written === '') return;
    const agreed = dayOfText(written);
    if (agreed === undefined) cell.find('consent-unknown', written);
    else if (read.category === BY_CONSENT) read.agreed = agreed;
    else cell.find('consent-idle', written);
  },
  proof(cell, read) {
    const proof = yesOf(cell.text('proof'));
    if (proof === undefined) cell.find('proof-unknown', cell.text('proof'));
    if (proof === true) read.unregisteredAtHome = true;
  },
  member(cell, read) {
    const member = yesOf(cell.text('member'));
    if (member === undefined) cell.find('member-unknown', cell.text('member'));
    else read.member = member;
  },
  remark(cell, read) {
    const remark = cell.text('remark').trim();
    if (remark === '') return;
    if (!RollRow.shape.remark.safeParse(remark).success) cell.find('remark-long', `${remark.slice(0, 20)}……`);
    read.remark = remark;
  },
};

const DIGITS = '零一二三四五六七八九';

/** A number below a hundred as people write it: 2, 02, 二, 十二, 二十一. */
function numberOf(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const [, tens, ten, ones] = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text) ?? [];
  if (ten === undefined) return tens !== undefined && ones === undefined ? DIGITS.indexOf(tens) : undefined;
  return (tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0);
}

/** A numbered group in one writing, so that 2, 二组 and 第二小组 are one group: 第2组; any other name as it is. */
export function groupOf(written: string): string {
  const number = /^第?(.{1,3}?)(?:(?:村民|居民)?小?组)?$/.exec(written)?.[1];
  const n = number === undefined ? undefined : numberOf(number);
  return n ? `第${n}组` : written;
}

/** Errors of a row come in the order of the columns; birth and sex are held against the number, so it is read first. */
const COLUMN_ORDER = [
  'name',
  'idNumber',
  'sex',
  'birth',
  'group',
  'category',
  'agreed',
  'proof',
  'member',
  'remark',
] as const satisfies readonly RollColumn[];

/** By category: other words for it; an empty cell is the first. */
const CATEGORY_WORDS: readonly (readonly string[])[] = [
  ['', '1', '一', '一类', '第一类', '户籍在本村', '户籍在本村且居住'],
  ['2', '二', '二类', '第二类', '户籍在本村外出', '外出'],
  ['3', '三', '三类', '第三类', '居住满一年', '长期居住', '户籍不在村'],
];

const NO = ['', '否', '不是', '无', '没有', '群众', '共青团员', 'false', '0'];
const YES = ['是', '有', '党员', '中共党员', '中共预备党员', '√', 'true', '1'];

function yesOf(text: string): boolean | undefined {
  const word = plain(text).toLowerCase();
  if (YES.includes(word)) return true;
  return NO.includes(word) ? false : undefined;
}

function idProblem(id: string, note: CellNote | undefined): ProblemCode | undefined {
  if (id === '') return 'id-missing';
  if (note?.kind === 'rounded' || /^\d(?:\.\d+)?E\+?\d+$/.test(id)) return 'id-rounded';
  if (id.length === 15 && /^\d+$/.test(id)) return idNumberHolds(eighteenOf(id)) ? undefined : 'id-birth';
  if (id.length !== 18) return 'id-length';
  if (!/^\d{17}[\dX]$/.test(id)) return 'id-letters';
  if (!LegalDate.safeParse(birthOf(id)).success) return 'id-birth';
  return idNumberHolds(id) ? undefined : 'id-checksum';
}

/** A day as people write it: 1960-4-12, 1960/04/12, 1960.4.12, 1960年4月12日, 19600412. */
function dayOfText(text: string): LegalDate | undefined {
  const found = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(plain(text));
  if (!found) return undefined;
  const [, year = '', month = found[4] ?? '', day = found[5] ?? ''] = found;
  return LegalDate.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`).data;
}

/** Nobody in China has been registered older than this. */
const OLDEST = 100;

function lookAgain(row: RollRow, cell: Cell, { today, body }: RollOccasion): void {
  const birth = birthOf(row.idNumber);
  const age =
    Number(today.slice(0, 4)) - Number(birth.slice(0, 4)) - (today.slice(5) < birth.slice(5) ? 1 : 0);
  if (age > OLDEST) cell.find('very-old', birth, String(age));
  if (row.category === BY_CONSENT && body !== '居民委员会' && !row.unregisteredAtHome)
    cell.find('proof-missing', '');
}
