import type { ReactNode } from 'react';
import type { RowError } from '#shared/area/import';
import { Pill } from '../../components/pill';
import { Empty } from '../../components/states';
import { type Column, Table } from '../../components/table';
import type { NumberedRow } from './use-import';

export type View = 'wrong' | 'read';

const ERRORS: readonly Column<RowError>[] = [
  { head: '行', cell: ({ row }) => (row === 0 ? '整个表' : row), width: 64 },
  { head: '列', cell: ({ column }) => column, width: 88 },
  { head: '表里写的', cell: ({ written }) => (written === '' ? '（空）' : written), width: 112 },
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

const PEOPLE: readonly Column<NumberedRow>[] = [
  { head: '行', cell: ({ row }) => row, width: 72 },
  { head: '姓名', cell: ({ value }) => value.name },
  { head: '组', cell: ({ value }) => value.group },
  { head: '身份证号', cell: ({ value }) => `尾号 ${value.idNumber.slice(-4)}` },
  { head: '类别', cell: ({ value }) => value.category },
  { head: '党员', cell: ({ value }) => (value.member ? '是' : '') },
];

/** The rows with errors, or the people that were read. */
export function ViewTable({
  view,
  errors,
  rows,
}: {
  view: View;
  errors: readonly RowError[];
  rows: readonly NumberedRow[];
}): ReactNode {
  if (view === 'wrong') {
    if (errors.length === 0) return <Empty title="没有错的行" />;
    const idOf = ({ row, column, wrong }: RowError) => `${row} ${column} ${wrong}`;
    return <Table label="有错的行" columns={ERRORS} rows={errors} idOf={idOf} main={3} />;
  }
  if (rows.length === 0) return <Empty title="没有读出能写入的人" />;
  return <Table label="读出的人" columns={PEOPLE} rows={rows} idOf={({ row }) => String(row)} main={1} />;
}
