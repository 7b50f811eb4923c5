import { type ReactNode, useState } from 'react';
import type { Answer } from '#shared/contract';
import { STAFF } from '#shared/identity/role';
import { type Objection, readObjections } from '#shared/objection/contract';
import { sayDecision, sayLateness } from '#shared/objection/notice';
import { isOverdue } from '#shared/objection/overdue';
import { dateOfDay, dayOfDate, sayDate } from '#shared/time';
import { Button, Link } from '../../components/button';
import { DeskShell } from '../../components/desk';
import { type DeskArea, ForArea } from '../../components/desk-area';
import { Words } from '../../components/native';
import { DueChip, Pill } from '../../components/pill';
import { Empty, Read } from '../../components/states';
import { type Column, Table } from '../../components/table';
import { today } from '../../platform/clock';
import { useRead } from '../../platform/read';
import { KINDS } from '../kinds';
import { AtCounter } from './counter';
import { Publication } from './publication';
import { ObjectionSide } from './side';

const PAGE = 'objection/office/index';

/** Objections to a village's roll: which wait, until when, what was decided, and what is published of it. */
export default function Objections(): ReactNode {
  return (
    <ForArea title="名单异议" page={PAGE} roles={STAFF} levels={['village']}>
      {(area) => <Desk key={area.code} area={area} />}
    </ForArea>
  );
}

function Desk({ area }: { area: DeskArea }): ReactNode {
  const { reading, again } = useRead(readObjections, { params: { area: area.code } });
  const [picked, setPicked] = useState<string>();
  const [side, setSide] = useState<'one' | 'counter' | 'publication'>('one');
  const found = reading.kind === 'ready' ? reading.value : undefined;
  const one = found?.filed.find(({ id }) => id === picked) ?? found?.filed[0];
  const pick = (id: string): void => {
    setPicked(id);
    setSide('one');
  };
  return (
    <DeskShell
      title={`名单异议·${area.name}`}
      current={PAGE}
      sub={found ? sayWindow(found) : undefined}
      actions={<Actions area={area} onOpen={found && setSide} />}
      side={found ? <Side {...{ side, found, one, again, area }} /> : undefined}
    >
      <Read
        reading={reading}
        what="名单异议"
        again={again}
        missing={<Empty title="还没有定选举日">先到时间表里定下选举日和名单公布日。</Empty>}
      >
        {({ filed }) =>
          filed.length === 0 ? (
            <Empty title="还没有人提异议">手机上提的会自己到这里；当面提的，由您记下来。</Empty>
          ) : (
            <Table
              label="名单异议"
              columns={COLUMNS}
              rows={filed}
              idOf={({ id }) => id}
              main={1}
              selected={one?.id}
              onSelect={pick}
            />
          )
        }
      </Read>
    </DeskShell>
  );
}

function Actions({
  area,
  onOpen,
}: {
  area: DeskArea;
  onOpen: ((side: 'counter' | 'publication') => void) | undefined;
}): ReactNode {
  return (
    <>
      {area.elsewhere ? <Link onTap={area.elsewhere}>换一个村</Link> : null}
      {onOpen ? (
        <>
          <Button kind="second" onTap={() => onOpen('publication')}>
            处理结果公告
          </Button>
          <Button kind="second" icon="pen" onTap={() => onOpen('counter')}>
            记一条当面提的
          </Button>
        </>
      ) : null}
    </>
  );
}

function sayWindow({ window: { first, last }, filed }: Answer<typeof readObjections>): string {
  const waiting = filed.filter(({ state }) => state === 'received').length;
  const days = `${sayDate(first)}到${sayDate(last)}收异议`;
  return waiting > 0 ? `${days}·${waiting} 条等决定` : days;
}

function Side({
  side,
  found,
  one,
  again,
  area,
}: {
  side: 'one' | 'counter' | 'publication';
  found: Answer<typeof readObjections>;
  one: Objection | undefined;
  again: () => void;
  area: DeskArea;
}): ReactNode {
  if (side === 'counter') return <AtCounter area={area.code} onTaken={again} />;
  if (side === 'publication') return <Publication area={area.code} found={found} />;
  return one ? <ObjectionSide key={one.id} objection={one} roll={found.roll} onDecided={again} /> : null;
}

const COLUMNS: readonly Column<Objection>[] = [
  { head: '号', number: true, width: 56, cell: ({ number }) => number },
  { head: '说的是谁', cell: ({ concerning: { name, group } }) => [name, group].join(' ').trim() },
  { head: '哪里不对', cell: ({ about }) => KINDS[about].name },
  { head: '收到', cell: ({ receivedOn }) => sayDate(receivedOn) },
  { head: '决定', cell: (one) => <Standing objection={one} /> },
];

function Standing({ objection }: { objection: Objection }): ReactNode {
  if (objection.state === 'received') return <DueChip days={dayOfDate(objection.due) - today()} />;
  if (isOverdue(objection, dateOfDay(today()))) {
    return (
      <Pill icon="warn" tone="due">
        {`${sayDecision(objection)}（${sayLateness(objection)}）`}
      </Pill>
    );
  }
  return <Words>{sayDecision(objection)}</Words>;
}
