import { type ReactNode, useState } from 'react';
import { STAFF } from '#shared/identity/role';
import { comparableName } from '#shared/roll/row';
import { sayDate } from '#shared/time';
import { Link } from '../../components/button';
import { DeskShell } from '../../components/desk';
import { type DeskArea, ForArea } from '../../components/desk-area';
import { Field } from '../../components/field';
import { Words } from '../../components/native';
import { type PeopleFilter, usePeopleChips } from '../../components/people-chips';
import { Pill } from '../../components/pill';
import { Empty, Read } from '../../components/states';
import { type Column, Table } from '../../components/table';
import { type Person, usePeople } from './people';
import { Sheets } from './sheets';
import { SlipSide } from './side';
import { useMaking } from './use-making';

const PAGE = 'slip/desk/index';

/** Who of a village's roll has tied a WeChat, and slips for those who have not. */
export default function SlipDesk(): ReactNode {
  return (
    <ForArea title="绑定纸条" page={PAGE} roles={STAFF} levels={['village']}>
      {(area) => <Desk key={area.code} area={area} />}
    </ForArea>
  );
}

const FILTERS: readonly [PeopleFilter<Person>, ...PeopleFilter<Person>[]] = [
  { words: '还没有纸条', has: ({ isTied, lastDay }) => !isTied && lastDay === undefined },
  { words: '有纸条', has: ({ isTied, lastDay }) => !isTied && lastDay !== undefined },
  { words: '已绑定', has: ({ isTied }) => isTied },
  { words: '全部', has: () => true },
];

function useFilters(people: readonly Person[]) {
  const [name, setName] = useState('');
  const wanted = comparableName(name);
  const isWanted = ({ entry }: Person): boolean => comparableName(entry.name).startsWith(wanted);
  const { rows, chips } = usePeopleChips(people, FILTERS, isWanted);
  const tools = (
    <>
      <Field
        bare
        kind="search"
        icon="search"
        label="找姓名"
        placeholder="找姓名"
        value={name}
        onInput={setName}
      />
      {chips}
    </>
  );
  return { rows, tools };
}

function Desk({ area }: { area: DeskArea }): ReactNode {
  const { reading, again } = usePeople(area.code);
  const slips = useMaking(area.code, again);
  const [printing, setPrinting] = useState(false);
  const [picked, setPicked] = useState<string>();
  const people = reading.kind === 'ready' ? reading.value : [];
  const { rows, tools } = useFilters(people);
  const made = slips.making?.made ?? [];
  if (printing) return <Sheets area={area} slips={made} onBack={() => setPrinting(false)} />;
  const side =
    people.length > 0 || made.length > 0 ? (
      <SlipSide
        area={area.code}
        rows={rows}
        one={rows.find(({ entry }) => entry.entry === picked)}
        slips={slips}
        onPrint={() => setPrinting(true)}
        onUntied={again}
      />
    ) : undefined;
  return (
    <DeskShell
      title={`绑定纸条·${area.name}`}
      current={PAGE}
      sub={`名单上 ${people.length} 人，${people.filter(({ isTied }) => isTied).length} 人的微信已经绑定`}
      tools={people.length > 0 ? tools : undefined}
      actions={area.elsewhere ? <Link onTap={area.elsewhere}>换一个村</Link> : undefined}
      side={side}
    >
      <Read reading={reading} what="名单" again={again}>
        {() => <List {...{ people, rows, picked }} onPick={setPicked} />}
      </Read>
    </DeskShell>
  );
}

function List({
  people,
  rows,
  picked,
  onPick,
}: {
  people: readonly Person[];
  rows: readonly Person[];
  picked: string | undefined;
  onPick: (entry: string) => void;
}): ReactNode {
  if (people.length === 0) return <Empty title="还没有名单">先到“选民登记”里导入登记表，再来做纸条。</Empty>;
  if (rows.length === 0) return <Empty title="这里没有人" />;
  return (
    <Table
      label="绑定纸条"
      columns={COLUMNS}
      rows={rows}
      idOf={({ entry }) => entry.entry}
      selected={picked}
      onSelect={onPick}
    />
  );
}

const COLUMNS: readonly Column<Person>[] = [
  { head: '姓名', cell: ({ entry }) => entry.name },
  { head: '组', cell: ({ entry }) => entry.group },
  { head: '证件尾号', cell: ({ entry }) => entry.idLastFour },
  { head: '微信', cell: (one) => <Standing {...one} /> },
];

function Standing({ isTied, lastDay }: Person): ReactNode {
  if (isTied) {
    return (
      <Pill icon="ok" tone="done">
        已绑定
      </Pill>
    );
  }
  return lastDay === undefined ? (
    <Words className="mute">没有绑定</Words>
  ) : (
    <Words>{`有纸条，用到${sayDate(lastDay)}`}</Words>
  );
}
