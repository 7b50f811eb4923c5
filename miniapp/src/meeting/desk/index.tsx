import { type ReactNode, useState } from 'react';
import { STAFF } from '#shared/identity/role';
import { type AreaCode, covers } from '#shared/area/code';
import { listMinutes, type Minutes } from '#shared/meeting/contract';
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

function Desk({ area }: { area: DeskArea }): ReactNode {
  const { reading, again } = useRead(listMinutes, { params: { area: area.code } });
  const [picked, setPicked] = useState<string>();
  const [writing, setWriting] = useState<'new' | 'picked'>();
  const mayWrite = useMayWrite(area.code);
  const listed = useListed(mayWrite ? area.code : undefined);
  const found = reading.kind === 'ready' ? reading.value : undefined;
  const one = found?.minutes.find(({ id }) => id === picked) ?? found?.minutes.slice(-1)[0];
  const shell = { title: `会议记录·${area.name}`, current: PAGE } as const;
  const written = ({ id }: Minutes): void => {
    setPicked(id);
    setWriting(undefined);
    again();
  };
  if (found && writing) {
    return (
      <WriteMinutes
        key={writing}
        area={area.code}
        body={found.body}
        before={writing === 'picked' ? one : undefined}
        listed={listed}
        shell={{ ...shell, sub: writing === 'new' ? '记一次会议' : '改会议记录' }}
        onDone={written}
        onLeave={() => setWriting(undefined)}
      />
    );
  }
  const begin = found && mayWrite ? () => setWriting('new') : undefined;
  const shown = { listed, mayWrite, onWritten: written, onEdit: () => setWriting('picked') };
  const side = one ? <MinutesSide key={`${one.id} ${one.revision}`} minutes={one} {...shown} /> : undefined;
  return (
    <DeskShell {...shell} actions={<Actions area={area} onBegin={begin} />} side={side}>
      <Read
        reading={reading}
        what="会议记录"
        again={again}
        missing={<Empty title="还没有定选举日">先到时间表里定下选举日，会议记录跟着这一届走。</Empty>}
      >
        {({ minutes }) => <List {...{ minutes, one }} onPick={setPicked} />}
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

function Actions({ area, onBegin }: { area: DeskArea; onBegin: (() => void) | undefined }): ReactNode {
  return (
    <>
      {area.elsewhere ? <Link onTap={area.elsewhere}>换一个村</Link> : null}
      {onBegin ? (
        <Button kind="second" icon="plus" onTap={onBegin}>
          记一次会议
        </Button>
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
