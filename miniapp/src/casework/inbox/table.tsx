import type { ReactNode } from 'react';
import type { FirstContent } from '#shared/tip/content';
import type { InboxLine } from '#shared/tip/contract';
import { MATTER_SHORT, STATE_WORDS } from '#shared/tip/words';
import { Icon } from '../../components/icon';
import { Box, Words } from '../../components/native';
import { DueChip } from '../../components/pill';
import { type Column, Table } from '../../components/table';
import { today } from '../../platform/clock';
import { useGlimpses } from '../opening';
import { caseLabel, sayDue } from '../words';

/** Cases by their last day: what was opened at this desk shows what it is about, the others stay locked. */
export function InboxTable({
  lines,
  selected,
  onSelect,
  onOpen,
}: {
  lines: readonly InboxLine[];
  selected: string | undefined;
  onSelect: (id: string) => void;
  onOpen: (id: string) => void;
}): ReactNode {
  const glimpses = useGlimpses();
  return (
    <Table
      label="收件箱"
      rows={lines}
      idOf={(line) => line.case}
      selected={selected}
      onSelect={onSelect}
      onOpen={onOpen}
      main={1}
      columns={columnsFor((line) => glimpses.get(line.case))}
    />
  );
}

function columnsFor(seen: (line: InboxLine) => FirstContent | undefined): Column<InboxLine>[] {
  const matter = (line: InboxLine): string => {
    const named = seen(line)?.matter;
    return named ? MATTER_SHORT[named] : '—';
  };
  const writer = (line: InboxLine): string => {
    const glimpse = seen(line);
    return glimpse ? (glimpse.name ? '留了名' : '不留名') : '—';
  };
  const state = (line: InboxLine): string =>
    line.waiting ? `${STATE_WORDS[line.state]}，有新来信` : STATE_WORDS[line.state];
  return [
    { head: '编号', cell: (line) => caseLabel(line.case), width: 120 },
    { head: '内容', cell: (line) => seen(line)?.text.slice(0, 14) ?? <Closed /> },
    { head: '类别', cell: matter, width: 96 },
    { head: '状态', cell: state },
    { head: '来信人', cell: writer, width: 80 },
    { head: '最晚', cell: (line) => (line.due ? sayDue(line.due) : '—'), width: 110 },
    {
      head: '期限',
      cell: (line) => (line.due ? <DueChip days={line.due.day - today()} /> : '—'),
      width: 130,
    },
  ];
}

function Closed(): ReactNode {
  return (
    <Box className="row mute">
      <Icon name="lock" size="small" />
      <Words className="ml4">（没打开）</Words>
    </Box>
  );
}
