import { type ReactNode, useState } from 'react';
import { STAFF } from '#shared/identity/role';
import { type DeskProxy, readProxies } from '#shared/proxy/contract';
import { hasEnded } from '#shared/proxy/rules';
import { dayOfDate, sayDate } from '#shared/time';
import { Button, Link } from '../../components/button';
import { Chip, DeskShell } from '../../components/desk';
import { type DeskArea, ForArea } from '../../components/desk-area';
import { Words } from '../../components/native';
import { Pill } from '../../components/pill';
import { Empty, Read } from '../../components/states';
import { type Column, Table } from '../../components/table';
import { today } from '../../platform/clock';
import { useRead } from '../../platform/read';
import { sayState } from '../words';
import { AtCounter } from './counter';
import { type Printing, PrintedPaper, Prints } from './papers';
import { Publication } from './publication';
import { type Found, ProxySide } from './side';

const PAGE = 'proxy/desk/index';

/** Proxies to vote of a village: which wait for whom, their papers, and the list that is published. */
export default function ProxyDesk(): ReactNode {
  return (
    <ForArea title="委托投票" page={PAGE} roles={STAFF} levels={['village']}>
      {(area) => <Desk key={area.code} area={area} />}
    </ForArea>
  );
}

type Panel = 'one' | 'counter' | 'publication' | 'prints';

function Desk({ area }: { area: DeskArea }): ReactNode {
  const { reading, again } = useRead(readProxies, { params: { area: area.code } });
  const [panel, setPanel] = useState<Panel>('one');
  const [paper, setPaper] = useState<Printing>();
  const found = reading.kind === 'ready' ? reading.value : undefined;
  const { rows, chips } = useFilters(found?.proxies ?? []);
  const [picked, setPicked] = useState<string>();
  const one = found?.proxies.find(({ proxy }) => proxy.id === picked) ?? rows[0];
  if (paper && found) return <PrintedPaper {...{ paper, area, found }} onBack={() => setPaper(undefined)} />;
  const pick = (id: string): void => {
    setPicked(id);
    setPanel('one');
  };
  return (
    <DeskShell
      title={`委托投票·${area.name}`}
      current={PAGE}
      sub={found ? saySum(found) : undefined}
      tools={found && found.proxies.length > 0 ? chips : undefined}
      actions={<Actions area={area} onOpen={found && setPanel} />}
      side={found ? <Side {...{ panel, found, one, again, area }} onPrint={setPaper} /> : undefined}
    >
      <Read
        reading={reading}
        what="委托投票"
        again={again}
        missing={<Empty title="还没有定选举日">先到时间表里定下选举日和名单公布日。</Empty>}
      >
        {({ proxies }) => <List {...{ proxies, rows, one }} onPick={pick} />}
      </Read>
    </DeskShell>
  );
}

function List({
  proxies,
  rows,
  one,
  onPick,
}: {
  proxies: readonly DeskProxy[];
  rows: readonly DeskProxy[];
  one: DeskProxy | undefined;
  onPick: (id: string) => void;
}): ReactNode {
  if (proxies.length === 0) {
    return <Empty title="还没有人委托">手机上的会自己到这里；送来的委托书，由您收下。</Empty>;
  }
  if (rows.length === 0) return <Empty title="这里没有" />;
  return (
    <Table
      label="委托投票"
      columns={COLUMNS}
      rows={rows}
      idOf={({ proxy }) => proxy.id}
      main={1}
      selected={one?.proxy.id}
      onSelect={onPick}
    />
  );
}

function Actions({
  area,
  onOpen,
}: {
  area: DeskArea;
  onOpen: ((panel: Panel) => void) | undefined;
}): ReactNode {
  return (
    <>
      {area.elsewhere ? <Link onTap={area.elsewhere}>换一个村</Link> : null}
      {onOpen ? (
        <>
          <Button kind="second" icon="print" onTap={() => onOpen('prints')}>
            打印
          </Button>
          <Button kind="second" onTap={() => onOpen('publication')}>
            委托名单公告
          </Button>
          <Button kind="second" icon="pen" onTap={() => onOpen('counter')}>
            收一份委托书
          </Button>
        </>
      ) : null}
    </>
  );
}

