import { type ReactNode, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import { type PublishedTimetable, readTimetable } from '#shared/election/contract';
import { STAGES } from '#shared/notice/notice';
import { Button, Link } from '../../components/button';
import { Head, Sheet } from '../../components/head';
import { Box, Heading, Para, Words } from '../../components/native';
import { Empty, Read } from '../../components/states';
import { Timeline } from '../../components/timeline';
import { print } from '../../platform/device';
import { go } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import { sayWithWeekday } from './dates';
import { TimetableProof } from './proof';
import { SaveToCalendar } from './save-to-calendar';
import { PartyStep, StageStep } from './stage';

const MADE_BY = { town: '镇换届办代定', county: '县换届办代定' } as const;

function Steps({ table, name }: { table: PublishedTimetable; name: string }): ReactNode {
  return (
    <>
      <Head
        title="时间表"
        sub={
          <>
            <Words>{`${name}·选举日 `}</Words>
            <Words className="b ink">{sayWithWeekday(table.electionDay)}</Words>
            <Box>{`依据${table.edition}${table.plannedBy ? `，${MADE_BY[table.plannedBy]}` : ''}`}</Box>
          </>
        }
      />
      <Box className="edge row wrap no-print">
        <Box className="mr16">
          <Link icon="flow" end="right" onTap={() => go('election/chart/index', { area: table.area })}>
            看流程图
          </Link>
        </Box>
        <SaveToCalendar table={table} name={name} />
      </Box>
      <Timeline>
        {table.partySteps ? <PartyStep table={table} steps={table.partySteps} /> : null}
        {STAGES.map((stage, i) => (
          <StageStep key={`${stage}-${table.stage}`} table={table} stage={i + 1} />
        ))}
      </Timeline>
      {table.emergency ? <Emergency words={table.emergency} /> : null}
      <TimetableProof table={table} />
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

/** 应急预案: short to have at hand, long to read. */
function Emergency({ words }: { words: string }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <Sheet pad>
      <Heading level={2} className="t2">
        应急预案
      </Heading>
      <Box className="no-print">
        <Link
          end={open ? 'up' : 'down'}
          expanded={open}
          label={`应急预案：${open ? '收起' : '看遇到意外怎么办'}`}
          onTap={() => setOpen(!open)}
        >
          {open ? '收起' : '看遇到意外怎么办'}
        </Link>
      </Box>
      {open || print
        ? words.split('\n').map((line, i) => (
            // The order of the lines is their identity.
            <Para key={`line-${i + 1}`} className={open ? undefined : 'print-only'}>
              {line}
            </Para>
          ))
        : null}
    </Sheet>
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
