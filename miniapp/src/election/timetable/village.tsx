import type { ReactNode } from 'react';
import type { AreaCode } from '#shared/area/code';
import { type PublishedTimetable, readTimetable } from '#shared/election/contract';
import { timetableContent } from '#shared/election/logged';
import { STAGES } from '#shared/notice/notice';
import { Button } from '../../components/button';
import { Head } from '../../components/head';
import { Box, Words } from '../../components/native';
import { ProofLine } from '../../components/proof-line';
import { Empty, Read } from '../../components/states';
import { Timeline } from '../../components/timeline';
import { print } from '../../platform/device';
import { useRead } from '../../platform/read';
import { sayWithWeekday } from './dates';
import { StageStep } from './stage';

function Steps({ table, name }: { table: PublishedTimetable; name: string }): ReactNode {
  return (
    <>
      <Head
        title="时间表"
        sub={
          <>
            <Words>{`${name}·选举日 `}</Words>
            <Words className="b ink">{sayWithWeekday(table.electionDay)}</Words>
          </>
        }
      />
      <Timeline>
        {STAGES.map((stage, i) => (
          <StageStep key={`${stage}-${table.stage}`} table={table} stage={i + 1} />
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

/** A village's timetable: what is done, what is now, what comes, and the article behind each. */
export function VillageTimetable({ area, name }: { area: AreaCode; name: string }): ReactNode {
  const { reading, again } = useRead(readTimetable, { params: { area } });
  return (
    <Read reading={reading} what="时间表" again={again} missing={<Missing />}>
      {(table) => <Steps table={table} name={name} />}
    </Read>
  );
}
