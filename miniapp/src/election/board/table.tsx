import type { ReactNode } from 'react';
import { Words } from '../../components/native';
import { DueChip } from '../../components/pill';
import { type Column, LongTable } from '../../components/table';
import type { BoardLine } from './lines';
import { StageCells } from './stage-cells';

interface Props {
  lines: readonly BoardLine[];
  selected: string | undefined;
  onSelect: (village: string) => void;
  onOpen: (village: string) => void;
}

/** Villages by what is due first. */
export function BoardTable(props: Props): ReactNode {
  return (
    <LongTable
      label="各村进度"
      columns={COLUMNS}
      rows={props.lines}
      idOf={({ village }) => village.code}
      selected={props.selected}
      onSelect={props.onSelect}
      onOpen={props.onOpen}
    />
  );
}

const COLUMNS: readonly Column<BoardLine>[] = [
  { head: '村、社区', cell: ({ village }) => village.name, width: 112 },
  { head: '乡镇', cell: ({ town }) => <Words className="nw">{town}</Words>, width: 80 },
  { head: '八步进度', cell: (line) => <StageCells line={line} />, width: 226 },
  {
    head: '下一件事',
    cell: ({ row, things }) => <Two>{things[0]?.rule.title ?? (row ? '没有要交的材料' : '定下选举日')}</Two>,
  },
  {
    head: '期限',
    cell: ({ things }) => (things[0] ? <DueChip days={things[0].days} /> : '—'),
    width: 112,
  },
  {
    head: '该谁办',
    cell: ({ row, things }) => <Two>{things[0]?.rule.actor ?? (row ? '—' : '镇换届办')}</Two>,
  },
];

/** At most two lines, so that every row is of one height; all of it stands at the side. */
function Two({ children }: { children: string }): ReactNode {
  return <Words className="two-lines">{children}</Words>;
}
