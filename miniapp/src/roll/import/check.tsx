import type { ReactNode } from 'react';
import type { RollEntry } from '#shared/roll/contract';
import type { Finding } from '#shared/roll/problem';
import type { NumberedRow } from '#shared/roll/table';
import { Chip } from '../../components/desk';
import type { IconName } from '../../components/icon';
import { Pill } from '../../components/pill';
import { Empty } from '../../components/states';
import { type Column, Table } from '../../components/table';
import type { ChangedRow } from './compare';
import type { Checked } from './read-roll';

export type View = 'look' | 'wrong' | 'careful' | 'added' | 'changed' | 'same' | 'gone';

const VIEWS: readonly { view: View; words: string; icon?: IconName }[] = [
  { view: 'look', words: '要看的' },
  { view: 'wrong', words: '有错', icon: 'bad' },
  { view: 'careful', words: '请留意', icon: 'warn' },
  { view: 'added', words: '新增', icon: 'plus' },
  { view: 'changed', words: '有变化', icon: 'pen' },
  { view: 'same', words: '没变' },
  { view: 'gone', words: '不在新表里' },
];

const isError = ({ weight }: Finding): boolean => weight === 'error';

/** What there is to mend, then what there is to look at. */
function findingsOf({ findings }: Checked, view: View): readonly Finding[] {
  const wrong = findings.filter(isError);
  const careful = findings.filter((one) => !isError(one));
  if (view === 'wrong') return wrong;
  return view === 'careful' ? careful : [...wrong, ...careful];
}

const rowsIn = (findings: readonly Finding[]): number => new Set(findings.map(({ row }) => row)).size;

/** How many rows have an error. */
export function wrongRows(checked: Checked): number {
  return rowsIn(findingsOf(checked, 'wrong'));
}

/** Where a table gives nobody: why, and what to do. */
export function sayNobody(checked: Checked): string | undefined {
  if (checked.rows.length > 0) return undefined;
  const whole = checked.findings.find(({ code }) => code === 'file');
  if (whole) return `${whole.row > 0 ? `第 ${whole.row} 行：` : ''}${whole.wrong}。${whole.mend}。`;
  return `表里的 ${wrongRows(checked)} 行都有错。每一行错在哪里、怎么改，左边都写着：改好原表，再选一次。`;
}

/** What to look at first: what must be mended, what has to be looked at, what will change. */
export function firstView(checked: Checked): View {
  if (checked.findings.length > 0) return 'look';
  return checked.added.length > 0 ? 'added' : 'changed';
}

function countOf(checked: Checked, view: View): number {
  switch (view) {
    case 'look':
    case 'wrong':
    case 'careful':
      return rowsIn(findingsOf(checked, view));
    default:
      return checked[view].length;
  }
}

/** One chip for each view, with its count. */
export function ViewChips({
  checked,
  view,
  onView,
}: {
  checked: Checked;
  view: View;
  onView: (view: View) => void;
}): ReactNode {
  return VIEWS.map(({ view: one, words, icon }) => (
    <Chip key={one} on={one === view} {...(icon && { icon })} onTap={() => onView(one)}>
      {`${words} ${countOf(checked, one)}`}
    </Chip>
  ));
}

const FINDINGS: readonly Column<Finding>[] = [
  { head: '行', cell: ({ row }) => (row === 0 ? '整个表' : row), width: 64 },
  { head: '姓名', cell: ({ name }) => name },
  { head: '列', cell: ({ column }) => column, width: 88 },
  { head: '表里写的', cell: ({ written }) => (written === '' ? '（空）' : written), width: 112 },
  {
    head: '哪里不对',
    cell: (one) => (
      <Pill icon={isError(one) ? 'bad' : 'warn'} tone={isError(one) ? 'red' : 'due'}>
        {one.wrong}
      </Pill>
    ),
  },
  { head: '怎么改', cell: ({ mend }) => mend },
];

const PEOPLE: readonly Column<NumberedRow>[] = [
  { head: '行', cell: ({ row }) => row, width: 72 },
  { head: '姓名', cell: ({ value }) => value.name },
  { head: '组', cell: ({ value }) => value.group },
  { head: '身份证号', cell: ({ value }) => `尾号 ${value.idNumber.slice(-4)}` },
  { head: '类别', cell: ({ value }) => value.category },
  { head: '党员', cell: ({ value }) => (value.member ? '是' : '') },
];

const CHANGED: readonly Column<ChangedRow>[] = [
  { head: '行', cell: ({ row }) => row, width: 72 },
  { head: '姓名', cell: ({ value }) => value.name },
  { head: '组', cell: ({ value }) => value.group },
  { head: '身份证号', cell: ({ value }) => `尾号 ${value.idNumber.slice(-4)}` },
  { head: '哪里变了', cell: ({ changes }) => changes },
];

const GONE: readonly Column<RollEntry>[] = [
  { head: '姓名', cell: ({ name }) => name },
  { head: '组', cell: ({ group }) => group },
  { head: '身份证号', cell: ({ idLastFour }) => `尾号 ${idLastFour}` },
  { head: '类别', cell: ({ category }) => category },
];

const rowOf = ({ row }: { row: number }): string => String(row);

/** The rows of a view; a sentence where there is none. */
export function ViewTable({ checked, view }: { checked: Checked; view: View }): ReactNode {
  if (countOf(checked, view) === 0) return <Empty title={EMPTY[view]} />;
  switch (view) {
    case 'added':
    case 'same':
      return <Table label={LABELS[view]} columns={PEOPLE} rows={checked[view]} idOf={rowOf} main={1} />;
    case 'changed':
      return <Table label="有变化的人" columns={CHANGED} rows={checked.changed} idOf={rowOf} main={1} />;
    case 'gone':
      return <Table label="不在新表里的人" columns={GONE} rows={checked.gone} idOf={({ entry }) => entry} />;
    default: {
      const idOf = ({ row, column, wrong }: Finding) => `${row} ${column} ${wrong}`;
      const rows = findingsOf(checked, view);
      return <Table label="要看的行" columns={FINDINGS} rows={rows} idOf={idOf} main={1} />;
    }
  }
}

const LABELS = { added: '新增的人', same: '没变的人' } as const;

const EMPTY = {
  look: '没有要看的行',
  wrong: '没有错的行',
  careful: '没有要留意的行',
  added: '没有新增的人',
  changed: '没有变化的人',
  same: '没有不变的人',
  gone: '现在名单上的人都在新表里',
} as const satisfies Record<View, string>;
