import { type ReactNode, useState } from 'react';
import { sayActedFor, sayStruck } from '#shared/election/acted-for';
import { stageState } from '#shared/election/board';
import type { KeptRecord, Step, Timetable } from '#shared/election/contract';
import { STAGES } from '#shared/notice/notice';
import { dayOfDate, sayDate } from '#shared/time';
import { Link } from '../../components/button';
import { classes } from '../../components/element';
import { Icon } from '../../components/icon';
import { Box, Heading, Words } from '../../components/native';
import { DueChip } from '../../components/pill';
import { TimelineStep } from '../../components/timeline';
import { today } from '../../platform/clock';
import { print } from '../../platform/device';
import { go } from '../../platform/navigate';
import { sayRange, sayStepDays } from './dates';

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

/** What shows that a step is done: the notice opens, the paper says where it lies. */
function Done({ table, step }: { table: Timetable; step: Step }): ReactNode {
  const records = table.records.filter((record) => record.step === step.id);
  return records.map(({ title, day, place, notice, by }: KeptRecord) => {
    const words = `${place ? `${place}·` : ''}${title} ${sayDate(day)}${sayActedFor(by)}`;
    return notice ? (
      <Box key={words}>
        <Link icon="ok" end="right" onTap={() => go('notice/detail/index', { area: table.area, id: notice })}>
          {words}
        </Link>
      </Box>
    ) : (
      <Box key={words} className="tl c-done">
        <Icon name="ok" size="small" />
        <Words className="ml4">{words}</Words>
      </Box>
    );
  });
}

/** Records of a step that were struck, with the reason: they show nothing any more. */
function Struck({ table: { struck = [] }, step }: { table: Timetable; step: Step }): ReactNode {
  const of = struck.filter(({ record }) => record.step === step.id);
  return of.map((one) => (
    <Box key={sayStruck(one)} className="tl mute">
      {sayStruck(one)}
    </Box>
  ));
}

/** Until the list of proxies is out one may still give one. */
const PROXY_LIST = 'B18';

/** One thing of several: when, who, what comes out, and the article. */
function Thing({ table, step, due }: { table: Timetable; step: Step; due: boolean }): ReactNode {
  const days = dayOfDate(step.lastDay) - today();
  return (
    <Box className="thing">
      <Box className="thing-name">{step.title}</Box>
      <Box className="tl mute">{sayStepDays(step)}</Box>
      {due && days >= 0 && days <= 3 ? <DueChip days={days} /> : null}
      <Changed step={step} />
      <Done {...{ table, step }} />
      <Struck {...{ table, step }} />
      <Facts step={step} />
      <Law step={step} />
      {step.id === PROXY_LIST && days >= 0 && table.electedBy !== '居民代表' ? (
        <Box className="no-print">
          <Link icon="pen" end="right" onTap={() => go('proxy/mine/index')}>
            委托投票
          </Link>
        </Box>
      ) : null}
    </Box>
  );
}

/** 一村一策, with its reason. */
function Changed({ step: { changed } }: { step: Step }): ReactNode {
  return changed === undefined ? null : <Box className="tl c-due">{`本村另定的日子：${changed}`}</Box>;
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

interface OnlyProps {
  table: Timetable;
  step: Step;
  state: ReturnType<typeof stageState>;
}

/** A stage with one thing to do says it without being opened. */
function Only({ table, step, state }: OnlyProps): ReactNode {
  if (state === 'done') return <Done {...{ table, step }} />;
  return (
    <Box>
      <Changed step={step} />
      <Done {...{ table, step }} />
      <Struck {...{ table, step }} />
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
  table: Timetable;
  steps: readonly Step[];
  name: string;
  now: boolean;
  lastDay: string | undefined;
}

function Things({ table, steps, name, now, lastDay }: ThingsProps): ReactNode {
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
            <Thing key={step.id} {...{ table, step }} due={now && step.lastDay !== lastDay} />
          ))}
        </Box>
      ) : null}
    </>
  );
}

function daysOf(steps: readonly Step[]) {
  const first = steps.map((step) => step.firstDay).sort()[0];
  const last = steps
    .map((step) => step.lastDay)
    .sort()
    .reverse()[0];
  return { first, last };
}

/** The party branch's own election, which comes before; folded, and done once its last step has its record. */
export function PartyStep({ table, steps }: { table: Timetable; steps: readonly Step[] }): ReactNode {
  const { first, last } = daysOf(steps);
  const closing = steps[steps.length - 1]?.id;
  const state = table.records.some(({ step }) => step === closing) ? 'done' : 'later';
  const name = '村（社区）党组织换届';
  return (
    <TimelineStep state={state} number="党">
      <Heading level={2} className="t2">
        {name}
      </Heading>
      {first && last ? <Box className="tl mute">{sayRange(first, last)}</Box> : null}
      <Things {...{ table, steps, name, lastDay: last }} now={false} />
    </TimelineStep>
  );
}

/** One of the eight steps with what belongs to it. */
export function StageStep({ table, stage }: { table: Timetable; stage: number }): ReactNode {
  const state = stageState(table, stage);
  const name = STAGES[stage - 1] ?? '';
  const steps = table.steps.filter((step) => step.stage === stage);
  const { first, last } = daysOf(steps);
  const range =
    first && last ? (state === 'done' ? `${sayDate(last)}前做完` : sayRange(first, last)) : '日期待定';
  return (
    <TimelineStep state={state} number={stage}>
      {state === 'now' ? (
        <NowHead stage={stage} lastDay={last} />
      ) : (
        <Heading level={2} className="t2">
          {name}
        </Heading>
      )}
      <Box className="tl mute">{range}</Box>
      {state === 'open' ? <Box className="tl c-red">这一步还没有办完，还有凭据没有存。</Box> : null}
      {steps.length > 1 ? (
        <Things {...{ table, steps, name }} now={state === 'now'} lastDay={last} />
      ) : (
        steps.map((step) => <Only key={step.id} {...{ table, step, state }} />)
      )}
    </TimelineStep>
  );
}
