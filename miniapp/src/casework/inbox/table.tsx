import type { ReactNode } from 'react';
import type { Office } from '#shared/directory/office';
import type { FirstContent } from '#shared/tip/content';
import type { InboxLine } from '#shared/tip/contract';
import type { DueWire } from '#shared/tip/served';
import { isErased } from '#shared/tip/rules';
import { MATTER_SHORT, STATE_WORDS } from '#shared/tip/words';
import { Icon } from '../../components/icon';
import { Box, Words } from '../../components/native';
import { type Column, LongTable } from '../../components/table';
import { LeftChip } from '../left-chip';
import { caseLabel, sayDay, titleOf } from '../words';
import { type Known, mergedWith } from './filters';

/** Cases by their last day: what was opened at this desk shows what it is about, the others stay locked. */
export function InboxTable({
  lines,
  known,
  office,
  selected,
  onSelect,
  onOpen,
}: {
  lines: readonly InboxLine[];
  known: Known;
  /** Whose inbox it is. */
  office: Office;
  selected: string | undefined;
  onSelect: (id: string) => void;
  onOpen: (line: InboxLine) => void;
}): ReactNode {
  return (
    <LongTable
      label="收件箱"
      rows={lines}
      idOf={(line) => line.case}
      selected={selected}
      onSelect={onSelect}
      onOpen={(id) => {
        const line = lines.find((one) => one.case === id);
        if (line) onOpen(line);
      }}
      main={1}
      columns={columnsFor(known, office)}
    />
  );
}

function columnsFor(known: Known, office: Office): Column<InboxLine>[] {
  const seen = (line: InboxLine): FirstContent | undefined => known.glimpses.get(line.case);
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
    { head: '编号', cell: (line) => <Label line={line} known={known} office={office} />, width: 116 },
    { head: '内容', cell: (line) => <About line={line} first={seen(line)} />, width: 126 },
    { head: '类别', cell: cell(matter), width: 94 },
    { head: '状态', cell: cell(state), width: 94 },
    { head: '来信人', cell: cell(writer), width: 68 },
    { head: '最晚', cell: (line) => (line.due ? <LastDay due={line.due} /> : '—'), width: 94 },
    { head: '期限', cell: (line) => (line.due ? <LeftChip due={line.due} /> : '—'), width: 158 },
  ];
}

/** Its number; that another office has it and it is handled jointly here, or with how many others it is handled together. */
function Label({ line, known, office }: { line: InboxLine; known: Known; office: Office }): ReactNode {
  const others = mergedWith(known, line).length;
  return (
    <>
      <Box className="nw">{caseLabel(line.case)}</Box>
      {line.office.kind === office.kind ? null : <Box className="nw mute">共同办理</Box>}
      {others > 0 ? <Box className="nw mute">{`合并 ${others + 1} 封`}</Box> : null}
    </>
  );
}

/** At most two lines, so that every row is of one height. */
function About({ line, first }: { line: InboxLine; first: FirstContent | undefined }): ReactNode {
  // Nobody can open it any more: its state says why.
  if (isErased(line)) return '—';
  return first ? <Words className="two-lines">{titleOf(first, 18)}</Words> : <Closed />;
}

function LastDay({ due }: { due: DueWire }): ReactNode {
  return (
    <>
      <Box className="nw">{sayDay(due.day)}</Box>
      {due.provisional ? <Box className="nw mute">待放假安排</Box> : null}
    </>
  );
}

function Closed(): ReactNode {
  return (
    <Box className="row mute">
      <Icon name="lock" size="small" />
      <Words className="ml4">（没打开）</Words>
    </Box>
  );
}
