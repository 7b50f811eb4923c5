import type { ReactNode } from 'react';
import { AreaCode } from '#shared/area/code';
import {
  type Candidate,
  type CandidateList,
  type PublishedCandidates,
  readCandidates,
} from '#shared/candidate/contract';
import { candidatesContent } from '#shared/candidate/logged';
import { readTimetable } from '#shared/election/contract';
import { dayOfDate, sayDate, startOfDay } from '#shared/time';
import { Dock } from '../../components/button';
import { Head, Section, Sheet } from '../../components/head';
import { Box, Heading, Para, Words } from '../../components/native';
import { NoVillage } from '../../components/no-village';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { daysLeft } from '../../components/pill';
import { ProofLine } from '../../components/proof-line';
import { AskByPhone, Empty, Read } from '../../components/states';
import { unbroken } from '../../components/unbroken';
import { areaName } from '../../platform/areas';
import { today } from '../../platform/clock';
import { useCounty } from '../../platform/county';
import { useParams } from '../../platform/navigate';
import { type Reading, useRead } from '../../platform/read';
import { useSettings } from '../../platform/settings';

const ORDER = {
  姓氏笔画: '按姓氏笔画排列，不分先后',
  得票多少: '按提名得票多少排列',
} as const satisfies Record<CandidateList['order'], string>;

function Objection({ until }: { until: string }): ReactNode {
  const days = dayOfDate(until) - today();
  if (days < 0) return null;
  return (
    <Note icon="clock" tone="due" title={`对名单有意见，${daysLeft(days)}`}>
      <Box>{unbroken(`${sayDate(until)}（含当天）前向村民选举委员会提出。`)}</Box>
      <AskByPhone lead="提意见" />
    </Note>
  );
}

function Person({ one, same }: { one: Candidate; same: boolean }): ReactNode {
  const facts = [one.sex, `${one.age}岁`, one.group, same ? '同名，请看组' : ''].filter(
    (fact) => fact !== '',
  );
  return (
    <Box className="per" role="listitem">
      <Heading level={3} className="per-name">
        {one.name}
      </Heading>
      <Box className="tl mute">{facts.join('·')}</Box>
      {one.introduction ? <Para className="mt8">{one.introduction}</Para> : null}
    </Box>
  );
}

function List({ list, name }: { list: CandidateList; name: string | undefined }): ReactNode {
  const names = list.slates.flatMap((slate) => slate.candidates.map((one) => one.name));
  return (
    <>
      <Head
        title={list.kind}
        sub={
          <>
            {name === undefined ? null : <Words className="b ink">{`${name} `}</Words>}
            {`${sayDate(list.publishedOn)}公布·`}
            {ORDER[list.order].split(/(?<=，)/).map((part) => (
              <Words key={part} className="nw">
                {part}
              </Words>
            ))}
          </>
        }
      />
      <Objection until={list.objectUntil} />
      {list.slates.map((slate) => (
        <Box key={slate.position}>
          <Section title={slate.position} side={`${slate.candidates.length} 人选 ${slate.seats} 人`} />
          <Sheet join="first" list>
            {slate.candidates.map((one) => (
              <Person
                key={`${one.name}${one.group}${one.age}`}
                one={one}
                same={names.filter((name) => name === one.name).length > 1}
              />
            ))}
          </Sheet>
        </Box>
      ))}
    </>
  );
}

/** Candidates' pages close on election day: nothing stands beside the ballot paper. */
function Shown({
  list: { logged, ...list },
  name,
  electionDay,
}: {
  list: PublishedCandidates;
  name: string | undefined;
  electionDay: string | undefined;
}): ReactNode {
  if (electionDay !== undefined && dayOfDate(electionDay) <= today()) {
    return (
      <>
        <Head title="候选人" />
        <Empty title="今天起不再展示候选人">选举日到了。名单贴在投票站，结果当场公布，也会发在公告里。</Empty>
      </>
    );
  }
  return (
    <>
      <List list={list} name={name} />
      <ProofLine
        what="名单"
        leaf={logged.leaf}
        shown={() => ({ ...candidatesContent(list), nonce: logged.nonce })}
        since={startOfDay(dayOfDate(list.publishedOn) + 1)}
      />
    </>
  );
}

function Missing({ announced }: { announced: string | undefined }): ReactNode {
  return (
    <>
      <Head title="候选人" />
      <Empty title="候选人还没有公布">
        {announced
          ? `按时间表，${sayDate(announced)}开始公布。公布后这里和公告里都有。`
          : '公布后这里和公告里都有。'}
      </Empty>
    </>
  );
}

function VillageCandidates({
  area,
  name,
  list,
  again,
}: {
  area: AreaCode;
  name: string | undefined;
  list: Reading<PublishedCandidates>;
  again: () => void;
}): ReactNode {
  const table = useRead(readTimetable, { params: { area } }).reading;
  const known = table.kind === 'ready' ? table.value : undefined;
  const announced = known?.steps
    .filter((step) => step.stage === 6)
    .map((step) => step.firstDay)
    .sort()[0];
  return (
    <Read reading={list} what="候选人" again={again} missing={<Missing announced={announced} />}>
      {(value) => <Shown list={value} name={name} electionDay={known?.electionDay} />}
    </Read>
  );
}

function VotingDay({ area }: { area: AreaCode }): ReactNode {
  const table = useRead(readTimetable, { params: { area } }).reading;
  const day = table.kind === 'ready' ? table.value.electionDay : undefined;
  if (day === undefined || dayOfDate(day) < today()) return null;
  return (
    <Dock>
      <Box className="tl">
        <Words className="b">{`${sayDate(day)}到投票站投票。`}</Words>
        <Words>手机上不投票，票在秘密写票处写。</Words>
      </Box>
    </Dock>
  );
}

/** `name` where it is not the reader's own village. */
function Opened({ area, name }: { area: AreaCode; name?: string }): ReactNode {
  const { reading, again } = useRead(readCandidates, { params: { area } });
  return (
    <Page dock={<VotingDay area={area} />}>
      <VillageCandidates area={area} name={name} list={reading} again={again} />
    </Page>
  );
}

function Elsewhere({ area }: { area: AreaCode }): ReactNode {
  const tree = useCounty().reading;
  return <Opened area={area} name={tree.kind === 'ready' ? areaName(tree.value, area) : area} />;
}

/** Who stands, in an order that favours nobody: in the village the address names, else in the reader's own. */
export default function Candidates(): ReactNode {
  const { village } = useSettings();
  const named = AreaCode.safeParse(useParams()['area']).data;
  if (named && named !== village?.code) return <Elsewhere key={named} area={named} />;
  if (village) return <Opened key={village.code} area={village.code} />;
  return (
    <Page>
      <NoVillage title="候选人" />
    </Page>
  );
}
