import { type ReactNode, useState } from 'react';
import { STAFF } from '#shared/identity/role';
import { type AreaCode, covers } from '#shared/area/code';
import { type Assembly, listMinutes, type Minutes, readAssembly } from '#shared/meeting/contract';
import { quorumOf } from '#shared/meeting/reckon';
import { sayDate } from '#shared/time';
import { Button, Link } from '../../components/button';
import { DeskShell } from '../../components/desk';
import { type DeskArea, ForArea } from '../../components/desk-area';
import { useListed } from '../../components/doubts';
import { Pill } from '../../components/pill';
import { Empty, Read } from '../../components/states';
import { type Column, Table } from '../../components/table';
import { useRead } from '../../platform/read';
import { useSession } from '../../platform/session';
import { AssemblyPanel } from './assembly';
import { MinutesSide } from './side';
import { WriteMinutes } from './write';

const PAGE = 'meeting/desk/index';

/** The minutes of a village's meetings: whether enough came, what was decided, and what each shows done. */
export default function MinutesDesk(): ReactNode {
  return (
    <ForArea title="会议记录" page={PAGE} roles={[...STAFF, 'observer']} levels={['village']}>
      {(area) => <Desk key={area.code} area={area} />}
    </ForArea>
  );
}

type Panel = 'one' | 'list' | 'new' | 'edit';

/** The minutes of a village, which of them is picked, and what stands beside them. */
function useMinutesDesk(area: AreaCode) {
  const { reading, again } = useRead(listMinutes, { params: { area } });
  const [picked, setPicked] = useState<string>();
  const [panel, setPanel] = useState<Panel>('one');
  const found = reading.kind === 'ready' ? reading.value : undefined;
  const one = found?.minutes.find(({ id }) => id === picked) ?? found?.minutes.slice(-1)[0];
  const open = (id: string): void => {
    setPicked(id);
    setPanel('one');
  };
  const written = ({ id }: Minutes): void => {
    open(id);
    again();
  };
  return { reading, again, found, one, panel, setPanel, open, written };
}

function Desk({ area }: { area: DeskArea }): ReactNode {
  const { reading, again, found, one, panel, setPanel, open, written } = useMinutesDesk(area.code);
  const { assembly, setAssembly } = useAssembly(area.code);
  const mayWrite = useMayWrite(area.code);
  const listed = useListed(mayWrite ? area.code : undefined);
  const shell = { title: `会议记录·${area.name}`, current: PAGE } as const;
  const known = found && { area: area.code, body: found.body, assembly, listed };
  if (known && (panel === 'new' || panel === 'edit')) {
    const sub = panel === 'new' ? '记一次会议' : '改会议记录';
    const before = panel === 'edit' ? one : undefined;
    const rest = { before, onDone: written, onLeave: () => setPanel('one') };
    return <WriteMinutes key={panel} {...known} {...rest} shell={{ ...shell, sub }} />;
  }
  const acts = { mayWrite, onWritten: written, onEdit: () => setPanel('edit') };
  const side = one ? (
    <MinutesSide key={`${one.id} ${one.revision}`} minutes={one} listed={listed} {...acts} />
  ) : undefined;
  return (
    <DeskShell
      {...shell}
      actions={<Actions area={area} panel={panel} onPanel={found && mayWrite ? setPanel : undefined} />}
      side={known && panel === 'list' ? <AssemblyPanel {...known} onKept={setAssembly} /> : side}
    >
      <Read
        reading={reading}
        what="会议记录"
        again={again}
        missing={<Empty title="还没有定选举日">先到时间表里定下选举日，会议记录跟着这一届走。</Empty>}
      >
        {({ minutes }) => <List {...{ minutes, one }} onPick={open} />}
      </Read>
    </DeskShell>
  );
}

/** An observer reads along and writes nothing. */
function useMayWrite(village: AreaCode): boolean {
  const staff: readonly string[] = STAFF;
  const grants = useSession()?.grants ?? [];
  return grants.some(({ role, area }) => staff.includes(role) && covers(area, village));
}

/** Who makes up the meeting of representatives, where that is kept. */
function useAssembly(area: AreaCode) {
  const { reading } = useRead(readAssembly, { params: { area } });
  const [kept, setAssembly] = useState<Assembly>();
  return { assembly: kept ?? (reading.kind === 'ready' ? reading.value : undefined), setAssembly };
}

function Actions({
  area,
  panel,
  onPanel,
}: {
  area: DeskArea;
  panel: Panel;
  onPanel: ((panel: Panel) => void) | undefined;
}): ReactNode {
  return (
    <>
      {area.elsewhere ? <Link onTap={area.elsewhere}>换一个村</Link> : null}
      {onPanel ? (
        <>
          <Button kind="second" onTap={() => onPanel(panel === 'list' ? 'one' : 'list')}>
            {panel === 'list' ? '看会议记录' : '代表名单'}
          </Button>
          <Button kind="second" icon="plus" onTap={() => onPanel('new')}>
            记一次会议
          </Button>
        </>
      ) : null}
    </>
  );
}

interface ListProps {
  minutes: readonly Minutes[];
  one: Minutes | undefined;
  onPick: (id: string) => void;
}

function List({ minutes, one, onPick }: ListProps): ReactNode {
  if (minutes.length === 0) {
    return (
      <Empty title="还没有会议记录">
        开会前先记下什么会、应到几人，存成草稿，就能打印空白签到表；开完再填实到和票数。
      </Empty>
    );
  }
  return (
    <Table
      label="会议记录"
      columns={COLUMNS}
      rows={minutes}
      idOf={({ id }) => id}
      main={1}
      selected={one?.id}
      onSelect={onPick}
    />
  );
}

const COLUMNS: readonly Column<Minutes>[] = [
  { head: '哪天', width: 96, cell: ({ text }) => sayDate(text.day) },
  { head: '什么会', cell: ({ text }) => [text.kind, text.group].join(' ').trim() },
  { head: '应到', number: true, width: 72, cell: ({ text }) => text.due },
  { head: '实到', number: true, width: 72, cell: ({ text }) => text.present },
  { head: '到会', cell: (one) => <Came minutes={one} /> },
  { head: '到哪一步', cell: (one) => <Standing minutes={one} /> },
];

function Came({ minutes }: { minutes: Minutes }): ReactNode {
  const { holds } = quorumOf(minutes);
  return (
    <Pill icon={holds ? 'ok' : 'bad'} tone={holds ? 'done' : 'red'}>
      {holds ? '人数够' : '人数不够'}
    </Pill>
  );
}

function Standing({ minutes }: { minutes: Minutes }): ReactNode {
  switch (minutes.state) {
    case 'draft':
      return (
        <Pill icon="pen" tone="due">
          草稿
        </Pill>
      );
    case 'signed':
      return (
        <Pill icon="ok" tone="done">
          已签名
        </Pill>
      );
    case 'corrected':
      return (
        <Pill icon="warn" tone="due">
          {`更正过，第 ${minutes.version} 版`}
        </Pill>
      );
  }
}
