import { type ReactNode, useState } from 'react';
import type { Step, Timetable } from '#shared/election/contract';
import { STAGES } from '#shared/notice/notice';
import { dayOfDate, sayDate } from '#shared/time';
import { Link } from '../../components/button';
import { classes } from '../../components/element';
import { Box, Heading, Words } from '../../components/native';
import { DueChip } from '../../components/pill';
import { TimelineStep } from '../../components/timeline';
import { today } from '../../platform/clock';
import { print } from '../../platform/device';
import { sayRange } from './dates';

function Law({ step }: { step: Step }): ReactNode {
  const [open, setOpen] = useState(false);
  const { basis, law } = step;
  if (basis === undefined) return null;
  return (
    <Box>
      <Box className="no-print">
        <Link
          icon="law"
          end={open ? 'up' : 'down'}
          expanded={open}
          label={`法律怎么说：${step.title}`}
          onTap={() => setOpen(!open)}
        >
          法律怎么说
        </Link>
      </Box>
      {open ? (
        <Box className="law">
          <Box className="b">{basis}</Box>
          {law ? <Box>{law}</Box> : null}
        </Box>
      ) : null}
      {!open && print ? <Box className="tl print-only">{`依据：${basis}`}</Box> : null}
    </Box>
  );
}

function Facts({ step }: { step: Step }): ReactNode {
  return (
    <>
      <Box className="tl">
        <Words className="b">谁来做：</Words>
        <Words>{step.actor}</Words>
      </Box>
      <Box className="tl">
        <Words className="b">做完有：</Words>
        <Words>{step.output}</Words>
      </Box>
    </>
  );
}

/** One thing of several: when, who, what comes out, and the article. */
function Thing({ step, due }: { step: Step; due: boolean }): ReactNode {
  const days = dayOfDate(step.lastDay) - today();
  return (
    <Box className="thing">
      <Box className="thing-name">{step.title}</Box>
      <Box className="tl mute">{`${sayRange(step.firstDay, step.lastDay)}${step.provisional ? '（待节假日安排）' : ''}`}</Box>
      {due && days >= 0 && days <= 3 ? <DueChip days={days} /> : null}
      <Facts step={step} />
      <Law step={step} />
    </Box>
  );
}

function left(days: number): string {
  if (days < 0) return `已过原定日期 ${-days} 天`;
  if (days === 0) return '今天最后一天';
  return `还剩 ${days} 天`;
}

function NowHead({ stage, lastDay }: { stage: number; lastDay: string | undefined }): ReactNode {
  return (
    <>
      <Box className="tl b c-sun no-print">现在</Box>
      <Box className="row wrap">
        <Heading level={2} className="t2 now-name">
          {STAGES[stage - 1] ?? ''}
        </Heading>
        {lastDay ? <Words className="t2 c-sun no-print">{left(dayOfDate(lastDay) - today())}</Words> : null}
      </Box>
    </>
  );
}

/** A stage with one thing to do says it without being opened. */
function Only({ step, state }: { step: Step; state: 'done' | 'now' | 'later' }): ReactNode {
  if (state === 'done') return null;
  return (
    <Box>
      {state === 'now' ? (
        <Box className="mt8">
          <Facts step={step} />
        </Box>
      ) : null}
      <Law step={step} />
    </Box>
  );
}

interface ThingsProps {
  steps: readonly Step[];
  name: string;
  now: boolean;
  lastDay: string | undefined;
}

function Things({ steps, name, now, lastDay }: ThingsProps): ReactNode {
  const [open, setOpen] = useState(now);
  const words = open ? '收起' : `看 ${steps.length} 件事`;
  return (
    <>
      <Box className="no-print">
        <Link
          end={open ? 'up' : 'down'}
          expanded={open}
          label={`${name}：${words}`}
          onTap={() => setOpen(!open)}
        >
          {words}
        </Link>
      </Box>
      {open || print ? (
        // Paper cannot be opened: what is folded on the screen stands on it.
        <Box className={classes(!open && 'print-only')}>
          {steps.map((step) => (
            <Thing key={step.id} step={step} due={now && step.lastDay !== lastDay} />
          ))}
        </Box>
      ) : null}
    </>
  );
}

/** One of the eight steps with what belongs to it. */
export function StageStep({ table, stage }: { table: Timetable; stage: number }): ReactNode {
  const state = stage < table.stage ? 'done' : stage === table.stage ? 'now' : 'later';
  const steps = table.steps.filter((step) => step.stage === stage);
  const first = steps.map((step) => step.firstDay).sort()[0];
  const last = steps
    .map((step) => step.lastDay)
    .sort()
    .reverse()[0];
  const range =
    first && last ? (state === 'done' ? `${sayDate(last)}前做完` : sayRange(first, last)) : '日期待定';
  return (
    <TimelineStep state={state} number={stage}>
      {state === 'now' ? (
        <NowHead stage={stage} lastDay={last} />
      ) : (
        <Heading level={2} className="t2">
          {STAGES[stage - 1] ?? ''}
        </Heading>
      )}
      <Box className="tl mute">{range}</Box>
      {steps.length > 1 ? (
        <Things steps={steps} name={STAGES[stage - 1] ?? ''} now={state === 'now'} lastDay={last} />
      ) : (
        steps.map((step) => <Only key={step.id} step={step} state={state} />)
      )}
    </TimelineStep>
  );
}