function Side({
  panel,
  found,
  one,
  again,
  area,
  onPrint,
}: {
  panel: Panel;
  found: Found;
  one: DeskProxy | undefined;
  again: () => void;
  area: DeskArea;
  onPrint: (paper: Printing) => void;
}): ReactNode {
  if (panel === 'counter') return <AtCounter area={area.code} onTaken={again} />;
  if (panel === 'publication') return <Publication area={area.code} found={found} onListed={again} />;
  if (panel === 'prints') return <Prints found={found} onPrint={onPrint} />;
  if (!one) return null;
  return <ProxySide key={one.proxy.id} shown={one} found={found} onMoved={again} />;
}

function saySum({ lastDay, proxies, none }: Found): string {
  if (none !== undefined) return none;
  const left = dayOfDate(lastDay) - today();
  const until = left < 0 ? `${sayDate(lastDay)}已经截止` : `${sayDate(lastDay)}（含当天）前收`;
  const waiting = proxies.filter(({ proxy }) => proxy.state === 'consented').length;
  return waiting > 0 ? `${until}·${waiting} 份等核对` : until;
}

type Filter = 'all' | 'check' | 'counts' | 'ended';

const FILTERS: readonly { filter: Filter; words: string; has: (one: DeskProxy) => boolean }[] = [
  { filter: 'all', words: '全部', has: () => true },
  {
    filter: 'check',
    words: '要办',
    has: ({ proxy, agentStands, listing }) =>
      agentStands || proxy.state === 'consented' || listing === 'dropped' || listing === 'stale',
  },
  {
    filter: 'counts',
    words: '核对好的',
    has: ({ proxy }) => proxy.state === 'checked' || proxy.state === 'listed',
  },
  { filter: 'ended', words: '不算数的', has: ({ proxy }) => hasEnded(proxy) },
];

function useFilters(proxies: readonly DeskProxy[]) {
  const [filter, setFilter] = useState<Filter>('all');
  const rows = proxies.filter((one) => FILTERS.find((each) => each.filter === filter)?.has(one));
  const chips = FILTERS.map(({ filter: one, words, has }) => (
    <Chip key={one} on={one === filter} onTap={() => setFilter(one)}>
      {`${words} ${proxies.filter(has).length}`}
    </Chip>
  ));
  return { rows, chips };
}

const COLUMNS: readonly Column<DeskProxy>[] = [
  { head: '号', number: true, width: 56, cell: ({ proxy }) => proxy.number },
  { head: '委托人', cell: ({ proxy: { principal } }) => `${principal.name} ${principal.group}` },
  { head: '受委托人', cell: ({ proxy: { agent } }) => `${agent.name} ${agent.group}` },
  { head: '收到', cell: ({ proxy }) => `${sayDate(proxy.askedOn)} ${proxy.atCounter ? '当面' : '手机'}` },
  { head: '现在', cell: (one) => <Standing shown={one} /> },
];

function Standing({ shown: { proxy, agentStands, listing } }: { shown: DeskProxy }): ReactNode {
  if (agentStands) {
    return (
      <Pill icon="bad" tone="red">
        受委托人成了候选人
      </Pill>
    );
  }
  if (listing === 'dropped' || listing === 'stale') {
    return (
      <Pill icon="warn" tone="due">
        {listing === 'stale' ? `${sayState(proxy)}，名单上还有` : '名单上没有了'}
      </Pill>
    );
  }
  if (proxy.state === 'consented') {
    return (
      <Pill icon="wait" tone="due">
        等核对
      </Pill>
    );
  }
  if (proxy.state === 'listed') {
    return (
      <Pill icon="ok" tone="done">
        已公布
      </Pill>
    );
  }
  return <Words className={hasEnded(proxy) ? 'mute' : undefined}>{sayState(proxy)}</Words>;
}
