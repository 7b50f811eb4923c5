import { type ReactNode, useMemo, useState } from 'react';
import { levelOf } from '#shared/area/code';
import { readBoard } from '#shared/election/contract';
import { BOARD_READERS } from '#shared/identity/role';
import { dateOfDay } from '#shared/time';
import { Button } from '../../components/button';
import { Chip, DeskShell, Keys } from '../../components/desk';
import { type DeskArea, ForArea } from '../../components/desk-area';
import { DirectoryEnding } from '../../components/directory-ending';
import { Field } from '../../components/field';
import { Empty, Read } from '../../components/states';
import { today } from '../../platform/clock';
import { go } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import { type BoardLine, type Filter, linesOf, matches } from './lines';
import { saveBoard } from './sheet';
import { LineSide } from './side';
import { BoardTable } from './table';

const PAGE = 'election/board/index';
const TITLE = '各村进度';

/** What is due and overdue in every village, and whose it is; nothing about who is better. */
export default function Board(): ReactNode {
  return (
    <ForArea title={TITLE} page={PAGE} roles={BOARD_READERS} levels={['county', 'town']}>
      {(area) => <AreaBoard key={area.code} area={area} />}
    </ForArea>
  );
}

const FILTERS = [
  { filter: 'todo', text: '要办的', icon: 'clock' },
  { filter: 'overdue', text: '超期', icon: 'bad' },
  { filter: 'soon', text: '7 天内到期', icon: 'clock' },
  { filter: 'unplanned', text: '还没定选举日', icon: 'wait' },
  { filter: 'all', text: '全部', icon: 'grid' },
] as const;

function AreaBoard({ area }: { area: DeskArea }): ReactNode {
  const { reading, again } = useRead(readBoard, { params: { area: area.code } });
  const rows = reading.kind === 'ready' ? reading.value.rows : undefined;
  const day = today();
  const lines = useMemo(
    () => linesOf(area.tree, area.code, rows ?? [], dateOfDay(day)),
    [area.tree, area.code, rows, day],
  );
  const [filter, setFilter] = useState<Filter>('todo');
  const [asked, setAsked] = useState('');
  const [selected, setSelected] = useState<string>();
  const found = lines.filter((line) => matches(line, filter) && isNamed(line, asked));
  const line = found.find(({ village }) => village.code === selected) ?? found[0];
  return (
    <DeskShell
      title={TITLE}
      sub={`${area.name}·${lines.length} 个村和社区·只看法定步骤，不排名次`}
      current={PAGE}
      office={levelOf(area.code) === 'county' ? undefined : area.name}
      actions={<Actions area={area} lines={found} />}
      tools={<Tools lines={lines} filter={filter} onFilter={setFilter} asked={asked} onAsked={setAsked} />}
      side={line ? <LineSide line={line} /> : undefined}
      foot={
        <Keys
          keys={[
            ['↑ ↓', '换村'],
            ['Enter', '打开时间表'],
          ]}
        />
      }
    >
      {levelOf(area.code) === 'county' ? <DirectoryEnding county={area.code} /> : null}
      <Read reading={reading} what="各村进度" again={again}>
        {() =>
          found.length > 0 ? (
            <BoardTable
              lines={found}
              selected={line?.village.code}
              onSelect={setSelected}
              onOpen={(village) => go('election/one-village/index', { area: village })}
            />
          ) : (
            <Empty title="这里没有要看的村">换一个条件，或者点“全部”。</Empty>
          )
        }
      </Read>
    </DeskShell>
  );
}

function Actions({ area, lines }: { area: DeskArea; lines: readonly BoardLine[] }): ReactNode {
  return (
    <>
      <Button kind="second" icon="save" onTap={() => void saveBoard(area.name, lines)}>
        下载表格
      </Button>
      {area.elsewhere ? <Button onTap={area.elsewhere}>换一个地方</Button> : null}
    </>
  );
}

interface ToolsProps {
  lines: readonly BoardLine[];
  filter: Filter;
  onFilter: (filter: Filter) => void;
  asked: string;
  onAsked: (words: string) => void;
}

function Tools({ lines, filter, onFilter, asked, onAsked }: ToolsProps): ReactNode {
  return (
    <>
      {FILTERS.map(({ filter: one, text, icon }) => (
        <Chip key={one} icon={icon} on={filter === one} onTap={() => onFilter(one)}>
          {`${text} ${lines.filter((line) => matches(line, one)).length}`}
        </Chip>
      ))}
      <Field
        bare
        kind="search"
        icon="search"
        label="找村名"
        placeholder="找村名"
        value={asked}
        onInput={onAsked}
      />
    </>
  );
}

function isNamed({ village, town }: BoardLine, asked: string): boolean {
  const words = asked.trim();
  return words === '' || `${town}${village.name}`.includes(words);
}
