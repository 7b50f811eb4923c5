import type { ReactNode } from 'react';
import type { AreaChange } from '#shared/area/contract';
import type { RowError } from '#shared/area/import';
import { Chip } from '../../components/desk';
import type { IconName } from '../../components/icon';
import { Box, Words } from '../../components/native';
import { Pill } from '../../components/pill';
import { Empty } from '../../components/states';
import { type Column, Table } from '../../components/table';

export type View = 'wrong' | AreaChange['change'];

/** What each view is called and marked with, in the order of the chips. */
const VIEWS = {
  wrong: { text: '有错', icon: 'bad' },
  new: { text: '新增', icon: 'plus' },
  renamed: { text: '改名', icon: 'pen' },
  phone: { text: '换电话、地址', icon: 'phone' },
  letters: { text: '网上举报', icon: 'seal' },
  gone: { text: '不在新表里', icon: 'x' },
} as const satisfies Record<View, { text: string; icon: IconName }>;

const ORDER: readonly View[] = ['wrong', 'new', 'renamed', 'phone', 'letters', 'gone'];

interface Found {
  errors: readonly RowError[];
  changes: readonly AreaChange[];
}

function countOf({ errors, changes }: Found, view: View): number {
  return view === 'wrong' ? errors.length : changes.filter(({ change }) => change === view).length;
}

/** The view that needs eyes first: errors, else what would go, else the first that is not empty. */
export function firstView(found: Found): View {
  const urgent: readonly View[] = ['wrong', 'gone', 'letters', 'renamed', 'phone', 'new'];
  return urgent.find((view) => countOf(found, view) > 0) ?? 'new';
}

/** The views with their counts; one is open. */
export function Views({
  found,
  view,
  same,
  onView,
}: {
  found: Found;
  view: View;
  same: number | undefined;
  onView: (view: View) => void;
}): ReactNode {
  return (
    <>
      {ORDER.map((one) => (
        <Chip key={one} on={one === view} icon={VIEWS[one].icon} onTap={() => onView(one)}>
          {`${VIEWS[one].text} ${countOf(found, one)}`}
        </Chip>
      ))}
      {same === undefined ? null : <Words className="mute tl">{`没变 ${same}`}</Words>}
    </>
  );
}

/** The rows of a view. */
export function ViewTable({ found, view }: { found: Found; view: View }): ReactNode {
  if (countOf(found, view) === 0) return <Empty title={`没有${VIEWS[view].text}的`} />;
  if (view === 'wrong') {
    return <Table label="有错的行" columns={ERROR_COLUMNS} rows={found.errors} idOf={errorId} main={3} />;
  }
  const rows = found.changes.filter(({ change }) => change === view);
  return (
    <Table
      label={VIEWS[view].text}
      columns={changeColumns(view)}
      rows={rows}
      idOf={({ code }) => code}
      main={1}
    />
  );
}

function errorId({ row, column, wrong }: RowError): string {
  return `${row} ${column} ${wrong}`;
}

const ERROR_COLUMNS: readonly Column<RowError>[] = [
  { head: '行', cell: ({ row }) => (row === 0 ? '整个表' : row), width: 72 },
  { head: '列', cell: ({ column }) => column, width: 72 },
  { head: '表里写的', cell: ({ written }) => (written === '' ? '（空）' : written) },
  {
    head: '哪里不对',
    cell: ({ wrong }) => (
      <Pill icon="bad" tone="red">
        {wrong}
      </Pill>
    ),
  },
  { head: '怎么改', cell: ({ mend }) => mend },
];

function changeColumns(view: AreaChange['change']): readonly Column<AreaChange>[] {
  const code: Column<AreaChange> = { head: '代码', cell: (row) => row.code, width: 136 };
  const name: Column<AreaChange> = { head: '名称', cell: (row) => row.name };
  if (view === 'renamed') return [code, name, { head: '原来叫', cell: (row) => row.was ?? '' }];
  if (view === 'phone') return [code, name, { head: '原来的', cell: (row) => row.was ?? '（没有）' }];
  if (view === 'letters') {
    return [
      code,
      name,
      { head: '写入以后', cell: (row) => (row.was === '停' ? '开' : '停：只显示电话和地址') },
    ];
  }
  return [code, name, { head: '级别', cell: (row) => <Box>{levelWord(row.code)}</Box> }];
}

function levelWord(code: string): string {
  if (code.endsWith('000000')) return '县';
  return code.endsWith('000') ? '乡镇、街道' : '村、社区';
}
