import { type ReactNode, useState } from 'react';
import {
  enterStage,
  recordSteps,
  type Step,
  type StepRecord,
  strikeRecord,
  type Timetable,
} from '#shared/election/contract';
import * as rules from '#shared/election/rules';
import { STAGES } from '#shared/notice/notice';
import { Button, Link } from '../../components/button';
import { DeskShell } from '../../components/desk';
import { Box, Heading, Para, Words } from '../../components/native';
import { Note } from '../../components/note';
import { type Outcome, type Problem, send } from '../../platform/request';
import { sayStepDays } from '../timetable/dates';
import { RecordForm } from './record-form';
import { StepRecords } from './step-records';

/** A village's desk around what it is at. */
export type Shell = Omit<Parameters<typeof DeskShell>[0], 'children' | 'side'>;

interface Props {
  table: Timetable;
  shell: Shell;
  onWritten: (table: Timetable) => void;
}

/** What is done, by its document or paper; the next stage once what it wants is there. */
export function Progress({ table, shell, onWritten }: Props): ReactNode {
  const [problem, setProblem] = useState<Problem>();
  const settle = (outcome: Outcome<Timetable>): boolean => {
    setProblem(outcome.ok ? undefined : outcome.problem);
    if (outcome.ok) onWritten(outcome.value);
    return outcome.ok;
  };
  const { area, version } = table;
  const store = async (record: StepRecord) =>
    settle(await send(recordSteps, { params: { area }, body: { from: version, records: [record] } }));
  const strike = async (record: StepRecord, reason: string) =>
    settle(await send(strikeRecord, { params: { area }, body: { from: version, record, reason } }));
  const enter = async () =>
    settle(await send(enterStage, { params: { area }, body: { from: version, stage: table.stage + 1 } }));
  const acts = { onStore: store, onStrike: strike };
  const now = table.steps.filter(({ stage }) => stage === table.stage);
  const others = table.steps.filter(({ stage }) => stage !== table.stage);
  return (
    <DeskShell {...shell} side={<Side table={table} problem={problem} onEnter={() => void enter()} />}>
      <Box className="desk-pad desk-form">
        <Group title={`现在：${STAGES[table.stage - 1] ?? ''}`} steps={now} table={table} {...acts} />
        {table.partySteps ? (
          <Group title="村（社区）党组织换届" steps={table.partySteps} table={table} {...acts} />
        ) : null}
        <Group title="其他阶段" steps={others} table={table} {...acts} />
      </Box>
    </DeskShell>
  );
}

interface StoreProps {
  table: Timetable;
  onStore: (record: StepRecord) => Promise<boolean>;
  onStrike: (record: StepRecord, reason: string) => Promise<boolean>;
}

function Group({
  title,
  steps,
  ...store
}: StoreProps & { title: string; steps: readonly Step[] }): ReactNode {
  return (
    <>
      <Heading level={2} className="t2 mt16">
        {title}
      </Heading>
      {steps.map((step) => (
        <ShownStep key={step.id} step={step} {...store} />
      ))}
    </>
  );
}

function ShownStep({ table, step, onStore, onStrike }: StoreProps & { step: Step }): ReactNode {
  const [open, setOpen] = useState(false);
  const store = async (record: StepRecord) => {
    const stored = await onStore(record);
    if (stored) setOpen(false);
  };
  const label = open ? '收起' : '存凭据';
  return (
    <Box className="thing">
      <Box className="row wrap">
        <Words className="b grow">{step.title}</Words>
        <Words className="mr16">{sayStepDays(step)}</Words>
        <Link label={`${label}：${step.title}`} expanded={open} onTap={() => setOpen(!open)}>
          {label}
        </Link>
      </Box>
      <Box className="tl mute">{`做完有：${step.output}`}</Box>
      <StepRecords {...{ table, step, onStrike }} />
      {open ? <RecordForm area={table.area} step={step} onStore={store} /> : null}
    </Box>
  );
}

interface SideProps {
  table: Timetable;
  problem: Problem | undefined;
  onEnter: () => void;
}

/** Which records the stage still wants, and the way into the next once there are all. */
function Side({ table, problem, onEnter }: SideProps): ReactNode {
  const next = STAGES[table.stage];
  const entered = rules.enterStage(table, table.version, table.stage + 1);
  const missing = entered.ok ? [] : (entered.error.fields ?? []);
  return (
    <>
      <Heading level={2} className="t2">
        {next ? `进入“${next}”` : '八个阶段都到了'}
      </Heading>
      {problem ? (
        <Note icon="bad" tone="red" title="没有存">
          {`${problem.title}${(problem.fields ?? []).map(({ message }) => message).join('；')}`}
        </Note>
      ) : null}
      {missing.length > 0 ? (
        <Note icon="warn" tone="due" title={`还缺 ${missing.length} 份凭据`}>
          {missing.map(({ path, message }) => (
            <Para key={path}>{message}</Para>
          ))}
        </Note>
      ) : null}
      {next ? (
        <Box className="mt12">
          <Button off={missing.length > 0} onTap={onEnter}>
            {`进入“${next}”`}
          </Button>
          <Para className="then">凭据齐了才能进下一个阶段。进去以后不能退回。</Para>
        </Box>
      ) : (
        <Para className="then">移交和归档的凭据，还可以接着存。</Para>
      )}
    </>
  );
}
