import type { ReactNode } from 'react';
import { type PublishedTimetable, readTimetable } from '#shared/election/contract';
import { timetableContent } from '#shared/election/logged';
import { STAGES } from '#shared/notice/notice';
import { Button } from '../../components/button';
import { Head } from '../../components/head';
import { Box, Words } from '../../components/native';
import { NoVillage } from '../../components/no-village';
import { Page } from '../../components/page';
import { ProofLine } from '../../components/proof-line';
import { Empty, Read } from '../../components/states';
import { Timeline } from '../../components/timeline';
import { print } from '../../platform/device';
import { useRead } from '../../platform/read';
import { useSettings, type Village } from '../../platform/settings';
import { sayWithWeekday } from './dates';
import { StageStep } from './stage';

function Steps({ table, village }: { table: PublishedTimetable; village: Village }): ReactNode {
  return (
    <>
      <Head
        title="时间表"
        sub={
          <>
            <Words>{`${village.name}·选举日 `}</Words>
            <Words className="b ink">{sayWithWeekday(table.electionDay)}</Words>
          </>
        }
      />
      <Timeline>
        {STAGES.map((name, i) => (
          <StageStep key={`${name}-${table.stage}`} table={table} stage={i + 1} />
        ))}
      </Timeline>
      <Proof table={table} />
      {print ? (
        <Box className="pad no-print">
          <Button kind="second" icon="print" onTap={print}>
            打印时间表
          </Button>
        </Box>
      ) : null}
    </>
  );
}

function Proof({ table: { logged, ...table } }: { table: PublishedTimetable }): ReactNode {
  return (
    <ProofLine
      what="时间表"
      leaf={logged.leaf}
      shown={() => ({ ...timetableContent(table), nonce: logged.nonce })}
    />
  );
}

function Missing(): ReactNode {
  return (
    <>
      <Head title="时间表" />
      <Empty title="时间表还没有公布">选举日定下来以后，八步各在哪一天、谁来做，都写在这里。</Empty>
    </>
  );
}

function VillageTimetable({ village }: { village: Village }): ReactNode {
  const { reading, again } = useRead(readTimetable, { params: { area: village.code } });
  return (
    <Read reading={reading} what="时间表" again={again} missing={<Missing />}>
      {(table) => <Steps table={table} village={village} />}
    </Read>
  );
}

/** What is done, what is now, what comes, and the article behind each. */
export default function TimetablePage(): ReactNode {
  const { village } = useSettings();
  return (
    <Page tab="election/timetable/index">
      {village ? <VillageTimetable key={village.code} village={village} /> : <NoVillage title="时间表" />}
    </Page>
  );
}
