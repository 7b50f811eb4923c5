import type { ReactNode } from 'react';
import type { FirstContent } from '#shared/tip/content';
import type { InboxLine } from '#shared/tip/contract';
import { MATTER_SHORT, STATE_WORDS } from '#shared/tip/words';
import { Icon } from '../../components/icon';
import { Box, Words } from '../../components/native';
import { type Column, Table } from '../../components/table';
import { useGlimpses } from '../opening';
import { LeftChip } from '../left-chip';
import { caseLabel, sayDue, titleOf } from '../words';

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
    line.waiting ? `${STATE_WORDS[line.state]}·新信` : STATE_WORDS[line.state];
  const cell =
    (text: (line: InboxLine) => ReactNode) =>
    (line: InboxLine): ReactNode => <Words className="nw">{text(line)}</Words>;
  return [
    { head: '编号', cell: cell((line) => caseLabel(line.case)) },
    { head: '内容', cell: cell((line) => titleOf(seen(line), 8) ?? <Closed />) },
    { head: '类别', cell: cell(matter) },
    { head: '状态', cell: cell(state) },
    { head: '来信人', cell: cell(writer) },
    { head: '最晚', cell: cell((line) => (line.due ? sayDue(line.due) : '—')) },
    { head: '期限', cell: (line) => (line.due ? <LeftChip due={line.due} /> : '—') },
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
