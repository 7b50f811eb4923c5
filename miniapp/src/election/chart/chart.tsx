import type { ReactNode } from 'react';
import { stageState } from '#shared/election/board';
import type { Step, Timetable } from '#shared/election/contract';
import { STAGES } from '#shared/notice/notice';
import { sayDate } from '#shared/time';
import { Button } from '../../components/button';
import { classes } from '../../components/element';
import { Head } from '../../components/head';
import { Icon } from '../../components/icon';
import { Box, Heading, Words } from '../../components/native';
import { print } from '../../platform/device';
import { sayRange, sayWithWeekday } from '../timetable/dates';
import './chart.css';
import './paper';

/** The eight stages as boxes joined by arrows; the party's own election goes first. */
export function Chart({
  table,
  name,
  children,
}: {
  table: Timetable;
  name: string;
  /** What stands under it, on paper too. */
  children?: ReactNode;
}): ReactNode {
  return (
    <Box className="chart">
      <Head
        title="流程图"
        sub={
          <>
            <Words>{`${name}·选举日 `}</Words>
            <Words className="b ink">{sayWithWeekday(table.electionDay)}</Words>
            <Box>{`依据${table.edition}`}</Box>
          </>
        }
      />
      <Box className="chart-lanes">
        {table.partySteps ? <PartyLane table={table} steps={table.partySteps} /> : null}
        {/* On paper the first four go to the right and the last four come back, as a line is read on a wall. */}
        <Box className="chart-row">
          {STAGES.slice(0, 4).map((stage, i) => (
            <Stage key={stage} table={table} stage={i + 1} />
          ))}
        </Box>
        <Box className="chart-row back">
          {STAGES.slice(4).map((stage, i) => (
            <Stage key={stage} table={table} stage={i + 5} />
          ))}
        </Box>
      </Box>
      {children}
      {print ? (
        <Box className="pad no-print">
          <Button kind="second" icon="print" onTap={print}>
            打印流程图
          </Button>
        </Box>
      ) : null}
    </Box>
  );
}

function PartyLane({ table, steps }: { table: Timetable; steps: readonly Step[] }): ReactNode {
  return (
    <Box className="chart-stage chart-party">
      <Box className="chart-box">
        <Heading level={2} className="t2">
          村（社区）党组织换届
        </Heading>
        <Box className="chart-steps">
          {steps.map((step) => (
            <Item key={step.id} {...{ table, step }} />
          ))}
        </Box>
      </Box>
      <Box className="chart-arrow" hidden />
    </Box>
  );
}

const STATES = { done: '已办完', open: '还没有办完', now: '现在', later: '' } as const;

function Stage({ table, stage }: { table: Timetable; stage: number }): ReactNode {
  const state = stageState(table, stage);
  const steps = table.steps.filter((step) => step.stage === stage);
  return (
    <Box className={classes('chart-stage', `${state}-stage`)}>
      <Box className="chart-box">
        <Box className="row chart-name">
          <Box className="chart-no">{stage}</Box>
          <Heading level={2} className="t2 grow">
            {STAGES[stage - 1] ?? ''}
          </Heading>
          {STATES[state] === '' ? null : <Words className="tl b no-print">{STATES[state]}</Words>}
        </Box>
        <Box className="chart-steps">
          {steps.map((step) => (
            <Item key={step.id} {...{ table, step }} />
          ))}
        </Box>
      </Box>
      {stage < STAGES.length ? <Box className="chart-arrow" hidden /> : null}
    </Box>
  );
}

/** One step: what, when, who, by which article; a tick once its record is there. */
function Item({ table, step }: { table: Timetable; step: Step }): ReactNode {
  const record = table.records.find((one) => one.step === step.id);
  const { title, firstDay, lastDay, actor, basis, changed } = step;
  return (
    <Box className="chart-step">
      <Box className="b">
        {record ? (
          <Words className="c-done">
            <Icon name="ok" size="small" />
          </Words>
        ) : null}
        {title}
      </Box>
      <Box className="tl">
        <Words className="b nw">{sayRange(firstDay, lastDay)}</Words>
        <Words>{`　${actor}`}</Words>
      </Box>
      {basis === undefined ? null : <Box className="tl mute">{basis}</Box>}
      {changed === undefined ? null : <Box className="tl">{`本村另定的日子：${changed}`}</Box>}
      {record ? <Box className="tl c-done">{`已办：${record.title} ${sayDate(record.day)}`}</Box> : null}
    </Box>
  );
}
