import { type ReactNode, useState } from 'react';
import { readCandidates } from '#shared/candidate/contract';
import { type Committee, readCommittee } from '#shared/committee/contract';
import { changeNotice, listNotice } from '#shared/committee/notice';
import { readTimetable } from '#shared/election/contract';
import { STAFF } from '#shared/identity/role';
import { listMinutes } from '#shared/meeting/contract';
import { sayDate } from '#shared/time';
import { Button, Link } from '../../components/button';
import { DeskShell } from '../../components/desk';
import { type DeskArea, ForArea } from '../../components/desk-area';
import { Box, Para } from '../../components/native';
import { Read } from '../../components/states';
import { useRead } from '../../platform/read';
import { Forming } from './form';
import { LeavingForm } from './leave';
import { ObjectionForm } from './objection';
import { keyOf } from './parts';
import { Publication } from './publication';
import { type At, Standing } from './standing';
import { useCommittee } from './use-committee';

const PAGE = 'committee/desk/index';

/** A village's election committee: who it is, who moves up, what was objected, who must leave. */
export default function CommitteeDesk(): ReactNode {
  return (
    <ForArea title="选举委员会" page={PAGE} roles={STAFF} levels={['village']}>
      {(area) => <Desk key={area.code} area={area} />}
    </ForArea>
  );
}

function Desk({ area }: { area: DeskArea }): ReactNode {
  const params = { area: area.code };
  const { reading, again } = useRead(readCommittee, { params });
  const candidates = useRead(readCandidates, { params }).reading;
  const [at, setAt] = useState<At>();
  const committee = reading.kind === 'ready' ? reading.value : undefined;
  const isNone = reading.kind === 'failed' && reading.problem.code === 'not-found';
  const written = () => {
    setAt(undefined);
    again();
  };
  const none = (
    <Box className="desk-pad">
      <Para>还没有选举委员会。由签了名的会议记录推选产生，先存下推选的会议。</Para>
    </Box>
  );
  return (
    <DeskShell
      title={`选举委员会·${area.name}`}
      current={PAGE}
      sub={committee && sayCommittee(committee)}
      actions={<Actions area={area} committee={committee} onOpen={setAt} />}
      side={
        committee || isNone ? (
          <Side
            key={`${committee?.revision ?? 0} ${JSON.stringify(at)}`}
            {...{ area, committee, at: at ?? firstOf(committee), written }}
          />
        ) : undefined
      }
    >
      <Read reading={reading} what="选举委员会" again={again} missing={none}>
        {(one) => (
          <Standing
            committee={one}
            candidates={candidates.kind === 'ready' ? candidates.value : undefined}
            onOpen={setAt}
          />
        )}
      </Read>
    </DeskShell>
  );
}

function firstOf(committee: Committee | undefined): At {
  if (!committee || committee.state === 'short') return { kind: 'form' };
  return { kind: committee.left.length > 0 ? 'change' : 'list' };
}

function sayCommittee({ members, alternates, kind, chosenOn }: Committee): string {
  return `${sayDate(chosenOn)}${kind}推选·成员 ${members.length} 人，候补 ${alternates.length} 人`;
}

function Actions({
  area,
  committee,
  onOpen,
}: {
  area: DeskArea;
  committee: Committee | undefined;
  onOpen: (at: At) => void;
}): ReactNode {
  return (
    <>
      {area.elsewhere ? <Link onTap={area.elsewhere}>换一个村</Link> : null}
      {committee ? (
        <>
          <Button kind="second" onTap={() => onOpen({ kind: 'list' })}>
            名单公告
          </Button>
          {committee.left.length > 0 ? (
            <Button kind="second" onTap={() => onOpen({ kind: 'change' })}>
              变更公告
            </Button>
          ) : null}
          <Button kind="second" icon="ask" onTap={() => onOpen({ kind: 'objection' })}>
            记一条异议
          </Button>
          <Button kind="second" icon="people" onTap={() => onOpen({ kind: 'form' })}>
            另行推选
          </Button>
        </>
      ) : null}
    </>
  );
}

interface SideProps {
  area: DeskArea;
  committee: Committee | undefined;
  at: At;
  written: () => void;
}

function Side({ area, committee, at, written }: SideProps): ReactNode {
  const changing = useCommittee(area.code, committee, written);
  if (!committee || at.kind === 'form') {
    return <FormingHere area={area} changing={changing} used={committee?.minutes ?? []} />;
  }
  const village = area.tree.areas.find(({ code }) => code === area.code)?.name ?? area.name;
  switch (at.kind) {
    case 'leave': {
      const who = committee.members.find((one) => keyOf(one) === keyOf(at.who)) ?? at.who;
      return <LeavingForm {...{ committee, who, changing }} />;
    }
    case 'objection':
      return (
        <ObjectionForm
          {...{ committee, changing }}
          known={committee.objections.find(({ id }) => id === at.id)}
        />
      );
    case 'list':
      return <Publication area={area.code} title="名单公告" text={listNotice(committee, village)} />;
    case 'change':
      return <Publication area={area.code} title="成员变更公告" text={changeNotice(committee)} />;
  }
}

function FormingHere({
  area,
  ...rest
}: { area: DeskArea } & Pick<Parameters<typeof Forming>[0], 'changing' | 'used'>): ReactNode {
  const params = { area: area.code };
  const { reading, again } = useRead(listMinutes, { params });
  const table = useRead(readTimetable, { params }).reading;
  return (
    <Read reading={reading} what="会议记录" again={again} missing={<Para>先到时间表里定下选举日。</Para>}>
      {({ minutes }) => (
        <Forming {...rest} minutes={minutes} table={table.kind === 'ready' ? table.value : undefined} />
      )}
    </Read>
  );
}
